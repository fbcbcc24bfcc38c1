# SPDX-License-Identifier: EUPL-1.2
"""The figures beside a campaign's ideas, kept for a few seconds: the live push makes them fresh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend.common.text import LanguageText, in_language
from backend.faces.pages import charts, wording
from backend.faces.pages.kept import kept
from backend.participation.campaigns.hiding import hidden_from_others
from backend.participation.campaigns.permissions import may_organise
from backend.participation.discussion.selectors import comment_total
from backend.participation.ideas.selectors import idea_count
from backend.participation.supports.selectors import support_total, supports_by_category
from backend.region.accounts.selectors import Viewer

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign

_SECONDS = 5


@dataclass(frozen=True)
class Choice:
    """A category or district in a filter."""

    id: int
    slug: str
    name: LanguageText


@dataclass(frozen=True)
class Figures:
    """Totals of a campaign, its subjects and districts; supports are None while they are hidden from the reader.

    `others_see_none` where the reader sees what others may not.
    """

    supports: int | None
    comments: int
    ideas: int
    categories: list[Choice]
    districts: list[Choice]
    by_category: list[tuple[int | None, int]]
    others_see_none: bool = False

    def subjects(self) -> list[charts.Share]:
        """Supports by subject, in the reader's language, the most first; nothing with one subject."""
        names = {choice.id: in_language(choice.name, wording.language()) for choice in self.categories}
        counts = dict(self.by_category)
        return charts.shares([(name, counts.get(choice, 0)) for choice, name in names.items()]) if names else []


def seen_by(campaign: Campaign, viewer: Viewer) -> str:
    """A name for what is kept of a campaign: of one that hides supports, organisers have their own."""
    if campaign.supports_hidden and may_organise(viewer, campaign.municipality_id):
        return f"{campaign.id}:organiser"
    return str(campaign.id)


def figures_of(campaign: Campaign, viewer: Viewer) -> Figures:
    """The figures as they were at most five seconds ago."""
    return kept(f"figures:{seen_by(campaign, viewer)}", _SECONDS, lambda: _ask(campaign, viewer))


def _ask(campaign: Campaign, viewer: Viewer) -> Figures:
    return Figures(
        supports=support_total(campaign.id, viewer=viewer),
        comments=comment_total(campaign.id),
        ideas=idea_count(campaign.id),
        categories=[Choice(one.id, one.slug, one.name) for one in campaign.categories.all()],
        districts=[Choice(one.id, one.slug, one.name) for one in campaign.districts.all()],
        by_category=supports_by_category(campaign.id, viewer=viewer),
        others_see_none=hidden_from_others(campaign),
    )
