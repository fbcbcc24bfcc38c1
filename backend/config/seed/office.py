# SPDX-License-Identifier: EUPL-1.2
"""What the demonstration's officers have done with ideas."""

from backend.participation.ideas.models import Idea
from backend.participation.supports.merging import merge_ideas
from backend.participation.supports.models import Merging
from backend.region.accounts.models import Account

_CAMPAIGN, _STAFF = "keravanjoen-ranta", "jarjestaja@parvi.example"
_WOOD, _FIRE = "Grillipaikalle kuivan puun laatikko", "Nuotiopaikka, jonka voi varata"
_SAME_PLACE = "Kummassakin on kyse samasta tulipaikasta: puut ja varaaminen hoidetaan samalla kertaa."


def merge_a_pair() -> None:
    """Merge two ideas for the same place, once."""
    ideas = {idea.title: idea for idea in Idea.objects.filter(campaign__slug=_CAMPAIGN, title__in=[_WOOD, _FIRE])}
    if len(ideas) < 2 or Merging.objects.exists():
        return
    staff = Account.objects.get(email=_STAFF)
    merge_ideas(by=staff, source_id=ideas[_WOOD].pk, target_id=ideas[_FIRE].pk, reason=_SAME_PLACE)
