# SPDX-License-Identifier: EUPL-1.2
"""What is reported and why something is decided."""

from backend.participation.moderation.models import Report
from backend.participation.moderation.rules import Reasons, ReportDraft
from backend.participation.moderation.services import report_content
from backend.region.accounts.models import Account

INSULT = ReportDraft(
    category="insult",
    explanation="Kommentti haukkuu kaikkia muita keskustelijoita.",
    name="Vieras",
    email="vieras@example.org",
    good_faith=True,
)
REASONS = Reasons(ground="insult", facts="Teksti nimittelee muita osallistujia eikä kerro ideasta mitään.")
NONE = Reasons()


def reported(by: Account | None, *, idea_id: int | None = None, comment_id: int | None = None) -> Report:
    """A report of an insult."""
    return report_content(by=by, draft=INSULT, language="fi", idea_id=idea_id, comment_id=comment_id)
