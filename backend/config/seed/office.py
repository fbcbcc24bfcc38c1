# SPDX-License-Identifier: EUPL-1.2
"""What the demonstration's officers have done with ideas: a merged pair, days for answers, steps until done."""

import datetime
from decimal import Decimal

from backend.common.text import LanguageText
from backend.participation.campaigns.gatherings import CostPlan, GatheringPlan, note_cost, note_gathering
from backend.participation.campaigns.models import Campaign
from backend.participation.handling.models import AnswersDue, Handling, Milestone
from backend.participation.ideas.models import Idea
from backend.participation.supports.merging import merge_ideas
from backend.participation.supports.models import Merging
from backend.region.accounts.models import Account

_RIVER, _YOUTH, _STAFF = "keravanjoen-ranta", "nuorten-tilat", "jarjestaja@parvi.example"
_WOOD, _FIRE, _PIER = (
    "Grillipaikalle kuivan puun laatikko",
    "Nuotiopaikka, jonka voi varata",
    "Uimalaituri Savion rantaan",
)
_SAME_PLACE = "Kummassakin on kyse samasta tulipaikasta: puut ja varaaminen hoidetaan samalla kertaa."
_REASON: LanguageText = {
    "fi": "Ranta on kaupungin omistuksessa ja pohja kantaa laiturin. Hinta sisältää asennuksen.",
    "sv": "Stranden ägs av staden och bottnen bär en brygga. Priset innehåller monteringen.",
    "en": "The city owns the shore and its bed carries a pier. The price includes the building.",
}
_STEPS: tuple[tuple[int, int | None, LanguageText], ...] = (
    (-20, -22, {"fi": "Ranta mitattu", "sv": "Stranden uppmätt", "en": "The shore is measured"}),
    (40, None, {"fi": "Lupa haettu", "sv": "Lov sökt", "en": "The permit is applied for"}),
    (160, None, {"fi": "Laituri paikallaan", "sv": "Bryggan på plats", "en": "The pier stands"}),
)

_GATHERINGS: tuple[tuple[int, str, str, int | None, LanguageText], ...] = (
    (
        -12,
        "workshop",
        "Keravan kirjasto",
        34,
        {"fi": "Rannan työpaja", "sv": "Verkstad om stranden", "en": "Workshop on the shore"},
    ),
    (
        -6,
        "school_visit",
        "Savion koulu",
        52,
        {"fi": "Kuutosten ideatunti", "sv": "Sexornas idélektion", "en": "An hour of ideas with sixth-graders"},
    ),
    (
        9,
        "desk_day",
        "Asiointipiste Sampola",
        None,
        {"fi": "Kannata neuvonnassa", "sv": "Stöd vid disken", "en": "Support at the desk"},
    ),
)


def bring_office_work(today: datetime.date) -> None:
    """Bring it in once."""
    if Merging.objects.exists():
        return
    ideas = {idea.title: idea for idea in Idea.objects.filter(campaign__slug=_RIVER, title__in=[_WOOD, _FIRE, _PIER])}
    if len(ideas) < 3:
        return
    staff = Account.objects.get(email=_STAFF)
    merge_ideas(by=staff, source_id=ideas[_WOOD].pk, target_id=ideas[_FIRE].pk, reason=_SAME_PLACE)
    # the officers of this campaign have asked for more time; the other one that is over has late answers
    youth = Campaign.objects.get(slug=_YOUTH)
    AnswersDue.objects.create(campaign=youth, due_on=today + datetime.timedelta(days=20))
    _bring_gatherings(staff, today)
    pier = ideas[_PIER]
    Handling.objects.create(
        idea=pier,
        assigned_to=staff,
        feasibility="feasible",
        cost=Decimal(18000),
        reason=_REASON,
        estimated_at=youth.created_at,
    )
    for due, done, title in _STEPS:
        Milestone.objects.create(
            idea=pier,
            title=title,
            due_on=today + datetime.timedelta(days=due),
            done_on=None if done is None else today + datetime.timedelta(days=done),
        )


def _bring_gatherings(staff: Account, today: datetime.date) -> None:
    """Where people of the river's campaign met, how many came, and what it costs."""
    for days, kind, place, attended, title in _GATHERINGS:
        plan = GatheringPlan(
            kind=kind, held_on=today + datetime.timedelta(days=days), place=place, title=title, attended=attended
        )
        note_gathering(by=staff, campaign_slug=_RIVER, plan=plan)
    cost = CostPlan(staff_hours=Decimal(164), hour_price=Decimal(42), purchases=Decimal(1850), is_public=True)
    note_cost(by=staff, campaign_slug=_RIVER, plan=cost)
