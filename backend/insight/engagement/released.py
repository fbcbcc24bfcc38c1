# SPDX-License-Identifier: EUPL-1.2
"""Reading what has been published of people by place, age, language and district: the only way these counts leave."""

import collections
import dataclasses
import datetime
from collections.abc import Iterable

from backend.insight.engagement.models import Release
from backend.methods.disclosure.people import HIDDEN, PersonCount
from backend.participation.campaigns.hiding import supports_hidden
from backend.participation.campaigns.models import Campaign
from backend.region.accounts.selectors import Viewer


@dataclasses.dataclass(frozen=True)
class ReleasedCell:
    """A count of people; `row` and `column` are labels.

    They are a municipality's or district's id, `region:NAME`, a band, a language, "" for unknown, or
    "total" for a margin or a dimension that the table does not have.
    """

    row: str
    column: str
    people: PersonCount


@dataclasses.dataclass(frozen=True)
class Released:
    """Everything published of one period of a campaign, as it was published.

    `period` is "2026-W10", "phase:ID" or "campaign". PART-UNIQ is `people`, PART-NEW `new` and PART-RET `returning`
    (weeks only, else None). TURN-AREA and REP-* read `tables["home"]`: rows are homes, columns age bands; a week has
    the two margins only. `tables["language"]` and `tables["district"]` have rows. A table that was not safe at any
    rung is not there: that is "not published", never 0.
    """

    period: str
    kind: str
    first: datetime.date
    last: datetime.date
    rung: int
    version: int
    definition: int
    position: int
    published_at: datetime.datetime
    digest: str
    people: PersonCount
    new: PersonCount | None
    returning: PersonCount | None
    tables: dict[str, tuple[ReleasedCell, ...]]


def released_tables(campaign: Campaign, *, viewer: Viewer = None) -> tuple[Released, ...]:
    """What is published of a campaign, oldest first; nothing while it hides its supports from the viewer. One query."""
    if supports_hidden(campaign, viewer=viewer):
        return ()
    return tuple(_released(one) for one in Release.objects.filter(campaign_id=campaign.pk).order_by("id"))


def released_by_campaign(campaign_ids: Iterable[int]) -> dict[int, dict[str, Released]]:
    """By campaign what is published of it, by period; ask only of those that hide no supports from who reads it."""
    found: dict[int, dict[str, Released]] = collections.defaultdict(dict)
    for release in Release.objects.filter(campaign_id__in=list(campaign_ids)).order_by("id"):
        found[release.campaign_id][release.period] = _released(release)
    return dict(found)


def _released(release: Release) -> Released:
    tables: dict[str, list[ReleasedCell]] = {}
    for cell in release.cells:
        shown = ReleasedCell(cell["row"], cell["column"], _count(cell["people"]))
        tables.setdefault(cell["axis"], []).append(shown)
    return Released(
        period=release.period,
        kind=release.kind,
        first=release.first,
        last=release.last,
        rung=release.rung,
        version=release.version,
        definition=release.definition,
        position=release.position,
        published_at=release.published_at,
        digest=release.digest,
        people=_count(release.people["people"], at_least=release.people.get("at_least", 0)),
        new=_count(release.people["new"]) if "new" in release.people else None,
        returning=_count(release.people["returning"]) if "returning" in release.people else None,
        tables={axis: tuple(cells) for axis, cells in tables.items()},
    )


def _count(people: int | None, *, at_least: int = 0) -> PersonCount:
    return dataclasses.replace(HIDDEN, at_least=at_least) if people is None else PersonCount(people)
