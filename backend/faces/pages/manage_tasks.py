# SPDX-License-Identifier: EUPL-1.2
"""M2: what a campaign still needs, task by task, and in which languages it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from backend.common.errors import Refused
from backend.common.text import LANGUAGES, LanguageText
from backend.faces.pages import wording
from backend.faces.pages.manage_forms import INFLUENCES
from backend.faces.pages.people_forms import WHO
from backend.faces.pages.phases import phase_name
from backend.faces.pages.places import holders, name_of
from backend.participation.campaigns.conditions import condition_of
from backend.participation.campaigns.rules import languages_needed, missing_before_publishing

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign


@dataclass(frozen=True)
class Task:
    """One part of a campaign: what it says now, and whether something is missing before it can be public.

    A partner of a joint campaign opens only what is `for_partners`.
    """

    name: str
    where: str
    said: str
    done: bool
    for_partners: bool = False


@dataclass(frozen=True)
class Written:
    """In which languages a text is written: a cell for each, (language, words)."""

    name: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True)
class Missing:
    """What stands in the way of publishing, and where it is put right."""

    message: str
    where: str


_PART_OF = {
    "title": "name",
    "lead": "texts",
    "promise": "texts",
    "categories": "subjects",
    "phases": "phases",
    "partners": "partners",
    "read_within_hours": "reading",
}


def about(campaign: Campaign, refusal: Refused | None = None) -> dict[str, Any]:
    """The context of a campaign's task list."""
    missing = missing_before_publishing(campaign)
    return {
        "campaign": campaign,
        "tasks": _tasks(campaign, missing),
        "is_complete": not missing,
        "written": _written(campaign),
        "languages": list(wording.LANGUAGE_NAMES.items()),
        "refusal": refusal,
        "faults": _faults(campaign, refusal.fields) if refusal else [],
    }


def part_url(campaign: Campaign, part: str) -> str:
    """The page of a part."""
    if part == "partners":
        return reverse("manage_partners", args=[campaign.slug])
    return reverse("campaign_part", args=[campaign.slug, part])


def _tasks(campaign: Campaign, missing: Mapping[str, Any]) -> list[Task]:
    bad = {_part_of(field) for field in missing}
    subjects = ngettext("%(n)s subject", "%(n)s subjects", len(campaign.categories.all()))
    parts = [
        ("name", gettext("Name, languages and picture"), _languages(campaign)),
        ("texts", gettext("What is asked and promised"), _promised(campaign)),
        ("phases", gettext("Phases with their days"), _phases(campaign)),
        ("subjects", gettext("Subjects and districts"), subjects % {"n": len(campaign.categories.all())}),
    ]
    if any(phase.kind == "support" for phase in campaign.phases.all()):
        parts.append(("rules", gettext("Rules of supporting"), _rules(campaign)))
    parts.append(("reading", gettext("Reading before showing"), _reading(campaign)))
    tasks = [Task(name, part_url(campaign, part), said, part not in bad) for part, name, said in parts]
    people = Task(gettext("Who takes part"), reverse("manage_people", args=[campaign.slug]), _who(campaign), True)
    partners = Task(
        gettext("Partners"), part_url(campaign, "partners"), _partners(campaign), "partners" not in bad, True
    )
    tasks += [people, partners]
    if campaign.published_at is not None:
        kept = gettext("Said") if campaign.influence_kept else gettext("Not said yet")
        tasks.append(Task(gettext("Was the promise kept?"), part_url(campaign, "outcome"), kept, True))
    return tasks


def _part_of(field: str) -> str:
    return _PART_OF.get(field.rpartition("_")[0] or field, _PART_OF.get(field, "name"))


def _languages(campaign: Campaign) -> str:
    return ", ".join(wording.LANGUAGE_NAMES[language] for language in languages_needed(campaign))


def _promised(campaign: Campaign) -> str:
    level = dict(INFLUENCES).get(campaign.influence)
    return str(level) if level else gettext("The influence promised is not said")


def _phases(campaign: Campaign) -> str:
    shown = [f"{phase_name(p.kind)} {wording.period(p.opens, p.closes)}" for p in campaign.phases.all()]
    return " · ".join(shown) or gettext("Not dated")


def _rules(campaign: Campaign) -> str:
    if campaign.support_limit is None:
        return gettext("Everyone may support as many ideas as they like")
    said = ngettext("Everyone may support %(n)s idea", "Everyone may support %(n)s ideas", campaign.support_limit)
    return said % {"n": wording.number(campaign.support_limit)}


def _reading(campaign: Campaign) -> str:
    if not (campaign.ideas_read_first or campaign.comments_read_first):
        return gettext("Everything is shown at once")
    if not campaign.comments_read_first:
        return gettext("A moderator reads each idea first")
    if not campaign.ideas_read_first:
        return gettext("A moderator reads each comment first")
    return gettext("A moderator reads each idea and comment first")


def _who(campaign: Campaign) -> str:
    return str(WHO[condition_of(campaign, "support").who])


def _partners(campaign: Campaign) -> str:
    joined = ", ".join(name_of(one) for one in holders(campaign)[1:])
    return joined or gettext("One municipality alone")


def _written(campaign: Campaign) -> list[Written]:
    """Each text and, for each language: written, missing, or not needed."""
    needed = languages_needed(campaign)
    texts: list[tuple[str, list[LanguageText], bool]] = [
        (gettext("Name"), [campaign.title], True),
        (gettext("What is asked"), [campaign.lead], True),
        (gettext("What is promised"), [campaign.promise], bool(campaign.promise)),
        (gettext("Subjects"), [category.name for category in campaign.categories.all()], True),
    ]
    return [
        Written(name, [_cell(many, one, one in needed and asked) for one in LANGUAGES]) for name, many, asked in texts
    ]


def _cell(texts: Iterable[LanguageText], language: str, is_needed: bool) -> tuple[str, str]:
    counted = list(texts)
    written = sum(bool(text.get(language)) for text in counted)
    if written == len(counted):
        return "ok", gettext("Written") if counted else gettext("Not used")
    if not is_needed:
        return "", gettext("Not needed")
    if len(counted) == 1:
        return "warn", gettext("Missing")
    return "warn", gettext("%(written)s of %(all)s") % {"written": written, "all": len(counted)}


def _faults(campaign: Campaign, fields: Mapping[str, Any]) -> list[Missing]:
    shown = []
    for field, message in fields.items():
        language = wording.LANGUAGE_NAMES.get(field.rpartition("_")[2], "")
        part = _part_of(field)
        place = f"{part_url(campaign, part)}#id_{field}" if language else part_url(campaign, part)
        name = {"title": gettext("Name"), "lead": gettext("What is asked")}.get(field.rpartition("_")[0], "")
        about_what = ", ".join(part for part in (name, language) if part)
        shown.append(Missing(f"{message} ({about_what})" if about_what else str(message), place))
    return shown
