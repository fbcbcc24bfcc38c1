# SPDX-License-Identifier: EUPL-1.2
"""Proposing, editing, withdrawing and restoring an idea; the municipality's answer; ideas of an imported election."""

import dataclasses
import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db import connection, transaction

from backend.common.clock import database_now, start_of_day
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LanguageText, clean_line
from backend.ledger.audit.services import record
from backend.ledger.events.event import Channel
from backend.ledger.events.services import publish
from backend.participation.campaigns.models import Campaign, Category
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.campaigns.rules import require_open
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.ideas.coauthors import idea_of_first_author, participant_who_writes
from backend.participation.ideas.drafts import forget_draft
from backend.participation.ideas.errors import IdeaChanged, IdeaStands
from backend.participation.ideas.events import (
    IdeaAnswered,
    IdeaEdited,
    IdeaProposed,
    IdeaRestored,
    IdeaWithdrawn,
    PhotoChanged,
)
from backend.participation.ideas.models import Answer, AnswerVersion, Idea
from backend.participation.ideas.photos import photo_is_so, set_photo
from backend.participation.ideas.rules import (
    CheckedIdea,
    IdeaDraft,
    checked,
    checked_answer,
    require_includes_no_others,
    require_stands,
    wrong_alt,
)
from backend.participation.ideas.similar import keep_sketches
from backend.participation.ideas.versions import keep_version
from backend.participation.ideas.waiting import WORDS, hold_back
from backend.participation.participants.services import admit
from backend.region.accounts.models import Account
from backend.region.programme.permissions import require_may_act_for


@transaction.atomic
def propose_idea(
    *, by: Account, campaign_slug: str, draft: IdeaDraft, actor_id: int | None = None, channel: Channel = "web"
) -> Idea:
    """Propose an idea in the collect phase, in an organisation's name with `actor_id`.

    Where a moderator reads ideas first it waits: its state says so, and its words stand apart.
    Raises NotFound, PhaseNotOpen, NotYourActor, InvalidInput, IdentificationNeeded, NotEligible.
    """
    campaign = campaign_by_slug(campaign_slug, viewer=by)
    opened = require_open(campaign.id, "propose")
    require_may_act_for(by, actor_id)
    idea = checked(draft, campaign)
    author = admit(campaign=campaign, account=by, act="propose")
    made = _new_idea(idea, campaign=campaign, author_id=author.participant_id, actor_id=actor_id, proposed_at=opened)
    if idea.photo:
        set_photo(made, idea.photo, idea.photo_alt, by)
    forget_draft(by, campaign)
    if campaign.ideas_read_first:
        hold_back(made, idea, channel=channel, assurance=author.assurance)
        return made
    keep_sketches([made])
    publish(
        IdeaProposed(
            campaign_id=campaign.id,
            participant_id=author.participant_id,
            subject_id=made.id,
            channel=channel,
            assurance=author.assurance,
            actor=actor_id,
        )
    )
    return made


@transaction.atomic
def edit_idea(*, by: Account, idea_id: int, draft: IdeaDraft, version: int) -> Idea:
    """Change an idea of which one is an author while ideas are collected or discussed; what it said stays a version.

    `version` is the one that was read. Raises NotFound, NotYourIdea, PhaseNotOpen, IdeaChanged,
    IdeaWithdrawnAlready, InvalidInput.
    """
    idea, writer_id = _idea_of_author(by, idea_id)
    require_open(idea.campaign_id, "edit")
    if idea.version != version:
        raise IdeaChanged
    now = checked(draft, idea.campaign)
    keep_version(idea)
    idea.title, idea.text, idea.place, idea.language = now.title, now.text, now.place, now.language
    idea.category, idea.district = now.category, now.district
    idea.latitude, idea.longitude = now.latitude, now.longitude
    keep_sketches([idea])
    return _next_version(idea, writer_id, by, now.photo, now.photo_alt)


@transaction.atomic
def put_photo(*, by: Account, idea_id: int, key: str, alt: str) -> Idea:
    """Put a received photo on an idea of which one is an author, described; an empty key takes the photo off.

    A change of the idea like any other: what was said of the photo before stays a version. What is so already
    changes nothing. Raises NotFound, NotYourIdea, PhaseNotOpen, IdeaWithdrawnAlready, InvalidInput.
    """
    idea, writer_id = _idea_of_author(by, idea_id)
    require_open(idea.campaign_id, "edit")
    alt = clean_line(alt)
    if key and (wrong := wrong_alt(alt)):
        raise InvalidInput(fields=wrong)
    if photo_is_so(idea, key, alt):
        return idea
    keep_version(idea)
    return _next_version(idea, writer_id, by, key, alt)


@transaction.atomic
def withdraw_idea(*, by: Account, idea_id: int) -> Idea:
    """Take one's idea back before people vote on it; its co-authors cannot.

    Raises NotFound, NotYourIdea, PhaseNotOpen, IdeaWithdrawnAlready, IdeaMergedAlready, IdeaIncludesOthers.
    """
    idea = idea_of_first_author(by, idea_id)
    require_open(idea.campaign_id, "edit")
    require_includes_no_others(idea)
    idea.state = Idea.State.WITHDRAWN
    idea.save(update_fields=["state"])
    publish(IdeaWithdrawn(campaign_id=idea.campaign_id, participant_id=idea.author_id, subject_id=idea.id, sign=-1))
    return idea


