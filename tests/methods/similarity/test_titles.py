# SPDX-License-Identifier: EUPL-1.2
"""Sketches of titles and comparing them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.methods.similarity.collection import Title, Titles
from backend.methods.similarity.sketch import DIMENSIONS, sketch, vectors, words_of


def title(number: int, text: str) -> Title:
    return Title.of(number, sketch(text), words_of(text))


def test_words_that_tell_nothing_are_left_out_unless_there_are_no_others():
    assert words_of("En park för hundar") == ["park", "hundar"]
    assert words_of("Ja kaikille") == ["ja", "kaikille"]


@given(st.text(max_size=80))
def test_any_text_has_a_sketch_of_the_same_size(text):
    assert len(sketch(text)) == DIMENSIONS
    assert sketch(text) == sketch(text)


def test_rows_have_length_one_and_an_empty_title_has_none():
    first, second = vectors([sketch("Laituri rantaan"), sketch("")])
    assert float(first @ first) == pytest.approx(1, abs=1e-5)
    assert float(second @ second) == 0


def test_renewing_adds_replaces_and_takes_away_without_touching_the_collection_before():
    before = Titles.of([title(1, "Laituri rantaan"), title(2, "Sauna saareen"), title(3, "Valaistu latu")])
    after = before.renewed([title(2, "Penkkejä puistoon"), title(4, "Katos pysäkille")], gone=[3])
    assert len(before) == 3
    assert len(after) == 3
    assert [one.number for one in after.nearest(title(0, "Penkki puistossa"), limit=3)] == [2]
    assert [one.number for one in after.nearest(title(0, "Pysäkille katos"), limit=3)] == [4]
    assert after.nearest(title(0, "Valaistu latu"), limit=3) == []
    assert after.nearest(title(0, "Sauna saareen"), limit=3) == []
    assert [one.number for one in before.nearest(title(0, "Sauna saareen"), limit=3)] == [2]


def test_the_same_gives_the_same_in_any_order():
    some = [title(number, text) for number, text in enumerate(["Laituri A", "Laituri B", "Laituri C"], start=1)]
    asked = title(0, "Laituri")
    assert Titles.of(some).nearest(asked, limit=3) == Titles.of(some[::-1]).nearest(asked, limit=3)
