# SPDX-License-Identifier: EUPL-1.2
"""Authors and supporters of both ideas hear that they were merged, and of what becomes of the one that stays."""

import pytest
from django.utils import translation

from backend.participation.notifications.selectors import notices_of
from backend.participation.notifications.wording import said
from backend.participation.supports.merging import merge_ideas, unmerge_idea
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db


def told(account) -> list[tuple[str, str]]:
    """Kind and reason of what stands in somebody's inbox, the newest first."""
    return [(notice.kind, notice.reason) for notice in notices_of(account)]


def test_a_merging_its_answer_and_its_undoing_are_told_to_everybody_of_both_ideas(
    campaign, make_idea, answer, settle, aino, onni, make_person, porvoo_organiser
):
    elli = make_person("Elli")
    pier, jetty = make_idea(campaign, "Laituri", by=onni), make_idea(campaign, "Uimalaituri", by=elli)
    support_idea(by=aino, idea_id=pier.id)
    merge_ideas(by=porvoo_organiser, source_id=pier.id, target_id=jetty.id, reason="Sama laituri.")
    settle()
    assert (told(onni), told(aino), told(elli)) == (
        [("idea_merged", "author")],
        [("idea_merged", "supporter")],
        [("idea_merged", "target")],
    )
    with translation.override("sv"):
        notice = said(notices_of(onni)[0])
    assert (notice.sentence, notice.path) == (
        "Kommunen slog ihop idén ”Laituri” med idén ”Uimalaituri”.",
        f"/ideas/{pier.id}/",
    )
    answer(jetty)
    settle()
    assert told(onni)[0] == ("idea_answered", "merged")
    assert told(aino)[0] == ("idea_answered", "supporter")
    unmerge_idea(by=porvoo_organiser, idea_id=pier.id, reason="Eri laiturit.")
    settle()
    assert told(onni) == [("idea_unmerged", "author"), ("idea_answered", "merged")]
    assert told(elli) == [("idea_unmerged", "target"), ("idea_answered", "author")]
