# SPDX-License-Identifier: EUPL-1.2
"""Statistics that stand beside a campaign: supports per week and people of the last closed week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend.faces.pages.charts import Bar

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign


@dataclass(frozen=True)
class Weekly:
    """Bars of the last weeks, in words too, and people of the last closed week."""

    bars: list[Bar]
    words: str
    unfinished: str
    people_label: str
    people: str


def weekly_numbers(campaign: Campaign) -> Weekly | None:
    """The weekly figures, or None while there are none."""
    return None
