# SPDX-License-Identifier: EUPL-1.2
"""Organisations in the browser: bringing one in, the staff's decision, and acting in its name."""

import pytest

from backend.faces.pages.speakers import memberships_changed
from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.programme.models import Actor, ActorClaim
from backend.region.programme.services import claim_actor, confirm_claim, propose_actor
from tests.region.programme.data import MESSAGE, association

pytestmark = pytest.mark.django_db
TYPED = {
    "name_fi": "Melonta ja retket ry",
    "kind": "association",
    "municipality": "porvoo",
    "business_id": "1234567-1",
    "message": MESSAGE,
}


@pytest.fixture
def claim(aino) -> ActorClaim:
    """Aino brings her association in."""
    return propose_actor(by=aino, draft=association(), message=MESSAGE)


@pytest.fixture
def organiser(client, porvoo_organiser):
    """A browser in which Pirkko is signed in."""
    client.force_login(porvoo_organiser)
    return client


def test_aino_brings_her_association_in(signed_in, aino):
    answer = signed_in.post("/organisations/new/", TYPED)
    actor = Actor.objects.get()
    assert answer.url == f"/organisations/{actor.id}/"
    page = signed_in.get(answer.url).content.decode()
    assert "Pyyntösi on lähetetty" in page
    assert "Odottaa kuntaa" in page
    assert "Melonta ja retket ry" in signed_in.get("/organisations/").content.decode()


