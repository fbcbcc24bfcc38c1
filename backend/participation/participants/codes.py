# SPDX-License-Identifier: EUPL-1.2
"""One-time codes: made in batches, told once, kept as hashes, used by one person each."""

import dataclasses
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import clean_line
from backend.ledger.audit.services import record
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.participants.errors import CodeNotValid, CodeUsed
from backend.participation.participants.identity import identifier_hash
from backend.participation.participants.models import Code, CodeBatch, Identification
from backend.participation.participants.services import note_identification
from backend.participation.participants.tries import count_try, forget_tries
from backend.region.accounts.models import Account

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 letters and digits that nobody mistakes for each other: 5 bits each."""
LENGTH = 12
"""60 bits."""
MOST = 50_000
BATCHES = (CodeBatch.Channel.LETTER.value, CodeBatch.Channel.SCHOOL.value, CodeBatch.Channel.DESK.value)
"""How the codes of a batch reach people."""


@dataclasses.dataclass(frozen=True)
class MadeCodes:
    """A new batch and its codes, which are told this once."""

    batch: CodeBatch
    codes: tuple[str, ...]


@transaction.atomic
def make_codes(*, by: Account, campaign_slug: str, count: int, channel: str, note: str = "") -> MadeCodes:
    """Make a batch of codes of a campaign that counts by codes. Raises NotFound, MayNot, InvalidInput."""
    campaign = campaign_alone(campaign_slug, viewer=by)
    require_may_change(by, campaign)
    note, fields = clean_line(note), {}
    if campaign.identifier != Campaign.Identifier.CODE:
        fields["count"] = _("This campaign does not count people by codes.")
    if not 1 <= count <= MOST:
        fields["count"] = _("Write a number from 1 to 50,000.")
    if channel not in BATCHES:
        fields["channel"] = _("Choose how the codes reach people.")
    if len(note) > 200:
        fields["note"] = _("Shorten the note to 200 characters.")
    if fields:
        raise InvalidInput(fields=fields)
    batch = CodeBatch.objects.create(campaign=campaign, channel=channel, note=note, made_by=by)
    _note(by, "make_codes", batch)
    return MadeCodes(batch, _added(batch, campaign, count))


def _note(by: Account, operation: str, batch: CodeBatch) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"code_batch:{batch.pk}",
        municipality_id=batch.campaign.municipality_id,
    )


def add_slip(*, by: Account, campaign: Campaign) -> str:
    """A code for a resident who is served at a desk; in the caller's transaction."""
    batch, _made = CodeBatch.objects.get_or_create(
        campaign=campaign, channel=CodeBatch.Channel.SLIP, defaults={"made_by": by}
    )
    return _added(batch, campaign, 1)[0]


def _added(batch: CodeBatch, campaign: Campaign, count: int) -> tuple[str, ...]:
    codes = tuple(new_code() for _number in range(count))
    Code.objects.bulk_create(
        (Code(batch=batch, identifier=identifier_hash("code", normal(code), campaign.pk)) for code in codes),
        batch_size=5_000,
    )
    return codes


@transaction.atomic
def void_codes(*, by: Account, batch_id: int) -> int:
    """Let nobody in with what is left of a batch; how many codes that are. Who used one stays in.

    Raises NotFound, MayNot.
    """
    batch = CodeBatch.objects.select_for_update(of=("self",)).select_related("campaign").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    require_may_change(by, batch.campaign)
    _note(by, "void_codes", batch)
    CodeBatch.objects.filter(pk=batch_id, voided_at=None).update(voided_at=ClockTimestamp())
    return batch.codes.filter(used_at=None).count()


def identify_with_code(
    *, account: Account, campaign: Campaign, code: str, tried_by: Sequence[str] = ()
) -> Identification:
    """The account is the person to whom the code was given; the same account's second time changes nothing.

    Raises CodeNotValid, CodeUsed, IdentifiedOtherwise, TooManyTries.
    """
    tried_by = tried_by or [f"account:{account.pk}"]
    count_try(tried_by)
    noted = use_code(account=account, campaign=campaign, code=code)
    forget_tries(tried_by)
    return noted


@transaction.atomic
def use_code(*, account: Account, campaign: Campaign, code: str) -> Identification:
    """The same without counting tries, for one who has counted them."""
    found = code_for_update(campaign, code)
    if found is None or (found.used_at is None and found.batch.voided_at is not None):
        raise CodeNotValid
    if found.used_at is not None and found.used_by_id != account.pk:
        raise CodeUsed
    if found.used_at is None:
        Code.objects.filter(pk=found.pk).update(used_by=account, used_at=ClockTimestamp())
    return note_identification(
        account=account, kind="code", identifier=normal(code), assurance="code", campaign=campaign
    )


def code_for_update(campaign: Campaign, code: str) -> Code | None:
    """The code with its batch, locked so that it is used once."""
    digest = identifier_hash("code", normal(code), campaign.pk)
    codes = Code.objects.select_for_update(of=("self",)).select_related("batch")
    return codes.filter(identifier=digest, batch__campaign=campaign).first()


def new_code() -> str:
    """A code as it is printed: three groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    return "-".join(letters[place : place + 4] for place in range(0, LENGTH, 4))


def normal(code: str) -> str:
    """A code as it is compared, however it was typed."""
    return "".join(letter for letter in code.upper() if letter.isalnum())[:40]
