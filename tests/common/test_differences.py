# SPDX-License-Identifier: EUPL-1.2
"""Differences between two texts, by word."""

from hypothesis import given
from hypothesis import strategies as st

from backend.common.differences import Part, differences

WORDS = st.lists(st.sampled_from(["laituri", "ja", "sauna", ".", "\n\n", " "]), max_size=60).map(" ".join)


def test_one_word_was_replaced_and_one_added():
    assert differences("Pieni laituri rantaan.", "Pieni sauna rantaan heti.") == [
        Part("same", "Pieni "),
        Part("removed", "laituri"),
        Part("added", "sauna"),
        Part("same", " rantaan"),
        Part("added", " heti"),
        Part("same", "."),
    ]


def test_nothing_changed():
    assert differences("Sama", "Sama") == [Part("same", "Sama")]
    assert differences("", "") == []


@given(before=WORDS, after=WORDS)
def test_both_texts_can_be_put_together_again(before, after):
    parts = differences(before, after)
    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after
