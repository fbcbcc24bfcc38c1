# SPDX-License-Identifier: EUPL-1.2
"""Campaigns as rows of a timetable, and what came of those that are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from backend.faces.pages import wording
from backend.faces.pages.phases import days_of, phase_name, phase_name_now, progress_words
from backend.faces.pages.places import names_of_holders
from backend.participation.campaigns.selectors import open_phase
from backend.participation.ideas.selectors import idea_counts
from backend.participation.supports.selectors import support_totals
from backend.region.accounts.selectors import Viewer

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign, Phase


@dataclass(frozen=True)
class Row:
    """A campaign in a timetable."""

    campaign: Campaign
    municipality: str
    when: str
    when_note: str
    phase_name: str
    passed: int
    days: int
    progress: str
    figures: str


@dataclass(frozen=True)
class Totals:
    """Ideas and supports by campaign; supports are None where they are hidden."""

    ideas: dict[int, int]
    supports: dict[int, int | None]

    @property
    def supports_shown(self) -> int:
        """All supports that are not hidden."""
        return sum(count or 0 for count in self.supports.values())

    def words(self, campaign_id: int) -> str:
        """Such as "1 486 kannatusta 12 idealle", or the ideas alone while supports are hidden or there are none."""
        ideas, supports = self.ideas.get(campaign_id, 0), self.supports.get(campaign_id, 0)
        if not supports:
            return ngettext("%(n)s idea", "%(n)s ideas", ideas) % {"n": wording.number(ideas)}
        for_ideas = ngettext("for %(n)s idea", "for %(n)s ideas", ideas) % {"n": wording.number(ideas)}
        given = ngettext("%(n)s support", "%(n)s supports", supports) % {"n": wording.number(supports)}
        return f"{given} {for_ideas}"


def totals_of(campaigns: Sequence[Campaign], viewer: Viewer = None) -> Totals:
    """Three queries for a list of campaigns."""
    ids = [campaign.id for campaign in campaigns]
    return Totals(idea_counts(ids), support_totals(ids, viewer=viewer))


def rows_of(campaigns: Sequence[Campaign], totals: Totals) -> list[Row]:
    """Rows in the order of the campaigns."""
    return [_row(campaign, totals) for campaign in campaigns]


def _row(campaign: Campaign, totals: Totals) -> Row:
    phase, now = _phase_shown(campaign)
    passed, days = days_of(phase) if phase else (0, 1)
    if phase is None:
        when, note, name = gettext("Not dated"), "", ""
    elif now:
        when, name = wording.time_left(phase.closes), phase_name_now(phase.kind)
        note = gettext("closes %(day)s") % {"day": wording.closing_day(phase.closes)}
    elif getattr(phase, "is_over", False):
        when, name, passed = gettext("Over"), "", days
        note = gettext("closed %(day)s") % {"day": wording.day(wording.last_moment(phase.closes))}
    else:
        when = gettext("Starts %(day)s") % {"day": wording.day(phase.opens)}
        name, passed = phase_name(phase.kind), 0
        note = gettext("until %(day)s") % {"day": wording.day(wording.last_moment(phase.closes))}
    return Row(
        campaign=campaign,
        municipality=names_of_holders(campaign),
        when=when,
        when_note=note,
        phase_name=name,
        passed=passed,
        days=days,
        progress=progress_words(passed, days),
        figures=totals.words(campaign.id),
    )


def _phase_shown(campaign: Campaign) -> tuple[Phase | None, bool]:
    """The open phase, else the next one, else the last; and whether it is open."""
    phase = open_phase(campaign)
    if phase is not None:
        return phase, True
    phases = list(campaign.phases.all())
    coming = [one for one in phases if not getattr(one, "is_over", False)]
    return (coming[0] if coming else phases[-1] if phases else None), False


def is_upcoming(campaign: Campaign) -> bool:
    """Nothing is open yet, and nothing is over."""
    phases = list(campaign.phases.all())
    return not any(getattr(phase, "is_open", False) or getattr(phase, "is_over", False) for phase in phases)
