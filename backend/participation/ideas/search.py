# SPDX-License-Identifier: EUPL-1.2
"""Searching ideas: by their words in three languages, by parts of compounds, and past typing errors."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Field, IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from backend.common.full_text import Term, loosened, question, terms_of
from backend.methods.similarity.spelling import closest
from backend.participation.ideas.models import Idea
from backend.participation.ideas.similar import titles_of

_SHORTEST_PART = 4


def with_words(ideas: QuerySet[Idea], typed: str, *, loosely: bool = False, best_first: bool = False) -> QuerySet[Idea]:
    """The ideas that have all the words; best first, with `order_value`: the better match has the greater number.

    Found are ideas whose title, place or text has the words in any form, and those whose title has
    them as parts of longer words ("puisto" in "Koirapuisto"); loosely, also other words that begin alike.
    """
    terms = loosened(terms_of(typed)) if loosely else terms_of(typed)
    asked, values = question(terms)
    matching, parts = f"SELECT id FROM ideas_idea WHERE words @@ {asked}", _parts(terms)
    if parts:
        matching += f" UNION SELECT id FROM ideas_idea WHERE {' AND '.join(['title ILIKE %s'] * len(parts))}"
    ideas = ideas.filter(_expression(f'"ideas_idea"."id" IN ({matching})', [*values, *parts], BooleanField()))
    if not best_first:
        return ideas
    # a whole number, so that a cursor compares what it has read without rounding
    rank = _expression(f'(ts_rank("ideas_idea"."words", {asked}) * 1000000)::integer', values, IntegerField())
    return ideas.annotate(order_value=rank).order_by("-order_value", "-id")


def _expression(sql: str, values: list[str], field: Field[Any, Any]) -> RawSQL:
    return RawSQL(sql, values, output_field=field)  # noqa: S611 put together from constants; values are parameters


def words_meant(campaign_id: int, typed: str) -> str:
    """What was typed with mistyped words replaced by what titles of the campaign say, or "" where nothing is near."""
    titles, meant, changed = titles_of(campaign_id), [], False
    for term in terms_of(typed):
        for word in term.words:
            near = word if titles.knows(word) else closest(word, titles.words())
            changed |= near not in {None, word}
            meant.append(near or word)
    return " ".join(meant) if changed else ""


def _parts(terms: list[Term]) -> list[str]:
    """The words as patterns of parts of words; none where a term is something else than a long word."""
    if any(term.unwanted or len(term.words) > 1 or len(term.words[0]) < _SHORTEST_PART for term in terms):
        return []
    return [f"%{term.words[0]}%" for term in terms]
