# SPDX-License-Identifier: EUPL-1.2
"""Statistics that stand beside a campaign: supports per week, and people of the last closed week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from backend.faces.pages import charts, wording
from backend.faces.pages.figures import seen_by
from backend.faces.pages.kept import kept
from backend.insight.engagement.selectors import CampaignStatistics, campaign_statistics
from backend.region.accounts.selectors import Viewer

if TYPE_CHECKING:
    from backend.insight.engagement.selectors import WeekRow
    from backend.methods.disclosure.people import PersonCount
    from backend.participation.campaigns.models import Campaign

_WEEKS, _SECONDS = 4, 20


@dataclass(frozen=True)
class Weekly:
    """Bars of the last weeks, in words too, and people of the last closed week."""

    bars: list[charts.Bar]
    words: str
    unfinished: int | None
    people_label: str
    people: str
    unverified: str


def statistics_of(campaign: Campaign, viewer: Viewer) -> CampaignStatistics:
    """The campaign's statistics as they were at most twenty seconds ago."""
    name = f"statistics:{seen_by(campaign, viewer)}"
    return kept(name, _SECONDS, lambda: campaign_statistics(campaign, viewer=viewer))


def weekly_numbers(campaign: Campaign, viewer: Viewer) -> Weekly:
    """Supports of the last weeks with any, and the people of the last closed week."""
    statistics = statistics_of(campaign, viewer)
    weeks = _last_weeks(statistics)
    named = [(wording.week(week.first), max(week.net.supports or 0, 0)) for week in weeks]
    unfinished = weeks[-1].week if weeks and not weeks[-1].closed else None
    label, people = _people(statistics)
    return Weekly(
        bars=charts.bars(named, last_unfinished=unfinished is not None) if any(value for _, value in named) else [],
        words=_in_words(named),
        unfinished=unfinished,
        people_label=label,
        people=people,
        unverified=unverified_words(statistics),
    )


def _last_weeks(statistics: CampaignStatistics) -> list[WeekRow]:
    """Up to four weeks, the last being that of the last support."""
    busy = [index for index, week in enumerate(statistics.weeks) if (week.net.supports or 0) > 0]
    return list(statistics.weeks[max(busy[-1] - _WEEKS + 1, busy[0]) : busy[-1] + 1]) if busy else []


def _in_words(named: list[tuple[str, int]]) -> str:
    weeks = ", ".join(f"{name} {wording.number(value)}" for name, value in named)
    return gettext("Supports per week: %(weeks)s") % {"weeks": weeks}


def _people(statistics: CampaignStatistics) -> tuple[str, str]:
    """(label, number in words) of the whole campaign when it is over, else of the last closed week; or two ""."""
    if statistics.participants is not None:
        return gettext("People who took part"), count_words(statistics.participants)
    closed = [week for week in statistics.weeks if week.participants is not None]
    if not closed or closed[-1].participants is None:
        return "", ""
    label = gettext("People in week %(n)s") % {"n": closed[-1].week}
    return label, count_words(closed[-1].participants)


def count_words(count: PersonCount | None) -> str:
    """Such as "612", "vähintään 10", "piilotettu", or "" where it is not known yet."""
    if count is None:
        return ""
    if count.value is not None:
        return wording.number(count.value)
    return gettext("at least %(n)s") % {"n": wording.number(count.at_least)} if count.at_least else gettext("hidden")


def unverified_words(statistics: CampaignStatistics) -> str:
    """How many acts nobody signed in for, or "" where there are none."""
    found = statistics.unverified
    number = found.ideas + (found.supports or 0) + found.comments
    if not number:
        return ""
    words = ngettext(
        "%(n)s of these acts is unverified: nobody signed in for it. It is in no count of people.",
        "%(n)s of these acts are unverified: nobody signed in for them. They are in no count of people.",
        number,
    )
    return words % {"n": wording.number(number)}
