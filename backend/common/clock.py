# SPDX-License-Identifier: EUPL-1.2
"""The database's clock, the calendar of the region, and the display's clock."""

import calendar
import datetime
from zoneinfo import ZoneInfo

from django.db import connection, models
from django.utils.deconstruct import deconstructible

REGION_ZONE = ZoneInfo("Europe/Helsinki")


@deconstructible(path="backend.common.clock.ClockTimestamp")
class ClockTimestamp(models.Func):
    """The database's clock at the moment of evaluation (not the transaction's start)."""

    function = "clock_timestamp"
    arity = 0
    output_field = models.DateTimeField()


@deconstructible(path="backend.common.clock.LocalToday")
class LocalToday(models.Func):
    """The calendar day in Europe/Helsinki by the database's clock."""

    template = "(clock_timestamp() AT TIME ZONE 'Europe/Helsinki')::date"
    arity = 0
    output_field = models.DateField()


def now() -> datetime.datetime:
    """The application's clock, for display only; what is open is decided by the database."""
    return datetime.datetime.now(tz=datetime.UTC)  # noqa: TID251 the one place


def database_now() -> datetime.datetime:
    """The database's clock, aware, now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime.datetime = cursor.fetchone()[0]
        return moment


def local_day(moment: datetime.datetime) -> datetime.date:
    """The calendar day in Europe/Helsinki of an aware moment."""
    return moment.astimezone(REGION_ZONE).date()


def start_of_day(day: datetime.date) -> datetime.datetime:
    """The first moment of a calendar day in Europe/Helsinki."""
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=REGION_ZONE)


def by_the_wall_clock(moment: datetime.datetime, shift: datetime.timedelta) -> datetime.datetime:
    """A moment later by the region's wall clock: the same hour, whichever side of summer time."""
    local = moment.astimezone(REGION_ZONE).replace(tzinfo=None) + shift
    return local.replace(tzinfo=REGION_ZONE)


def wall_clock_between(earlier: datetime.datetime, later: datetime.datetime) -> datetime.timedelta:
    """How much later by the region's wall clock; what `by_the_wall_clock` adds."""
    one, other = (moment.astimezone(REGION_ZONE).replace(tzinfo=None) for moment in (earlier, later))
    return other - one


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
