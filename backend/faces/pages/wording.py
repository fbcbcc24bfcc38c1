# SPDX-License-Identifier: EUPL-1.2
"""Numbers, dates and times as a Finn, a Swede or an English reader writes them."""

import datetime

from django.utils import formats
from django.utils.translation import get_language, gettext, ngettext, pgettext

from backend.common import clock

_DAY = {"fi": "{d}.{m}.", "sv": "{d}.{m}", "en": "{d} {month}"}
_DAY_AND_YEAR = {"fi": "{d}.{m}.{y}", "sv": "{d}.{m}.{y}", "en": "{d} {month} {y}"}
_TIME = {"fi": "{h}.{minute:02}", "sv": "{h}.{minute:02}", "en": "{h}:{minute:02}"}
_WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
"""The languages by their own names."""


def language() -> str:
    """The language of this page: fi, sv or en."""
    return (get_language() or "fi")[:2]


def number(value: int) -> str:
    """1486 → "1 486" with a no-break space in Finnish and Swedish, "1,486" in English."""
    return formats.number_format(value, decimal_pos=0, force_grouping=True)


_WORDS = {
    "fi": ("kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän"),
    "sv": ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine"),
}


def in_words(value: int) -> str:
    """Such as "kaksi" from two to nine; other numbers in digits."""
    return _WORDS[language()][value - 2] if 2 <= value <= 9 else number(value)


def _local(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(clock.REGION_ZONE)


def _as_day(when: datetime.date) -> datetime.date:
    return clock.local_day(when) if isinstance(when, datetime.datetime) else when


def _today() -> datetime.date:
    return clock.local_day(clock.now())


def day(when: datetime.date, *, year: bool | None = None) -> str:
    """Such as "13.12."; with the year where it is asked for, or by itself when it is not this year."""
    date = _as_day(when)
    with_year = date.year != _today().year if year is None else year
    pattern = (_DAY_AND_YEAR if with_year else _DAY)[language()]
    return pattern.format(d=date.day, m=date.month, y=date.year, month=_MONTHS[date.month - 1])


def weekday(when: datetime.date) -> str:
    """Such as "su 13.12."."""
    date = _as_day(when)
    return f"{_WEEKDAYS[language()][date.weekday()]} {day(date)}"


def supports(count: int | None) -> str:
    """Such as "12 kannatusta", or that it is hidden."""
    if count is None:
        return gettext("supports hidden until the vote is closed")
    return ngettext("%(n)s support", "%(n)s supports", count) % {"n": number(count)}


def month(when: datetime.date) -> str:
    """Such as "10/2026"."""
    date = _as_day(when)
    return f"{date.month}/{date.year}"


def time_of_day(moment: datetime.datetime) -> str:
    """Such as "23.59"."""
    local = _local(moment)
    return _TIME[language()].format(h=local.hour, minute=local.minute)


def last_moment(closes: datetime.datetime) -> datetime.datetime:
    """The last minute of a half-open period: what closes at midnight is open until 23.59 the day before."""
    local = _local(closes)
    return local - datetime.timedelta(minutes=1) if local.time() == datetime.time.min else local


def closing_day(closes: datetime.datetime) -> str:
    """Such as "su 13.12.", the last day on which it is open."""
    return weekday(last_moment(closes))


def closing(closes: datetime.datetime) -> str:
    """Such as "su 13.12. kello 23.59"."""
    last = last_moment(closes)
    return gettext("%(day)s at %(time)s") % {"day": weekday(last), "time": time_of_day(last)}


def days_until(when: datetime.datetime) -> int:
    """Calendar days from today; 0 is today."""
    return (clock.local_day(when) - _today()).days


def days_left(closes: datetime.datetime) -> str:
    """Such as "19 päivää jäljellä"."""
    left = days_until(last_moment(closes))
    if left <= 0:
        return gettext("last day today")
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": number(left)}


def time_left(closes: datetime.datetime) -> str:
    """Such as "19 päivää", "Huomenna" or "Tänään": the big word of a timetable."""
    left = days_until(last_moment(closes))
    if left <= 0:
        return gettext("Today")
    if left == 1:
        return gettext("Tomorrow")
    return ngettext("%(n)s day", "%(n)s days", left) % {"n": number(left)}


def period(opens: datetime.datetime, closes: datetime.datetime) -> str:
    """Such as "2.11.–13.12.", "1.–14.9." or "19 Oct – 1 Nov": first and last day."""
    first, last = _as_day(opens), _as_day(last_moment(closes))
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{'.' if language() == 'fi' else ''}–{day(last)}"
    dash = " – " if language() == "en" else "–"
    return f"{day(first)}{dash}{day(last)}"


def ago(moment: datetime.datetime) -> str:
    """Such as "2 päivää sitten"; the day itself after two weeks."""
    days = -days_until(moment)
    if days <= 0:
        return gettext("today")
    if days > 14:
        return day(moment, year=True)
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": number(days)}


def week(monday: datetime.date) -> str:
    """Such as "vk 45": the ISO week's short name."""
    return pgettext("short name of a week", "wk %(n)s") % {"n": monday.isocalendar().week}


def local_day_of(moment: datetime.datetime) -> datetime.date:
    """The calendar day of a moment in the region."""
    return clock.local_day(moment)
