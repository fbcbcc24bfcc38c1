# SPDX-License-Identifier: EUPL-1.2
"""A comment that somebody reports, and time that goes by."""

import pytest
from django.db.models import F

from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.moderation.models import Decision
from backend.participation.moderation.rules import UNDO_TIME
from backend.participation.moderation.services import carry_out_due_decisions


@pytest.fixture
def comment(onni, idea) -> Comment:
    """What Onni said of the idea."""
    return write_comment(by=onni, idea_id=idea.id, text="Te olette kaikki ihan hölmöjä.", stance="against")


def ten_seconds_go_by() -> int:
    """Tests move the dates: the time to undo is over, and what is due takes effect."""
    Decision.objects.filter(carried_out_at=None).update(takes_effect_at=F("takes_effect_at") - UNDO_TIME)
    return carry_out_due_decisions()
