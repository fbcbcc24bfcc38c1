# SPDX-License-Identifier: EUPL-1.2
"""What somebody types into a search field, as a question to PostgreSQL's full-text search in three languages."""

import dataclasses
import re

DICTIONARIES = ("finnish", "swedish", "english")
MOST_WORDS = 8
_PIECE = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_BEGINNING = 3


@dataclasses.dataclass(frozen=True)
class Term:
    """A word, or a phrase of words that follow each other; it may be unwanted, or only the beginning of a word."""

    words: tuple[str, ...]
    unwanted: bool = False
    is_beginning: bool = False


def terms_of(typed: str) -> list[Term]:
    """The terms: `word`, `"a phrase"`, `-unwanted`; the last word may be unfinished."""
    terms: list[Term] = []
    for minus, phrase, sign, piece in _PIECE.findall(typed.replace("\x00", "")):
        words = _WORD.findall((phrase or piece).casefold())
        unwanted = bool(minus or sign)
        if phrase and words:
            terms.append(Term(tuple(words), unwanted))
        else:
            terms += [Term((word,), unwanted) for word in words]
    terms = terms[:MOST_WORDS]
    if terms and not typed.endswith('"') and len(terms[-1].words) == 1 and not terms[-1].unwanted:
        terms[-1] = dataclasses.replace(terms[-1], is_beginning=True)
    return terms


def loosened(terms: list[Term]) -> list[Term]:
    """The same with single words cut to their beginnings: Finnish changes the end of a stem ("sauna", "saunoja")."""
    return [
        dataclasses.replace(term, words=(_beginning(term.words[0]),), is_beginning=True)
        if len(term.words) == 1 and not term.unwanted
        else term
        for term in terms
    ]


def _beginning(word: str) -> str:
    return word[:-3] if len(word) > 6 else word[:-2] if len(word) > 5 else word


def question(terms: list[Term]) -> tuple[str, list[str]]:
    """The terms as an expression of type tsquery, and its parameters; nothing is found where nothing is asked.

    A word is looked for as written and by its stem in each language. A word that says nothing in one
    of the languages ("ja", "och", "the") need not be found, unless there are only such words.
    """
    if not terms:
        return "''::tsquery", []
    asked = [_asked(term) for term in terms]
    every = " ".join(word for term in terms for word in term.words)
    sql = (
        "(SELECT CASE WHEN numnode(terms) = 0 THEN plainto_tsquery('simple', %s) ELSE terms END"
        f" FROM (SELECT {' && '.join(sql for sql, _ in asked)} AS terms) AS asked)"
    )
    return sql, [every, *(value for _, values in asked for value in values)]


def _asked(term: Term) -> tuple[str, list[str]]:
    """SQL of one term, and its parameters."""
    text, function = " ".join(term.words), "phraseto_tsquery"
    if term.is_beginning and len(text) >= _SHORTEST_BEGINNING:
        text, function = f"{text}:*", "to_tsquery"
    stems = [f"{function}('{one}', %s)" for one in DICTIONARIES]
    says_nothing = " OR ".join(f"numnode({stem}) = 0" for stem in stems)
    found = " || ".join([*stems, f"{function}('simple', %s)"])
    sql = f"(CASE WHEN {says_nothing} THEN ''::tsquery ELSE {'!!' if term.unwanted else ''}({found}) END)"
    return sql, [text] * (2 * len(DICTIONARIES) + 1)
