# SPDX-License-Identifier: EUPL-1.2
"""Steps of moderation that several tests take."""

from backend.participation.moderation.models import Decision
from backend.participation.moderation.services import decide, open_case
from backend.region.accounts.models import Account
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.data import NONE, REASONS


def hidden(by: Account, *, idea_id: int | None = None, comment_id: int | None = None) -> Decision:
    """A moderator hides something, and it takes effect."""
    return decided(by, "hide", idea_id=idea_id, comment_id=comment_id)


def decided(by: Account, outcome: str, *, idea_id: int | None = None, comment_id: int | None = None) -> Decision:
    """A moderator decides about something, and it takes effect."""
    case = open_case(by=by, idea_id=idea_id, comment_id=comment_id)
    reasons = NONE if outcome == "leave" else REASONS
    decision = decide(by=by, case_id=case.pk, outcome=outcome, reasons=reasons, language="fi")
    ten_seconds_go_by()
    decision.refresh_from_db()
    return decision
