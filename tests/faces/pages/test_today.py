# SPDX-License-Identifier: EUPL-1.2
"""M1: what is done today, what waits and what is late in the officer's municipality, each figure linked."""

import datetime

import pytest

from backend.common.clock import database_now, local_day
from backend.insight.engagement.today import acts_on
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.services import write_comment
from backend.participation.handling.models import AnswersDue
from backend.participation.supports.services import support_idea
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_pirkko(client, porvoo_organiser):
    """A browser in which Porvoo's organiser is signed in."""
    client.force_login(porvoo_organiser)
    return client


def test_pirkko_sees_what_is_done_what_waits_and_what_is_late(
    as_pirkko, campaign, make_campaign, make_idea, aino, onni, settle
):
    idea, elsewhere = make_idea(campaign, "Laituri"), make_idea(make_campaign("muu", municipality="sipoo"), "Silta")
    for by in (aino, onni):
        support_idea(by=by, idea_id=idea.id)
    support_idea(by=aino, idea_id=elsewhere.id)
    write_comment(by=aino, idea_id=idea.id, text="Hyvä.")
    AnswersDue.objects.create(campaign=campaign, due_on=local_day(database_now()) - datetime.timedelta(days=2))
    settle()
    page = as_pirkko.get("/manage/")
    acts = page.context["acts"]
    assert acts == {"all": 4, "supports": 2, "comments": 1, "ideas": 1}
    assert as_pirkko.get("/manage/now/").json() == acts
    (line,) = (line for row, line in page.context["rows"] if row.campaign == campaign)
    assert line.acts == 4
    assert page.context["sockets"] == [campaign.slug]
    assert [(one.count, one.late) for one in page.context["waiting"]] == [(1, 1), (0, 0), (0, 0), (0, 0), (0, 0)]
    assert page.context["late"] == [(idea, 2)]
    words = page.content.decode()
    for address in (
        "/manage/ideas/?show=overdue",
        "/manage/ideas/?show=mine",
        "/manage/contacts/",
        f"/ideas/{idea.id}/answer/",
    ):
        assert f'href="{address}"' in words
    assert "2 päivää myöhässä" in words
    assert "Silta" not in words


def test_the_number_of_queries_does_not_grow_with_campaigns_and_ideas(
    as_pirkko, make_campaign, make_idea, count_queries
):
    make_idea(make_campaign("eka"), "Laituri")
    as_pirkko.get("/manage/")
    with count_queries() as counted:
        as_pirkko.get("/manage/")
    few = counted()
    for number in range(4):
        make_idea(make_campaign(f"kampanja-{number}"), f"Idea {number}")
    with count_queries() as counted:
        as_pirkko.get("/manage/")
    assert counted() == few <= 23


def test_who_does_not_organise_sees_no_work_and_no_hidden_supports(client, make_person, campaign, idea, aino, settle):
    Campaign.objects.filter(pk=campaign.pk).update(supports_hidden=True)
    support_idea(by=aino, idea_id=idea.id)
    settle()
    moderator = make_person("Mikko")
    give_role(account=moderator, kind="moderator", municipality=Municipality.objects.get(slug="porvoo"))
    client.force_login(moderator)
    page = client.get("/manage/")
    assert (page.context["acts"]["supports"], "waiting" in page.context) == (None, False)
    assert [line.acts for _row, line in page.context["rows"]] == [page.context["acts"]["ideas"]]
    assert client.get("/manage/now/").json()["supports"] is None
    today = local_day(database_now())
    assert acts_on(today, [campaign.pk], viewer=moderator).supports is None
