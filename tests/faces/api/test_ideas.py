# SPDX-License-Identifier: EUPL-1.2
"""Ideas through the API: proposed, found, changed, withdrawn and answered."""

import pytest

from backend.participation.ideas.services import answer_idea
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db
TYPED = {"title": "Laituri rantaan", "text": "Rantaan pieni laituri uimareille ja soutajille.", "category": "luonto"}


@pytest.fixture
def collecting(make_campaign):
    return make_campaign("keruu", open_phase="collect")


def test_onni_proposes_an_idea_and_everybody_reads_it(call, onni, anyone, collecting, refused):
    answer = call(onni).post("campaigns/keruu/ideas/", {**TYPED, "latitude": 60.4, "longitude": 25.7})
    assert answer.status_code == 201
    made = answer.json()
    assert (made["author"], made["own"], made["supports"], made["version"]) == ("Onni", True, 0, 1)
    shown = anyone.get(f"ideas/{made['id']}/").json()
    assert shown == {**made, "own": False}
    assert (shown["campaign"], shown["category"], shown["latitude"]) == ("keruu", "luonto", 60.4)
    assert "participant" not in str(shown)


def test_an_idea_is_in_the_language_that_is_named_or_else_spoken(call, onni, collecting):
    onni_calls = call(onni)
    named = onni_calls.post("campaigns/keruu/ideas/", {**TYPED, "language": "en"}, accept_language="fi").json()
    spoken = onni_calls.post("campaigns/keruu/ideas/", TYPED, accept_language="sv").json()
    own = onni_calls.post("campaigns/keruu/ideas/", TYPED).json()
    assert [named["language"], spoken["language"], own["language"]] == ["en", "sv", "sv"]


def test_every_field_that_is_wrong_is_named_in_the_persons_language(call, aino, collecting, refused):
    answer = call(aino).post(
        "campaigns/keruu/ideas/", {"title": "", "text": "lyhyt", "category": "muu"}, accept_language="en"
    )
    assert set(refused(answer, 422, "invalid_input")["fields"]) == {"title", "text", "category"}


def test_ideas_are_proposed_while_they_are_collected(call, aino, anyone, campaign, refused):
    refused(call(aino).post("campaigns/joki/ideas/", TYPED), 422, "phase_not_open")
    refused(anyone.post("campaigns/joki/ideas/", TYPED), 403, "sign_in_first")
    refused(call(aino).post("campaigns/ei-ole/ideas/", TYPED), 404, "not_found")


def test_search_filter_and_order(anyone, aino, onni, make_campaign, make_idea, settle):
    campaign = make_campaign("joki")
    pier = make_idea(campaign, "Laituri", by=onni)
    tram = make_idea(campaign, "Raitiotie", by=onni, category="liikkuminen")
    support_idea(by=aino, idea_id=pier.id)
    settle()

    def titles(**query):
        return [one["title"] for one in anyone.get("campaigns/joki/ideas/", query).json()["results"]]

    assert titles(order="newest") == ["Raitiotie", "Laituri"]
    assert titles(order="most") == ["Laituri", "Raitiotie"]
    assert titles(q="RAITIO") == ["Raitiotie"]
    assert titles(category="luonto") == ["Laituri"]
    assert titles(district="ei-ole") == []
    assert titles(seed="1") == titles(seed="1", order="varied")
    assert tram.id


def test_a_seed_makes_its_own_order(anyone, make_campaign, make_idea, onni):
    campaign = make_campaign("joki")
    for n in range(8):
        make_idea(campaign, f"Idea {n}", by=onni)

    def order(seed):
        return [one["id"] for one in anyone.get("campaigns/joki/ideas/", {"seed": seed}).json()["results"]]

    assert order("a") == order("a")
    assert len({tuple(order(seed)) for seed in "abcdefgh"}) > 1


def test_the_list_shows_what_the_asker_supports(call, aino, anyone, idea):
    support_idea(by=aino, idea_id=idea.id)
    own, other = (who.get("campaigns/joki/ideas/").json()["results"][0] for who in (call(aino), anyone))
    assert (own["supports"], own["supported"]) == (1, True)
    assert (other["supports"], other["supported"]) == (0, False)  # the relay has not folded it yet


