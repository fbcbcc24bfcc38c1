# SPDX-License-Identifier: EUPL-1.2
"""Reading accounts and roles."""

import contextlib
import dataclasses
import datetime
import uuid
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from backend.common.errors import NotFound
from backend.common.personal import PersonalData, rows_of
from backend.ledger.audit.selectors import acts_of
from backend.region.accounts.issuers import ASSURANCES, IssuerAssurance
from backend.region.accounts.models import Account, Assertion, OfficeLetter, Role, Session, StaffInvitation
from backend.region.accounts.standing_in import deputies_told_of

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as one; recovery codes alone do not."""
Viewer = Account | AnonymousUser | None
"""Who looks at a page: an account, or somebody not signed in."""


@dataclasses.dataclass(frozen=True)
class Rights:
    """The staff roles of one viewer: (kind, municipality id), None standing for the whole region.

    `withheld` says that there are roles, and none of them holds before the person has a second factor.
    """

    held: frozenset[tuple[str, int | None]] = frozenset()
    withheld: bool = False

    def has(self, kind: str, municipality_id: int) -> bool:
        """Whether the viewer has this role in this municipality (an admin has every role)."""
        return any((role, place) in self.held for role in (kind, "admin") for place in (municipality_id, None))

    def places(self, kind: str) -> frozenset[int | None]:
        """The municipalities of a role; None among them means the whole region."""
        return frozenset(place for role, place in self.held if role in {kind, "admin"})

    @property
    def is_staff(self) -> bool:
        """Whether the viewer has any role at all."""
        return bool(self.held)


def rights_of(viewer: Viewer) -> Rights:
    """The viewer's roles; one query per account object, none when not signed in."""
    if not isinstance(viewer, Account):
        return Rights()
    known: Rights | None = getattr(viewer, "known_rights", None)
    if known is None:
        known = _rights_now(viewer)
        viewer.known_rights = known  # type: ignore[attr-defined]
    return known


def _rights_now(account: Account) -> Rights:
    """With STAFF_MFA a role holds only beside a passkey or a code app, or a sign-in that had two factors."""
    factor = Authenticator.objects.filter(user=OuterRef("account"), type__in=SECOND_FACTORS)
    rows = Role.objects.filter(account=account).annotate(has_factor=Exists(factor))
    held = list(rows.values_list("kind", "municipality_id", "has_factor"))
    proven = not settings.STAFF_MFA or getattr(account, "signed_in_with_two_factors", False)
    if held and not proven and not held[0][2]:
        return Rights(withheld=True)
    return Rights(frozenset((kind, place) for kind, place, _factor in held))


def staff_by_role() -> dict[tuple[str, int], set[int]]:
    """The accounts that hold each role in each municipality itself, by (kind, municipality id); one query."""
    held: dict[tuple[str, int], set[int]] = {}
    rows = Role.objects.filter(municipality__isnull=False, account__is_active=True)
    for kind, place, account_id in rows.values_list("kind", "municipality_id", "account_id"):
        held.setdefault((kind, place), set()).add(account_id)
    return held


def names_of_accounts(account_ids: Iterable[int | None]) -> dict[int, str]:
    """The public names of some accounts; those that are gone are not there."""
    wanted = {one for one in account_ids if one is not None}
    return dict(Account.objects.filter(pk__in=wanted).values_list("pk", "pseudonym"))


def has_second_factor(account: Account) -> bool:
    """Whether the account has a passkey or a code app."""
    return bool(Authenticator.objects.filter(user=account, type__in=SECOND_FACTORS).exists())


@dataclasses.dataclass(frozen=True)
class AssertedFacts:
    """What issuers said of an account, the latest of each; all empty where none ever spoke.

    `assurance` is the strongest that any of them gave: it says how the account was once
    identified, not how the person signed in today (see services.note_assertion).
    """

    municipality_id: int | None = None
    birth_date: datetime.date | None = None
    birth_year: int | None = None
    assurance: IssuerAssurance = "none"


def asserted_facts(account: Account) -> AssertedFacts:
    """Residence, age and assurance as issuers assert them (one query)."""
    said = list(Assertion.objects.filter(account=account).order_by("-asserted_at"))
    born = next((one for one in said if one.birth_date or one.birth_year), None)
    return AssertedFacts(
        municipality_id=next((one.municipality_id for one in said if one.municipality_id), None),
        birth_date=born.birth_date if born else None,
        birth_year=born.birth_year if born else None,
        assurance=ASSURANCES[max((ASSURANCES.index(one.assurance) for one in said), default=0)],
    )


def residence_asserted_strongly(account: Account) -> int | None:
    """The municipality that an issuer named when it identified the person strongly, the latest; one query."""
    said = Assertion.objects.filter(account=account, assurance=Assertion.Assurance.STRONG, municipality__isnull=False)
    return said.order_by("-asserted_at").values_list("municipality_id", flat=True).first()


