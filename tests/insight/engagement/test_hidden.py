# SPDX-License-Identifier: EUPL-1.2
"""What moderation hides was done nevertheless: it stays counted, and is counted once more in columns of its own."""

import pytest

from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.rows import DAY_COLUMNS, day_rows
from backend.insight.engagement.selectors import Acts, campaign_statistics
from backend.participation.discussion.services import write_comment
from tests.participation.moderation.steps import decided, hidden

pytestmark = pytest.mark.django_db


def test_hidden_content_counts_and_has_columns_of_its_own(campaign, make_idea, aino, maija, settle):
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen idea")
    comment = write_comment(by=aino, idea_id=first.id, text="Te olette hölmöjä.")
    for what in ({"idea_id": first.id}, {"idea_id": second.id}, {"comment_id": comment.id}):
        hidden(maija, **what)
    decided(maija, "restore", idea_id=second.id)
    settle()
    statistics = campaign_statistics(campaign)
    assert statistics.net == Acts(2, 0, 1, ideas_hidden=1, comments_hidden=1)
    assert statistics.gross == Acts(2, 0, 1)
    names = [column.name for column in DAY_COLUMNS]
    today = dict(zip(names, day_rows(statistics)[-1], strict=True))
    assert (today["ideas"], today["ideas_hidden"], today["comments"], today["comments_hidden"]) == (2, 1, 1, 1)
    assert compare_with_ledger().differences == []