def test_a_list_of_twenty_takes_at_most_six_queries(call, aino, onni, make_campaign, make_idea, count_queries):
    campaign = make_campaign("joki")
    for n in range(21):
        make_idea(campaign, f"Idea {n}", by=onni)
    aino_calls, authentication = call(aino), 2
    for order in ("varied", "newest", "most"):
        with count_queries() as counted:
            assert len(aino_calls.get("campaigns/joki/ideas/", {"order": order}).json()["results"]) == 20
        assert counted() <= 6 + authentication
    with count_queries() as counted:
        aino_calls.get(f"ideas/{campaign.ideas.first().id}/")
    assert counted() <= 4 + authentication


def test_onni_changes_his_idea_and_the_old_words_stay_as_a_version(call, onni, anyone, collecting, refused):
    onni_calls = call(onni)
    idea = onni_calls.post("campaigns/keruu/ideas/", TYPED).json()
    path = f"ideas/{idea['id']}/"
    answer = onni_calls.put(path, {**TYPED, "title": "Kaksi laituria", "version": 1})
    assert (answer.json()["title"], answer.json()["version"]) == ("Kaksi laituria", 2)
    refused(onni_calls.put(path, {**TYPED, "version": 1}), 409, "idea_changed")
    versions = anyone.get(f"{path}versions/").json()
    assert [(one["number"], one["title"]) for one in versions["results"]] == [(1, "Laituri rantaan")]
    assert versions["next"] is None


def test_only_its_author_changes_or_withdraws_an_idea(call, aino, onni, anyone, collecting, refused):
    idea = call(onni).post("campaigns/keruu/ideas/", TYPED).json()
    path = f"ideas/{idea['id']}/"
    refused(call(aino).put(path, {**TYPED, "version": 1}), 403, "not_your_idea")
    refused(call(aino).post(f"{path}withdraw/"), 403, "not_your_idea")
    refused(anyone.put(path, {**TYPED, "version": 1}), 403, "sign_in_first")
    refused(anyone.post(f"{path}withdraw/"), 403, "sign_in_first")


def test_a_withdrawn_idea_leaves_the_list_and_says_so_itself(call, onni, anyone, collecting, refused):
    onni_calls = call(onni)
    path = f"ideas/{onni_calls.post('campaigns/keruu/ideas/', TYPED).json()['id']}/"
    assert onni_calls.post(f"{path}withdraw/").json()["state"] == "withdrawn"
    refused(onni_calls.post(f"{path}withdraw/"), 409, "idea_withdrawn")
    assert anyone.get("campaigns/keruu/ideas/").json()["results"] == []
    assert anyone.get(path).json()["state"] == "withdrawn"


def test_porvoo_answers_an_idea(call, anyone, aino, porvoo_organiser, idea, refused):
    reply = {
        "status": "accepted",
        "office": {"fi": "Puistot", "sv": "Parker", "en": "Parks"},
        "text": {"fi": "Rakennetaan.", "sv": "Den byggs.", "en": "We build it."},
    }
    refused(call(aino).put(f"ideas/{idea.id}/answer/", reply), 403, "may_not")
    answer = call(porvoo_organiser).put(f"ideas/{idea.id}/answer/", reply)
    assert (answer.status_code, answer.json()["status"]) == (200, "accepted")
    assert anyone.get(f"ideas/{idea.id}/").json()["answer"]["text"]["sv"] == "Den byggs."
    incomplete = {**reply, "text": {"fi": "Rakennetaan."}}
    fields = refused(call(porvoo_organiser).put(f"ideas/{idea.id}/answer/", incomplete), 422, "invalid_input")["fields"]
    assert set(fields) == {"text_sv", "text_en"}


def test_an_answer_in_the_list_costs_no_query(anyone, porvoo_organiser, idea, count_queries):
    words = {"fi": "Kyllä", "sv": "Ja", "en": "Yes"}
    with count_queries() as before:
        anyone.get("campaigns/joki/ideas/")
    answer_idea(by=porvoo_organiser, idea_id=idea.id, status="done", office=words, text=words)
    with count_queries() as after:
        assert anyone.get("campaigns/joki/ideas/").json()["results"][0]["answer"]["status"] == "done"
    assert after() == before()
