# SPDX-License-Identifier: EUPL-1.2
"""A campaign's register: uploaded whole or not at all, and what it takes to be found in it."""

import dataclasses
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput
from backend.ledger.audit.services import record
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.participants.errors import NotInRegister
from backend.participation.participants.identity import identifier_hash
from backend.participation.participants.models import Identification, RegisterRow
from backend.participation.participants.register_file import KnownPlaces, RegisterEntry, normal, read_register
from backend.participation.participants.services import note_identification
from backend.participation.participants.tries import count_try, forget_tries
from backend.region.accounts.models import Account
from backend.region.places.selectors import all_districts, municipalities

_AT_A_TIME = 5_000
_SAID = ("municipality_id", "district_id", "birth_year")


@dataclasses.dataclass(frozen=True)
class RegisterChange:
    """What an upload changed; a file a second time changes nothing."""

    rows: int
    added: int
    changed: int
    removed: int


@transaction.atomic
def upload_register(*, by: Account, campaign_slug: str, file: bytes) -> RegisterChange:
    """Make the file the campaign's register; what stood there and is not in it is taken out.

    Who has acted already stays a participant. Raises NotFound, MayNot, InvalidInput, RegisterNotValid
    with every line that is wrong.
    """
    campaign = campaign_alone(campaign_slug, viewer=by)
    require_may_change(by, campaign)
    if campaign.identifier != Campaign.Identifier.REGISTER:
        raise InvalidInput(fields={"file": _("This campaign does not count people by a register.")})
    entries = read_register(file, _places(campaign))
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # one upload at a time
    wanted = {identifier_hash("register", entry.identifier, campaign.pk): entry for entry in entries}
    standing = {bytes(row.identifier): row for row in RegisterRow.objects.filter(campaign=campaign)}
    gone = [row.pk for identifier, row in standing.items() if identifier not in wanted]
    changed = [_filled(standing[key], entry) for key, entry in wanted.items() if _differs(standing.get(key), entry)]
    new = [_filled(RegisterRow(campaign=campaign, identifier=key), wanted[key]) for key in wanted.keys() - standing]
    RegisterRow.objects.filter(pk__in=gone).delete()
    RegisterRow.objects.bulk_update(changed, _SAID, batch_size=_AT_A_TIME)
    RegisterRow.objects.bulk_create(new, batch_size=_AT_A_TIME)
    _note(by, "upload_register", f"campaign:{campaign.pk}", campaign)
    return RegisterChange(len(wanted), len(new), len(changed), len(gone))


def _note(by: Account, operation: str, target: str, campaign: Campaign) -> None:
    record(actor_id=by.pk, operation=operation, target=target, municipality_id=campaign.municipality_id)


def identify_from_register(
    *,
    account: Account,
    campaign: Campaign,
    identifier: str,
    birth_year: int | None = None,
    tried_by: Sequence[str] = (),
) -> Identification:
    """The account is the person of this number in the register, whose year of birth must be right where it is known.

    Raises NotInRegister, IdentifiedOtherwise, TooManyTries.
    """
    tried_by = tried_by or [f"account:{account.pk}"]
    count_try(tried_by)
    noted = find_in_register(account=account, campaign=campaign, identifier=identifier, birth_year=birth_year)
    forget_tries(tried_by)
    return noted


@transaction.atomic
def find_in_register(
    *, account: Account, campaign: Campaign, identifier: str, birth_year: int | None = None
) -> Identification:
    """The same without counting tries, for one who has counted them."""
    digest = identifier_hash("register", normal(identifier), campaign.pk)
    row = RegisterRow.objects.filter(campaign=campaign, identifier=digest).first()
    if row is None or row.birth_year not in {None, birth_year}:
        raise NotInRegister
    return note_identification(
        account=account, kind="register", identifier=normal(identifier), assurance="register", campaign=campaign
    )


def _places(campaign: Campaign) -> KnownPlaces:
    by_name: dict[str, int] = {}
    for one in municipalities():
        by_name |= dict.fromkeys((name.casefold() for name in (one.code, one.slug, one.name_fi, one.name_sv)), one.pk)
    districts: dict[tuple[int, str], int] = {}
    for district in all_districts():
        for name in (district.slug, *district.name.values()):
            districts[district.municipality_id, name.casefold()] = district.pk
    return KnownPlaces(by_name, districts, campaign.municipality_id, local_day(database_now()).year)


def _differs(row: RegisterRow | None, entry: RegisterEntry) -> bool:
    return row is not None and any(getattr(row, name) != getattr(entry, name) for name in _SAID)


def _filled(row: RegisterRow, entry: RegisterEntry) -> RegisterRow:
    for name in _SAID:
        setattr(row, name, getattr(entry, name))
    return row
