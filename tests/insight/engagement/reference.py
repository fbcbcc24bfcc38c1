# SPDX-License-Identifier: EUPL-1.2
"""The statistics counted in the plainest way: one act after the other, no SQL, no bitmap, no increment."""

import collections
import dataclasses
import datetime

COUNTED = {
    "idea_proposed": "idea",
    "idea_withdrawn": "idea",
    "idea_restored": "idea",
    "idea_merged": "idea",
    "idea_unmerged": "idea",
    "support_given": "support",
    "support_withdrawn": "support",
    "support_moved": "support",
    "comment_written": "comment",
    "comment_withdrawn": "comment",
}


@dataclasses.dataclass(frozen=True)
class Act:
    """One row of the ledger as it was entered; `person` None is nobody (an imported idea)."""

    kind: str
    person: int | None
    subject: int
    day: datetime.date
    channel: str = "web"

    @property
    def sign(self) -> int:
        return -1 if self.kind.endswith("_withdrawn") else 1


@dataclasses.dataclass
class Figures:
    """Per (day, what, channel) net and gross; per day the people; per Monday people and new; per context the people."""

    net: dict[tuple, int]
    gross: dict[tuple, int]
    people: dict[datetime.date, set[int]]
    weeks: dict[datetime.date, tuple[int, int]]
    contexts: dict[tuple[str, str], set[int]]


DIMENSIONS = ("municipality", "district", "age_band", "language")
UNKNOWN = ("", "", "", "")


def calculate(
    acts: list[Act],
    *,
    contexts: dict[int, tuple[str, str, str, str]] | None = None,
    blurred: frozenset[int] = frozenset(),
    same: dict[int, int] | None = None,
) -> Figures:
    """The figures of one campaign's acts, in whatever order they were entered.

    `contexts` are people's by DIMENSIONS, `blurred` who became unknown, `same` who turned out to be whom.
    """
    net, gross, people = collections.Counter(), collections.Counter(), collections.defaultdict(set)
    for act in acts:
        if act.kind not in COUNTED:
            continue
        cell = (act.day, COUNTED[act.kind], act.channel)
        net[cell] += act.sign
        if act.sign > 0 and act.kind != "idea_restored":  # undoing a withdrawal is no second proposal
            gross[cell] += 1
            if act.person is not None:
                people[act.day].add((same or {}).get(act.person, act.person))
        else:
            gross[cell] += 0
    sliced = collections.defaultdict(set)
    for person in set().union(*people.values()):
        context = UNKNOWN if person in blurred else (contexts or {}).get(person, UNKNOWN)
        for place in zip(DIMENSIONS, context, strict=True):
            sliced[place].add(person)
    return Figures(dict(net), dict(gross), dict(people), _weeks(people), dict(sliced))


def _weeks(people: dict[datetime.date, set[int]]) -> dict[datetime.date, tuple[int, int]]:
    in_week = collections.defaultdict(set)
    for day, persons in people.items():
        in_week[day - datetime.timedelta(days=day.isoweekday() - 1)] |= persons
    weeks = {}
    for monday, persons in in_week.items():
        earlier = {person for other, those in in_week.items() if other < monday for person in those}
        weeks[monday] = (len(persons), len(persons - earlier))
    return weeks
