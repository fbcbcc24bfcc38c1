# SPDX-License-Identifier: EUPL-1.2
"""Which word was meant."""

import pytest

from backend.methods.similarity.spelling import closest

KNOWN = ["sauna", "laituri", "laitur", "koirapuisto", "kirkko", "library", "cykelparkering", "on"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("suana", "sauna"),
        ("saunna", "sauna"),
        ("saun", "sauna"),
        ("laitrui", "laituri"),
        ("koirapusito", "koirapuisto"),
        ("libary", "library"),
        ("cykelpakering", "cykelparkering"),
        ("kirjasto", None),
        ("helikopteri", None),
        ("no", None),
        ("", None),
    ],
)
def test_the_nearest_known_word(typed, meant):
    assert closest(typed, KNOWN) == meant
    assert closest(typed, reversed(KNOWN)) == meant
