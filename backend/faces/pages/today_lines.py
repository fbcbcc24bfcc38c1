# SPDX-License-Identifier: EUPL-1.2
"""M1's line of each open campaign: its acts a day for fourteen days."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from backend.faces.pages import wording
from backend.faces.pages.rows import Row
from backend.insight.engagement.today import acts_by_day

if TYPE_CHECKING:
    from backend.region.accounts.models import Account

DAYS = 14
_WIDE, _TALL, _TOP = 1000.0, 44.0, 4.0


@dataclass(frozen=True)
class Line:
    """A line from left to right in a box of 1,000 by 44, the area under it, and what it says."""

    path: str
    area: str
    words: str
    acts: int


def lined(rows: Sequence[Row], today: datetime.date, account: Account) -> list[tuple[Row, Line]]:
    """Each row with its line. Queries: 2."""
    acts = acts_by_day(DAYS, until=today, campaign_ids=[row.campaign.pk for row in rows], viewer=account)
    return [(row, line_of(acts[row.campaign.pk])) for row in rows]


def line_of(counts: Sequence[int]) -> Line:
    """The line of some days; flat at the bottom where nothing was done."""
    top = max(counts, default=0) or 1
    step = _WIDE / max(len(counts) - 1, 1)
    points = [f"{step * n:.1f} {_TALL - (_TALL - _TOP) * count / top:.1f}" for n, count in enumerate(counts)]
    path = "M" + "L".join(points)
    words = gettext("Acts a day, %(days)s days, the last %(last)s") % {
        "days": len(counts),
        "last": wording.number(counts[-1] if counts else 0),
    }
    return Line(path, f"{path}L{_WIDE:.0f} {_TALL:.0f}L0 {_TALL:.0f}Z", words, sum(counts))
