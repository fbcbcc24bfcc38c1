# SPDX-License-Identifier: EUPL-1.2
"""Importing a real election as a campaign that is over."""

import dataclasses
import time
from pathlib import Path

from django.db import IntegrityError, connection, transaction

from backend.ledger.events.catch_up import catch_up
from backend.methods.counting import pabulib
from backend.methods.counting.election import Election
from backend.methods.counting.fields import PabulibError
from backend.participation.campaigns.errors import SlugTaken
from backend.participation.campaigns.models import Campaign, VotingWindow
from backend.participation.campaigns.selectors import windows_of
from backend.participation.campaigns.services import (
    create_campaign,
    publish_campaign,
    record_opened_phases,
    seal_window,
)
from backend.participation.ideas.services import import_ideas
from backend.participation.participants.services import ImportedVoter, admit_imported
from backend.participation.supports.services import close_window, import_supports
from backend.records.importers.errors import FileNotFound, FileNotValid, UnknownProject, VoterTwice
from backend.records.importers.rules import planned_campaign, planned_ideas, require_importable, voting_days
from backend.region.places.models import Municipality
from backend.region.places.selectors import municipality_by_slug
from backend.region.programme.selectors import spearhead_by_slug

SPEARHEAD = "citizen-city"


@dataclasses.dataclass(frozen=True)
class Imported:
    """What was made of a file: the campaign's address, how many of each, how long it took."""

    campaign: str
    ideas: int
    participants: int
    supports: int
    empty_ballots: int
    position: int
    seconds: float


def import_pabulib(*, file: Path, campaign: str = "", municipality: str = "helsinki") -> Imported:
    """Make a new campaign of a Pabulib approval or choose-1 election; all of it or nothing.

    `campaign` is its address (without one, the file's name). Every approval is a support of a
    pseudonymous participant; a ballot without one makes no participant. Stamps and folds what is
    pending before and after.
    Raises FileNotFound, FileNotValid, VoterTwice, UnknownProject, BallotTooLong,
    VoteTypeNotSupported, SlugTaken, NotFound (of the municipality).
    """
    began = time.monotonic()
    election = _read(file)
    require_importable(election)
    place = municipality_by_slug(municipality)
    catch_up()
    with transaction.atomic():
        made = _create(election, campaign or file.stem, place)
        ideas, participants, supports = _fill(made, election)
        record_opened_phases()  # else the timetable would add them to the ledger a minute later
    position = catch_up()
    _renew_planner_statistics()
    return Imported(
        campaign=made.slug,
        ideas=ideas,
        participants=participants,
        supports=supports,
        empty_ballots=len(election.ballots) - participants,
        position=position,
        seconds=round(time.monotonic() - began, 2),
    )


def _read(file: Path) -> Election:
    try:
        return pabulib.read_file(file)
    except OSError as error:
        raise FileNotFound(file=file) from error
    except pabulib.VoterTwice as error:
        raise VoterTwice(line=error.line, reason=error.reason) from error
    except pabulib.UnknownProject as error:
        raise UnknownProject(line=error.line, reason=error.reason) from error
    except PabulibError as error:
        raise FileNotValid(line=error.line, reason=error.reason) from error


def _create(election: Election, slug: str, municipality: Municipality) -> Campaign:
    """The published campaign; its window is that of the file's days."""
    try:
        made = create_campaign(
            by=None,
            municipality=municipality,
            spearhead=spearhead_by_slug(SPEARHEAD),
            plan=planned_campaign(election, slug),
            imported=True,
        )
    except IntegrityError as error:  # somebody imports under the same address at this moment
        raise SlugTaken(fields={"slug": SlugTaken.message}) from error
    return publish_campaign(by=None, slug=made.slug)


def _fill(campaign: Campaign, election: Election) -> tuple[int, int, int]:
    """Ideas, participants and supports of the ballots, then the close; how many of each."""
    days = voting_days(election)
    window = _sealed_window(campaign)
    ideas = import_ideas(
        campaign=campaign, ideas=planned_ideas(election, campaign), language=election.language, day=days.last
    )
    ballots = [ballot for ballot in election.ballots if ballot.projects]
    participants = admit_imported(
        campaign=campaign,
        voters=(ImportedVoter(ballot.voter, ballot.age) for ballot in ballots),
        language=election.language,
    )
    supports = import_supports(
        campaign=campaign,
        window=window,
        approvals=((participants[ballot.voter], ideas[project]) for ballot in ballots for project in ballot.projects),
    )
    close_window(window_id=window.id)
    return len(ideas), len(participants), supports


def _sealed_window(campaign: Campaign) -> VotingWindow:
    rule = {"kind": "support", "who": "imported", "limit": campaign.support_limit}
    return seal_window(window_id=windows_of(campaign.id).get().id, rule=rule)


def _renew_planner_statistics() -> None:
    """Tell the planner what was stored; autovacuum does so a minute later, and what follows reads it now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE events_event, participants_participant, participants_frozencontext, ideas_idea, supports_support"
        )
