# SPDX-License-Identifier: EUPL-1.2
"""A campaign that is over."""

import pytest

from backend.common.clock import database_now
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.models import Campaign, Phase, VotingWindow
from backend.participation.discussion.services import write_comment
from backend.participation.supports.services import close_due_windows, support_idea
from tests.conftest import HOUR


@pytest.fixture(autouse=True)
def _archives_of_this_test(settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path / "exports"


def end(campaign: Campaign) -> None:
    """Tests move the dates, not the clock: the vote has closed an hour ago."""
    then = database_now() - HOUR
    Phase.objects.filter(campaign=campaign, kind="support").update(closes=then)
    VotingWindow.objects.filter(phase__campaign=campaign).update(closes=then)
    close_due_windows()
    catch_up()


@pytest.fixture
def over(make_campaign, make_idea, make_person, aino, onni) -> Campaign:
    """Aino's pier with a comment of Onni's and a reply of Aino's, and five supporters; the vote is closed."""
    campaign = make_campaign("joki")
    pier = make_idea(campaign, "Laituri", by=aino)
    first = write_comment(by=onni, idea_id=pier.id, text="Hyvä <b>idea</b>!", stance="for")
    write_comment(by=aino, idea_id=pier.id, text="Kiitos, Onni.", parent_id=first.id)
    for name in ("Bertta", "Cilla", "Daavid", "Essi", "Fanni"):
        support_idea(by=make_person(name), idea_id=pier.id)
    end(campaign)
    return campaign
