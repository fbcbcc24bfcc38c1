# SPDX-License-Identifier: EUPL-1.2
"""Making an initiative of an idea, signing it and taking that back, handing it over, and withdrawing it."""

import dataclasses
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, NotFound
from backend.ledger.events.event import Channel
from backend.ledger.events.services import publish
from backend.participation.campaigns.partners import partners_of
from backend.participation.ideas.errors import NotYourIdea
from backend.participation.ideas.models import Coauthor, Idea
from backend.participation.ideas.rules import require_stands
from backend.participation.initiatives import gate
from backend.participation.initiatives.errors import (
    InitiativeAlready,
    InitiativeNotCollecting,
    MakerStays,
    NotTheMaker,
)
from backend.participation.initiatives.events import (
    InitiativeHandedOver,
    InitiativeMade,
    InitiativeSignatureWithdrawn,
    InitiativeSigned,
    InitiativeWithdrawn,
)
from backend.participation.initiatives.models import Initiative, Signature
from backend.participation.initiatives.rules import Maker, checked_maker, collects_until, taken_up_by, threshold_of
from backend.participation.initiatives.selectors import counted_now
from backend.participation.initiatives.signers import signer_of, strong_identifier
from backend.participation.participants.selectors import participant_ids_of, standing_of
from backend.participation.participants.services import admit
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import residence_asserted_strongly
from backend.region.places.selectors import population_of


@transaction.atomic
def promote_idea(*, by: Account, idea_id: int, maker: Maker, municipality: str = "") -> Initiative:
    """Make an idea of one's own a formal initiative to a municipality, and sign it; title and text stand from now on.

    `municipality` is the slug of one that holds the campaign, "" for its lead. Raises NotFound, NotYourIdea,
    StrongIdentityNeeded, InvalidInput, InitiativeAlready, and what says that the idea does not stand.
    """
    idea = _own_idea(by, idea_id)
    identifier, admission = strong_identifier(by), admit(campaign=idea.campaign, account=by, act="sign")
    ideas = Idea.objects.select_for_update(of=("self",), no_key=True)
    idea = ideas.select_related("campaign__municipality").get(pk=idea_id)
    require_stands(idea)
    maker, addressed = checked_maker(maker), _addressed(idea, municipality)
    if Initiative.objects.filter(idea=idea, state__in=["collecting", "handed_over"]).exists():
        raise InitiativeAlready
    made_at = database_now()
    initiative = Initiative.objects.create(
        idea=idea,
        municipality_id=addressed,
        title=idea.title,
        text=idea.text,
        language=idea.language,
        idea_version=idea.version,
        maker_id=admission.participant_id,
        maker_name=maker.name,
        maker_contact=maker.contact,
        name_is_public=maker.name_is_public,
        made_at=made_at,
        closes_at=collects_until(made_at),
    )
    publish(InitiativeMade(**_about(initiative)))
    _sign(initiative, by, identifier, admission.participant_id, "web")
    return initiative


@dataclasses.dataclass(frozen=True)
class SignatureState:
    """What a person reads after their act: the count with it, and whether it changed something just now."""

    initiative_id: int
    signed: bool
    signatures: int
    residents: int
    changed_now: bool


@transaction.atomic
def sign_initiative(*, by: Account, initiative_id: int, channel: Channel = "web") -> SignatureState:
    """Sign an initiative, once; a second time, with whichever account of the person, changes nothing and says so.

    Raises NotFound, StrongIdentityNeeded, InitiativeNotCollecting, and what says that its idea is hidden.
    """
    initiative = _initiative(initiative_id)
    if initiative.idea.state == Idea.State.HIDDEN:
        require_stands(initiative.idea)
    identifier = strong_identifier(by)
    # the person's row before the initiative's, always: two acts of one person must not wait for each other
    admission = admit(campaign=initiative.idea.campaign, account=by, act="sign")
    changed = _sign(initiative, by, identifier, admission.participant_id, channel)
    return SignatureState(initiative_id, True, *counted_now(initiative_id), changed)


@transaction.atomic
def withdraw_signature(*, by: Account, initiative_id: int, channel: Channel = "web") -> SignatureState:
    """Take one's signature back while the initiative collects; without one nothing changes.

    Raises NotFound, StrongIdentityNeeded, MakerStays, InitiativeNotCollecting.
    """
    initiative = _initiative(initiative_id)
    signer = signer_of(initiative_id, strong_identifier(by))
    standing_of(by, initiative.idea.campaign_id, hold=True)
    if Signature.objects.filter(initiative=initiative, signer=signer, participant=initiative.maker_id).exists():
        raise MakerStays
    passage = gate.take_back(initiative_id=initiative_id, signer=signer)
    if not passage.open:
        raise InitiativeNotCollecting
    if passage.participant_id is not None:
        publish(
            InitiativeSignatureWithdrawn(
                campaign_id=initiative.idea.campaign_id,
                participant_id=passage.participant_id,
                subject_id=initiative_id,
                sign=-1,
                channel=channel,
                assurance="strong",
            )
        )
    return SignatureState(initiative_id, False, *counted_now(initiative_id), passage.changed)


