# SPDX-License-Identifier: EUPL-1.2
"""Live figures, statistics and the outcome of a campaign: the same totals everywhere."""

import csv
import datetime
import io

import pytest

from backend.common.clock import database_now
from backend.participation.campaigns.models import VotingWindow
from backend.participation.discussion.services import write_comment
from backend.participation.supports.services import close_window, seal_due_windows, support_idea

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def lively(campaign, make_idea, aino, onni, settle):
    """Two ideas, three supports, one comment, folded by relay and worker."""
    pier, tram = make_idea(campaign, "Laituri"), make_idea(campaign, "Raitiotie")
    for person, idea in ((aino, pier), (onni, pier), (aino, tram)):
        support_idea(by=person, idea_id=idea.id)
    write_comment(by=aino, idea_id=pier.id, text="Hyvä!")
    settle()
    return pier, tram


def test_the_snapshot_stands_at_a_position_that_its_etag_names(anyone, lively):
    pier, tram = lively
    answer = anyone.get("campaigns/joki/snapshot/")
    told = answer.json()
    assert answer["ETag"] == f'"{told["epoch"]}-{told["position"]}"'
    assert told["totals"] == {"supports": 3, "comments": 1, "ideas": 2}
    assert told["ideas"] == {
        str(pier.id): {"supports": 2, "comments": 1},
        str(tram.id): {"supports": 1, "comments": 0},
    }


def test_who_polls_the_snapshot_gets_304_until_something_happens(anyone, lively, onni, settle):
    first = anyone.get("campaigns/joki/snapshot/")
    assert anyone.get("campaigns/joki/snapshot/", If_None_Match=first["ETag"]).status_code == 304
    support_idea(by=onni, idea_id=lively[1].id)
    settle()
    later = anyone.get("campaigns/joki/snapshot/", If_None_Match=first["ETag"])
    assert (later.status_code, later.json()["totals"]["supports"]) == (200, 4)


def test_a_poll_that_finds_nothing_new_takes_three_queries(anyone, lively, count_queries):
    etag = anyone.get("campaigns/joki/snapshot/")["ETag"]
    with count_queries() as counted:
        assert anyone.get("campaigns/joki/snapshot/", If_None_Match=etag).status_code == 304
    assert counted() <= 3


def test_statistics_list_and_campaign_agree_on_every_total(anyone, lively):
    statistics = anyone.get("campaigns/joki/statistics/").json()
    counts = anyone.get("campaigns/joki/").json()["counts"]
    ideas = anyone.get("campaigns/joki/ideas/").json()["results"]
    table = csv.DictReader(io.StringIO(anyone.get("campaigns/joki/statistics.csv").content.decode()))
    days = list(table)
    assert counts == {"ideas": 2, "supports": 3, "comments": 1}
    assert statistics["net"] == {**counts, "ideas_hidden": 0, "comments_hidden": 0}
    for kind, total in counts.items():
        assert sum(int(day[kind]) for day in days) == total
        assert sum(day["net"][kind] for day in statistics["days"]) == total
    assert sum(idea["supports"] for idea in ideas) == 3


def test_people_are_never_fewer_than_five(anyone, lively):
    weeks = anyone.get("campaigns/joki/statistics.csv", {"by": "week"})
    assert weeks["Content-Type"] == "text/csv; charset=utf-8"
    for week in csv.DictReader(io.StringIO(weeks.content.decode())):
        assert week["participants"] in {"", "0"} or int(week["participants"]) >= 5


def test_statistics_are_304_while_the_figures_stand(anyone, lively):
    for path in ("campaigns/joki/statistics/", "campaigns/joki/statistics.csv"):
        first = anyone.get(path)
        assert anyone.get(path, If_None_Match=first["ETag"]).status_code == 304
    assert anyone.get("campaigns/joki/statistics.csv", Accept="text/csv").status_code == 200


def test_statistics_take_few_queries(anyone, lively, count_queries):
    with count_queries() as counted:
        anyone.get("campaigns/joki/statistics/")
    assert counted() <= 4


def test_the_outcome_is_what_was_announced_at_the_close(anyone, campaign, lively):
    before = anyone.get("campaigns/joki/outcome/").json()
    assert (before["results"], before["window"]["closed_at"]) == ([], None)
    seal_due_windows()
    window = VotingWindow.objects.get(phase__campaign=campaign)
    VotingWindow.objects.filter(id=window.id).update(closes=database_now() - SECOND)
    close_window(window_id=window.id)
    after = anyone.get("campaigns/joki/outcome/").json()
    assert [(row["title"], row["supports"]) for row in after["results"]] == [("Laituri", 2), ("Raitiotie", 1)]
    assert after["window"]["closed_at"]
    assert after["window"]["rule"] == {"kind": "support", "identifier": "account", "who": "signed_in", "limit": None}
    assert len(after["window"]["rule_hash"]) == 64


def test_a_campaign_without_support_has_no_window(anyone, make_campaign):
    campaign = make_campaign("luonnosta", published=True)
    VotingWindow.objects.filter(phase__campaign=campaign).delete()
    assert anyone.get("campaigns/luonnosta/outcome/").json() == {"window": None, "next": None, "results": []}


def test_nothing_is_told_of_a_campaign_that_is_not_there(anyone, refused):
    for path in ("snapshot/", "statistics/", "statistics.csv", "outcome/"):
        refused(anyone.get(f"campaigns/ei-ole/{path}"), 404, "not_found")
