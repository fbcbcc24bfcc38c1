# SPDX-License-Identifier: EUPL-1.2
"""Measures of the actors' network: confirmed organisations, tied by what they are in together."""

import collections
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from backend.common.clock import local_day
from backend.insight.evaluation.measures import DirectMeasure, Measure
from backend.insight.evaluation.questions import NO_DATA, Outcome, Question
from backend.insight.evaluation.scope import Scope
from backend.methods.indicators.networks import (
    Network,
    betweenness,
    density,
    external_internal,
    largest_component,
    project,
    share_across,
)
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import STANDING, Idea
from backend.region.programme.models import Actor, FundingRow, PilotActor


@dataclass(frozen=True)
class Together:
    """Actors that are in the same pilot, campaign or project, of a spearhead, in some years."""

    members: frozenset[int]
    spearhead: str
    years: frozenset[int]


@dataclass(frozen=True)
class Actors:
    """What is known of the confirmed actors, by number: kind, and municipality by slug."""

    kinds: Mapping[int, str]
    homes: Mapping[int, str]


def groups_together(this_year: int) -> list[Together]:
    """Everything that brings actors together, in four queries."""
    return [*_of_pilots(this_year), *_of_campaigns(), *_of_projects()]


def _of_pilots(this_year: int) -> Iterator[Together]:
    """Each pilot's confirmed actors, from the year it starts until the one it ends (or this one)."""
    rows = PilotActor.objects.filter(state=PilotActor.State.CONFIRMED).select_related("pilot__spearhead")
    members: dict[int, set[int]] = collections.defaultdict(set)
    pilots = {}
    for row in rows:
        members[row.pilot_id].add(row.actor_id)
        pilots[row.pilot_id] = row.pilot
    for number, pilot in pilots.items():
        first = (pilot.starts_on or pilot.changed_at).year
        last = min(pilot.ends_on.year if pilot.ends_on else this_year, this_year)
        yield Together(frozenset(members[number]), pilot.spearhead.slug, frozenset(range(min(first, last), last + 1)))


def _of_campaigns() -> Iterator[Together]:
    """The actors in whose name something is proposed or said in a campaign, each year for itself."""
    ideas = Idea.objects.filter(actor__isnull=False, state__in=STANDING, campaign__published_at__isnull=False)
    comments = Comment.objects.filter(
        actor__isnull=False, withdrawn_at__isnull=True, idea__campaign__published_at__isnull=False
    )
    members: dict[tuple[int, str, int], set[int]] = collections.defaultdict(set)
    for rows, path, moment in ((ideas, "campaign", "proposed_at"), (comments, "idea__campaign", "written_at")):
        found: QuerySet[Idea, tuple[int, str, int, int]] | QuerySet[Comment, tuple[int, str, int, int]]
        found = rows.order_by().values_list(f"{path}_id", f"{path}__spearhead__slug", f"{moment}__year", "actor_id")
        for campaign, spearhead, year, actor in found:
            members[campaign, spearhead, year].add(actor)
    for (_, spearhead, year), actors in members.items():
        yield Together(frozenset(actors), spearhead, frozenset({year}))


def _of_projects() -> Iterator[Together]:
    """The actors that are paid in the same project that is no pilot here, in the same year."""
    rows = FundingRow.objects.filter(pilot__isnull=True, actor__isnull=False)
    members: dict[tuple[str, str, int], set[int]] = collections.defaultdict(set)
    for name, spearhead, year, actor in rows.values_list("project", "spearhead__slug", "year", "actor_id"):
        members[name, spearhead, year].add(actor)
    for (_, spearhead, year), actors in members.items():
        yield Together(frozenset(actors), spearhead, frozenset({year}))


def _known_actors() -> Actors:
    rows = Actor.objects.filter(confirmed_at__isnull=False).values_list("pk", "kind", "municipality__slug")
    found = list(rows)
    return Actors({pk: kind for pk, kind, _ in found}, {pk: home for pk, _, home in found})


def network_of(groups: Iterable[Together], actors: Actors) -> Network:
    """The network of confirmed actors."""
    return project([group.members & actors.kinds.keys() for group in groups])


Measured = Callable[[Network, Actors], float | None]


def _divided(groups: Sequence[Together], by: str) -> dict[str, list[Together]]:
    found: dict[str, list[Together]] = collections.defaultdict(list)
    for group in groups:
        for value in [group.spearhead] if by == "spearhead" else map(str, sorted(group.years)):
            found[value].append(group)
    return dict(sorted(found.items()))


