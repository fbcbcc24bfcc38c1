# SPDX-License-Identifier: EUPL-1.2
"""Numbers, dates and times as the reader writes them."""

import datetime

import pytest
import time_machine
from django.utils import translation

from backend.common.clock import REGION_ZONE
from backend.faces.pages import wording

NOW = datetime.datetime(2026, 11, 24, 19, 20, tzinfo=REGION_ZONE)
MIDNIGHT = datetime.datetime(2026, 12, 14, tzinfo=REGION_ZONE)


@pytest.fixture(autouse=True)
def _on_a_tuesday_in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "1\N{NO-BREAK SPACE}486"), ("sv", "1\N{NO-BREAK SPACE}486"), ("en", "1,486")]
)
def test_a_number_has_its_groups(language, words):
    with translation.override(language):
        assert wording.number(1486) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "su 13.12. kello 23.59"),
        ("sv", "sön 13.12 kl. 23.59"),
        ("en", "Sun 13 Dec at 23:59"),
    ],
)
def test_what_closes_at_midnight_is_open_until_the_last_minute_of_the_day_before(language, words):
    with translation.override(language):
        assert wording.closing(MIDNIGHT) == words


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "19 päivää jäljellä"), ("sv", "19 dagar kvar"), ("en", "19 days left")]
)
def test_days_left_are_calendar_days(language, words):
    with translation.override(language):
        assert wording.days_left(MIDNIGHT) == words


def test_the_last_day_is_said_so():
    with translation.override("fi"):
        assert wording.days_left(NOW.replace(hour=21)) == "viimeinen päivä tänään"
        assert wording.time_left(NOW.replace(hour=21)) == "Tänään"
        assert wording.time_left(NOW.replace(day=25, hour=16)) == "Huomenna"


@pytest.mark.parametrize(
    ("language", "same_month", "two_months"),
    [
        ("fi", "1.–14.9.", "2.11.–13.12."),
        ("sv", "1–14.9", "2.11–13.12"),
        ("en", "1–14 Sept", "2 Nov – 13 Dec"),
    ],
)
def test_a_period_names_its_first_and_last_day(language, same_month, two_months):
    def moment(month: int, day: int) -> datetime.datetime:
        return datetime.datetime(2026, month, day, tzinfo=REGION_ZONE)

    with translation.override(language):
        assert wording.period(moment(9, 1), moment(9, 15)) == same_month
        assert wording.period(moment(11, 2), MIDNIGHT) == two_months


def test_another_year_is_named():
    with translation.override("fi"):
        assert wording.day(datetime.date(2027, 1, 31)) == "31.1.2027"
        assert wording.day(datetime.date(2026, 1, 31)) == "31.1."
        assert wording.day(datetime.date(2026, 1, 31), year=True) == "31.1.2026"


def test_how_long_ago():
    with translation.override("fi"):
        assert wording.ago(NOW - datetime.timedelta(hours=2)) == "tänään"
        assert wording.ago(NOW - datetime.timedelta(days=1)) == "1 päivä sitten"
        assert wording.ago(NOW - datetime.timedelta(days=60)) == "25.9.2026"


def test_a_week_has_its_iso_number():
    with translation.override("fi"):
        assert wording.week(datetime.date(2026, 11, 2)) == "vk 45"
