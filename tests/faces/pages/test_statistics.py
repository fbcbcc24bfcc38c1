# SPDX-License-Identifier: EUPL-1.2
"""A campaign's statistics as a page and as files."""

import csv
import io

import pytest

from backend.participation.discussion.services import write_comment
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def lively(campaign, idea, aino, onni, settle):
    """A campaign with two supports and a comment today."""
    support_idea(by=aino, idea_id=idea.id)
    support_idea(by=onni, idea_id=idea.id)
    write_comment(by=onni, idea_id=idea.id, text="Hyvä ajatus.")
    settle()
    return campaign


def test_the_page_shows_totals_a_chart_with_phases_and_a_table(client, lively):
    answer = client.get("/campaigns/joki/statistics/")
    page = answer.content.decode()
    assert answer.context["statistics"].net.supports == 2
    assert 'class="bandn"' in page
    assert "Kannatuksia päivässä" in page
    assert "Viikot (CSV)" in page


def test_people_are_never_counted_before_their_week_is_over(client, lively):
    shown = client.get("/campaigns/joki/statistics/").context["weeks"][0]
    assert (shown.participants, shown.new, shown.returning) == ("kesken", "kesken", "kesken")


def test_the_files_add_up_to_the_page(client, lively):
    total = client.get("/campaigns/joki/statistics/").context["statistics"].net.supports
    for address in ("/campaigns/joki/statistics.csv", "/campaigns/joki/statistics/weeks.csv"):
        answer = client.get(address)
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert sum(int(row["supports"]) for row in rows) == total


def test_the_region_lists_its_campaigns(client, lively):
    assert "Joki kaikille" in client.get("/statistics/campaigns/").content.decode()


def test_a_draft_has_no_statistics(client, make_campaign):
    make_campaign("luonnos", published=False)
    for address in ("statistics/", "statistics.csv", "statistics/weeks.csv"):
        assert client.get(f"/campaigns/luonnos/{address}").status_code == 404


def test_the_campaign_shows_supports_per_week(client, lively):
    weekly = client.get("/campaigns/joki/").context["weekly"]
    assert [bar.value for bar in weekly.bars] == [2]
    assert weekly.bars[-1].unfinished
