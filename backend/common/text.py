# SPDX-License-Identifier: EUPL-1.2
"""Text as people write it: cleaned, in three languages, and sorted as a Finn or a Swede would."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

LANGUAGES = ("fi", "sv", "en")

LanguageText = dict[str, str]
"""Text by language: {"fi": …, "sv": …, "en": …}; a language may be missing."""

_UNWANTED = re.compile(
    # control characters but newline and tab, lone surrogates, and marks that turn the reading direction
    "[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SORT_LAST = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c", "æ": "{b", "ø": "{c"})


def clean_line(value: str) -> str:
    """One line of text: composed (NFC), without control characters, white space folded."""
    return " ".join(_UNWANTED.sub("", unicodedata.normalize("NFC", value)).split())


def clean_text(value: str) -> str:
    """Paragraphs: composed (NFC), lines ended by line feeds, at most one empty line between paragraphs."""
    composed = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in _UNWANTED.sub("", composed).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_languages(value: Mapping[str, str]) -> LanguageText:
    """A language object with only the product's languages and only what is filled in."""
    cleaned = {language: clean_text(str(value.get(language) or "")) for language in LANGUAGES}
    return {language: text for language, text in cleaned.items() if text}


def in_language(value: Mapping[str, str], language: str) -> str:
    """The text in `language`, or else in the first other language that has one, or ""."""
    for candidate in (language, *LANGUAGES, *value):
        if value.get(candidate):
            return value[candidate]
    return ""


def language_shown(value: Mapping[str, str], language: str) -> str:
    """Which language `in_language` answers in, for the `lang` attribute."""
    return next((candidate for candidate in (language, *LANGUAGES, *value) if value.get(candidate)), language)


def missing_languages(value: Mapping[str, str], wanted: Iterable[str]) -> list[str]:
    """The wanted languages in which nothing is said."""
    return [language for language in wanted if not value.get(language)]


def sort_key(value: str) -> str:
    """A key that sorts in Finnish and Swedish order: å, ä, ö after z, case and accents aside."""
    folded = value.casefold().translate(_SORT_LAST)
    return "".join(part for part in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(part))


def slug_of(value: str) -> str:
    """Lower-case ASCII letters, digits and hyphens, at most 60; "" when nothing is left."""
    ascii_only = unicodedata.normalize("NFKD", value.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].rstrip("-")
