# SPDX-License-Identifier: EUPL-1.2
"""What the public is told of reading before showing: how much waited, what became of it, and how long it took."""

import dataclasses
import datetime

from django.db import connection

from backend.participation.campaigns.models import Campaign
from backend.participation.moderation.models import Case


@dataclasses.dataclass(frozen=True)
class ReadFirst:
    """Texts that a moderator reads before they are shown.

    `waited` counts what was written in the period, `shown`, `refused` and `taken_back` (by its author, unread) what
    became of some in it, `late` what was read in it after the promised time, `waiting` what waited at its end.
    Hours are from the writing to the effect; null where nothing was read.
    """

    waited: int
    shown: int
    refused: int
    taken_back: int
    late: int
    waiting: int
    median_hours: float | None
    longest_hours: float | None


def read_first_of_municipality(municipality_id: int, begin: datetime.datetime, end: datetime.datetime) -> ReadFirst:
    """In the published campaigns of a municipality, in [begin, end); one query."""
    return _figures("campaign.municipality_id = %(of)s", municipality_id, begin, end)


def read_first_shown(campaign: Campaign) -> ReadFirst | None:
    """What a campaign's page tells; None, and no query, where nothing is read first."""
    return read_first_of_campaign(campaign) if campaign.ideas_read_first or campaign.comments_read_first else None


def read_first_of_campaign(campaign: Campaign) -> ReadFirst:
    """In a campaign until now; one query."""
    begin = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    return _figures("campaign.id = %(of)s", campaign.pk, begin, begin.replace(year=2100))


_COUNTED = """
    SELECT count(*) FILTER (WHERE waiting.opened_at >= %(begin)s AND waiting.opened_at < %(end)s),
           count(*) FILTER (WHERE told AND decided.outcome = 'leave'),
           count(*) FILTER (WHERE told AND decided.outcome = 'hide'),
           count(*) FILTER (WHERE decided.id IS NULL AND closed_at >= %(begin)s AND closed_at < %(end)s),
           count(*) FILTER (WHERE told AND decided.carried_out_at > due_at),
           count(*) FILTER (WHERE opened_at < %(end)s AND (closed_at IS NULL OR closed_at >= %(end)s)),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY lasted) FILTER (WHERE told),
           max(lasted) FILTER (WHERE told)
    FROM moderation_case AS waiting JOIN campaigns_campaign AS campaign ON campaign.id = waiting.campaign_id
    LEFT JOIN moderation_decision AS decided ON decided.case_id = waiting.id AND decided.appeal_id IS NULL
         AND decided.carried_out_at IS NOT NULL
    CROSS JOIN LATERAL (SELECT
        coalesce(decided.carried_out_at >= %(begin)s AND decided.carried_out_at < %(end)s, false) AS told,
        extract(epoch FROM decided.carried_out_at - waiting.opened_at) AS lasted) AS span
    WHERE waiting.source = %(source)s AND campaign.published_at IS NOT NULL AND {of}
"""


def _figures(of: str, number: int, begin: datetime.datetime, end: datetime.datetime) -> ReadFirst:
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTED.format(of=of),
            {"of": number, "begin": begin, "end": end, "source": Case.Source.PREMODERATION},
        )
        waited, shown, refused, taken_back, late, waiting, median, longest = cursor.fetchone()
    return ReadFirst(waited, shown, refused, taken_back, late, waiting, _hours(median), _hours(longest))


def _hours(seconds: object) -> float | None:
    """To a tenth."""
    return None if seconds is None else round(float(str(seconds)) / 3600, 1)
