# SPDX-License-Identifier: EUPL-1.2
"""Answering an idea as the colleague who sees to it, or as the deputy of whoever does."""

from django.db import transaction

from backend.common.text import LanguageText
from backend.participation.handling.selectors import stood_in_for_idea
from backend.participation.ideas.models import Answer
from backend.participation.ideas.services import answer_idea
from backend.region.accounts.models import Account


@transaction.atomic
def give_answer(*, by: Account, idea_id: int, status: str, office: LanguageText, text: LanguageText) -> Answer:
    """Give the official answer, or replace it; the audit log says for whom a deputy did. Raises as `answer_idea`."""
    other = stood_in_for_idea(by, idea_id)
    return answer_idea(by=by, idea_id=idea_id, status=status, office=office, text=text, on_behalf_of=other)
