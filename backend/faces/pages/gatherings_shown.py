# SPDX-License-Identifier: EUPL-1.2
"""Gatherings and cost of a campaign as its pages write them: numbers beside the people who took part, never added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext, ngettext, pgettext

from backend.common import clock
from backend.faces.pages import wording
from backend.participation.campaigns.attendance import attendance_of, cost_shown, gathered_of, total_of

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign, Cost, Gathering
    from backend.region.accounts.selectors import Viewer


@dataclass(frozen=True)
class GatheringShown:
    """A gathering and what is said of it: what it is, when, where, and how many came."""

    gathering: Gathering
    kind: str
    people: str


@dataclass(frozen=True)
class CostShown:
    """What the campaign costs: the sum, and how it is made up."""

    total: str
    made_of: str
    is_public: bool


def kind_name(kind: str) -> str:
    """Such as "Työpaja"."""
    names = {
        "meeting": gettext("Meeting"),
        "workshop": gettext("Workshop"),
        "school_visit": gettext("Visit to a school"),
        "desk_day": gettext("Day at a desk"),
    }
    return names.get(kind, "")


def euros(amount: Decimal) -> str:
    """Such as "1 250,50 €" and "€1,250.50"; whole euros without cents."""
    places = 0 if amount == amount.to_integral_value() else 2
    written = formats.number_format(amount, decimal_pos=places, force_grouping=True)
    return f"€{written}" if wording.language() == "en" else f"{written}\N{NO-BREAK SPACE}€"


def gatherings_shown(campaign: Campaign) -> dict[str, Any]:
    """The gatherings of a campaign that was read with them, and all who came, in words."""
    found = gathered_of(campaign)
    attendance = attendance_of(found)
    return {
        "gatherings": [GatheringShown(one, kind_name(one.kind), _people(one)) for one in found],
        "attendance": attendance,
        "attended": people_words(attendance.people) if attendance.gatherings else "",
    }


def people_words(count: int) -> str:
    """Such as "24 paikalla"."""
    return ngettext("%(n)s person came", "%(n)s people came", count) % {"n": wording.number(count)}


def _people(one: Gathering) -> str:
    if one.attended is not None:
        return people_words(one.attended)
    return gettext("coming") if one.held_on >= clock.local_day(clock.now()) else gettext("not counted")


def cost_words(campaign: Campaign, viewer: Viewer) -> CostShown | None:
    """What the campaign costs, as far as the viewer may see it; one query."""
    cost = cost_shown(campaign, viewer=viewer)
    return None if cost is None else CostShown(euros(total_of(cost)), _made_of(cost), cost.is_public)


def _made_of(cost: Cost) -> str:
    hours = formats.number_format(cost.staff_hours.normalize(), force_grouping=True, use_l10n=True)
    return pgettext("cost", "%(hours)s hours of staff at %(price)s, purchases %(purchases)s") % {
        "hours": hours,
        "price": euros(cost.hour_price),
        "purchases": euros(cost.purchases),
    }
