# SPDX-License-Identifier: EUPL-1.2
"""Histories of a campaign as they can happen, and putting many of them into one ledger."""

import dataclasses
import datetime

from django.db import connection
from hypothesis import strategies as st

from backend.common.clock import start_of_day
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.participants.models import FrozenContext, Participant
from backend.region.places.models import District, Municipality
from backend.region.programme.models import Spearhead
from tests.insight.engagement.reference import Act, Figures, calculate

# around both clock changes of 2026, a new ISO year, and the end of February
STARTS = [
    datetime.date(2026, 3, 23),
    datetime.date(2026, 10, 19),
    datetime.date(2025, 12, 22),
    datetime.date(2026, 2, 20),
]
WITHDRAWN = {"idea": "idea_withdrawn", "support": "support_withdrawn", "comment": "comment_withdrawn"}
DONE = {"idea": "idea_proposed", "support": "support_given", "comment": "comment_written"}


LONGEST = datetime.timedelta(days=28)
"""A history ends within four weeks of its start, so all of them are over by the database's clock."""


@st.composite
def histories(draw, longest=25, people=9):
    """Acts in the order of entry: some late (day of act before day of entry), some taken back, some not counted."""
    start = draw(st.sampled_from(STARTS))
    acts, standing, withdrawn, today = [], set(), set(), start
    for _ in range(draw(st.integers(0, longest))):
        today = min(today + datetime.timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 3]))), start + LONGEST)
        late = draw(st.sampled_from([0, 0, 0, 0, 1, 6, 30]))
        day = max(start - datetime.timedelta(days=3), today - datetime.timedelta(days=late))
        person, subject = draw(st.integers(0, people)), draw(st.integers(0, 3))
        what = draw(st.sampled_from(["support", "support", "support", "comment", "idea", "nothing"]))
        channel = "paper" if late else "web"
        if what == "nothing":
            acts.append(Act("phase_opened", None, subject, day, "office"))
        elif what == "idea" and person == 0:
            acts.append(Act("idea_proposed", None, subject, day, "import"))
        elif (what, person, subject) in standing:
            standing.remove((what, person, subject))
            withdrawn.add((what, person, subject))
            acts.append(Act(WITHDRAWN[what], person, subject, day, channel))
        elif what == "idea" and (what, person, subject) in withdrawn:
            standing.add((what, person, subject))
            acts.append(Act("idea_restored", person, subject, day, channel))
        else:
            standing.add((what, person, subject))
            acts.append(Act(DONE[what], person, subject, day, channel))
    return acts


@dataclasses.dataclass(frozen=True)
class Loaded:
    """A history in the database."""

    campaign: Campaign
    acts: list[Act]
    person_numbers: dict[int, int]
    participants: dict[int, int] = dataclasses.field(default_factory=dict)
    blurred: set[int] = dataclasses.field(default_factory=set)
    same: dict[int, int] = dataclasses.field(default_factory=dict)

    def figures(self) -> Figures:
        """What the reference counts of it, as it stands now."""
        contexts = {person: context_of(person) for person in self.person_numbers}
        return calculate(self.acts, contexts=contexts, blurred=frozenset(self.blurred), same=self.same)

    def erase(self, person: int) -> None:
        """What an erasure does whose context too few share."""
        self.blurred.add(person)
        context = FrozenContext.objects.filter(participant_id=self.participants[person])
        context.update(municipality=None, district=None, age_band="", language="")
        self._change("context_blurred", person)

    def join(self, person: int, other: int) -> None:
        """What a claim at a desk does with two participants: `person` is `other` from then on."""
        self.same[person] = other
        number = self.person_numbers[other]
        Participant.objects.filter(id=self.participants[person]).update(kind="joined", person_number=number)
        self._change("desk_acts_claimed", other)

    def _change(self, kind: str, person: int) -> None:
        Event.objects.create(kind=kind, campaign_id=self.campaign.id, participant_id=self.participants[person])


def context_of(person: int) -> tuple[str, str, str, str]:
    """Municipality, district, age band and language of a person, some of them unknown; by slug and as text."""
    place = ("helsinki", "porvoo", "")[person % 3]
    district = "kallio" if place == "helsinki" and person % 2 else ""
    return place, district, ("15-24", "25-34", "75+", "")[person % 4], ("fi", "sv")[person % 2]


def load(stories: list[list[Act]], *, spearhead: Spearhead, name: str) -> list[Loaded]:
    """Put histories into the ledger as campaigns of their own that are over; events of all are mixed.

    People are the same in all campaigns: their person numbers are `1000 + person`.
    """
    helsinki = Municipality.objects.get(slug="helsinki")
    loaded = []
    for index, acts in enumerate(stories):
        campaign = Campaign.objects.create(
            slug=f"{name}-{index}",
            municipality=helsinki,
            spearhead=spearhead,
            title={"fi": "Historia"},
            reference_date=datetime.date(2026, 1, 1),
        )
        days = [act.day for act in acts] or [datetime.date(2026, 1, 1)]
        Phase.objects.create(
            campaign=campaign,
            kind="support",
            opens=start_of_day(min(days)),
            closes=start_of_day(max(days) + datetime.timedelta(days=1)),
        )
        numbers = {act.person: 1_000 + act.person for act in acts if act.person is not None}
        loaded.append(Loaded(campaign, acts, numbers))
    _write(loaded)
    return loaded


def _write(loaded: list[Loaded]) -> None:
    participants = {}
    for one in loaded:
        for person, number in one.person_numbers.items():
            participants[one.campaign.id, person] = Participant(
                campaign=one.campaign, voter=str(person).encode(), person_number=number
            )
            one.participants[person] = participants[one.campaign.id, person].id
    Participant.objects.bulk_create(participants.values())
    helsinki, porvoo = (Municipality.objects.get(slug=slug) for slug in ("helsinki", "porvoo"))
    kallio, _ = District.objects.get_or_create(municipality=helsinki, slug="kallio", defaults={"name": {}})
    rows = {"helsinki": helsinki, "porvoo": porvoo, "kallio": kallio, "": None}
    FrozenContext.objects.bulk_create(
        FrozenContext(
            participant=participant,
            municipality=rows[context[0]],
            district=rows[context[1]],
            age_band=context[2],
            language=context[3],
        )
        for (_, person), participant in participants.items()
        for context in [context_of(person)]
    )
    entered = sorted(
        ((place / max(len(one.acts), 1), one, act) for one in loaded for place, act in enumerate(one.acts)),
        key=lambda entry: entry[0],
    )
    Event.objects.bulk_create(
        Event(
            kind=act.kind,
            campaign_id=one.campaign.id,
            participant_id=None if act.person is None else participants[one.campaign.id, act.person].id,
            subject_id=act.subject,
            day=act.day,
            sign=act.sign,
            channel=act.channel,
        )
        for _, one, act in entered
    )


class Killed(Exception):
    """The process was killed between two statements."""


class KillAt:
    """Raises before the n-th statement: what the database then sees is what it sees of a killed process."""

    def __init__(self, statement: int) -> None:
        self.left = statement

    def __enter__(self):
        self.context = connection.execute_wrapper(self._execute)
        self.context.__enter__()
        return self

    def __exit__(self, *error):
        self.context.__exit__(*error)
        return error[0] is Killed

    def _execute(self, execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "ROLLBACK", "RELEASE")):
            self.left -= 1
            if self.left == 0:
                raise Killed
        return execute(sql, params, many, context)
