# SPDX-License-Identifier: EUPL-1.2
"""What an idea must have, and who may change it."""

import dataclasses

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES, LanguageText, clean_languages, clean_line, clean_text, missing_languages
from backend.participation.campaigns.models import Campaign, Category
from backend.participation.campaigns.rules import languages_needed
from backend.participation.ideas.errors import (
    IdeaErasedAlready,
    IdeaHiddenNow,
    IdeaIncludesOthers,
    IdeaMergedAlready,
    IdeaWithdrawnAlready,
)
from backend.participation.ideas.models import Answer, Idea
from backend.region.places.models import District

TITLE_LENGTH = (3, 80)
TEXT_LENGTH = (20, 5000)
PLACE_LENGTH = 200
ALT_LENGTH = 300


@dataclasses.dataclass(frozen=True, kw_only=True)
class IdeaDraft:
    """An idea as it is typed; category and district by their slugs, coordinates in WGS 84 degrees.

    `photo` is the key of a received photo, "" for none, and None for whatever the idea has now.
    """

    title: str
    text: str
    category: str = ""
    district: str = ""
    place: str = ""
    language: str = "fi"
    latitude: float | None = None
    longitude: float | None = None
    photo: str | None = None
    photo_alt: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class CheckedIdea:
    """A draft that fits its campaign, cleaned."""

    title: str
    text: str
    category: Category | None
    district: District | None
    place: str
    language: str
    latitude: float | None
    longitude: float | None
    photo: str | None
    photo_alt: str


def checked(draft: IdeaDraft, campaign: Campaign) -> CheckedIdea:
    """The draft cleaned and its slugs looked up; raises InvalidInput with every field that is wrong.

    Queries: one for the categories, one for the districts where the campaign has them.
    """
    title, text, place = clean_line(draft.title), clean_text(draft.text), clean_line(draft.place)
    category = next((c for c in campaign.categories.all() if c.slug == draft.category), None)
    district = next((d for d in campaign.districts.all() if d.slug == draft.district), None) if draft.district else None
    wrong = _wrong_words(title, text, place)
    if category is None and (draft.category or campaign.categories.all()):
        wrong["category"] = _("Choose the subject of the idea.")
    if draft.district and district is None:
        wrong["district"] = _("Choose a district from the list.")
    if draft.language not in LANGUAGES:
        wrong["language"] = _("Choose one of the languages.")
    if not _is_a_point(draft.latitude, draft.longitude):
        wrong["latitude"] = _("Give both coordinates, in degrees, or neither.")
    photo_alt = clean_line(draft.photo_alt)
    if draft.photo:
        wrong |= wrong_alt(photo_alt)
    if wrong:
        raise InvalidInput(fields=wrong)
    return CheckedIdea(
        title=title,
        text=text,
        category=category,
        district=district,
        place=place,
        language=draft.language,
        latitude=draft.latitude,
        longitude=draft.longitude,
        photo=draft.photo,
        photo_alt=photo_alt,
    )


def _wrong_words(title: str, text: str, place: str) -> dict[str, StrOrPromise]:
    wrong: dict[str, StrOrPromise] = {}
    if not TITLE_LENGTH[0] <= len(title) <= TITLE_LENGTH[1]:
        wrong["title"] = _("Give the idea a name of 3–80 characters.")
    if len(text) < TEXT_LENGTH[0]:
        wrong["text"] = _("Tell about the idea in at least one sentence.")
    elif len(text) > TEXT_LENGTH[1]:
        wrong["text"] = _("Shorten the text to 5,000 characters.")
    if len(place) > PLACE_LENGTH:
        wrong["place"] = _("Shorten the place to 200 characters.")
    return wrong


def wrong_alt(alt: str) -> dict[str, StrOrPromise]:
    """What is wrong with the description of a photo, which none may be without."""
    if not alt:
        return {"photo_alt": _("Describe what the photo shows.")}
    if len(alt) > ALT_LENGTH:
        return {"photo_alt": _("Shorten the description to 300 characters.")}
    return {}


def require_not_withdrawn(idea: Idea) -> None:
    """Raises IdeaWithdrawnAlready."""
    if idea.state == Idea.State.WITHDRAWN:
        raise IdeaWithdrawnAlready


def require_stands(idea: Idea) -> None:
    """Raises IdeaWithdrawnAlready, IdeaMergedAlready, IdeaErasedAlready, IdeaHiddenNow: nothing is said to such."""
    require_not_withdrawn(idea)
    if idea.state == Idea.State.MERGED:
        raise IdeaMergedAlready
    if idea.state == Idea.State.ERASED:
        raise IdeaErasedAlready
    if idea.state == Idea.State.HIDDEN:
        raise IdeaHiddenNow


def require_includes_no_others(idea: Idea) -> None:
    """Raises IdeaIncludesOthers where ideas have been merged into this one, which is locked."""
    if Idea.objects.filter(merged_into=idea).exists():
        raise IdeaIncludesOthers


def _is_a_point(latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return latitude is None and longitude is None
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


@dataclasses.dataclass(frozen=True)
class CheckedAnswer:
    """An official answer that may be given, cleaned."""

    status: str
    office: LanguageText
    text: LanguageText


def checked_answer(status: str, office: LanguageText, text: LanguageText, campaign: Campaign) -> CheckedAnswer:
    """The answer cleaned; raises InvalidInput where a language that the campaign needs is missing."""
    answer = CheckedAnswer(status, clean_languages(office), clean_languages(text))
    wrong: dict[str, StrOrPromise] = {}
    if status not in Answer.Status.values:
        wrong["status"] = _("Choose what happens to the idea.")
    for name, value in (("office", answer.office), ("text", answer.text)):
        for language in missing_languages(value, languages_needed(campaign)):
            wrong[f"{name}_{language}"] = _("Write this in every language that the campaign needs.")
    if wrong:
        raise InvalidInput(fields=wrong)
    return answer