@transaction.atomic
def hand_over_initiative(*, by: Account, initiative_id: int) -> Initiative:
    """Hand an initiative to its municipality: from now on its count stands, and the municipality's time runs.

    Every signature that was accepted is in the count: the row is held FOR UPDATE, so those on their way are
    waited for, and whoever comes later is refused. Raises NotFound, NotTheMaker, InitiativeNotCollecting.
    """
    initiative = _held_by_maker(by, initiative_id)
    now, (signatures, residents) = database_now(), counted_now(initiative_id)
    population = population_of(initiative.municipality_id)
    threshold = threshold_of(population.people) if population else None
    initiative.state, initiative.handed_over_at = Initiative.State.HANDED_OVER, now
    initiative.signatures, initiative.residents, initiative.threshold = signatures, residents, threshold
    if population is not None:
        initiative.population, initiative.population_on = population.people, population.reference_date
        initiative.population_source, initiative.population_synthetic = population.source, population.synthetic
    initiative.due_on = taken_up_by(now) if threshold is not None and residents >= threshold else None
    initiative.save()
    frozen: dict[str, Any] = {"signatures": signatures, "residents": residents, "threshold": threshold}
    publish(InitiativeHandedOver(**_about(initiative), **frozen))
    return initiative


@transaction.atomic
def withdraw_initiative(*, by: Account, initiative_id: int) -> Initiative:
    """Take one's initiative back before the handover; everybody who signed hears of it.

    Raises NotFound, NotTheMaker, InitiativeNotCollecting.
    """
    initiative = _held_by_maker(by, initiative_id)
    initiative.state, initiative.ended_at = Initiative.State.WITHDRAWN, database_now()
    initiative.save(update_fields=["state", "ended_at"])
    publish(InitiativeWithdrawn(**_about(initiative), sign=-1))
    return initiative


def _own_idea(by: Account, idea_id: int) -> Idea:
    """An idea of a published campaign that the person wrote, alone or with others."""
    ideas = Idea.objects.select_related("campaign__municipality").filter(campaign__published_at__isnull=False)
    idea = ideas.filter(pk=idea_id).first()
    if idea is None:
        raise NotFound
    standing_of(by, idea.campaign_id, hold=True)
    own = participant_ids_of(by)
    if idea.author_id not in own and not Coauthor.objects.filter(idea=idea, participant_id__in=own).exists():
        raise NotYourIdea
    return idea


def _addressed(idea: Idea, municipality: str) -> int:
    """The municipality to which the initiative is made: the campaign's, or in a joint one the chosen holder."""
    lead = idea.campaign.municipality
    if municipality in {"", lead.slug}:
        return lead.pk
    holders = {one.slug: one.id for one in partners_of(idea.campaign)}
    if municipality not in holders:
        raise InvalidInput(fields={"municipality": _("Choose one of the campaign's municipalities.")})
    return holders[municipality]


def _sign(initiative: Initiative, by: Account, identifier: str, participant_id: int, channel: Channel) -> bool:
    """Store the signature and say so in the ledger; whether it is new. Raises InitiativeNotCollecting."""
    passage = gate.sign(
        initiative_id=initiative.pk,
        signer=signer_of(initiative.pk, identifier),
        participant_id=participant_id,
        is_resident=residence_asserted_strongly(by) == initiative.municipality_id,
    )
    if not passage.open:
        raise InitiativeNotCollecting
    if passage.changed:
        publish(
            InitiativeSigned(
                campaign_id=initiative.idea.campaign_id,
                participant_id=participant_id,
                subject_id=initiative.pk,
                channel=channel,
                assurance="strong",
            )
        )
    return passage.changed


def _initiative(initiative_id: int) -> Initiative:
    found = Initiative.objects.select_related("idea__campaign__municipality")
    initiative = found.filter(pk=initiative_id, idea__campaign__published_at__isnull=False).first()
    if initiative is None:
        raise NotFound
    return initiative


def _held_by_maker(by: Account, initiative_id: int) -> Initiative:
    """The initiative, locked while it collects, of the person who made it: theirs first, then the row."""
    campaign_id = _initiative(initiative_id).idea.campaign_id
    standing_of(by, campaign_id, hold=True)
    locked = Initiative.objects.select_for_update(of=("self",)).select_related("idea__campaign__municipality")
    initiative = locked.get(pk=initiative_id)
    if initiative.maker_id not in participant_ids_of(by):
        raise NotTheMaker
    if initiative.state != Initiative.State.COLLECTING or database_now() >= initiative.closes_at:
        raise InitiativeNotCollecting
    return initiative


def _about(initiative: Initiative) -> dict[str, Any]:
    """What events about an initiative say alike: its idea, and whose act it is."""
    return {
        "campaign_id": initiative.idea.campaign_id,
        "participant_id": initiative.maker_id,
        "subject_id": initiative.idea_id,
        "initiative": initiative.pk,
        "assurance": "strong",
    }
