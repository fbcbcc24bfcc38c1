# SPDX-License-Identifier: EUPL-1.2
"""What this room knows of a person, and how it forgets them: the participant stays, whose it was does not."""

import secrets

from django.db.models import Q, QuerySet

from backend.common.personal import PersonalData
from backend.ledger.events.services import publish
from backend.participation.participants.events import ContextBlurred
from backend.participation.participants.models import (
    AddressAllowance,
    Code,
    CodeBatch,
    FrozenContext,
    Identification,
    Participant,
    SecondAccount,
)
from backend.participation.participants.selectors import participant_ids_of
from backend.region.accounts.models import Account

FEWEST_ALIKE = 5
"""A context that fewer participants of a campaign share than this does not outlive the erasure of one of them."""


def personal_data_of(account: Account) -> PersonalData:
    """In which campaigns a person takes part, what was noted at their first act in each, and how they were identified.

    Identifiers themselves are stored as keyed hashes only, which nobody can read.
    """
    own = FrozenContext.objects.filter(participant_id__in=participant_ids_of(account))
    known = Identification.objects.filter(account=account).select_related("campaign").order_by("id")
    return {
        "participations": [
            {
                "campaign": context.participant.campaign.slug,
                "kind": context.participant.kind,
                "municipality": context.municipality.slug if context.municipality else None,
                "district": context.district.slug if context.district else None,
                "age_band": context.age_band,
                "language": context.language,
            }
            for context in own.select_related("participant__campaign", "municipality", "district").order_by(
                "participant__campaign_id", "participant_id"
            )
        ],
        "identifications": [
            {
                "kind": one.kind,
                "campaign": one.campaign.slug if one.campaign else None,
                "assurance": one.assurance,
                "identified_at": one.identified_at,
            }
            for one in known
        ],
        "code_batches_made": [
            {"campaign": batch.campaign.slug, "note": batch.note, "made_at": batch.made_at}
            for batch in CodeBatch.objects.filter(made_by=account).select_related("campaign").order_by("id")
        ],
        "address_allowances_made": [
            {"campaign": one.campaign.slug, "network": one.network, "note": one.note, "made_at": one.made_at}
            for one in AddressAllowance.objects.filter(made_by=account).select_related("campaign").order_by("id")
        ],
    }


def hold_person(*, account: Account) -> list[int]:
    """Keep every act of a person waiting until the caller's transaction ends; their participants' ids.

    The account's row first, then the participants', as `admit` does.
    """
    list(Account.objects.select_for_update().filter(pk=account.pk).values_list("pk"))
    participants = participant_ids_of(account)
    held = Participant.objects.select_for_update(of=("self",)).filter(id__in=participants).order_by("id")
    return list(held.values_list("id", flat=True))


def forget_person(*, account: Account) -> None:
    """Cut the link between a person and their participants for ever; the person's number stays, and is nobody's.

    Other accounts of the same person lose the participants too. Where fewer than FEWEST_ALIKE share a
    context it becomes unknown. In the caller's transaction, which holds the person.
    """
    participants = participant_ids_of(account)
    SecondAccount.objects.filter(Q(participant_id__in=participants) | Q(account=account)).delete()
    Identification.objects.filter(account=account).delete()
    Code.objects.filter(used_by=account).update(used_by=None)
    CodeBatch.objects.filter(made_by=account).update(made_by=None)
    AddressAllowance.objects.filter(made_by=account).update(made_by=None)
    for participant in Participant.objects.filter(id__in=participants).order_by("id"):
        _blur_if_rare(participant)
        participant.account, participant.voter = None, secrets.token_bytes(32)
        participant.save(update_fields=["account", "voter"])


def _blur_if_rare(participant: Participant) -> None:
    context = FrozenContext.objects.filter(participant=participant).first()
    if context is None or not _says_something(context):
        return
    if _alike(context, participant.campaign_id).count() < FEWEST_ALIKE:
        context.municipality = context.district = None
        context.age_band = context.language = ""
        context.save()
        publish(ContextBlurred(campaign_id=participant.campaign_id, participant_id=participant.id))


def _alike(context: FrozenContext, campaign_id: int) -> QuerySet[FrozenContext]:
    """The contexts of a campaign that say the same."""
    return FrozenContext.objects.filter(
        participant__campaign_id=campaign_id,
        municipality=context.municipality_id,
        district=context.district_id,
        age_band=context.age_band,
        language=context.language,
    )


def _says_something(context: FrozenContext) -> bool:
    return bool(context.municipality_id or context.district_id or context.age_band or context.language)
