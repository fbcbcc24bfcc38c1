# SPDX-License-Identifier: EUPL-1.2
"""Searching through the API: a campaign's list, and the whole region."""

import pytest

from backend.participation.ideas.models import Answer, Idea

pytestmark = pytest.mark.django_db
PATH = "campaigns/joki/ideas/"


def titles(answer) -> list[str]:
    return [one["title"] for one in answer.json()["results"]]


@pytest.fixture
def forty(campaign):
    return Idea.objects.bulk_create(
        Idea(campaign=campaign, title=f"Sauna numero {number}", text="Lauteet kaikille." * (number % 3))
        for number in range(40)
    )


def test_the_best_match_comes_first_and_pages_have_each_idea_once(anyone, campaign, forty):
    Idea.objects.create(campaign=campaign, title="Lauteet", text="Uudet lauteet saunaan.")
    assert titles(anyone.get(PATH, {"q": "lauteet"}))[0] == "Lauteet"
    answer, seen = anyone.get(PATH, {"q": "saunat", "page_size": 15}), []
    while True:
        seen += titles(answer)
        if not answer.json()["next"]:
            break
        answer = anyone.follow(answer.json()["next"])
    assert len(seen) == len(set(seen)) == 41


def test_mistyped_words_find_what_comes_near(anyone, campaign, forty):
    assert len(titles(anyone.get(PATH, {"q": "suana"}))) == 20
    assert titles(anyone.get(PATH, {"q": "helikopteri"})) == []


def test_filters(anyone, call, onni, campaign, make_idea, forty):
    Answer.objects.create(idea=forty[0], status="done", text={"fi": "Valmis."})
    own = make_idea(campaign, "Oma laituri", by=onni)
    Idea.objects.create(campaign=campaign, title="Bastu", language="sv")
    assert titles(anyone.get(PATH, {"status": "answered"})) == ["Sauna numero 0"]
    assert titles(anyone.get(PATH, {"status": "done"})) == ["Sauna numero 0"]
    assert len(titles(anyone.get(PATH, {"status": "unanswered", "page_size": 100}))) == 41
    assert titles(anyone.get(PATH, {"language": "sv"})) == ["Bastu"]
    assert titles(call(onni).get(PATH, {"mine": "true"})) == [own.title]
    assert titles(anyone.get(PATH, {"mine": "true"})) == []
    assert titles(anyone.get(PATH, {"mine": "true", "order": "newest"})) == []
    assert anyone.get(PATH, {"status": "x"}).status_code == 400


@pytest.mark.parametrize("q", ["' | !", "%%", '"', "-", "a:*", "\\", "sauna & -numero", "\u202e", "'; DROP"])
def test_whatever_is_typed_is_answered(anyone, campaign, forty, q):
    assert anyone.get(PATH, {"q": q}).status_code in {200, 400}
    assert anyone.get("search/", {"q": q}).status_code in {200, 400}


def test_the_whole_region(anyone, campaign, forty):
    answer = anyone.get("search/", {"q": "jokien"}).json()
    assert answer["campaigns"][0] == {"slug": "joki", "municipality": "porvoo", "title": campaign.title}
    answer = anyone.get("search/", {"q": "sauna 7"}).json()
    assert [(one["title"], one["campaign"]) for one in answer["ideas"]] == [("Sauna numero 7", "joki")]


def test_drafts_are_not_found(anyone, make_campaign, refused):
    make_campaign("luonnos", published=False)
    assert anyone.get("search/", {"q": "joki"}).json() == {"campaigns": [], "ideas": []}
    refused(anyone.get("search/"), 400, "malformed")


def test_few_queries(call, aino, campaign, forty, count_queries):
    caller, authentication = call(aino), 2
    caller.get(PATH, {"q": "sauna"})
    for query in ({"q": "sauna"}, {"q": "sauna", "order": "newest"}, {"q": "sauna", "order": "varied"}, {"mine": "1"}):
        with count_queries() as counted:
            caller.get(PATH, query)
        assert counted() <= 6 + authentication
    with count_queries() as counted:
        caller.get("search/", {"q": "sauna"})
    assert counted() <= 4 + authentication