def _asked(question: Question, scope: Scope) -> list[Together]:
    """The groups that a question is of."""
    return [
        group
        for group in groups_together(local_day(scope.now).year)
        if question.spearhead in {"", group.spearhead} and (question.year is None or question.year in group.years)
    ]


def _of_network(measured: Measured) -> DirectMeasure:
    """A figure of the whole network, or of each spearhead's or year's."""

    def answer(question: Question, scope: Scope) -> list[Outcome]:
        groups, actors = _asked(question, scope), _known_actors()
        if question.by in {"spearhead", "year"}:
            return [
                _told(measured, network_of(part, actors), actors, {question.by: value})
                for value, part in _divided(groups, question.by).items()
            ]
        return [_told(measured, network_of(groups, actors), actors, {})]

    return DirectMeasure(answer)


def _told(measured: Measured, network: Network, actors: Actors, of: Mapping[str, str]) -> Outcome:
    value = measured(network, actors) if network.nodes else None
    return Outcome(value=None if value is None else round(value, 6), n=len(network.nodes), dimensions=of)


def _number_of_actors(question: Question, scope: Scope) -> list[Outcome]:
    """How many actors are in the network; also by the municipality in which they are at home."""
    groups, actors = _asked(question, scope), _known_actors()
    if question.by in {"spearhead", "year"}:
        return [
            Outcome(value=len(network_of(part, actors).nodes), dimensions={question.by: value})
            for value, part in _divided(groups, question.by).items()
        ]
    nodes = network_of(groups, actors).nodes
    if question.by == "municipality":
        homes = collections.Counter(actors.homes[node] for node in nodes)
        return [Outcome(value=count, dimensions={"municipality": home}) for home, count in sorted(homes.items())]
    if question.municipality:
        return [Outcome(value=sum(actors.homes[node] == question.municipality for node in nodes))]
    return [Outcome(value=len(nodes))]


def _brokers(question: Question, scope: Scope) -> Sequence[Outcome]:
    """The highest betweenness of the network, or each actor's."""
    if question.by != "actor":
        return _of_network(lambda network, _: max(betweenness(network).values(), default=None)).answer(question, scope)
    actors = _known_actors()
    network = network_of(_asked(question, scope), actors)
    scores = sorted(betweenness(network).items(), key=lambda item: (-item[1], item[0]))
    return [Outcome(value=round(score, 6), dimensions={"actor": str(actor)}) for actor, score in scores]


def _new_ties(question: Question, scope: Scope) -> list[Outcome]:
    """The part of a year's ties that were in no year before it."""
    this, actors = local_day(scope.now).year, _known_actors()
    groups = [group for group in groups_together(this) if question.spearhead in {"", group.spearhead}]
    if question.by == "spearhead":
        return [
            Outcome(value=outcome.value, n=outcome.n, dimensions={"spearhead": spearhead})
            for spearhead, part in _divided(groups, "spearhead").items()
            for outcome in [_newness(part, question.year or this, actors)]
        ]
    if question.by == "year" and question.year is None:
        years = sorted({year for group in groups for year in group.years})
        found = [(year, _newness(groups, year, actors)) for year in years]
        return [Outcome(value=one.value, n=one.n, dimensions={"year": str(year)}) for year, one in found]
    return [_newness(groups, question.year or this, actors)]


def _newness(groups: Sequence[Together], year: int, actors: Actors) -> Outcome:
    ties = network_of((group for group in groups if year in group.years), actors).ties.keys()
    before = network_of((group for group in groups if min(group.years) < year), actors).ties.keys()
    return Outcome(value=round(len(ties - before) / len(ties), 6), n=len(ties)) if ties else NO_DATA


MEASURES: dict[str, Measure] = {
    "NET-ACTORS": DirectMeasure(_number_of_actors),
    "NET-DENS": _of_network(lambda network, _: density(network)),
    "NET-LCC": _of_network(lambda network, _: largest_component(network)),
    "NET-XSECT": _of_network(lambda network, actors: external_internal(network, actors.kinds)),
    "NET-XMUNI": _of_network(lambda network, actors: share_across(network, actors.homes)),
    "NET-BROKER": DirectMeasure(_brokers),
    "NET-NEW": DirectMeasure(_new_ties),
}


def ties_between_kinds(year: int) -> dict[tuple[str, str], int]:
    """How many ties of a year there are between actors of two kinds, each pair in the order of Actor.Kind."""
    actors = _known_actors()
    order = {kind: number for number, kind in enumerate(Actor.Kind.values)}
    network = network_of((group for group in groups_together(year) if year in group.years), actors)
    pairs = (sorted((actors.kinds[one] for one in pair), key=lambda kind: order[kind]) for pair in network.ties)
    return dict(collections.Counter((one, other) for one, other in pairs))
