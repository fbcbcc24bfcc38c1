# SPDX-License-Identifier: EUPL-1.2
"""What is published of the people of campaigns, and the population beside it; measures of people read nothing else."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from backend.insight.engagement.coarseness import Eligible, eligible_of_campaigns, rungs_of_campaigns
from backend.insight.engagement.released import Released, ReleasedCell, released_by_campaign
from backend.insight.evaluation.measures import DirectMeasure
from backend.insight.evaluation.questions import NO_DATA, Outcome, Question
from backend.insight.evaluation.scope import CampaignInScope, Scope, groups_of
from backend.methods.disclosure.ladder import Rung
from backend.methods.disclosure.people import PersonCount
from backend.methods.disclosure.tables import TOTAL
from backend.region.places.selectors import municipalities

NOT_PUBLISHED = Outcome(value=None, status="not_published")
"""Nothing is released of this period, or of these campaigns together: people of several cannot be added up."""
HOME, WHOLE, UNKNOWN = "home", "campaign", ""


@dataclass(frozen=True)
class Told:
    """A campaign's releases by period, its ladder, who is eligible (None: no population), municipalities by id."""

    campaign: CampaignInScope
    released: Mapping[str, Released]
    rungs: Sequence[Rung]
    eligible: Eligible | None
    slugs: Mapping[str, str]

    @property
    def whole(self) -> Released | None:
        """The release of the whole campaign."""
        return self.released.get(WHOLE)

    @property
    def weeks(self) -> list[Released]:
        """The released weeks, oldest first."""
        return sorted((one for one in self.released.values() if one.kind == "week"), key=lambda one: one.first)

    @property
    def rung(self) -> Rung | None:
        """The groups in which the whole campaign is told."""
        return self.rungs[self.whole.rung] if self.whole and self.whole.rung < len(self.rungs) else None

    def cells(self, axis: str) -> dict[tuple[str, str], PersonCount]:
        """The cells of the whole campaign's table by row and column; empty where no table is published."""
        table: Sequence[ReleasedCell] = self.whole.tables.get(axis, ()) if self.whole else ()
        return {(cell.row, cell.column): cell.people for cell in table}

    @property
    def area(self) -> str:
        """The label of the published area in which the organising municipality lies."""
        place = next(number for number, slug in self.slugs.items() if slug == self.campaign.municipality)
        return self.rung.places.get(place, TOTAL) if self.rung else TOTAL

    def members(self, area: str) -> list[str]:
        """The ids of the municipalities of a published area; of all together those where anybody is eligible."""
        return [place for place, label in self.rung.places.items() if label == area and place] if self.rung else []

    def named(self, area: str) -> str:
        """A published area by its municipality's address word, or `region:NAME`."""
        return self.slugs.get(area, area)

    def residents(self, area: str) -> int | None:
        """How many people of an area are eligible; None where the reference does not tell it."""
        found = [self._residents(place) for place in self.members(area)]
        known = [people for people in found if people is not None]
        return sum(known) if known and len(known) == len(found) else None

    def _residents(self, place: str) -> int | None:
        if self.eligible is None:
            return None
        of_ages = [people for (where, _), people in self.eligible.people.items() if where == place]
        return sum(of_ages) if of_ages else self.eligible.whole.get(place)


def told_of(scope: Scope) -> dict[int, Told]:
    """What is published of each campaign of a scope, in a few queries whatever their number."""
    shown = [campaign.id for campaign in scope.campaigns if not campaign.hides_supports]
    released, rungs = released_by_campaign(shown), rungs_of_campaigns(shown)
    eligible = eligible_of_campaigns(shown)
    slugs = {str(one.pk): one.slug for one in municipalities()}
    return {
        campaign.id: Told(
            campaign=campaign,
            released=released.get(campaign.id, {}),
            rungs=rungs.get(campaign.id, ()),
            eligible=eligible.get(campaign.id),
            slugs=slugs,
        )
        for campaign in scope.campaigns
    }


def told_by_group(measure: Callable[[Told], Sequence[Outcome]]) -> DirectMeasure:
    """A measure of one campaign, for any question: of several together nothing is published."""

    def answer(question: Question, scope: Scope) -> list[Outcome]:
        told, found = told_of(scope), []
        for of, campaigns in groups_of(scope, question.by).items():
            outcomes: Sequence[Outcome] = [NOT_PUBLISHED] if campaigns else [NO_DATA]
            if len(campaigns) == 1:
                outcomes = measure(told[campaigns[0].id])
            found += [dataclasses.replace(one, dimensions={**dict(of), **one.dimensions}) for one in outcomes]
        return found

    return DirectMeasure(answer)


def counted(count: PersonCount, *, n: int | None = None, **dimensions: str) -> Outcome:
    """A published count; published once, it is final."""
    return Outcome(value=count.value, n=n, hidden=count.suppressed, dimensions=dimensions, status="final")


def hidden(**dimensions: str) -> Outcome:
    """There is a figure, and a hidden cell is in it."""
    return Outcome(value=None, hidden=True, dimensions=dimensions, status="final")


def share(value: float, *, n: int, **dimensions: str) -> Outcome:
    """A figure made of published cells alone."""
    return Outcome(value=value, n=n, dimensions=dimensions, status="final")
