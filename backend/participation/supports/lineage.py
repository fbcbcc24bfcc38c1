# SPDX-License-Identifier: EUPL-1.2
"""Reading mergings: what one would come to, what was merged into what, and which ideas look alike."""

import dataclasses

from django.db import connection
from django.db.models import Q, QuerySet

from backend.common.errors import NotFound
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.ideas.models import Idea
from backend.participation.ideas.selectors import idea_alone, idea_by_id
from backend.participation.ideas.similar import similar_ideas, titles_of
from backend.participation.supports.models import Merging
from backend.participation.supports.selectors import with_tallies
from backend.region.accounts.models import Account

LOOKED_AT = 60
"""How many of the newest ideas are compared with all others for the pairs that look alike."""


@dataclasses.dataclass(frozen=True)
class MergePreview:
    """Two ideas, how many people support each, how many both, and how many the merged one will have."""

    source: Idea
    target: Idea
    source_supports: int
    target_supports: int
    both: int

    @property
    def together(self) -> int:
        """Everybody once."""
        return self.source_supports + self.target_supports - self.both


def merge_preview(*, by: Account, source_id: int, target_id: int) -> MergePreview:
    """What merging would come to, for organisers of the campaign. Raises NotFound, MayNot. Queries: 4."""
    source, target = (idea_by_id(one, viewer=by) for one in (source_id, target_id))
    if source.campaign_id != target.campaign_id:
        raise NotFound
    require_may_change(by, source.campaign)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE sides @> ARRAY[%(source)s::bigint]),"
            " count(*) FILTER (WHERE sides @> ARRAY[%(target)s::bigint]),"
            " count(*) FILTER (WHERE cardinality(sides) = 2) FROM ("
            "  SELECT array_agg(DISTINCT counts_for_id) AS sides FROM supports_support"
            "  WHERE counts_for_id IN (%(source)s, %(target)s) GROUP BY participant_id) AS person",
            {"source": source_id, "target": target_id},
        )
        return MergePreview(source, target, *cursor.fetchone())


def idea_to_merge(*, by: Account, idea_id: int) -> Idea:
    """An idea of a campaign that the account organises. Raises NotFound, MayNot."""
    idea = idea_alone(idea_id, viewer=by)
    require_may_change(by, idea.campaign)
    return idea


def mergings_of(campaign_id: int) -> QuerySet[Merging]:
    """All mergings of a campaign with their ideas, undone ones too, the latest first, in one query."""
    return Merging.objects.filter(source__campaign_id=campaign_id).select_related("source", "target")


def merging_of(idea: Idea) -> Merging | None:
    """Why and when an idea was merged, of a merged idea; None for one that is not."""
    if idea.state != Idea.State.MERGED:
        return None
    return Merging.objects.filter(source=idea, undone_at__isnull=True).select_related("target").first()


def lineage_of(idea_id: int) -> QuerySet[Merging]:
    """All mergings from and into an idea, undone ones too, the latest first."""
    return Merging.objects.filter(Q(source_id=idea_id) | Q(target_id=idea_id)).select_related("source", "target")


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two ideas that look alike: the one with fewer supporters first."""

    one: Idea
    other: Idea


def pairs_alike(campaign: Campaign, *, by: Account, most: int = 20) -> list[Pair]:
    """Ideas of a campaign whose titles are near, of its newest; three queries and one more for each idea looked at.

    Raises MayNot.
    """
    require_may_change(by, campaign)
    titles = titles_of(campaign.pk)
    newest = Idea.objects.filter(campaign=campaign, state=Idea.State.PUBLISHED).order_by("-id")[:LOOKED_AT]
    found: dict[frozenset[int], float] = {}
    for number in newest.values_list("pk", flat=True):
        for near in titles.nearest_to(number, limit=3):
            found[frozenset((number, near.number))] = near.nearness
    best = sorted(found, key=lambda pair: (-found[pair], sorted(pair)))[:most]
    ids = {one for pair in best for one in pair}
    ideas = {idea.pk: idea for idea in with_tallies(Idea.objects.filter(pk__in=ids), viewer=by)}
    return [_pair(*(ideas[one] for one in sorted(pair))) for pair in best if pair <= ideas.keys()]


def _pair(one: Idea, other: Idea) -> Pair:
    return Pair(*sorted((one, other), key=lambda idea: (getattr(idea, "supports", 0) or 0, -idea.pk)))


def alike(idea: Idea, *, by: Account, limit: int = 6) -> list[Idea]:
    """The ideas of the same campaign that look most like this one, the nearest first, with their tallies."""
    near = similar_ideas(campaign=idea.campaign, title=idea.title, text=idea.text, limit=limit, but=idea.pk)
    place = {one.number: number for number, one in enumerate(near)}
    found = with_tallies(Idea.objects.filter(pk__in=place), viewer=by)
    return sorted(found, key=lambda one: place[one.pk])
