# SPDX-License-Identifier: EUPL-1.2
"""Describing oneself, and giving roles."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES, clean_line
from backend.region.accounts.errors import PseudonymTaken
from backend.region.accounts.models import Account, Role
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
            account.save(update_fields=["pseudonym", "municipality", "birth_year", "language"])
    except IntegrityError as error:
        raise PseudonymTaken(fields={"pseudonym": PseudonymTaken.message}) from error
    return account


@transaction.atomic
def give_role(*, account: Account, kind: str, municipality: Municipality | None) -> Role:
    """Give a staff role, once; without a municipality it is for the whole region."""
    role, _created = Role.objects.get_or_create(account=account, kind=kind, municipality=municipality)
    return role
