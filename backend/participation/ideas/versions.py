# SPDX-License-Identifier: EUPL-1.2
"""What each change of an idea made of it."""

import dataclasses
import datetime

from backend.common.differences import Part, differences
from backend.common.errors import NotFound
from backend.participation.ideas.models import Idea, IdeaVersion


@dataclasses.dataclass(frozen=True)
class Change:
    """From version `number` − 1 to version `number`, at `changed_at`; unchanged texts are one "same" part."""

    number: int
    changed_at: datetime.datetime
    title: list[Part]
    text: list[Part]
    place: list[Part]


def change_count(idea: Idea) -> int:
    """How often the idea was changed."""
    return idea.version - 1


def changes_of(idea: Idea, *, first: int = 0, most: int = 5) -> list[Change]:
    """The changes from the `first` on, the latest is number 0; one query."""
    after = idea.version - first
    found = IdeaVersion.objects.filter(idea=idea, number__lte=after, number__gte=after - most)
    said: dict[int, Idea | IdeaVersion] = {version.number: version for version in found}
    said[idea.version] = idea
    wanted = range(after, max(after - most, 1), -1)
    return [_change(number, said[number - 1], said[number]) for number in wanted]


def change_to(idea: Idea, number: int) -> Change:
    """What made version `number`, from 2 on; raises NotFound."""
    if not 2 <= number <= idea.version:
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
    )
