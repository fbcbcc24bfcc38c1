# SPDX-License-Identifier: EUPL-1.2
"""A campaign's phases as a bar, as a list of what comes next, and as words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from backend.faces.pages import wording
from backend.participation.campaigns.selectors import open_phase

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign, Phase


@dataclass(frozen=True)
class Step:
    """A phase of the bar; `passed` of `days` have gone by."""

    name: str
    name_now: str
    period: str
    is_over: bool
    is_open: bool
    days: int
    passed: int
    left: str
    progress: str


@dataclass(frozen=True)
class Moment:
    """Something that will happen, and when."""

    name: str
    when: str
    now: bool = False


def phase_name(kind: str) -> str:
    """Such as "Kannata"."""
    names = {
        "inform": pgettext("phase", "Read"),
        "collect": pgettext("phase", "Propose"),
        "discuss": pgettext("phase", "Discuss"),
        "support": pgettext("phase", "Support"),
        "results": pgettext("phase", "Answers"),
        "follow_up": pgettext("phase", "Follow"),
    }
    return names.get(kind, "")


def phase_name_now(kind: str) -> str:
    """Such as "Kannata nyt": the phase that is open."""
    names = {
        "inform": pgettext("phase", "Read now"),
        "collect": pgettext("phase", "Propose now"),
        "discuss": pgettext("phase", "Discuss now"),
        "support": pgettext("phase", "Support now"),
        "results": pgettext("phase", "The municipality answers"),
        "follow_up": pgettext("phase", "The municipality does what it promised"),
    }
    return names.get(kind, "")


def influence_words(campaign: Campaign) -> tuple[str, str]:
    """How much those who take part decide, and whether that was kept; "" where it is not said."""
    levels = {
        "inform": gettext("The municipality tells what is going to happen."),
        "consult": gettext("The municipality listens before it decides."),
        "involve": gettext("The municipality works on the ideas and tells how they changed the decision."),
        "collaborate": gettext("Residents and the municipality prepare the decision together."),
        "empower": gettext("Residents decide and the municipality carries it out."),
    }
    kept = {
        "yes": gettext("The promise was kept."),
        "partly": gettext("The promise was kept in part."),
        "no": gettext("The promise was not kept."),
    }
    return levels.get(campaign.influence, ""), kept.get(campaign.influence_kept, "")


def days_of(phase: Phase) -> tuple[int, int]:
    """(days that have begun, days in all) of a phase, by the clock of the page."""
    whole = max((wording.last_moment(phase.closes).date() - phase.opens.date()).days + 1, 1)
    return min(max(whole - wording.days_until(wording.last_moment(phase.closes)) - 1, 0), whole), whole


def progress_words(passed: int, days: int) -> str:
    """What a progress bar says when it is read out."""
    return gettext("%(passed)s of %(days)s days have passed") % {"passed": passed, "days": days}


def steps(campaign: Campaign) -> list[Step]:
    """The phases in order, of a campaign read with its phases."""
    return [_step(phase) for phase in campaign.phases.all()]


def _step(phase: Phase) -> Step:
    passed, days = days_of(phase)
    is_open = bool(getattr(phase, "is_open", False))
    period = wording.period(phase.opens, phase.closes)
    if phase.kind == "results":
        period = gettext("by %(day)s") % {"day": wording.day(wording.last_moment(phase.closes))}
    return Step(
        name=phase_name(phase.kind),
        name_now=phase_name_now(phase.kind),
        period=period,
        is_over=bool(getattr(phase, "is_over", False)),
        is_open=is_open,
        days=days,
        passed=passed,
        left=wording.days_left(phase.closes) if is_open else "",
        progress=progress_words(passed, days),
    )


def ending_name(kind: str) -> str:
    """Such as "Ideointi päättyy": what a phase's end is called."""
    endings = {
        "inform": gettext("Reading ends"),
        "collect": gettext("Proposing ends"),
        "discuss": gettext("Discussing ends"),
        "support": gettext("Supporting ends"),
        "results": gettext("The municipality has answered"),
        "follow_up": gettext("What was promised is done"),
    }
    return endings.get(kind, "")


def _beginning(kind: str) -> str:
    beginnings = {
        "inform": gettext("The background is told"),
        "collect": gettext("Proposing begins"),
        "discuss": gettext("Discussing begins"),
        "support": gettext("Others support"),
        "results": gettext("The municipality answers"),
        "follow_up": gettext("What was promised is done"),
    }
    return beginnings.get(kind, "")


def what_comes_next(campaign: Campaign) -> list[Moment]:
    """The end of the open phase and the phases after it."""
    coming = [phase for phase in campaign.phases.all() if not getattr(phase, "is_over", False)]
    return [
        Moment(ending_name(phase.kind), wording.closing(phase.closes), now=True)
        if getattr(phase, "is_open", False)
        else Moment(_beginning(phase.kind), _when_it_is(phase))
        for phase in coming
    ]


def _when_it_is(phase: Phase) -> str:
    if phase.kind == "results":
        return gettext("by %(day)s") % {"day": wording.day(wording.last_moment(phase.closes))}
    return wording.period(phase.opens, phase.closes)


def open_until(campaign: Campaign, kind: str) -> datetime.datetime | None:
    """When the open phase of this kind closes; None when it is not open."""
    phase = open_phase(campaign)
    return phase.closes if phase is not None and phase.kind == kind else None