def address_is_taken(email: str) -> bool:
    """Whether an account has this e-mail address, confirmed or not."""
    return (
        Account.objects.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(email__iexact=email).exists()
    )


def addresses_of(account: Account) -> list[str]:
    """The account's e-mail addresses in small letters, confirmed or not, each once."""
    written = EmailAddress.objects.filter(user=account).values_list("email", flat=True)
    return sorted({email.lower() for email in (account.email, *written) if email})


def account_called(name: str) -> Account:
    """The account with this e-mail address or this UUID; raises NotFound."""
    found = Account.objects.filter(email__iexact=name).first()
    if found is None:
        with contextlib.suppress(ValueError):
            found = Account.objects.filter(uuid=uuid.UUID(name)).first()
    if found is None:
        raise NotFound
    return found


@dataclasses.dataclass(frozen=True)
class WaysIn:
    """By what a person signs in: confirmed and other addresses, issuers' keys, numbers of passkeys and code apps."""

    addresses: list[str]
    issuers: list[str]
    passkeys: int
    code_apps: int
    has_password: bool

    @property
    def is_only_this_device(self) -> bool:
        """Whether there is none: an account made by a code or at a desk lives in its session alone."""
        return not (self.addresses or self.issuers or self.passkeys or self.has_password)


def ways_in(account: Account) -> WaysIn:
    """What signs a person in, in three queries."""
    kinds = list(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    addresses = EmailAddress.objects.filter(user=account).order_by("-primary", "id").values_list("email", flat=True)
    return WaysIn(
        addresses=list(addresses) or [account.email] * bool(account.email),
        issuers=list(SocialAccount.objects.filter(user=account).order_by("id").values_list("provider", flat=True)),
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        code_apps=kinds.count(Authenticator.Type.TOTP),
        has_password=bool(account.email) and account.has_usable_password(),
    )


def personal_data_of(account: Account) -> PersonalData:
    """What an account says of a person, what issuers say, and the roles and sessions that they have."""
    return {
        "account": [
            {
                "uuid": account.uuid,
                "email": account.email,
                "pseudonym": account.pseudonym,
                "municipality": account.municipality.slug if account.municipality else None,
                "birth_year": account.birth_year,
                "language": account.language,
                "joined_at": account.joined_at,
                "last_login": account.last_login,
            }
        ],
        "roles": [
            {"kind": role.kind, "municipality": role.municipality.slug if role.municipality else None}
            for role in Role.objects.filter(account=account).select_related("municipality").order_by("id")
        ],
        "assertions": [
            {
                "issuer": said.issuer,
                "municipality": said.municipality.slug if said.municipality else None,
                "birth_date": said.birth_date,
                "birth_year": said.birth_year,
                "assurance": said.assurance,
                "asserted_at": said.asserted_at,
            }
            for said in Assertion.objects.filter(account=account).select_related("municipality").order_by("issuer")
        ],
        "staff_invitations": [
            *rows_of(StaffInvitation.objects.filter(accepted_by=account).order_by("id"), "kinds", "accepted_at"),
            *rows_of(_waiting_invitations(account), "kinds", "invited_at"),
        ],
        "letters_about_office": rows_of(_letters_to(account), "about", "made_at"),
        **acts_of(account.pk),
        **deputies_told_of(account),
        "sessions": rows_of(Session.objects.filter(account_id=account.pk).order_by("expire_date"), "expire_date"),
    }


def _waiting_invitations(account: Account) -> QuerySet[StaffInvitation]:
    return StaffInvitation.objects.filter(email__iexact=account.email or "-").order_by("id")


def _letters_to(account: Account) -> QuerySet[OfficeLetter]:
    return OfficeLetter.objects.filter(email__iexact=account.email or "-").order_by("id")


def identity_of_issuer(issuer: str, subject: str) -> tuple[Account | None, datetime.datetime | None]:
    """The account of an issuer's subject, and when the issuer last said something of it (one query)."""
    said = Assertion.objects.filter(account=OuterRef("user"), issuer=issuer).values("asserted_at")
    found = (
        SocialAccount.objects.filter(provider=issuer, uid=subject)
        .select_related("user")
        .annotate(said_at=Subquery(said))
        .first()
    )
    return (found.user, found.said_at) if found else (None, None)


def account_of_profile(profile: uuid.UUID, *, issuer: str) -> Account | None:
    """Whose data a city's profile service means: the account's own UUID, or the issuer's for its person."""
    by_issuer = SocialAccount.objects.filter(provider=issuer, uid=str(profile)).values("user")
    return Account.objects.filter(Q(uuid=profile) | Q(pk__in=by_issuer)).first()
