# SPDX-License-Identifier: EUPL-1.2
"""Geometry of charts."""

import datetime

from django.utils import translation

from backend.faces.pages import charts

FIRST = datetime.date(2026, 11, 2)


def days(*values: int) -> list[tuple[datetime.date, int]]:
    return [(FIRST + datetime.timedelta(days=n), value) for n, value in enumerate(values)]


def test_bars_begin_at_zero_and_the_largest_is_as_tall_as_the_chart():
    drawn = charts.bars([("vk 45", 402), ("vk 46", 531), ("vk 47", 468), ("vk 48", 85)], last_unfinished=True)
    assert [bar.height for bar in drawn] == ["87.82", "116", "102.24", "18.57"]
    assert [bar.x for bar in drawn] == ["3.5%", "28.5%", "53.5%", "78.5%"]
    assert [bar.unfinished for bar in drawn] == [False, False, False, True]


def test_numbers_for_svg_have_a_point_in_every_language():
    with translation.override("fi"):
        (share, other) = charts.shares([("Luonto", 341), ("Uiminen", 432)])
    assert (share.name, share.width) == ("Uiminen", "100%")
    assert other.width == "78.94%"


def test_parts_fill_the_bar_with_gaps_between():
    parts = charts.parts([("for", 9), ("against", 2), ("neutral", 3)])
    assert [part.x for part in parts] == ["0%", "64.17%", "78.74%"]
    assert charts.parts([("for", 2), ("against", 0)])[0].width == "100%"
    assert charts.parts([("for", 0)]) == []


def test_days_have_phases_behind_and_today_apart():
    phases = [
        charts.Phase("Ideoi", FIRST, FIRST + datetime.timedelta(days=2)),
        charts.Phase("Kannata", FIRST + datetime.timedelta(days=2), FIRST + datetime.timedelta(days=90)),
    ]
    chart = charts.days(days(4, 0, 10, 5), phases, today=FIRST + datetime.timedelta(days=3))
    assert chart is not None
    assert [(band.name, band.x, band.width, band.kind) for band in chart.bands] == [
        ("Ideoi", "0%", "50%", "bandf"),
        ("Kannata", "50%", "50%", "bandn"),
    ]
    assert chart.path.count("M") == 2  # a day without acts has no bar, today is not finished
    assert chart.unfinished is not None
    assert chart.unfinished.height == "70"
    assert chart.peak is not None
    assert chart.peak.words == "10"


def test_no_days_no_chart():
    assert charts.days([], [], today=FIRST) is None
