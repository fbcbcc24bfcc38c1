# SPDX-License-Identifier: EUPL-1.2
"""An officer acts for a resident at a desk: an idea, a support or a comment, with a reason; never a secret ballot."""

import dataclasses

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.errors import InvalidInput, NotFound
from backend.common.text import clean_line
from backend.ledger.audit.services import record
from backend.participation.assistance.acts import Done, PendingAct, ProposeIdea
from backend.participation.assistance.claims import is_desks
from backend.participation.assistance.models import DeskAct
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.partners import require_may_serve
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.ideas.selectors import idea_alone
from backend.participation.participants.codes import add_slip, code_for_update, use_code
from backend.participation.participants.errors import IdentificationNeeded
from backend.participation.participants.identity import identifier_hash
from backend.participation.participants.models import Identification
from backend.participation.participants.register import find_in_register
from backend.participation.participants.register_file import normal
from backend.participation.participants.selectors import participant_id_of
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality

REASON_LENGTH = (3, 300)


@dataclasses.dataclass(frozen=True, kw_only=True)
class DeskResident:
    """Whom an officer serves: by the register's number, a letter's code or an earlier slip; else by a fresh slip.

    Year of birth and municipality are what the resident says, for campaigns that ask.
    """

    code: str = ""
    birth_year: int | None = None
    municipality: Municipality | None = None
    language: str = "fi"


@dataclasses.dataclass(frozen=True)
class DeskReceipt:
    """What was done, and the slip's code that is handed to the resident; told only here, "" where they had one."""

    done: Done
    slip: str


@transaction.atomic
def act_at_desk(
    *, by: Account, campaign_slug: str, act: PendingAct, resident: DeskResident, reason: str
) -> DeskReceipt:
    """Do one thing for a resident who is present; who did it, when and why stands beside it.

    In a joint campaign at a desk of any municipality that holds it, for whoever comes there.

    Raises NotFound, MayNot, InvalidInput, IdentificationNeeded, CodeNotValid, CodeUsed,
    NotInRegister, and what the act itself raises.
    """
    campaign = campaign_alone(campaign_slug, viewer=by)
    place = require_may_serve(by, campaign)
    reason = clean_line(reason)
    if not REASON_LENGTH[0] <= len(reason) <= REASON_LENGTH[1]:
        raise InvalidInput(fields={"reason": _("Write in 3–300 characters why you act for the resident.")})
    _require_of_campaign(act, campaign)
    account, slip = _served(by, campaign, resident)
    done = act.carry_out(by=account, channel="desk")
    participant_id = participant_id_of(account, campaign.id)
    if participant_id is None or done.idea_id is None:  # what makes nobody a participant is no act
        raise NotFound
    DeskAct.objects.create(
        campaign=campaign,
        officer=by,
        participant_id=participant_id,
        act=act.kind,
        idea_id=done.idea_id,
        reason=reason,
    )
    record(
        actor_id=by.pk,
        operation="act_at_desk",
        target=f"participant:{participant_id}",
        municipality_id=place,
        reason=act.kind,
    )
    return DeskReceipt(done, slip)


def _require_of_campaign(act: PendingAct, campaign: Campaign) -> None:
    """An officer acts in their own campaign only."""
    slug = act.campaign_slug if isinstance(act, ProposeIdea) else None
    idea_id = getattr(act, "idea_id", None)
    if slug is None and idea_id is not None:
        slug = idea_alone(idea_id).campaign.slug
    if slug != campaign.slug:
        raise NotFound


def _served(by: Account, campaign: Campaign, resident: DeskResident) -> tuple[Account, str]:
    """The account that stands for the resident until they claim it, and the slip that was made for it."""
    if campaign.identifier == Campaign.Identifier.REGISTER and resident.code:
        return _by_register(campaign, resident), ""
    if resident.code:
        return _by_code(campaign, resident), ""
    if campaign.identifier in {Campaign.Identifier.REGISTER, Campaign.Identifier.STRONG}:
        raise IdentificationNeeded(needs=campaign.identifier, campaign=campaign.slug)
    slip = add_slip(by=by, campaign=campaign)
    account = _new_account(resident)
    use_code(account=account, campaign=campaign, code=slip)
    return account, slip


def _by_register(campaign: Campaign, resident: DeskResident) -> Account:
    digest = identifier_hash("register", normal(resident.code), campaign.pk)
    known = (
        Identification.objects.filter(
            campaign=campaign, kind="register", identifier=digest, account__kind=Account.Kind.DESK
        )
        .select_related("account")
        .first()
    )
    account = known.account if known else _new_account(resident)
    find_in_register(account=account, campaign=campaign, identifier=resident.code, birth_year=resident.birth_year)
    return account


def _by_code(campaign: Campaign, resident: DeskResident) -> Account:
    code = code_for_update(campaign, resident.code)
    account = (is_desks(code.used_by_id) if code else None) or _new_account(resident)
    use_code(account=account, campaign=campaign, code=resident.code)
    return account


def _new_account(resident: DeskResident) -> Account:
    return Account.objects.create_user(
        kind=Account.Kind.DESK,
        language=resident.language,
        birth_year=resident.birth_year,
        municipality=resident.municipality,
    )
