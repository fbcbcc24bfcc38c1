# SPDX-License-Identifier: EUPL-1.2
"""What happened in the demonstration before today: ideas, comments, answers and supports with their days.

Services act now; a history needs its own days. So these functions write the rows and events that
the services would have written then.
"""

import datetime
from collections.abc import Iterable

import numpy as np
from django.db import connection, transaction

from backend.common.clock import local_day
from backend.config.seed.content import AnswerSeed, CampaignSeed, CommentSeed, IdeaSeed, some_time
from backend.ledger.events.services import publish
from backend.participation.campaigns.models import Campaign, VotingWindow
from backend.participation.discussion.events import STANCE_NUMBERS, CommentWritten
from backend.participation.discussion.models import Comment
from backend.participation.ideas.events import IdeaAnswered, IdeaProposed
from backend.participation.ideas.models import Answer, Idea
from backend.participation.ideas.photos import set_photo
from backend.participation.participants.bands import age_band, age_on
from backend.participation.participants.identity import voter_of
from backend.participation.participants.models import FrozenContext, Participant
from backend.participation.participants.services import admit
from backend.participation.supports.events import SupportGiven
from backend.region.accounts.models import Account


def propose(campaign: Campaign, seed: IdeaSeed, written: CampaignSeed, author: Account, today: datetime.date) -> Idea:
    """An idea with its event on the day it was proposed."""
    categories = [category["slug"] for category in written["categories"]]
    author_id = admit(campaign=campaign, account=author, act="propose").participant_id
    moment = some_time(today, seed["proposed"], len(seed["title"]))
    idea = Idea.objects.create(
        campaign=campaign,
        author_id=author_id,
        title=seed["title"],
        text=seed["text"],
        language=seed["language"],
        category=campaign.categories.all()[categories.index(seed["category"])],
        district=next(d for d in campaign.districts.all() if d.slug == seed["district"]),
        place=seed.get("place", ""),
        latitude=seed.get("latitude"),
        longitude=seed.get("longitude"),
        cost=seed.get("cost"),
        proposed_at=moment,
    )
    publish(IdeaProposed(campaign_id=campaign.id, participant_id=author_id, subject_id=idea.id, day=local_day(moment)))
    return idea


def illustrate(idea: Idea, key: str, alt: str) -> None:
    """Put a received picture on an idea, as its author did then."""
    with transaction.atomic():
        set_photo(idea, key, alt, None)


def discuss(idea: Idea, seeds: Iterable[CommentSeed], authors: dict[str, Account], today: datetime.date) -> None:
    """Comments and their replies, with events on their days."""
    for seed in seeds:
        comment = _comment(idea, seed, authors[seed["author"]], today, None)
        for reply in seed.get("replies", []):
            _comment(idea, reply, authors[reply["author"]], today, comment)


def _comment(idea: Idea, seed: CommentSeed, author: Account, today: datetime.date, parent: Comment | None) -> Comment:
    author_id = admit(campaign=idea.campaign, account=author, act="comment").participant_id
    moment = some_time(today, seed["written"], len(seed["text"]))
    comment = Comment.objects.create(
        idea=idea,
        author_id=author_id,
        parent=parent,
        stance=seed["stance"],
        text=seed["text"],
        language=seed["language"],
        written_at=moment,
    )
    publish(
        CommentWritten(
            campaign_id=idea.campaign_id,
            participant_id=author_id,
            subject_id=idea.id,
            day=local_day(moment),
            comment=comment.id,
            stance=STANCE_NUMBERS[seed["stance"]],
        )
    )
    return comment


def answer(idea: Idea, seed: AnswerSeed, moment: datetime.datetime) -> None:
    """A municipality's answer with its event."""
    Answer.objects.create(
        idea=idea, status=seed["status"], office=seed["office"], text=seed["text"], answered_at=moment
    )
    publish(
        IdeaAnswered(
            campaign_id=idea.campaign_id, subject_id=idea.id, day=local_day(moment), channel="office", again=False
        )
    )


def support(
    *,
    window: VotingWindow,
    campaign: Campaign,
    weighted: list[tuple[Idea, int]],
    supporters: list[Account],
    today: datetime.date,
    randomness: np.random.Generator,
) -> int:
    """Supports spread over the days of the window so far, more in its first days; how many."""
    weights = np.array([weight for _idea, weight in weighted], dtype=float)
    days = max(1, (min(local_day(window.closes), today) - local_day(window.opens)).days)
    day_weights = np.array([1.0 + 2.0 * np.exp(-day / 6) for day in range(days)])
    limit = campaign.support_limit or len(weighted)
    rows: list[tuple[int, int, int, datetime.datetime]] = []
    for participant_id in _admit_all(campaign, supporters):
        wanted = min(limit, len(weighted), 1 + int(randomness.poisson(2.2)))
        day = int(randomness.choice(days, p=day_weights / day_weights.sum()))
        for index in randomness.choice(len(weighted), size=wanted, replace=False, p=weights / weights.sum()):
            moment = window.opens + datetime.timedelta(days=day, minutes=int(randomness.integers(7 * 60, 22 * 60)))
            rows.append((participant_id, weighted[int(index)][0].id, window.id, moment))
    _store(campaign, rows)
    return len(rows)


def _admit_all(campaign: Campaign, accounts: list[Account]) -> list[int]:
    """Participants of people who have not acted in the campaign before, in two statements."""
    participants = Participant.objects.bulk_create(
        Participant(
            campaign=campaign,
            voter=voter_of(campaign.id, "account", str(account.pk)),
            person_number=account.person_number,
            account=account,
        )
        for account in accounts
    )
    FrozenContext.objects.bulk_create(
        FrozenContext(
            participant=participant,
            municipality_id=account.municipality_id,
            age_band=age_band(age_on(account.birth_year, campaign.reference_date)),
            language=account.language,
        )
        for account, participant in zip(accounts, participants, strict=True)
    )
    return [participant.id for participant in participants]


def _store(campaign: Campaign, rows: list[tuple[int, int, int, datetime.datetime]]) -> None:
    with connection.cursor() as cursor:
        columns = "participant_id, idea_id, counts_for_id, window_id, given_at"
        with cursor.copy(f"COPY supports_support ({columns}) FROM STDIN") as copy:
            for participant_id, idea_id, window_id, moment in rows:
                copy.write_row((participant_id, idea_id, idea_id, window_id, moment))
        with cursor.copy("COPY events_event (kind, campaign_id, participant_id, subject_id, day) FROM STDIN") as copy:
            for participant_id, idea_id, _window_id, moment in sorted(rows, key=lambda row: row[3]):
                copy.write_row((SupportGiven.kind, campaign.id, participant_id, idea_id, local_day(moment)))
