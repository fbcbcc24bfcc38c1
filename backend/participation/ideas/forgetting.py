# SPDX-License-Identifier: EUPL-1.2
"""What this room knows of a person, and how it forgets them: an idea stays as an empty place."""

from django.db import transaction
from django.db.models import Q

from backend.common.personal import PersonalData, rows_of
from backend.ledger.events.services import publish
from backend.participation.ideas import stored_files
from backend.participation.ideas.drafts import forget_drafts_of
from backend.participation.ideas.events import IdeaErased
from backend.participation.ideas.models import (
    STANDING,
    Answer,
    Coauthor,
    HiddenIdea,
    Idea,
    IdeaVersion,
    KeptDraft,
    Photo,
    Sketch,
    WaitingIdea,
)
from backend.participation.ideas.photos import forget
from backend.participation.ideas.share_cards import forget_cards
from backend.participation.ideas.waiting import forget_waiting_idea
from backend.participation.participants.selectors import participant_ids_of
from backend.region.accounts.models import Account


def personal_data_of(account: Account) -> PersonalData:
    """The ideas that a person proposed and those that they write together with others, drafts, photos, answers."""
    participants = participant_ids_of(account)
    own = Idea.with_waiting.filter(author_id__in=participants).select_related("campaign", "category", "district")
    hidden: dict[int, HiddenIdea | WaitingIdea] = {one.pk: one for one in HiddenIdea.objects.filter(idea__in=own)}
    hidden |= {one.pk: one for one in WaitingIdea.objects.filter(idea__in=own)}
    versions = IdeaVersion.objects.filter(idea__author_id__in=participants).order_by("id")
    shared = Coauthor.objects.filter(participant_id__in=participants).order_by("id")
    answers = Answer.objects.filter(answered_by=account).order_by("idea_id")
    return {
        "ideas": [_said(idea, hidden.get(idea.pk, idea)) for idea in own.order_by("id")],
        "idea_versions": rows_of(versions, "idea_id", "number", "title", "text", "place", "photo_alt", "replaced_at"),
        "coauthored_ideas": rows_of(shared, "idea_id", "joined_at"),
        "drafts": _drafts(account),
        "photos": _photos(account),
        "answers_given": rows_of(answers, "idea_id", "status", "office", "text", "answered_at"),
    }


def forget_person(*, account: Account) -> None:
    """Erase all that a person's ideas say, with versions, drafts and files; supports, answer and replies stay.

    A co-author leaves the authors, and the idea stays as the first author's. Answers that an officer
    gave are the municipality's. Runs in the caller's transaction; files go when it is committed.
    """
    forget_drafts_of(account)
    forget(list(Photo.objects.filter(uploaded_by=account)))
    participants = participant_ids_of(account)
    Coauthor.objects.filter(participant_id__in=participants).delete()
    Answer.objects.filter(answered_by=account).update(answered_by=None)
    for waiting in WaitingIdea.objects.select_related("idea").filter(idea__author_id__in=participants):
        forget_waiting_idea(waiting)
    own = Idea.objects.select_for_update(no_key=True).filter(author_id__in=participants)
    for idea in own.filter(~Q(title="") | ~Q(hidden_for="")).order_by("id"):
        _erase(idea)
    transaction.on_commit(stored_files.delete_unwanted_files, robust=True)


def _erase(idea: Idea) -> None:
    """Blank an idea; a further version, so that nothing drawn of an earlier one is taken for this one."""
    idea.versions.all().delete()
    idea.coauthors.all().delete()
    idea.invitations.all().delete()
    forget(list(Photo.objects.filter(idea=idea)))
    forget_cards([idea.pk])
    Sketch.objects.filter(idea=idea).delete()
    HiddenIdea.objects.filter(idea=idea).delete()
    idea.title = idea.text = idea.place = ""
    idea.district = idea.latitude = idea.longitude = None
    idea.version += 1
    if idea.state in STANDING:
        idea.state = Idea.State.ERASED
    idea.hidden_for = ""
    idea.save()
    publish(IdeaErased(campaign_id=idea.campaign_id, participant_id=idea.author_id, subject_id=idea.pk))


def _said(idea: Idea, said: Idea | HiddenIdea | WaitingIdea) -> dict[str, object]:
    return {
        "id": idea.pk,
        "campaign": idea.campaign.slug,
        "title": said.title,
        "text": said.text,
        "language": idea.language,
        "category": idea.category.slug if idea.category else None,
        "district": idea.district.slug if idea.district else None,
        "place": said.place,
        "latitude": said.latitude,
        "longitude": said.longitude,
        "state": idea.state,
        "hidden_for": idea.hidden_for,
        "version": idea.version,
        "proposed_at": idea.proposed_at,
    }


def _drafts(account: Account) -> list[dict[str, object]]:
    kept = KeptDraft.objects.filter(account=account).select_related("campaign").order_by("id")
    return [{"campaign": draft.campaign.slug, **draft.fields, "saved_at": draft.saved_at} for draft in kept]


def _photos(account: Account) -> list[dict[str, object]]:
    """Those on the person's ideas, and those that wait for one."""
    on_ideas = Photo.objects.filter(idea__author_id__in=participant_ids_of(account))
    waiting = Photo.objects.filter(uploaded_by=account, idea=None)
    return [
        {"idea_id": photo.idea_id, "photo_alt": photo.alt, "file": photo.large_id, "uploaded_at": photo.uploaded_at}
        for photo in (on_ideas | waiting).order_by("id")
    ]
