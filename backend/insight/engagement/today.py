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
