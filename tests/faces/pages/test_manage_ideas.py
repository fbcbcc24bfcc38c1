# SPDX-License-Identifier: EUPL-1.2
"""M5: the list of work, the page of one idea, the public list of late answers, and what residents see."""

import datetime

import pytest

from backend.common.clock import database_now, local_day
from backend.participation.handling.models import AnswersDue, Handling, Milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_pirkko(client, porvoo_organiser):
    """A browser in which Porvoo's organiser is signed in."""
    client.force_login(porvoo_organiser)
    return client


@pytest.fixture
def late(campaign):
    """The day for the campaign's answers was yesterday."""
    yesterday = local_day(database_now()) - datetime.timedelta(days=1)
    AnswersDue.objects.create(campaign=campaign, due_on=yesterday)


def words(name: str, text: str) -> dict[str, str]:
    return {f"{name}_{language}": f"{text} {language}" for language in ("fi", "sv", "en")}


def test_a_late_answer_is_on_the_public_list_and_on_the_page_of_the_idea(client, idea, late, count_queries):
    client.get("/answers/overdue/")
    with count_queries() as counted:
        page = client.get("/answers/overdue/").content.decode()
    assert counted() <= 3
    assert idea.title in page
    assert idea.title in client.get("/answers/overdue/?municipality=porvoo").content.decode()
    assert idea.title not in client.get("/answers/overdue/?municipality=sipoo").content.decode()
    assert "ja se on myöhässä" in client.get(f"/ideas/{idea.id}/").content.decode()
    row = client.get("/api/v1/answers/overdue/?municipality=porvoo").json()["results"][0]
    assert (row["idea"], row["municipality"]) == (idea.id, "porvoo")


def test_pirkko_names_the_day_for_answers(as_pirkko, campaign, idea):
    assert as_pirkko.post("/manage/ideas/due/", {"campaign": campaign.slug, "due_on": "2027-01-31"}).status_code == 302
    assert AnswersDue.objects.get().due_on == datetime.date(2027, 1, 31)
    assert "31.1.2027" in as_pirkko.get("/manage/ideas/").content.decode()
    assert as_pirkko.post("/manage/ideas/due/", {"campaign": "muu", "due_on": "x"}).status_code == 422


def test_the_list_of_work_takes_a_stated_number_of_queries(as_pirkko, campaign, make_idea, late, count_queries):
    for n in range(5):
        make_idea(campaign, f"Laituri numero {n}")
    as_pirkko.get("/manage/ideas/")
    with count_queries() as counted:
        page = as_pirkko.get("/manage/ideas/?show=overdue").content.decode()
    assert page.count("Laituri numero") == 5
    assert counted() <= 12


def test_pirkko_gives_an_idea_away_notes_estimates_plans_and_says_what_is_done(as_pirkko, porvoo_organiser, idea):
    here = f"/manage/ideas/{idea.id}/"
    assert as_pirkko.get(here).status_code == 200
    assert as_pirkko.post(f"{here}assign/", {"to": porvoo_organiser.pk}).url == here
    assert Handling.objects.get().assigned_to == porvoo_organiser
    assert as_pirkko.post(f"{here}note/", {"note": "Soitan satamaan."}).url == here
    page = as_pirkko.get(here).content.decode()
    assert "Soitan satamaan." in page
    assert as_pirkko.post(f"{here}estimate/", {"feasibility": "feasible", "cost": "4 000"}).status_code == 422
    sent = {"feasibility": "feasible", "cost": "4000", **words("reason", "Paikka on kunnan")}
    assert as_pirkko.post(f"{here}estimate/", sent).url == here
    wrong = as_pirkko.post(f"{here}steps/", words("title", "Suunnitelma"))
    assert (wrong.status_code, "Suunnitelma fi" in wrong.content.decode()) == (422, True)
    assert as_pirkko.post(f"{here}steps/", {**words("title", "Suunnitelma"), "due_on": "2027-03-01"}).url == here
    assert as_pirkko.post(f"/manage/milestones/{Milestone.objects.get().pk}/reach/").url == here
    page = as_pirkko.get(f"/ideas/{idea.id}/").content.decode()
    for said in ("Voidaan toteuttaa", "Noin 4", "Paikka on kunnan fi", "Suunnitelma fi", "1/1 vaihetta valmiina"):
        assert said in page, said
    assert "Soitan satamaan." not in page
    assert as_pirkko.post(f"/manage/milestones/{Milestone.objects.get().pk}/drop/").url == here


def test_the_page_of_an_idea_takes_no_more_queries_for_the_work_on_it(client, idea, late, count_queries):
    client.get(f"/ideas/{idea.id}/")
    with count_queries() as counted:
        client.get(f"/ideas/{idea.id}/")
    assert counted() <= 8


def test_what_an_answer_said_before_is_one_click_away(as_pirkko, idea):
    for text in ("Teemme sen", "Teemme sen keväällä"):
        typed = {"status": "accepted", **words("office", "Puistot"), **words("text", text)}
        as_pirkko.post(f"/ideas/{idea.id}/answer/", typed)
    address = f"/ideas/{idea.id}/answer/versions/"
    assert address in as_pirkko.get(f"/ideas/{idea.id}/").content.decode()
    page = as_pirkko.get(address).content.decode()
    assert "Teemme sen fi" in page
    assert "Teemme sen keväällä fi" in page


def test_residents_have_none_of_these_pages(signed_in, campaign, idea):
    for path in ("/manage/ideas/", f"/manage/ideas/{idea.id}/"):
        assert signed_in.get(path).status_code == 403
    for path in ("assign", "note", "estimate", "steps"):
        assert signed_in.post(f"/manage/ideas/{idea.id}/{path}/").status_code == 403
    assert signed_in.get(f"/ideas/{idea.id}/answer/versions/").status_code == 404
    assert f"/manage/ideas/{idea.id}/" not in signed_in.get(f"/ideas/{idea.id}/").content.decode()
