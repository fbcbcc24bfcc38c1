# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over: whose participants they are."""

import secrets

from django.db.models import Count, Q, QuerySet, Window

from backend.common.ids import random_number
from backend.common.personal import Kept, deleted, emptied
from backend.ledger.events.services import publish
from backend.participation.participants.events import ContextBlurred, LinksCut
from backend.participation.participants.forgetting import FEWEST_ALIKE
from backend.participation.participants.models import (
    Code,
    FrozenContext,
    Identification,
    Participant,
    RegisterRow,
    SecondAccount,
)

_ALIKE = ("municipality", "district", "age_band", "language")


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Ways in which people were identified, the register, and contexts that too few share."""
    return [
        deleted("further_accounts", SecondAccount.objects.filter(participant__campaign=campaign_id)),
        deleted("identifications", Identification.objects.filter(campaign=campaign_id)),
        emptied("used_codes", Code.objects.filter(batch__campaign=campaign_id, used_by__isnull=False), used_by=None),
        deleted("register", RegisterRow.objects.filter(campaign=campaign_id)),
        Kept("rare_contexts", rare_contexts(campaign_id), _blur),
    ]


def rare_contexts(campaign_id: int) -> QuerySet[FrozenContext]:
    """Contexts that say something and that fewer than FEWEST_ALIKE participants of the campaign share."""
    unknown = Q(municipality=None, district=None, age_band="", language="")
    here = FrozenContext.objects.filter(participant__campaign=campaign_id).exclude(unknown)
    return here.annotate(alike=Window(Count("*"), partition_by=list(_ALIKE))).filter(alike__lt=FEWEST_ALIKE)


def linked(campaign_id: int) -> QuerySet[Participant]:
    """The participants of a campaign that are still somebody's."""
    return Participant.objects.filter(campaign=campaign_id, account__isnull=False)


def cut_links(participants: QuerySet[Participant]) -> None:
    """Cut participants of one campaign off from their accounts for ever; in the caller's transaction.

    Their person's number goes too, for the account has it as well: participants of one person within the
    campaign get a new one together, so that its people are as many as before. The statistics read it again.
    """
    numbers = set(participants.values_list("person_number", flat=True))
    campaign_id = participants.values_list("campaign_id", flat=True)[0]
    fresh = {number: random_number() for number in numbers}
    whole = Participant.objects.select_for_update(of=("self",)).filter(campaign=campaign_id, person_number__in=numbers)
    cut = list(whole.order_by("id"))
    for one in cut:
        one.account, one.voter, one.person_number = None, secrets.token_bytes(32), fresh[one.person_number]
    Participant.objects.bulk_update(cut, ["account", "voter", "person_number"])
    publish(LinksCut(campaign_id=campaign_id, channel="office"))


def _blur(contexts: QuerySet[FrozenContext]) -> None:
    for context in contexts.select_related("participant"):
        context.municipality = context.district = None
        context.age_band = context.language = ""
        context.save()
        publish(ContextBlurred(campaign_id=context.participant.campaign_id, participant_id=context.participant_id))
