# SPDX-License-Identifier: EUPL-1.2
"""Days and ISO weeks of the region's calendar."""

import datetime
from collections.abc import Iterator

from backend.common.clock import start_of_day

DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)


def days_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Every day from first to last, both included."""
    return (first + n * DAY for n in range((last - first).days + 1))


def monday_of(day: datetime.date) -> datetime.date:
    """The first day of a day's ISO week."""
    return day - datetime.timedelta(days=day.weekday())


def mondays_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """The Mondays of every ISO week that has a day from first to last."""
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += WEEK


def end_of_week(monday: datetime.date) -> datetime.datetime:
    """The first moment after the Sunday; on days of a clock change the calendar's, not 168 hours later."""
    return start_of_day(monday + WEEK)
