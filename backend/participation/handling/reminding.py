# SPDX-License-Identifier: EUPL-1.2
"""Reminding officers of answers that are due, a week before and when the day is over: once each."""

from django.db import transaction
from django.db.models import Count

from backend.common.clock import database_now, local_day
from backend.ledger.events.event import LedgerEvent
from backend.ledger.events.services import publish
from backend.participation.handling.events import AnswersDueSoon, AnswersOverdue
from backend.participation.handling.models import AnswersDue
from backend.participation.handling.selectors import SOON, unanswered_ideas


@transaction.atomic
def remind_of_answers() -> int:
    """Record which campaigns' answers are due within a week or overdue, for their officers; how many reminders."""
    today = local_day(database_now())
    waiting = unanswered_ideas().filter(due_on__lte=today + SOON).order_by()
    reminded = 0
    for campaign_id, due_on, count in waiting.values_list("campaign_id", "due_on").annotate(count=Count("pk")):
        AnswersDue.objects.get_or_create(campaign_id=campaign_id)
        field, event = ("reminded_after", AnswersOverdue) if due_on < today else ("reminded_before", AnswersDueSoon)
        rows = AnswersDue.objects.filter(campaign_id=campaign_id).exclude(**{field: due_on})
        if rows.update(**{field: due_on}):
            publish(_event(event, campaign_id, count))
            reminded += 1
    return reminded


def _event(event: type[AnswersDueSoon] | type[AnswersOverdue], campaign_id: int, waiting: int) -> LedgerEvent:
    return event(campaign_id=campaign_id, channel="office", waiting=waiting)
