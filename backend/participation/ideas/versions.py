# SPDX-License-Identifier: EUPL-1.2
"""What each change of an idea made of it."""

import dataclasses
import datetime

from backend.common.differences import Part, differences
from backend.common.errors import NotFound
from backend.common.text import LanguageText
from backend.participation.campaigns.models import Category
from backend.participation.ideas.models import Idea, IdeaVersion, Photo
from backend.participation.ideas.selectors import versions_of
from backend.region.places.models import District


@dataclasses.dataclass(frozen=True)
class Turn:
    """A subject or district before and after, as language objects; None is none."""

    before: LanguageText | None
    after: LanguageText | None


@dataclasses.dataclass(frozen=True)
class Change:
    """From version `number` − 1 to version `number`, at `changed_at`; unchanged texts are one "same" part.

    `category` and `district` are None where they stayed; `photo_alt` is what the photo was said to show.
    """

    number: int
    changed_at: datetime.datetime
    title: list[Part]
    text: list[Part]
    place: list[Part]
    photo_alt: list[Part]
    category: Turn | None
    district: Turn | None


def keep_version(idea: Idea) -> None:
    """Keep what the idea says now, before it is changed; in the caller's transaction."""
    IdeaVersion.objects.create(
        idea=idea,
        number=idea.version,
        title=idea.title,
        text=idea.text,
        place=idea.place,
        category_id=idea.category_id,
        district_id=idea.district_id,
        photo_alt=Photo.objects.filter(idea=idea).values_list("alt", flat=True).first() or "",
    )


def change_count(idea: Idea) -> int:
    """How often the idea was changed."""
    return idea.version - 1


def changes_of(idea: Idea, *, first: int = 0, most: int = 5) -> list[Change]:
    """The changes from the `first` on, the latest is number 0; one query. None while the idea is hidden."""
    if idea.hidden_for:
        return []
    after = idea.version - first
    found = versions_of(idea).filter(number__lte=after, number__gte=after - most)
    said: dict[int, Idea | IdeaVersion] = {version.number: version for version in found}
    said[idea.version] = idea
    wanted = range(after, max(after - most, 1), -1)
    return [_change(number, said[number - 1], said[number]) for number in wanted]


def change_to(idea: Idea, number: int) -> Change:
    """What made version `number`, from 2 on; raises NotFound."""
    if idea.hidden_for or not 2 <= number <= idea.version:
        raise NotFound
    return changes_of(idea, first=idea.version - number, most=1)[0]


def _change(number: int, before: Idea | IdeaVersion, after: Idea | IdeaVersion) -> Change:
    if isinstance(before, Idea):
        raise TypeError("What stands now was not replaced yet.")
    return Change(
        number=number,
        changed_at=before.replaced_at,
        title=differences(before.title, after.title),
        text=differences(before.text, after.text),
        place=differences(before.place, after.place),
        photo_alt=differences(before.photo_alt, _photo_alt(after)),
        category=_turn(before.category, after.category),
        district=_turn(before.district, after.district),
    )


def _photo_alt(said: Idea | IdeaVersion) -> str:
    if isinstance(said, IdeaVersion):
        return said.photo_alt
    photo: Photo | None = getattr(said, "photo", None)
    return photo.alt if photo else ""


def _turn(before: Category | District | None, after: Category | District | None) -> Turn | None:
    if before == after:
        return None
    return Turn(before.name if before else None, after.name if after else None)
