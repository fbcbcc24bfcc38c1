# SPDX-License-Identifier: EUPL-1.2
"""Rules of campaigns: phases follow each other, languages are complete, what is open decides."""

import dataclasses
import datetime
import hashlib
import itertools
import json
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES, missing_languages
from backend.participation.campaigns.conditions import CONDITIONED, LEVELS, Condition
from backend.participation.campaigns.errors import OneSupportPhase, PhaseNotOpen, PhasesOverlap
from backend.participation.campaigns.models import AFTERWARDS, Campaign, Partner, Phase
from backend.participation.campaigns.partners import partners_of
from backend.participation.campaigns.selectors import opened_at

ACTS: dict[str, tuple[str, ...]] = {
    "propose": ("collect",),
    "edit": ("collect", "discuss"),
    "comment": ("collect", "discuss", "support"),
    "support": ("support",),
}
"""In which kinds of phase each act is done."""
LONGEST_CAMPAIGN = datetime.timedelta(days=3660)
"""From the first to the last day of taking part, results aside: statistics have a row for each of these days."""


@dataclasses.dataclass(frozen=True)
class PhasePlan:
    """A phase as an organiser plans it: kind, and [opens, closes), both aware."""

    kind: str
    opens: datetime.datetime
    closes: datetime.datetime


def require_open(campaign_id: int, act: str) -> datetime.datetime:
    """The database's clock at which the act is open; raises PhaseNotOpen."""
    moment = opened_at(campaign_id, ACTS[act])
    if moment is None:
        raise PhaseNotOpen
    return moment


def may_act(campaign: Campaign, act: str) -> bool:
    """Whether the act is open, of a campaign read by the selectors (for display)."""
    return any(
        getattr(phase, "is_open", False) and phase.paused_at is None and phase.kind in ACTS[act]
        for phase in campaign.phases.all()
    )


def require_phases_fit(phases: Sequence[PhasePlan]) -> None:
    """Raises InvalidInput, PhasesOverlap or OneSupportPhase."""
    for phase in phases:
        if phase.kind not in Phase.Kind.values:
            raise InvalidInput(fields={"phases": _("Choose what is done in the phase.")})
        if phase.opens >= phase.closes:
            raise InvalidInput(fields={"phases": _("A phase must end after it begins.")})
    ordered = sorted(phases, key=lambda phase: phase.opens)
    if any(later.opens < earlier.closes for earlier, later in itertools.pairwise(ordered)):
        raise PhasesOverlap(fields={"phases": PhasesOverlap.message})
    if sum(phase.kind == Phase.Kind.SUPPORT for phase in phases) > 1:
        raise OneSupportPhase(fields={"phases": OneSupportPhase.message})


def require_plausible_length(phases: Sequence[PhasePlan]) -> None:
    """Raises InvalidInput where somebody slipped in a year; not asked of elections that were held."""
    if any(phase.closes - phase.opens > LONGEST_CAMPAIGN for phase in phases):
        raise InvalidInput(fields={"phases": _("A phase lasts ten years at most.")})
    acting = [phase for phase in phases if phase.kind not in AFTERWARDS]
    if acting and max(p.closes for p in acting) - min(p.opens for p in acting) > LONGEST_CAMPAIGN:
        raise InvalidInput(fields={"phases": _("People take part for ten years at most.")})


def languages_by_law(campaign: Campaign) -> tuple[str, ...]:
    """fi, and sv where the lead or any partner is bilingual (Language Act 423/2003)."""
    bilingual = campaign.municipality.bilingual or any(one.bilingual for one in partners_of(campaign))
    return ("fi", "sv") if bilingual else ("fi",)


def languages_needed(campaign: Campaign) -> list[str]:
    """The campaign's languages, and those that the law asks of any municipality that holds it."""
    needed = {*campaign.languages, *languages_by_law(campaign)}
    return [language for language in LANGUAGES if language in needed]


def missing_before_publishing(campaign: Campaign) -> dict[str, StrOrPromise]:
    """What a draft still lacks, by field; empty when it may be published."""
    needed = languages_needed(campaign)
    missing: dict[str, StrOrPromise] = {}
    for name in ("title", "lead"):
        for language in missing_languages(getattr(campaign, name), needed):
            missing[f"{name}_{language}"] = _("Write this in every language that the campaign needs.")
    if campaign.promise:
        for language in missing_languages(campaign.promise, needed):
            missing[f"promise_{language}"] = _("Write this in every language that the campaign needs.")
    if any(missing_languages(category.name, needed) for category in campaign.categories.all()):
        missing["categories"] = _("Name every subject in every language that the campaign needs.")
    if not campaign.phases.all():
        missing["phases"] = _("Add at least one phase.")
    if Partner.objects.filter(campaign=campaign, accepted_at=None).exists():
        missing["partners"] = _("A municipality that was asked has not answered yet. Wait, or take the request back.")
    return missing


def rule_hash(rule: Mapping[str, object]) -> str:
    """SHA-256 (hex) of the rule as JSON with sorted keys and no spaces."""
    canonical = json.dumps(rule, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


AGES = (1, 120)


def levels_allowed(identifier: str, act: str) -> tuple[str, ...]:
    """How a campaign may ask for identification in an act; supporters are always counted by its identifier."""
    level = LEVELS[identifier]
    if act == "support" and identifier != Campaign.Identifier.DEVICE:
        return (level,)
    return tuple(dict.fromkeys(("everyone", "signed_in", level)))


def require_conditions_fit(identifier: str, conditions: Mapping[str, Condition]) -> None:
    """Raises InvalidInput, with fields such as `support_who`."""
    if identifier not in LEVELS:
        raise InvalidInput(fields={"identifier": _("Choose what makes one person.")})
    wrong: dict[str, StrOrPromise] = {}
    for act, condition in conditions.items():
        if act not in CONDITIONED:
            wrong[act] = _("There is no such act.")
            continue
        if condition.who not in levels_allowed(identifier, act):
            wrong[f"{act}_who"] = _("This does not fit what makes one person in the campaign.")
        if condition.minimum_age is not None and not AGES[0] <= condition.minimum_age <= AGES[1]:
            wrong[f"{act}_minimum_age"] = _("Write an age from 1 to 120, or leave it empty.")
        if condition.who == "everyone" and condition.asks_who_you_are:
            wrong[f"{act}_who"] = _("Age and residence are known only of people who sign in.")
        if condition.districts and identifier != Campaign.Identifier.REGISTER:
            wrong[f"{act}_districts"] = _("Only a register says in which district somebody lives.")
    if wrong:
        raise InvalidInput(fields=wrong)
