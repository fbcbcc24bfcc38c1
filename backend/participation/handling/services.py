# SPDX-License-Identifier: EUPL-1.2
"""Naming the day for answers, giving an idea to a colleague, notes, estimates, and steps until it is done."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LanguageText, clean_languages, clean_text, missing_languages
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.campaigns.rules import languages_needed
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.handling.errors import NotAColleague
from backend.participation.handling.events import IdeaAssigned, IdeaEstimated, MilestoneReached
from backend.participation.handling.models import AnswersDue, Handling, HandlingNote, Milestone
from backend.participation.handling.selectors import colleagues, stood_in_for_idea
from backend.participation.ideas.models import Idea
from backend.participation.participants.selectors import participant_ids_of
from backend.region.accounts.models import Account

NOTE_LENGTH = 3000
LONGEST_PLAN = datetime.timedelta(days=3660)


@transaction.atomic
def set_answers_due(*, by: Account, slug: str, due_on: datetime.date | None) -> Campaign:
    """Name the day by which a campaign's ideas are answered, or go back to the usual one. Raises NotFound, MayNot."""
    campaign = campaign_by_slug(slug, viewer=by)
    require_may_change(by, campaign)
    AnswersDue.objects.update_or_create(campaign=campaign, defaults={"due_on": due_on})
    record(
        actor_id=by.pk,
        operation="set_answers_due",
        target=f"campaign:{campaign.pk}",
        municipality_id=campaign.municipality_id,
    )
    return campaign


@transaction.atomic
def assign_idea(*, by: Account, idea_id: int, to: int | None) -> Handling:
    """Give an idea to a colleague, by their account's number, or to nobody. Raises NotFound, MayNot, NotAColleague."""
    idea = _held(by, idea_id)
    if to is not None and not colleagues(idea.campaign.municipality_id).filter(pk=to).exists():
        raise NotAColleague
    handling, _made = Handling.objects.update_or_create(idea=idea, defaults={"assigned_to_id": to})
    _record(by, "assign_idea", idea)
    if to is not None and to != by.pk:
        publish(IdeaAssigned(campaign_id=idea.campaign_id, subject_id=idea.pk, channel="office"))
    return handling


@transaction.atomic
def write_note(*, by: Account, idea_id: int, text: str) -> HandlingNote:
    """Tell one's colleagues something about an idea. Raises NotFound, MayNot, InvalidInput."""
    idea = _held(by, idea_id)
    text = clean_text(text)
    if not 1 <= len(text) <= NOTE_LENGTH:
        raise InvalidInput(fields={"note": _("Write a note of at most 3,000 characters.")})
    _record(by, "write_note", idea)
    return HandlingNote.objects.create(idea=idea, text=text, written_by=by)


@transaction.atomic
def read_notes(*, by: Account, idea_id: int) -> list[HandlingNote]:
    """What colleagues told each other about an idea, the oldest first; the audit log says who read it.

    Raises NotFound, MayNot.
    """
    idea = _held(by, idea_id)
    notes = list(HandlingNote.objects.filter(idea=idea).select_related("written_by"))
    if notes:
        _record(by, "read_notes", idea)
    return notes


@transaction.atomic
def estimate_idea(
    *, by: Account, idea_id: int, feasibility: str, cost: Decimal | None, reason: LanguageText
) -> Handling:
    """Say whether an idea can be done, what it costs in euros, and why; public.

    Raises NotFound, MayNot, InvalidInput.
    """
    idea = _held(by, idea_id)
    reason = clean_languages(reason)
    wrong = {
        f"reason_{language}": _("Write this in every language that the campaign needs.")
        for language in missing_languages(reason, languages_needed(idea.campaign))
    }
    if feasibility not in Handling.Feasibility.values or not feasibility:
        wrong["feasibility"] = _("Choose whether it can be done.")
    if cost is not None and not 0 <= cost < 10**12:
        wrong["cost"] = _("Write the cost in euros, or leave it empty.")
    if wrong:
        raise InvalidInput(fields=wrong)
    said = {"feasibility": feasibility, "cost": cost, "reason": reason, "estimated_at": database_now()}
    handling, _made = Handling.objects.update_or_create(idea=idea, defaults=said)
    _record(by, "estimate_idea", idea)
    publish(IdeaEstimated(campaign_id=idea.campaign_id, subject_id=idea.pk, channel="office"))
    return handling


