# SPDX-License-Identifier: EUPL-1.2
"""Whose moderators see to a case: those of the municipality that answers for who wrote it (participants.scope)."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Case as Choice
from django.db.models import F, QuerySet, When

from backend.participation.moderation.content import Content
from backend.participation.moderation.models import Appeal, Case, Decision
from backend.participation.participants.scope import in_charge, municipality_in_charge

_Row = TypeVar("_Row", Case, Decision, Appeal)


def municipality_of(content: Content) -> int:
    """The municipality whose moderators decide about a content; at most one query."""
    author_id = content.comment.author_id if content.comment is not None else content.idea.author_id
    return municipality_in_charge(content.campaign, author_id)


def cases_of(cases: QuerySet[Case], places: Iterable[int]) -> QuerySet[Case]:
    """Those of some cases that these municipalities see to."""
    return _scoped(cases, "", places)


def decisions_of(decisions: QuerySet[Decision], places: Iterable[int]) -> QuerySet[Decision]:
    """Those of some decisions that are about what these municipalities see to."""
    return _scoped(decisions, "case__", places)


def appeals_of(appeals: QuerySet[Appeal], places: Iterable[int]) -> QuerySet[Appeal]:
    """Those of some appeals that these municipalities see to."""
    return _scoped(appeals, "decision__case__", places)


def placed_cases(cases: QuerySet[Case]) -> QuerySet[Any]:
    """Some cases with `place`, the id of the municipality that sees to them."""
    found: QuerySet[Any] = cases.annotate(wrote_it=_writer("")).annotate(place=in_charge("campaign", "wrote_it"))
    return found


def _writer(path: str) -> Choice:
    return Choice(
        When(**{f"{path}comment__isnull": False}, then=F(f"{path}comment__author_id")),
        default=F(f"{path}idea__author_id"),
    )


def _scoped(rows: QuerySet[_Row], path: str, places: Iterable[int]) -> QuerySet[_Row]:
    scoped = rows.alias(wrote_it=_writer(path)).alias(in_charge=in_charge(f"{path}campaign", "wrote_it"))
    return scoped.filter(in_charge__in=list(places))
