# SPDX-License-Identifier: EUPL-1.2
"""What of an election's file can be imported, and how its words become those of a campaign."""

import dataclasses
import datetime
import textwrap
from collections.abc import Iterator
from decimal import Decimal

from backend.common.clock import start_of_day
from backend.common.text import clean_line, clean_text
from backend.methods.counting.election import Election, Project
from backend.participation.campaigns.models import Campaign, Category
from backend.participation.campaigns.plans import CampaignPlan
from backend.participation.campaigns.rules import PhasePlan
from backend.participation.ideas.services import ImportedIdea
from backend.records.importers.errors import BallotTooLong, FileNotValid, VoteTypeNotSupported

VOTE_TYPES = ("approval", "choose-1")
TITLE_LENGTH, IDEA_TITLE_LENGTH, SOURCE_LENGTH, PLACE_LENGTH, CATEGORY_LENGTH = 120, 500, 80, 200, 120
MOST_COST = Decimal("1e12")
LARGEST_LIMIT = 1000
_A_DAY = datetime.timedelta(days=1)
_RESULTS_STAND = datetime.timedelta(days=365 * 100)


@dataclasses.dataclass(frozen=True)
class VotingDays:
    """The first and the last day of voting."""

    first: datetime.date
    last: datetime.date


def require_importable(election: Election) -> None:
    """Raises VoteTypeNotSupported, BallotTooLong, FileNotValid."""
    if election.vote_type not in VOTE_TYPES:
        raise VoteTypeNotSupported(vote_type=election.vote_type)
    voting_days(election)
    limit = limit_of(election)
    for ballot in election.ballots:
        if limit is not None and len(ballot.projects) > limit:
            raise BallotTooLong(line=ballot.line, given=len(ballot.projects), limit=limit)
    for project in election.projects:
        if len(clean_line(project.name)) > IDEA_TITLE_LENGTH:
            raise FileNotValid(line=project.line, reason=f"The name is longer than {IDEA_TITLE_LENGTH} characters.")
        if len(project.id) > SOURCE_LENGTH:
            raise FileNotValid(line=project.line, reason=f"project_id is longer than {SOURCE_LENGTH} characters.")
        if project.cost >= MOST_COST:
            raise FileNotValid(line=project.line, reason="The cost is too large.")


def voting_days(election: Election) -> VotingDays:
    """The days of voting; raises FileNotValid where the file does not tell them or they are the wrong way round."""
    if election.begins is None or election.ends is None:
        raise FileNotValid(line=1, reason="date_begin or date_end is missing in META.")
    if election.begins > election.ends:
        raise FileNotValid(line=1, reason="date_end is before date_begin.")
    return VotingDays(election.begins, election.ends)


def limit_of(election: Election) -> int | None:
    """How many projects a ballot may approve, None without a limit that says something."""
    limit = 1 if election.vote_type == "choose-1" else election.max_length
    return None if limit is None or limit > LARGEST_LIMIT else limit


def planned_campaign(election: Election, slug: str) -> CampaignPlan:
    """The campaign of an election, in the file's language only: its vote, then its results."""
    days = voting_days(election)
    opens, closes = start_of_day(days.first), start_of_day(days.last + _A_DAY)
    title = textwrap.shorten(clean_line(election.description) or slug, TITLE_LENGTH, placeholder="…")
    return CampaignPlan(
        slug=slug,
        title={election.language: title},
        languages=(election.language,),
        categories=[{election.language: name} for name in _categories(election)],
        phases=[PhasePlan("support", opens, closes), PhasePlan("results", closes, closes + _RESULTS_STAND)],
        support_limit=limit_of(election),
    )


def planned_ideas(election: Election, campaign: Campaign) -> Iterator[ImportedIdea]:
    """The projects as ideas; of several categories of a project, the first is its subject."""
    named = {next(iter(category.name.values())): category for category in campaign.categories.all()}
    for project in election.projects:
        yield _idea(project, named.get(_category(project)))


def _idea(project: Project, category: Category | None) -> ImportedIdea:
    return ImportedIdea(
        source_id=project.id,
        title=clean_line(project.name) or project.id,
        text=clean_text(project.description),
        category=category,
        place=clean_line(project.district)[:PLACE_LENGTH],
        latitude=project.latitude,
        longitude=project.longitude,
        cost=round(project.cost, 2),
    )


def _category(project: Project) -> str:
    return clean_line(project.categories[0])[:CATEGORY_LENGTH] if project.categories else ""


def _categories(election: Election) -> list[str]:
    """The categories of the projects, each once, in the order of the file."""
    return list(dict.fromkeys(name for project in election.projects if (name := _category(project))))
