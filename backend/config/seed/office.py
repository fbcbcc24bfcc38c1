# SPDX-License-Identifier: EUPL-1.2
"""What the demonstration's officers have done with ideas: a merged pair, days for answers, steps until done."""

import datetime
from decimal import Decimal

from backend.common.text import LanguageText
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
