# SPDX-License-Identifier: EUPL-1.2
"""The figures of an indicator: one way to them, for pages, API, exports and the frozen report."""

from collections.abc import Iterator, Sequence
from typing import Any

from backend.common.clock import local_day
from backend.insight.engagement.cubes import PLACE
from backend.insight.evaluation import (
    accountability,
    acts,
    concentration,
    deliberation,
    funding,
    networking,
    promises,
)
from backend.insight.evaluation.errors import NoSuchIndicator, NotToldBy
from backend.insight.evaluation.measures import CampaignMeasure, Measure
from backend.insight.evaluation.people import counts, representation
from backend.insight.evaluation.questions import Answer, Figure, Outcome, Question, Status
from backend.insight.evaluation.reference import programme, social, visits
from backend.insight.evaluation.scope import CampaignInScope, Scope, groups_of, of_year, scope_of
from backend.ledger.events.selectors import place_of
from backend.methods.indicators.catalogue import Indicator, catalogue
from backend.region.accounts.selectors import Viewer


def _of_the_region(code: str, scope: Scope) -> float | None:
    """The figure of the whole region, None where it is hidden, not known or divided."""
    figures = [one for one in _figures(indicator_called(code), Question(code=code), scope) if not one.dimensions]
    return figures[0].value if figures else None


MEASURES: dict[str, Measure] = {
    **acts.MEASURES,
    **accountability.MEASURES,
    **promises.MEASURES,
    **deliberation.MEASURES,
    **concentration.MEASURES,
    **funding.MEASURES,
    **networking.MEASURES,
    **counts.MEASURES,
    **representation.MEASURES,
    **visits.MEASURES,
    **social.MEASURES,
    programme.CODE: programme.measure_of(_of_the_region),
}
"""How each indicator of the catalogue is measured."""

FILTERS = ("spearhead", "municipality", "campaign", "year")


def indicator_called(code: str) -> Indicator:
    """The indicator with this code, whatever the case; raises NoSuchIndicator."""
    found = catalogue().indicators.get(code.upper())
    if found is None:
        raise NoSuchIndicator
    return found


def figures_of(question: Question, *, viewer: Viewer = None) -> Answer:
    """Answer a question. Raises NoSuchIndicator, and NotToldBy where the indicator has no such dimension.

    The same question at the same position of the ledger has the same answer wherever it is asked.
    """
    indicator = indicator_called(question.code)
    require_told_by(indicator, question)
    position = place_of(PLACE)
    scope = scope_of(question, viewer=viewer)
    return Answer(
        indicator=indicator,
        question=question,
        figures=tuple(figure for of in _scopes(question, scope) for figure in _figures(indicator, question, of)),
        position=position,
        computed_at=scope.now,
    )


def _scopes(question: Question, scope: Scope) -> Iterator[Scope]:
    """The scope, or one of each year since its first campaign began; a direct measure divides years itself."""
    measure = MEASURES[question.code.upper()]
    if question.by != "year" or question.year or not isinstance(measure, CampaignMeasure):
        yield scope
        return
    this = local_day(scope.now).year
    for year in range(min((campaign.first_year for campaign in scope.campaigns), default=this), this + 1):
        yield of_year(scope, year)


def require_told_by(indicator: Indicator, question: Question) -> None:
    """Refuse what the catalogue does not tell the indicator by."""
    wrong = {name: name for name in FILTERS if getattr(question, name) and name not in indicator.dimensions}
    if question.by and question.by not in indicator.dimensions:
        wrong["by"] = question.by
    if wrong:
        told = ", ".join(indicator.dimensions)
        raise NotToldBy(fields=dict.fromkeys(wrong, NotToldBy.message % {"dimensions": told}), dimensions=told)


def _figures(indicator: Indicator, question: Question, scope: Scope) -> Iterator[Figure]:
    measure = MEASURES[indicator.code]
    if not isinstance(measure, CampaignMeasure):
        for outcome in measure.answer(question, scope):
            year = int(outcome.dimensions.get("year") or scope.year or 0)
            yield _figure(outcome, {}, scope, over=0 < year < local_day(scope.now).year)
        return
    parts = measure.parts(scope)
    for of, campaigns in groups_of(scope, question.by).items():
        for outcome in _together(measure, parts, campaigns):
            closed = bool(campaigns) and all(one.closed for one in campaigns)
            yield _figure(outcome, dict(of), scope, over=scope.over or closed)


def _together(measure: CampaignMeasure[Any], parts: Any, campaigns: Sequence[CampaignInScope]) -> Sequence[Outcome]:
    return measure.together([parts.get(campaign.id) for campaign in campaigns], campaigns)


def _figure(outcome: Outcome, of: dict[str, str], scope: Scope, *, over: bool) -> Figure:
    return Figure(
        value=outcome.value,
        n=outcome.n,
        hidden=outcome.hidden,
        status=outcome.status or _status(outcome, over=over),
        dimensions={**of, **({"year": str(scope.year)} if scope.year else {}), **outcome.dimensions},
    )


def _status(outcome: Outcome, *, over: bool) -> Status:
    if outcome.value is None and not outcome.hidden:
        return "no_data"
    return "final" if over else "provisional"