@transaction.atomic
def restore_idea(*, by: Account, idea_id: int) -> Idea:
    """Undo a withdrawal, as long as ideas may be changed.

    Raises NotFound, NotYourIdea, PhaseNotOpen, IdeaStands.
    """
    idea = idea_of_first_author(by, idea_id, standing=False)
    require_open(idea.campaign_id, "edit")
    if idea.state != Idea.State.WITHDRAWN:
        raise IdeaStands
    idea.state = Idea.State.HIDDEN if idea.hidden_for else Idea.State.PUBLISHED
    idea.save(update_fields=["state"])
    publish(IdeaRestored(campaign_id=idea.campaign_id, participant_id=idea.author_id, subject_id=idea.id))
    return idea


@transaction.atomic
def answer_idea(
    *,
    by: Account,
    idea_id: int,
    status: str,
    office: LanguageText,
    text: LanguageText,
    on_behalf_of: int | None = None,
) -> Answer:
    """Give the municipality's official answer, or replace it, also for a colleague (handling.answering).

    Raises NotFound, MayNot, InvalidInput.
    """
    idea = (
        Idea.objects.select_for_update(of=("self",)).select_related("campaign__municipality").filter(pk=idea_id).first()
    )
    if idea is None:
        raise NotFound
    require_may_change(by, idea.campaign)
    answer = checked_answer(status, office, text, idea.campaign)
    _keep_what_was_answered(idea)
    made, created = Answer.objects.update_or_create(
        idea=idea,
        defaults={
            "status": answer.status,
            "office": answer.office,
            "text": answer.text,
            "answered_by": by,
            "answered_at": database_now(),
        },
    )
    record(
        actor_id=by.pk,
        operation="answer_idea",
        target=f"idea:{idea.pk}",
        municipality_id=idea.campaign.municipality_id,
        on_behalf_of=on_behalf_of,
    )
    publish(IdeaAnswered(campaign_id=idea.campaign_id, subject_id=idea.id, channel="office", again=not created))
    return made


def _new_idea(
    said: CheckedIdea, *, campaign: Campaign, author_id: int, actor_id: int | None, proposed_at: datetime.datetime
) -> Idea:
    """The row of an idea; without its words where a moderator reads them first."""
    words = {} if campaign.ideas_read_first else {name: getattr(said, name) for name in WORDS}
    return Idea.objects.create(
        campaign=campaign,
        author_id=author_id,
        actor_id=actor_id,
        language=said.language,
        category=said.category,
        district=said.district,
        state=Idea.State.WAITING if campaign.ideas_read_first else Idea.State.PUBLISHED,
        proposed_at=proposed_at,
        **words,
    )


def _next_version(idea: Idea, writer_id: int, by: Account, photo: str | None, photo_alt: str) -> Idea:
    """Save the changed idea, whose words until now are kept, with its photo (None: as it is); tell both."""
    idea.version += 1
    idea.save()
    publish(
        IdeaEdited(campaign_id=idea.campaign_id, participant_id=writer_id, subject_id=idea.id, version=idea.version)
    )
    if photo is not None and set_photo(idea, photo, photo_alt, by):
        publish(
            PhotoChanged(campaign_id=idea.campaign_id, participant_id=writer_id, subject_id=idea.id, removed=not photo)
        )
    return idea


def _keep_what_was_answered(idea: Idea) -> None:
    """Store what the answer says until now; the idea is locked."""
    given = Answer.objects.filter(idea=idea).first()
    if given is None:
        return
    AnswerVersion.objects.create(
        answer=given,
        number=given.versions.count() + 1,
        status=given.status,
        office=given.office,
        text=given.text,
        answered_at=given.answered_at,
    )


def _idea_of_author(by: Account, idea_id: int) -> tuple[Idea, int]:
    """The idea, locked, and the account's participant; raises unless it is an author and the idea stands."""
    idea = Idea.objects.select_for_update(of=("self",)).select_related("campaign").filter(pk=idea_id).first()
    if idea is None or idea.campaign.published_at is None:
        raise NotFound
    writer_id = participant_who_writes(idea, by)
    require_stands(idea)
    return idea, writer_id


@dataclasses.dataclass(frozen=True, kw_only=True)
class ImportedIdea:
    """A project of an imported election; `source_id` is the file's name for it."""

    source_id: str
    title: str
    text: str = ""
    category: Category | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    cost: Decimal | None = None


@transaction.atomic
def import_ideas(
    *, campaign: Campaign, ideas: Iterable[ImportedIdea], language: str, day: datetime.date
) -> dict[str, int]:
    """Store ideas that no participant proposed, and their ledger events, in bulk; source id → idea id.

    The events are of the channel `import` on `day`, which is also the day of proposal.
    """
    made = Idea.objects.bulk_create(
        Idea(
            campaign=campaign,
            source_id=idea.source_id,
            title=idea.title,
            text=idea.text,
            language=language,
            category=idea.category,
            place=idea.place,
            latitude=idea.latitude,
            longitude=idea.longitude,
            cost=idea.cost,
            proposed_at=start_of_day(day),
        )
        for idea in ideas
    )
    keep_sketches(made)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_event (kind, campaign_id, subject_id, day, channel, assurance)"
            " SELECT %s, campaign_id, id, %s, 'import', 'none' FROM ideas_idea WHERE id = ANY(%s) ORDER BY id",
            [IdeaProposed.kind, day, [idea.id for idea in made]],
        )
    return {idea.source_id: idea.id for idea in made}
