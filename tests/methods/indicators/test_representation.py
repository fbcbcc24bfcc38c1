# SPDX-License-Identifier: EUPL-1.2
"""Who takes part compared with who lives there."""

import pytest

from backend.methods.indicators.representation import coverage, dissimilarity, ratios

PEOPLE = {"15-24": 10, "25-44": 30, "65+": 60}
RESIDENTS = {"15-24": 200, "25-44": 300, "65+": 500}


def test_ratios_say_who_comes_more_often_than_there_are():
    assert ratios(PEOPLE, RESIDENTS) == {
        "15-24": pytest.approx(0.5),
        "25-44": pytest.approx(1),
        "65+": pytest.approx(1.2),
    }


def test_dissimilarity_is_the_part_that_would_have_to_be_others():
    assert dissimilarity(PEOPLE, RESIDENTS) == pytest.approx(0.1)
    assert dissimilarity({"a": 1}, {"b": 1}) == 1


def test_without_people_or_residents_nothing_is_said():
    assert dissimilarity({}, RESIDENTS) is dissimilarity(PEOPLE, {}) is coverage(0, 0)
    assert ratios({}, RESIDENTS) == {}
