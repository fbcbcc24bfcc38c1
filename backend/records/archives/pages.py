# SPDX-License-Identifier: EUPL-1.2
"""The pages of an archive: plain HTML in each of the campaign's languages, without a script, readable offline."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import pgettext

from backend.common.text import in_language
from backend.records.archives.reading import CampaignTold, IdeaTold, tell

NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def phase_name(kind: str) -> str:
    """What a kind of phase is called, in the active language."""
    names = {
        "inform": pgettext("phase", "Read"),
        "collect": pgettext("phase", "Propose"),
        "discuss": pgettext("phase", "Discuss"),
        "support": pgettext("phase", "Support"),
        "results": pgettext("phase", "Answers"),
        "follow_up": pgettext("phase", "Follow"),
    }
    return names.get(kind, "")


def pages_of(slug: str, languages: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Path and content of every page, photo and the style, in an order that does not change."""
    yield "style.css", render_to_string("archive/style.css").encode()
    titles: list[tuple[str, str, str]] = []
    photos: dict[str, bytes] = {}
    for language in languages:
        with translation.override(language):
            told = tell(slug)
            titles.append((language, NAMES[language], in_language(told.campaign.title, language)))
            photos |= {one.picture.name: one.picture.content for one in told.ideas if one.picture is not None}
            yield from _pages_in(told, language)
    yield "index.html", _written("index", {"titles": titles, "language": languages[0]})
    yield from sorted(photos.items())


def _pages_in(told: CampaignTold, language: str) -> Iterator[tuple[str, bytes]]:
    frame = {
        "told": told,
        "campaign": told.campaign,
        "title": in_language(told.campaign.title, language),
        "language": language,
        "others": [(one, NAMES[one]) for one in told.languages if one != language],
    }
    front = {
        "lead": in_language(told.campaign.lead, language),
        "promise": in_language(told.campaign.promise, language),
        "kept": in_language(told.campaign.influence_reason, language),
        "phases": [(phase_name(one.kind), one) for one in told.phases],
    }
    yield f"{language}/index.html", _written("front", {**frame, **front, "page": "index.html"})
    yield f"{language}/results.html", _written("results", {**frame, "page": "results.html"})
    gatherings = [(in_language(one.title, language), one) for one in told.gatherings]
    statistics = {"statistics": told.statistics, "gatherings": gatherings, "page": "statistics.html"}
    yield f"{language}/statistics.html", _written("statistics", {**frame, **statistics})
    for one in told.ideas:
        yield f"{language}/ideas/{one.idea.pk}.html", _written("idea", {**frame, **_about(one, language)})


def _about(one: IdeaTold, language: str) -> dict[str, Any]:
    category, district = one.idea.category, one.idea.district
    return {
        "one": one,
        "idea": one.idea,
        "page": f"ideas/{one.idea.pk}.html",
        "up": "../",
        "category": in_language(category.name, language) if category else "",
        "district": in_language(district.name, language) if district else "",
    }


def _written(name: str, context: dict[str, Any]) -> bytes:
    return render_to_string(f"archive/{name}.html", context).encode()
