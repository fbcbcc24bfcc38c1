# SPDX-License-Identifier: EUPL-1.2
"""What has been done in some campaigns on one day so far: numbers of acts, of nobody in particular."""

import datetime
from collections.abc import Iterable

from django.db.models import Q, Sum

from backend.insight.engagement.models import DailyCount
from backend.insight.engagement.selectors import Acts
from backend.participation.campaigns.hiding import hidden_ids
from backend.region.accounts.selectors import Viewer


def acts_on(day: datetime.date, campaign_ids: Iterable[int], *, viewer: Viewer) -> Acts:
    """The ideas, supports and comments of a local day in some campaigns together, in two queries.

    Supports of campaigns that hide them from the viewer are left out; None where all of them do.
    """
    ids = list(campaign_ids)
    hidden = set(hidden_ids(ids, viewer=viewer))
    counts = DailyCount.objects.filter(campaign_id__in=ids, day=day).aggregate(
        ideas=Sum("gross", filter=Q(kind=DailyCount.Kind.IDEA)),
        supports=Sum("gross", filter=Q(kind=DailyCount.Kind.SUPPORT) & ~Q(campaign_id__in=hidden)),
        comments=Sum("gross", filter=Q(kind=DailyCount.Kind.COMMENT)),
    )
    supports = None if ids and hidden.issuperset(ids) else counts["supports"] or 0
    return Acts(ideas=counts["ideas"] or 0, supports=supports, comments=counts["comments"] or 0)


def acts_by_day(
    days: int, *, until: datetime.date, campaign_ids: Iterable[int], viewer: Viewer
) -> dict[int, list[int]]:
    """All acts of each campaign on each of the last days, the oldest first, without hidden supports. Queries: 2."""
    ids, first = list(campaign_ids), until - datetime.timedelta(days=days - 1)
    hidden = set(hidden_ids(ids, viewer=viewer))
    kinds = [DailyCount.Kind.IDEA, DailyCount.Kind.SUPPORT, DailyCount.Kind.COMMENT]
    counts = DailyCount.objects.filter(campaign_id__in=ids, day__range=(first, until), kind__in=kinds)
    counts = counts.exclude(kind=DailyCount.Kind.SUPPORT, campaign_id__in=hidden)
    found = {one: [0] * days for one in ids}
    for campaign_id, day, acts in counts.values_list("campaign_id", "day").annotate(acts=Sum("gross")):
        found[campaign_id][(day - first).days] = acts
    return found
