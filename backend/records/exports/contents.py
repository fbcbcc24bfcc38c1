# SPDX-License-Identifier: EUPL-1.2
"""What an export says of itself: campaign, position, totals and rule, read in the export's snapshot."""

import dataclasses
import datetime
import json

from backend.common.clock import local_day
from backend.common.text import LANGUAGES, LanguageText
from backend.insight.engagement.rows import Row, day_rows
from backend.insight.engagement.selectors import Acts, CampaignStatistics, campaign_statistics
from backend.participation.campaigns.models import AFTERWARDS, Campaign
from backend.participation.campaigns.selectors import windows_of
from backend.records.exports.errors import CampaignNotPublished

DEFINITIONS = "1"
"""The version of the definitions of engagement: action, participant, net, gross, new."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Contents:
    """The state of a campaign at `position`, its last event that is counted, recorded at `recorded_at`."""

    campaign: Campaign
    position: int
    recorded_at: datetime.datetime
    statistics: CampaignStatistics
    days: list[Row]
    categories: dict[str, LanguageText]
    rule: str
    rule_hash: str
    participants: LanguageText

    @property
    def supports_hidden(self) -> bool:
        """Whether the campaign hides its supports until the close: then no file holds any, whoever asked for it."""
        return self.statistics.net.supports is None

    @property
    def rows_total(self) -> int:
        """How many rows the files have together."""
        gross = self.statistics.gross
        return gross.ideas + gross.comments + (self.statistics.net.supports or 0) + len(self.days)


def read_contents(campaign: Campaign) -> Contents:
    """Read it; raises CampaignNotPublished where nothing has happened that could be exported."""
    statistics = campaign_statistics(campaign)
    if campaign.published_at is None or statistics.recorded_at is None:
        raise CampaignNotPublished
    window = windows_of(campaign.pk).first()
    return Contents(
        campaign=campaign,
        position=statistics.position,
        recorded_at=statistics.recorded_at,
        statistics=statistics,
        days=_days(statistics, statistics.recorded_at),
        categories={category.slug: category.name for category in campaign.categories.all()},
        rule="" if window is None or not window.rule else _canonical(window.rule),
        rule_hash="" if window is None else window.rule_hash,
        participants=_participants(campaign, statistics, statistics.recorded_at),
    )


def _days(statistics: CampaignStatistics, recorded_at: datetime.datetime) -> list[Row]:
    """The days up to that of the position: those that come after it until today would differ tomorrow."""
    nothing = Acts(0, 0, 0)
    acted = [row.day for row in statistics.days if (row.net, row.gross) != (nothing, nothing)]
    last = max([local_day(recorded_at), *acted])
    return [row for row, day in zip(day_rows(statistics), statistics.days, strict=True) if day.day <= last]


def _participants(campaign: Campaign, statistics: CampaignStatistics, recorded_at: datetime.datetime) -> LanguageText:
    """How many took part, in words where it is not published; the same whenever it is read again."""
    ends = [phase.closes for phase in campaign.phases.all() if phase.kind not in AFTERWARDS]
    over_then = campaign.imported or (bool(ends) and max(ends) <= recorded_at)
    count = statistics.participants
    if not over_then:
        return {"fi": "julkaistaan kampanjan päätyttyä", "sv": "publiceras när kampanjen är slut",
                "en": "published when the campaign is over"}  # fmt: skip
    if count is None:
        return {"fi": "ei vielä julkaistu", "sv": "ännu inte publicerat", "en": "not published yet"}
    if count.value is not None:
        return dict.fromkeys(LANGUAGES, str(count.value))
    if count.at_least:
        least = count.at_least
        return {"fi": f"vähintään {least}", "sv": f"minst {least}", "en": f"at least {least}"}
    return {"fi": "piilotettu", "sv": "dolt", "en": "hidden"}


def _canonical(rule: object) -> str:
    return json.dumps(rule, sort_keys=True, ensure_ascii=False)
