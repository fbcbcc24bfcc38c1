# SPDX-License-Identifier: EUPL-1.2
"""Describing oneself, giving roles, and forgetting a person."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput, SignInFirst
from backend.common.text import LANGUAGES, clean_line
from backend.ledger.audit.services import record
from backend.region.accounts.claims import Asserted
from backend.region.accounts.errors import PseudonymTaken
from backend.region.accounts.issuers import ASSURANCES, Issuer
from backend.region.accounts.models import Account, Assertion, OfficeLetter, Role, Session, StaffInvitation
from backend.region.accounts.selectors import address_is_taken, addresses_of
from backend.region.places.models import Municipality


@transaction.atomic
def describe_yourself(
    *, account: Account, pseudonym: str, municipality: Municipality | None, birth_year: int | None, language: str
) -> Account:
    """Say one's public name, home municipality, birth year and language; later acts use them.

    What was frozen at earlier acts stays as it was. Raises InvalidInput, PseudonymTaken.
    """
    pseudonym = clean_line(pseudonym)
    fields = {}
    if not 2 <= len(pseudonym) <= 40 or "@" in pseudonym:
        fields["pseudonym"] = _("Write a name of 2–40 characters, without an e-mail address.")
    if birth_year is not None and not 1900 <= birth_year <= local_day(database_now()).year:
        fields["birth_year"] = _("Write the year with four digits.")
    if language not in LANGUAGES:
        fields["language"] = _("Choose one of the languages.")
    if fields:
        raise InvalidInput(fields=fields)
    account.pseudonym, account.municipality = pseudonym, municipality
    account.birth_year, account.language = birth_year, language
    try:
        with transaction.atomic():
            said = {name: getattr(account, name) for name in ("pseudonym", "municipality", "birth_year", "language")}
            is_there = Account.objects.filter(pk=account.pk).update(**said)
    except IntegrityError as error:
        raise PseudonymTaken(fields={"pseudonym": PseudonymTaken.message}) from error
    if not is_there:  # erased at this moment
        raise SignInFirst
    return account


@transaction.atomic
def give_role(*, account: Account, kind: str, municipality: Municipality | None) -> Role:
    """Give a staff role, once; without a municipality it is for the whole region."""
    role, _created = Role.objects.get_or_create(account=account, kind=kind, municipality=municipality)
    return role


@transaction.atomic
def note_assertion(*, account: Account, issuer: Issuer, asserted: Asserted) -> Assertion:
    """Keep what an issuer said at a sign-in: residence and age as far as it may speak, assurance, roles.

    Identification lasts. What an issuer does not repeat stays as it said it before, and assurance
    never falls: an account that was once strongly identified is the account of that person, also
    when they sign in by e-mail tomorrow. Which assurance an act is stored with is decided by the
    identifier that its campaign asks for (participants.services.admit), not by today's way in: a
    campaign that counts national identifiers stores "strong" for whoever has one, one that counts
    accounts stores "account" for the very same session. Only a residence elsewhere takes the
    earlier residence away, and roles that the issuer no longer names end at once.
    """
    known = Assertion.objects.select_for_update().filter(account=account, issuer=issuer.key).first()
    said = known or Assertion(account=account, issuer=issuer.key, assurance=asserted.assurance)
    home = Municipality.objects.filter(code=asserted.municipality).first() if asserted.municipality else None
    if home is not None or asserted.moved:
        said.municipality = home
    if asserted.birth_date or asserted.birth_year:
        said.birth_date, said.birth_year = asserted.birth_date, asserted.birth_year
    said.assurance = max(said.assurance, asserted.assurance, key=ASSURANCES.index)
    said.asserted_at = database_now()
    said.save()
    if account.municipality_id is None and home is not None:
        account.municipality = home
        account.save(update_fields=["municipality"])
    if issuer.roles and asserted.roles is not None:
        _hold_roles(account, issuer, asserted.roles)
    return said


def _hold_roles(account: Account, issuer: Issuer, kinds: frozenset[str]) -> None:
    """Exactly these roles by this issuer, in its own municipality; what people gave stays untouched."""
    home = Municipality.objects.get(code=issuer.municipality)
    over = Role.objects.filter(account=account, issuer=issuer.key).exclude(kind__in=kinds, municipality=home)
    for kind in over.values_list("kind", flat=True):
        _note_of_issuer(f"take_role_{kind}", account, home)
    over.delete()
    for kind in sorted(kinds):
        _role, made = Role.objects.get_or_create(
            account=account, kind=kind, municipality=home, defaults={"issuer": issuer.key}
        )
        if made:
            _note_of_issuer(f"give_role_{kind}", account, home)


def _note_of_issuer(operation: str, account: Account, home: Municipality) -> None:
    record(
        actor_id=None,
        operation=operation,
        target=f"account:{account.pk}",
        municipality_id=home.pk,
        reason="issuer",
    )


@transaction.atomic
def forget_assertion(*, account: Account, issuer: str) -> None:
    """What an issuer said goes with the identity that is taken off the account, and so do its roles."""
    Assertion.objects.filter(account=account, issuer=issuer).delete()
    Role.objects.filter(account=account, issuer=issuer).delete()


def forget_person(*, account: Account) -> None:
    """End every session of an account and delete it with its roles. In the caller's transaction, after all others."""
    Session.objects.filter(account_id=account.pk).delete()
    forget_addresses(account=account)
    Account.objects.filter(pk=account.pk).delete()


def forget_addresses(*, account: Account) -> None:
    """Forget invitations and letters to any address of an account, while its addresses are known."""
    for email in addresses_of(account):
        OfficeLetter.objects.filter(email__iexact=email).delete()
        StaffInvitation.objects.filter(email__iexact=email).delete()


def make_account_of_identity(*, issuer: Issuer, asserted: Asserted) -> Account:
    """A new account for an issuer's subject; with the address that the issuer has confirmed, if nobody has it.

    Two first requests at once make one account: UNIQUE(provider, uid).
    """
    email = asserted.email if asserted.email and not address_is_taken(asserted.email) else None
    try:
        with transaction.atomic():
            account = Account.objects.create_user(email, language=(get_language() or "fi")[:2])
            SocialAccount.objects.create(user=account, provider=issuer.key, uid=asserted.subject, extra_data={})
            if email:
                EmailAddress.objects.create(user=account, email=email.lower(), verified=True, primary=True)
    except IntegrityError:
        return Account.objects.get(
            pk=SocialAccount.objects.values_list("user", flat=True).get(provider=issuer.key, uid=asserted.subject)
        )
    return account
