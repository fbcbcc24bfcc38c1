# SPDX-License-Identifier: EUPL-1.2
"""R4: proposing an idea, changing it and taking it back."""

import pytest

from backend.participation.ideas.models import Idea

pytestmark = pytest.mark.django_db
TYPED = {"title": "Penkki mäen päälle", "text": "Ylämäessä pitää voida levähtää.", "category": "luonto", "place": ""}


@pytest.fixture
def collecting(make_campaign):
    """A campaign that collects ideas."""
    return make_campaign("maki", open_phase="collect")


def test_aino_proposes(signed_in, collecting, aino):
    answer = signed_in.post("/campaigns/maki/propose/", TYPED)
    idea = Idea.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/ideas/{idea.id}/")
    page = signed_in.get(answer.url).content.decode()
    assert "Ideasi on julkaistu." in page
    assert 'data-draft-done="propose-maki"' in page
    assert (idea.title, idea.language) == ("Penkki mäen päälle", "fi")


def test_what_is_wrong_is_said_and_what_was_typed_stays(signed_in, collecting):
    answer = signed_in.post("/campaigns/maki/propose/", {**TYPED, "text": "Lyhyt", "category": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Korjaa kaksi kohtaa" in page
    assert '<a href="#id_text">Kerro ideasta vähintään yhdellä virkkeellä.</a>' in page
    assert 'value="Penkki mäen päälle"' in page
    assert Idea.objects.count() == 0


def test_signed_out_one_writes_first(client, collecting):
    assert client.get("/campaigns/maki/propose/").status_code == 200


def test_after_the_collecting_phase_it_is_refused(signed_in, campaign):
    answer = signed_in.get("/campaigns/joki/propose/")
    assert answer.status_code == 422
    assert "Tämä kampanjan osa ei ole nyt auki." in answer.content.decode()


def test_the_author_edits_and_withdraws(client, collecting, make_idea, onni):
    idea = make_idea(collecting, by=onni)
    client.force_login(onni)
    answer = client.post(f"/ideas/{idea.id}/edit/", {**TYPED, "version": 1})
    assert answer.url == f"/ideas/{idea.id}/"
    idea.refresh_from_db()
    assert (idea.title, idea.version) == ("Penkki mäen päälle", 2)
    client.post(f"/ideas/{idea.id}/withdraw/")
    assert "Ehdottaja on perunut tämän idean." in client.get(f"/ideas/{idea.id}/").content.decode()


def test_a_change_made_meanwhile_is_not_overwritten(client, collecting, make_idea, onni):
    idea = make_idea(collecting, by=onni)
    client.force_login(onni)
    client.post(f"/ideas/{idea.id}/edit/", {**TYPED, "version": 1})
    answer = client.post(f"/ideas/{idea.id}/edit/", {**TYPED, "title": "Toinen nimi", "version": 1})
    assert answer.status_code == 409
    assert 'value="Toinen nimi"' in answer.content.decode()


def test_nobody_else_edits(signed_in, collecting, make_idea, onni):
    idea = make_idea(collecting, by=onni)
    assert signed_in.get(f"/ideas/{idea.id}/edit/").status_code == 403
    assert signed_in.post(f"/ideas/{idea.id}/withdraw/").status_code == 403


@pytest.fixture
def bench(collecting, make_idea, settle):
    """Somebody has proposed a bench already."""
    idea = make_idea(collecting, "Penkkejä mäen päälle")
    settle()
    return idea


def test_similar_ideas_are_shown_while_the_name_is_typed(client, bench):
    page = client.get("/campaigns/maki/similar/?title=Penkki mäen päälle").content.decode()
    assert f'href="/ideas/{bench.id}/"' in page
    assert "Onko tätä jo ehdotettu?" in page
    assert 'name="similar_seen"' in page
    assert "Onko" not in client.get("/campaigns/maki/similar/?title=Valaistu latu%00").content.decode()


def test_what_is_missing_is_said_beside_the_similar_ideas(signed_in, collecting, bench):
    page = signed_in.post("/campaigns/maki/propose/", {**TYPED, "text": ""})
    assert page.status_code == 422
    assert "Kerro ideasta" in page.content.decode()
    assert 'name="similar_seen"' in page.content.decode()


def test_without_javascript_similar_ideas_are_shown_once_and_then_it_is_published(signed_in, collecting, bench):
    page = signed_in.post("/campaigns/maki/propose/", TYPED).content.decode()
    assert f'href="/ideas/{bench.id}/"' in page
    assert 'value="Penkki mäen päälle"' in page
    assert Idea.objects.count() == 1
    answer = signed_in.post("/campaigns/maki/propose/", {**TYPED, "similar_seen": "yes"})
    assert (answer.status_code, Idea.objects.count()) == (302, 2)
