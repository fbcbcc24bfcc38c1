# SPDX-License-Identifier: EUPL-1.2
"""What this room knows of a person, and how it forgets them."""

from backend.common.clock import database_now
from backend.common.personal import PersonalData, rows_of
from backend.ledger.events.services import publish
from backend.participation.initiatives import gate
from backend.participation.initiatives.events import InitiativeSignatureWithdrawn, InitiativeWithdrawn
from backend.participation.initiatives.models import Initiative, Signature
from backend.participation.participants.selectors import participant_ids_of
from backend.region.accounts.models import Account


def personal_data_of(account: Account) -> PersonalData:
    """The initiatives that a person made and signed, and those that they decided for a municipality."""
    participants = participant_ids_of(account)
    made = Initiative.objects.filter(maker_id__in=participants).order_by("id")
    signed = Signature.objects.filter(participant_id__in=participants).order_by("id")
    decided = Initiative.objects.filter(decided_by=account).order_by("id")
    return {
        "initiatives_made": rows_of(
            made, "idea_id", "title", "text", "state", "maker_name", "maker_contact", "name_is_public", "made_at"
        ),
        "initiatives_signed": rows_of(signed, "initiative_id", "initiative__title", "is_resident", "signed_at"),
        "initiatives_decided": rows_of(decided, "idea_id", "handled_on", "decided_at"),
    }


def forget_person(*, account: Account) -> None:
    """Withdraw a person's signatures where they still can be; later the number stands and the person goes.

    An initiative that they made and that still collects is withdrawn, and what it says is erased: nobody
    is left who could hand it over. One that was handed over is the municipality's document, and stays
    without name and contact. Runs in the caller's transaction, which holds the person's participants.
    """
    participants = participant_ids_of(account)
    for taken in gate.take_all_back(participants):
        publish(
            InitiativeSignatureWithdrawn(
                campaign_id=taken.campaign_id,
                participant_id=taken.participant_id,
                subject_id=taken.initiative_id,
                sign=-1,
                assurance="strong",
            )
        )
    Signature.objects.filter(participant_id__in=participants).delete()
    made = Initiative.objects.select_for_update(of=("self",)).select_related("idea")
    for initiative in made.filter(maker_id__in=participants).order_by("id"):
        _forget_maker(initiative)
    Initiative.objects.filter(decided_by=account).update(decided_by=None)


def _forget_maker(initiative: Initiative) -> None:
    maker_id, was_collecting = initiative.maker_id, initiative.state == Initiative.State.COLLECTING
    if was_collecting:
        initiative.state, initiative.ended_at = Initiative.State.WITHDRAWN, database_now()
    if initiative.handed_over_at is None:
        initiative.title = initiative.text = ""
    initiative.maker, initiative.maker_name, initiative.maker_contact = None, "", ""
    initiative.name_is_public = False
    initiative.save()
    if was_collecting:
        publish(
            InitiativeWithdrawn(
                campaign_id=initiative.idea.campaign_id,
                participant_id=maker_id,
                subject_id=initiative.idea_id,
                sign=-1,
                initiative=initiative.pk,
            )
        )
