# SPDX-License-Identifier: EUPL-1.2
"""Text: cleaned, in a language, and sorted."""

from backend.common.text import clean_languages, clean_text, in_language, language_shown, slug_of, sort_key


def test_finnish_and_swedish_order_puts_the_three_letters_last():
    names = ["Öja", "Äänekoski", "Zorro", "Åbo", "askola", "Espoo"]
    assert sorted(names, key=sort_key) == ["askola", "Espoo", "Zorro", "Åbo", "Äänekoski", "Öja"]


def test_addresses_are_plain():
    assert slug_of("Hyvinkään kiertotalous – kotikadulle!") == "hyvinkaan-kiertotalous-kotikadulle"


def test_what_cannot_be_seen_or_stored_is_gone():
    assert clean_text("a\x00b\ud800c\u202ed") == "abcd"


def test_a_language_that_is_missing_falls_back_and_says_so():
    text = clean_languages({"sv": " Hej ", "fi": "", "de": "Hallo"})
    assert text == {"sv": "Hej"}
    assert (in_language(text, "fi"), language_shown(text, "fi")) == ("Hej", "sv")
    assert in_language({}, "fi") == ""
