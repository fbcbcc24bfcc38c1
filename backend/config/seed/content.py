# SPDX-License-Identifier: EUPL-1.2
"""The written content of the demonstration, as it stands in the JSON files beside this module."""

import datetime
import functools
import json
from pathlib import Path
from typing import NotRequired, TypedDict

from backend.common.clock import start_of_day
from backend.common.text import LanguageText

_FOLDER = Path(__file__).parent


class NamedSeed(TypedDict):
    """A category, district or spearhead."""

    slug: str
    name: LanguageText
    description: NotRequired[LanguageText]


class PhaseSeed(TypedDict):
    """A phase; days from the day of seeding."""

    kind: str
    opens: int
    closes: int


class CommentSeed(TypedDict):
    """A comment or reply; `written` in days from the day of seeding."""

    author: str
    text: str
    language: str
    written: int
    stance: str
    replies: NotRequired[list["CommentSeed"]]


class AnswerSeed(TypedDict):
    """A municipality's answer."""

    office: LanguageText
    status: str
    text: LanguageText


class IdeaSeed(TypedDict):
    """An idea; `popularity` weighs how many support it, `drawing` is what its drawing of a jetty shows."""

    title: str
    text: str
    language: str
    category: str
    district: str
    author: str
    proposed: int
    popularity: int
    comments: list[CommentSeed]
    place: NotRequired[str]
    latitude: NotRequired[float]
    longitude: NotRequired[float]
    cost: NotRequired[float]
    drawing: NotRequired[str]
    answer: NotRequired[AnswerSeed]


class CampaignSeed(TypedDict):
    """A campaign; `partners` are the municipalities that hold it with the one that leads it."""

    slug: str
    municipality: str
    spearhead: str
    title: LanguageText
    lead: LanguageText
    promise: LanguageText
    categories: list[NamedSeed]
    districts: list[NamedSeed]
    languages: list[str]
    phases: list[PhaseSeed]
    art: str
    support_limit: int | None
    identifier: NotRequired[str]
    influence: NotRequired[str]
    kept: NotRequired[LanguageText]
    partners: NotRequired[list[str]]
    ideas: list[IdeaSeed]


class PersonSeed(TypedDict):
    """Somebody who writes."""

    pseudonym: str
    municipality: str
    birth_year: int
    language: str


class Content(TypedDict):
    """All of it."""

    people: list[PersonSeed]
    campaigns: list[CampaignSeed]


@functools.cache
def content() -> Content:
    """People and campaigns."""
    loaded: Content = json.loads((_FOLDER / "campaigns.json").read_text())
    loaded["campaigns"] += json.loads((_FOLDER / "joint.json").read_text())["campaigns"]
    return loaded


def spearheads() -> list[NamedSeed]:
    """The four spearheads in order."""
    loaded: list[NamedSeed] = json.loads((_FOLDER / "spearheads.json").read_text())
    return loaded


def midnight(today: datetime.date, offset: int) -> datetime.datetime:
    """The first moment of the day `offset` days from today, in Europe/Helsinki."""
    return start_of_day(today + datetime.timedelta(days=offset))


def some_time(today: datetime.date, offset: int, salt: int) -> datetime.datetime:
    """A moment between 8 and 22 o'clock on that day, the same for the same salt."""
    return midnight(today, offset) + datetime.timedelta(minutes=8 * 60 + (salt * 7919) % (14 * 60))