def test_what_is_wrong_stands_in_the_form_with_what_was_typed(signed_in):
    answer = signed_in.post("/organisations/new/", {**TYPED, "business_id": "1234567-2", "message": "Hei"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tarkista Y-tunnus" in page
    assert 'value="1234567-2"' in page
    assert "Kerro 10–1" in page


def test_an_organisation_that_waits_is_nobody_elses_to_see(client, claim, onni):
    assert client.get(f"/organisations/{claim.actor_id}/").status_code == 404
    client.force_login(onni)
    assert client.get(f"/organisations/{claim.actor_id}/").status_code == 404
    assert "Melonta" not in client.get("/organisations/").content.decode()


def test_pirkko_confirms_and_aino_comments_in_its_name(client, organiser, aino, claim, idea):
    page = organiser.get("/manage/organisations/").content.decode()
    assert MESSAGE in page
    assert organiser.post(f"/manage/organisations/{claim.id}/confirm/").url == "/manage/organisations/"
    assert MESSAGE not in organiser.get("/manage/organisations/").content.decode()
    client.force_login(aino)
    value = f"actor-{claim.actor_id}"
    assert f'value="{value}"' in client.get(f"/ideas/{idea.id}/").content.decode()
    client.post(f"/ideas/{idea.id}/comments/", {"text": "Autamme mielellämme.", "speaker": value})
    assert Comment.objects.get().actor_id == claim.actor_id
    said = client.get(f"/ideas/{idea.id}/").content.decode().split('<ul class="comments">')[1]
    assert "Melonta ja retket ry" in said
    assert "Organisaatio" in said
    assert 'data-name="Aino"' not in said


def test_pirkko_declines_with_a_reason_that_aino_reads(client, organiser, aino, claim):
    answer = organiser.post(f"/manage/organisations/{claim.id}/decline/", {"reason": ""})
    assert answer.status_code == 422
    assert f'id="reason-{claim.id}-error"' in answer.content.decode()
    organiser.post(f"/manage/organisations/{claim.id}/decline/", {"reason": "Emme löydä yhdistystä."})
    client.force_login(aino)
    page = client.get("/organisations/").content.decode()
    assert "Emme löydä yhdistystä." in page
    assert "Ei vahvistettu" in page


def test_staff_elsewhere_and_residents_decide_nothing(client, make_person, claim, aino):
    sirpa = make_person("Sirpa", municipality="sipoo")
    give_role(account=sirpa, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    client.force_login(sirpa)
    assert MESSAGE not in client.get("/manage/organisations/").content.decode()
    for act in ("confirm", "decline", "end"):
        assert client.post(f"/manage/organisations/{claim.id}/{act}/", {"reason": "Ei meille"}).status_code == 404
    client.force_login(aino)
    assert client.get("/manage/organisations/").status_code == 403
    assert client.post(f"/manage/organisations/{claim.id}/confirm/").status_code == 404
    assert ActorClaim.objects.get().state == "pending"


def test_onni_asks_to_act_for_one_that_is_there(client, onni, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    client.force_login(onni)
    assert f"/organisations/{claim.actor_id}/claim/" in client.get(f"/organisations/{claim.actor_id}/").content.decode()
    answer = client.post(f"/organisations/{claim.actor_id}/claim/", {"message": MESSAGE})
    assert answer.url == f"/organisations/{claim.actor_id}/"
    assert client.post(f"/organisations/{claim.actor_id}/claim/", {"message": MESSAGE}).status_code == 409


def test_aino_stops_and_what_she_said_stays(signed_in, aino, porvoo_organiser, claim, idea):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    write_comment(by=aino, idea_id=idea.id, text="Autamme mielellämme.", actor_id=claim.actor_id)
    assert signed_in.post(f"/organisations/claims/{claim.id}/end/").url == "/organisations/"
    page = signed_in.get(f"/ideas/{idea.id}/").content.decode()
    assert "Melonta ja retket ry" in page
    assert 'name="speaker"' not in page


def test_pirkko_ends_a_membership(organiser, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    organiser.post(f"/manage/organisations/{claim.id}/end/", {"reason": "Yhdistys pyysi."})
    assert ActorClaim.objects.get().state == "ended"


def test_a_member_changes_what_is_said_of_it(signed_in, client, onni, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    path = f"/organisations/{claim.actor_id}/edit/"
    assert "1234567-1" in signed_in.get(path).content.decode()
    signed_in.post(path, {**TYPED, "description_fi": "Melomme yhdessä."})
    assert "Melomme yhdessä." in signed_in.get(f"/organisations/{claim.actor_id}/").content.decode()
    client.force_login(onni)
    assert client.get(path).url == f"/organisations/{claim.actor_id}/"


def test_the_list_is_searched_by_the_address(client, onni, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    claim_actor(by=onni, actor_id=claim.actor_id, message=MESSAGE)
    assert "Melonta ja retket ry" in client.get("/organisations/?q=melon&kind=association").content.decode()
    assert "Mikään organisaatio ei vastaa hakua" in client.get("/organisations/?q=kiipeily").content.decode()


def test_an_idea_is_proposed_in_its_name_and_shown_so(signed_in, porvoo_organiser, claim, make_campaign):
    campaign = make_campaign("ideointi", open_phase="collect")
    form = f"/campaigns/{campaign.slug}/propose/"
    assert 'name="speaker"' not in signed_in.get(form).content.decode()
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    memberships_changed(claim.account_id)
    value = f"actor-{claim.actor_id}"
    assert f'value="{value}"' in signed_in.get(form).content.decode()
    typed = {"title": "Melontalaituri", "text": "Laituriin matala kohta kanooteille.", "category": "luonto"}
    answer = signed_in.post(form, {**typed, "speaker": value})
    idea = Idea.objects.get()
    assert (answer.url, idea.actor_id) == (f"/ideas/{idea.id}/", claim.actor_id)
    for page in (answer.url, f"/campaigns/{campaign.slug}/", f"/organisations/{claim.actor_id}/"):
        shown = signed_in.get(page).content.decode()
        assert "Melontalaituri" in shown
        assert "Melonta ja retket ry" in shown
    assert "Nimimerkki Aino" not in signed_in.get(answer.url).content.decode()


def test_a_foreign_name_is_refused_in_the_form(client, onni, porvoo_organiser, claim, make_campaign):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    campaign = make_campaign("ideointi", open_phase="collect")
    client.force_login(onni)
    typed = {"title": "Melontalaituri", "text": "Laituriin matala kohta kanooteille.", "category": "luonto"}
    answer = client.post(f"/campaigns/{campaign.slug}/propose/", {**typed, "speaker": f"actor-{claim.actor_id}"})
    assert (answer.status_code, Idea.objects.count()) == (403, 0)
    assert "Et voi toimia tämän organisaation nimissä." in answer.content.decode()
