# SPDX-License-Identifier: EUPL-1.2
"""Who works with whom: organisations tied by what they do together.

Nodes are organisations, never people. A group (a campaign, a project, a pilot) of n actors ties each two
of them with 1/(n − 1), so that a large group makes no actor more central than several small ones.
Sources: Newman, "Scientific collaboration networks II", Physical Review E 64 (2001), for the weights;
Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001);
Krackhardt and Stern, "Informal networks and
organizational crises", Social Psychology Quarterly 51 (1988), for the E-I index.
"""

import collections
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Node = int
Pair = tuple[Node, Node]


@dataclass(frozen=True)
class Network:
    """Actors, and how strongly each two are tied; a pair is written with the smaller number first."""

    nodes: frozenset[Node]
    ties: Mapping[Pair, float] = field(default_factory=dict)

    def neighbours(self) -> dict[Node, dict[Node, float]]:
        """Of each actor those that it is tied to, with the weights."""
        found: dict[Node, dict[Node, float]] = {node: {} for node in self.nodes}
        for (one, other), weight in self.ties.items():
            found[one][other] = found[other][one] = weight
        return found


def project(groups: Iterable[Iterable[Node]], pairs: Iterable[Pair] = ()) -> Network:
    """The network of actors from what they are in together, and from ties that were stated (weight 1)."""
    nodes: set[Node] = set()
    ties: dict[Pair, float] = collections.defaultdict(float)
    for group in groups:
        members = sorted(set(group))
        nodes.update(members)
        for index, one in enumerate(members):
            for other in members[index + 1 :]:
                ties[one, other] += 1 / (len(members) - 1)
    for one, other in pairs:
        nodes.update((one, other))
        if one != other:
            ties[min(one, other), max(one, other)] += 1
    return Network(frozenset(nodes), dict(ties))


def density(network: Network) -> float | None:
    """Of all possible pairs, how many are tied; None with fewer than two actors."""
    size = len(network.nodes)
    return 2 * len(network.ties) / (size * (size - 1)) if size > 1 else None


def largest_component(network: Network) -> float | None:
    """The part of all actors that is in the largest connected group; None without actors."""
    if not network.nodes:
        return None
    neighbours, unseen, largest = network.neighbours(), set(network.nodes), 0
    while unseen:
        waiting, size = [unseen.pop()], 1
        while waiting:
            found = neighbours[waiting.pop()].keys() & unseen
            unseen -= found
            waiting.extend(found)
            size += len(found)
        largest = max(largest, size)
    return largest / len(network.nodes)


def external_internal(network: Network, kind_of: Mapping[Node, str]) -> float | None:
    """(ties across − ties within) ÷ all ties: −1 only within a kind, 1 only across; None without ties."""
    if not network.ties:
        return None
    across = sum(kind_of.get(one) != kind_of.get(other) for one, other in network.ties)
    return (2 * across - len(network.ties)) / len(network.ties)


def share_across(network: Network, kind_of: Mapping[Node, str]) -> float | None:
    """Which part of the ties joins actors of different kinds; None without ties."""
    if not network.ties:
        return None
    return sum(kind_of.get(one) != kind_of.get(other) for one, other in network.ties) / len(network.ties)


def betweenness(network: Network) -> dict[Node, float]:
    """Of each actor, on which part of the shortest paths between two others it lies; ties count as one step."""
    neighbours, scores = network.neighbours(), dict.fromkeys(network.nodes, 0.0)
    for source in network.nodes:
        for node, part in _dependencies(source, neighbours).items():
            scores[node] += part
    pairs = (len(network.nodes) - 1) * (len(network.nodes) - 2)
    return {node: score / pairs if pairs > 0 else 0.0 for node, score in scores.items()}


def _dependencies(source: Node, neighbours: Mapping[Node, Mapping[Node, float]]) -> dict[Node, float]:
    """Brandes: how much of the shortest paths from the source pass through each other node."""
    order: list[Node] = []
    before: dict[Node, list[Node]] = collections.defaultdict(list)
    paths: collections.Counter[Node] = collections.Counter({source: 1})
    distance, queue = {source: 0}, collections.deque([source])
    while queue:
        node = queue.popleft()
        order.append(node)
        for other in neighbours[node]:
            if other not in distance:
                distance[other] = distance[node] + 1
                queue.append(other)
            if distance[other] == distance[node] + 1:
                paths[other] += paths[node]
                before[other].append(node)
    passing = dict.fromkeys(order, 0.0)
    for node in reversed(order):
        for earlier in before[node]:
            passing[earlier] += paths[earlier] / paths[node] * (1 + passing[node])
    passing.pop(source)
    return passing
