# SPDX-License-Identifier: EUPL-1.2
"""Two formal initiatives of the demonstration: one that collects signatures, and one that is decided.

Their signers are supporters who never sign in: nobody is strongly identified here.
"""

import datetime

from django.db import transaction

from backend.common.clock import local_day
from backend.config.seed.content import some_time
from backend.ledger.events.services import publish
from backend.participation.ideas.models import Idea
from backend.participation.initiatives.events import (
    InitiativeDecided,
    InitiativeHandedOver,
    InitiativeMade,
    InitiativeSigned,
)
from backend.participation.initiatives.models import Initiative, Signature
from backend.participation.initiatives.rules import collects_until, threshold_of
from backend.participation.initiatives.signers import signer_of
from backend.participation.participants.models import Participant
from backend.region.places.selectors import population_of

_COLLECTING = ("keravanjoen-ranta", "Penkki kahdensadan metrin välein")
_DECIDED = ("kiertotalous-kotikadulle", "Vaihtohylly asemalle")
_DECISION = {
    "fi": "Kaupunginhallitus käsitteli aloitteen. Asemalle tulee vaihtohylly huhtikuussa, ja sitä hoitaa kirjasto.",
    "sv": "Stadsstyrelsen behandlade initiativet. Stationen får en byteshylla i april, och biblioteket sköter den.",
    "en": "The city board handled the initiative. The station gets a swap shelf in April; the library looks after it.",
}


@transaction.atomic
def bring_initiatives(today: datetime.date) -> None:
    """Bring them in once."""
    if Initiative.objects.exists():
        return
    collecting, decided = (_idea(*one) for one in (_COLLECTING, _DECIDED))
    if collecting is not None:
        _make(collecting, some_time(today, -12, 3), "Raija Rantanen", residents=186, others=9)
    if decided is not None:
        initiative = _make(decided, some_time(today, -62, 5), "", residents=64, others=5)
        _hand_over(initiative, some_time(today, -34, 7))
        _decide(initiative, today - datetime.timedelta(days=6), some_time(today, -5, 9))


def _idea(slug: str, title: str) -> Idea | None:
    ideas = Idea.objects.filter(campaign__slug=slug, title=title, state=Idea.State.PUBLISHED)
    return ideas.select_related("campaign__municipality").first()


def _make(idea: Idea, moment: datetime.datetime, public_name: str, *, residents: int, others: int) -> Initiative:
    initiative = Initiative.objects.create(
        idea=idea,
        municipality=idea.campaign.municipality,
        title=idea.title,
        text=idea.text,
        language=idea.language,
        idea_version=idea.version,
        maker=idea.author,
        maker_name=public_name or "Veikko Vaihtaja",
        maker_contact="aloite@parvi.example",
        name_is_public=bool(public_name),
        made_at=moment,
        closes_at=collects_until(moment),
    )
    day, campaign_id = local_day(moment), idea.campaign_id
    publish(
        InitiativeMade(
            campaign_id=campaign_id,
            participant_id=idea.author_id,
            subject_id=idea.pk,
            day=day,
            initiative=initiative.pk,
        )
    )
    people = Participant.objects.filter(campaign_id=campaign_id, account__email__startswith="kannattaja").order_by("id")
    home = idea.campaign.municipality_id
    signers = [(one, True) for one in people.filter(account__municipality_id=home)[:residents]] + [
        (one, False) for one in people.exclude(account__municipality_id=home)[:others]
    ]
    author = idea.author
    if author is not None:
        signers.insert(0, (author, True))
    for number, (one, is_resident) in enumerate(signers):
        signed_at = moment + datetime.timedelta(hours=number * 240 / (len(signers) + 1))
        _sign(initiative, one, signed_at, is_resident=is_resident)
    return initiative


def _sign(initiative: Initiative, one: Participant, moment: datetime.datetime, *, is_resident: bool) -> None:
    signer = signer_of(initiative.pk, f"demonstration {one.pk}")
    Signature.objects.create(
        initiative=initiative, signer=signer, participant=one, is_resident=is_resident, signed_at=moment
    )
    publish(
        InitiativeSigned(
            campaign_id=initiative.idea.campaign_id,
            participant_id=one.pk,
            subject_id=initiative.pk,
            day=local_day(moment),
            assurance="strong",
        )
    )


def _hand_over(initiative: Initiative, moment: datetime.datetime) -> None:
    rows = Signature.objects.filter(initiative=initiative)
    signatures, residents = rows.count(), rows.filter(is_resident=True).count()
    known = population_of(initiative.municipality_id)
    initiative.state, initiative.handed_over_at = Initiative.State.HANDED_OVER, moment
    initiative.signatures, initiative.residents = signatures, residents
    if known is not None:
        initiative.population, initiative.population_on = known.people, known.reference_date
        initiative.population_source, initiative.population_synthetic = known.source, known.synthetic
        initiative.threshold = threshold_of(known.people)
    initiative.save()
    publish(
        InitiativeHandedOver(
            campaign_id=initiative.idea.campaign_id,
            participant_id=initiative.maker_id,
            subject_id=initiative.idea_id,
            day=local_day(moment),
            initiative=initiative.pk,
            signatures=signatures,
            residents=residents,
            threshold=initiative.threshold,
        )
    )


def _decide(initiative: Initiative, handled_on: datetime.date, moment: datetime.datetime) -> None:
    initiative.state, initiative.decided_at = Initiative.State.DECIDED, moment
    initiative.handled_on, initiative.decision = handled_on, _DECISION
    initiative.save()
    publish(
        InitiativeDecided(
            campaign_id=initiative.idea.campaign_id,
            subject_id=initiative.idea_id,
            day=local_day(moment),
            channel="office",
            initiative=initiative.pk,
        )
    )