@transaction.atomic
def plan_milestone(*, by: Account, idea_id: int, title: LanguageText, due_on: datetime.date | None) -> Milestone:
    """Plan a step until an idea is done. Raises NotFound, MayNot, InvalidInput."""
    idea = _held(by, idea_id)
    title = clean_languages(title)
    wrong = {
        f"title_{language}": _("Write this in every language that the campaign needs.")
        for language in missing_languages(title, languages_needed(idea.campaign))
    }
    wrong |= {f"title_{one}": _("Shorten this to 200 characters.") for one, text in title.items() if len(text) > 200}
    today = local_day(database_now())
    if due_on is None or abs(due_on - today) > LONGEST_PLAN:
        wrong["due_on"] = _("Choose the day by which the step is planned.")
    if wrong or due_on is None:
        raise InvalidInput(fields=wrong)
    _record(by, "plan_milestone", idea)
    return Milestone.objects.create(idea=idea, title=title, due_on=due_on)


@transaction.atomic
def reach_milestone(*, by: Account, milestone_id: int) -> Milestone:
    """Say that a step is done today; everybody concerned hears of it, once. Raises NotFound, MayNot."""
    milestone, idea = _milestone(by, milestone_id)
    if milestone.done_on is not None:
        return milestone
    milestone.done_on = local_day(database_now())
    milestone.save(update_fields=["done_on"])
    _record(by, "reach_milestone", idea)
    steps = Milestone.objects.filter(idea=idea)
    publish(
        MilestoneReached(
            campaign_id=idea.campaign_id,
            subject_id=idea.pk,
            channel="office",
            milestone=milestone.pk,
            done=steps.filter(done_on__isnull=False).count(),
            planned=steps.count(),
        )
    )
    return milestone


@transaction.atomic
def drop_milestone(*, by: Account, milestone_id: int) -> Idea:
    """Take a step out of the plan. Raises NotFound, MayNot."""
    milestone, idea = _milestone(by, milestone_id)
    milestone.delete()
    _record(by, "drop_milestone", idea)
    return idea


@transaction.atomic
def forget_person(*, account: Account) -> None:
    """Delete what colleagues noted about a person's ideas; an officer's own notes stay without their name.

    Runs in the caller's transaction, before the ideas are erased.
    """
    HandlingNote.objects.filter(idea__author_id__in=participant_ids_of(account)).delete()
    HandlingNote.objects.filter(written_by=account).update(written_by=None)
    Handling.objects.filter(assigned_to=account).update(assigned_to=None)


def _milestone(by: Account, milestone_id: int) -> tuple[Milestone, Idea]:
    idea_id = Milestone.objects.filter(pk=milestone_id).values_list("idea_id", flat=True).first()
    if idea_id is None:
        raise NotFound
    idea = _held(by, idea_id)
    milestone = Milestone.objects.filter(pk=milestone_id).first()
    if milestone is None:
        raise NotFound
    return milestone, idea


def _held(by: Account, idea_id: int) -> Idea:
    """The idea, locked, of a campaign that the account organises. Raises NotFound, MayNot."""
    ideas = Idea.objects.select_for_update(of=("self",)).select_related("campaign__municipality")
    idea = ideas.filter(pk=idea_id).first()
    if idea is None:
        raise NotFound
    require_may_change(by, idea.campaign)
    return idea


def _record(by: Account, operation: str, idea: Idea) -> None:
    municipality_id = idea.campaign.municipality_id
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"idea:{idea.pk}",
        municipality_id=municipality_id,
        on_behalf_of=stood_in_for_idea(by, idea.pk),
    )
