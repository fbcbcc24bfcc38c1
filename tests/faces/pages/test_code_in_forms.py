# SPDX-License-Identifier: EUPL-1.2
"""Verify and act in one form: the code beside the button identifies and acts in one request."""

import pytest
from django.test import Client

from backend.participation.assistance.models import KeptAct
from backend.participation.discussion.models import Comment, Thank
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.participation.participants.codes import identify_with_code, make_codes
from backend.participation.participants.register import identify_from_register, upload_register
from backend.participation.supports.errors import SupportLimitReached
from backend.participation.supports.models import Support
from backend.region.accounts.models import Account

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
WRONG = "Tämä koodi ei toimi täällä."


@pytest.fixture
def coded(make_campaign):
    return make_campaign("koodi", identifier="code")


@pytest.fixture
def idea(coded, make_idea, make_person, porvoo_organiser):
    author = make_person("Kirjoittaja")
    return made_by_code(coded, porvoo_organiser, author, make_idea)


def made_by_code(campaign, officer, author, make_idea) -> Idea:
    """An idea in a campaign that counts by codes needs an author with one."""
    identify_with_code(account=author, campaign=campaign, code=new_code(campaign, officer))
    return make_idea(campaign, by=author)


def new_code(campaign, officer) -> str:
    return make_codes(by=officer, campaign_slug=campaign.slug, count=1, channel="letter").codes[0]


def tap(client: Client, idea: Idea, code: str = "", **fields):
    headers = {"Referer": f"http://testserver/ideas/{idea.id}/"} | fields.pop("headers", {})
    sent = {"action": "give", "shape": "page", "proof-code": code, **fields}
    return client.post(f"/ideas/{idea.id}/support/", sent, headers=headers)


def test_one_form_and_one_request_identify_and_count(client, idea, coded, porvoo_organiser):
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert f'id="support-{idea.id}-proof-code"' in page
    assert f'id="comment-{idea.id}-proof-code"' in page
    answer = tap(client, idea, new_code(coded, porvoo_organiser).lower())
    assert answer.url == f"/ideas/{idea.id}/#idea-{idea.id}"
    assert Support.objects.get().participant.kind == "code"
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert "Kannatat" in page
    assert "proof-code" not in page


def test_a_wrong_code_without_javascript_stands_in_its_field_and_the_act_is_kept(client, idea, coded, porvoo_organiser):
    answer = tap(client, idea, "ABCD-EFGH-JKLM")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert WRONG in page
    assert 'value="ABCD-EFGH-JKLM"' in page
    assert "on tallessa" in page
    assert (Support.objects.count(), KeptAct.objects.count()) == (0, 1)
    assert not Account.objects.filter(email=None, kind="person").exists()
    typed = {"code": new_code(coded, porvoo_organiser), "next": f"/kept/?next=/ideas/{idea.id}/"}
    client.post("/campaigns/koodi/identify/", typed, follow=True)
    assert (Support.objects.count(), KeptAct.objects.count()) == (1, 0)


def test_a_wrong_code_through_htmx_stands_in_its_field_beside_the_button(client, idea, coded, porvoo_organiser):
    answer = tap(client, idea, "ABCD-EFGH-JKLM", headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="support-{idea.id}"' in page
    assert 'value="ABCD-EFGH-JKLM"' in page
    assert "aria-invalid" in page
    assert page.count(WRONG) == 1
    answer = tap(client, idea, new_code(coded, porvoo_organiser), headers=HTMX)
    assert answer.headers["HX-Redirect"] == f"/ideas/{idea.id}/"  # who is signed in now needs the whole page anew
    assert Support.objects.count() == 1


def test_tries_are_limited(client, idea):
    answers = [tap(client, idea, "ABCD-EFGH-JKLM", headers=HTMX).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_on_a_card_the_field_comes_with_the_tap_which_is_kept_meanwhile(client, idea, coded, porvoo_organiser):
    assert "proof-code" not in client.get("/campaigns/koodi/").content.decode()
    answer = tap(client, idea, shape="card", headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="support-{idea.id}-proof-code"' in page
    assert "Tallessa, ei vielä laskettu" in page
    tap(client, idea, new_code(coded, porvoo_organiser), shape="card", headers=HTMX)
    assert (Support.objects.count(), KeptAct.objects.count()) == (1, 0)


def test_who_has_signed_in_types_it_once_and_stays_who_they_are(client, idea, coded, porvoo_organiser, aino):
    client.force_login(aino)
    answer = tap(client, idea, new_code(coded, porvoo_organiser), headers=HTMX)
    assert answer.status_code == 200
    assert "proof-code" not in answer.content.decode()
    assert Support.objects.get().participant.account == aino


def test_a_used_code_is_told_and_nothing_counted_twice(client, idea, coded, porvoo_organiser):
    code = new_code(coded, porvoo_organiser)
    tap(client, idea, code)
    answer = tap(Client(), idea, code, headers=HTMX)
    assert answer.status_code == 409
    assert "on jo käytetty" in answer.content.decode()
    assert Support.objects.count() == 1


def test_where_the_act_is_refused_the_code_is_not_used_up(
    client, make_campaign, make_idea, make_person, porvoo_organiser
):
    campaign = make_campaign("koodi", identifier="code", limit=1)
    officer = porvoo_organiser
    first = made_by_code(campaign, officer, make_person("Eka"), make_idea)
    second = made_by_code(campaign, officer, make_person("Toka"), make_idea)
    code = new_code(campaign, officer)
    tap(client, first, code)
    answer = tap(client, second, headers=HTMX)
    assert answer.status_code == SupportLimitReached.status
    assert Support.objects.count() == 1


def test_a_comment_is_written_with_the_code_and_kept_in_the_form_with_a_wrong_one(
    client, idea, coded, porvoo_organiser
):
    typed = {"text": "Hyvä idea!", "stance": "for", "proof-code": "ABCD-EFGH-JKLM"}
    answer = client.post(f"/ideas/{idea.id}/comments/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hyvä idea!" in page
    assert 'value="ABCD-EFGH-JKLM"' in page
    assert f'id="comment-{idea.id}-proof-code"' in page
    assert Comment.objects.count() == 0
    typed["proof-code"] = new_code(coded, porvoo_organiser)
    assert client.post(f"/ideas/{idea.id}/comments/", typed).status_code == 302
    assert Comment.objects.get().author.kind == "code"


def test_a_reply_is_written_with_the_code_and_a_wrong_one_stands_in_its_own_field(
    client, idea, coded, porvoo_organiser
):
    other = write_comment(by=idea.author.account, idea_id=idea.id, text="Ensin näin.")
    parent = write_comment(by=idea.author.account, idea_id=idea.id, text="Kuka hoitaa?")
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert f'id="reply-{parent.id}-proof-code"' in page
    typed = {"text": "Minä hoidan.", "parent": parent.id, "stance": "neutral", "proof-code": "ABCD-EFGH-JKLM"}
    for headers in ({}, HTMX):
        answer = client.post(f"/ideas/{idea.id}/comments/", typed, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert page.count(WRONG) == 1
        assert page.count('value="ABCD-EFGH-JKLM"') == 1
        at = page.index(f'id="reply-{parent.id}-proof-code"')
        assert WRONG in page[at - 700 : at + 700]
        assert "Minä hoidan." in page
        assert f'id="reply-{other.id}-proof-code"' in page
    typed["proof-code"] = new_code(coded, porvoo_organiser)
    assert client.post(f"/ideas/{idea.id}/comments/", typed).status_code == 302
    assert Comment.objects.get(parent=parent).author.kind == "code"


def test_thanks_wait_for_the_code_which_is_typed_once(client, idea, coded, porvoo_organiser):
    comment = write_comment(by=idea.author.account, idea_id=idea.id, text="Kuka hoitaa?")
    headers = {"Referer": f"http://testserver/ideas/{idea.id}/"}
    answer = client.post(f"/comments/{comment.id}/thanks/", {"action": "give"}, headers=headers)
    assert answer.url.startswith("/campaigns/koodi/identify/")
    page = client.get(answer.url).content.decode()
    back = page.split('name="next" value="')[1].split('"')[0]
    client.post("/campaigns/koodi/identify/", {"code": new_code(coded, porvoo_organiser), "next": back}, follow=True)
    assert Thank.objects.get().comment == comment


def test_an_idea_is_proposed_with_the_code_and_nothing_is_retyped_after_a_wrong_one(
    client, make_campaign, porvoo_organiser
):
    campaign = make_campaign("koodi", identifier="code", open_phase="collect")
    typed = {
        "title": "Penkki rantaan",
        "text": "Rantaan penkki, jolla istua iltaisin.",
        "category": "luonto",
        "similar_seen": "1",
    }
    assert "proof-code" in client.get("/campaigns/koodi/propose/").content.decode()
    answer = client.post("/campaigns/koodi/propose/", {**typed, "proof-code": "ABCD-EFGH-JKLM"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Penkki rantaan" in page
    assert WRONG in page
    assert Idea.objects.count() == 0
    sent = {**typed, "proof-code": new_code(campaign, porvoo_organiser)}
    assert client.post("/campaigns/koodi/propose/", sent).status_code == 302
    assert Idea.objects.get().author.kind == "code"


def test_a_registers_number_with_the_year_of_birth(client, make_campaign, make_idea, make_person, porvoo_organiser):
    campaign = make_campaign("rekisteri", identifier="register")
    file = b"identifier,birth_year\nA-1,1980\nA-2,1990\n"
    upload_register(by=porvoo_organiser, campaign_slug="rekisteri", file=file)
    author = make_person("Kirjoittaja")
    identify_from_register(account=author, campaign=campaign, identifier="A-2", birth_year=1990)
    idea = make_idea(campaign, by=author)
    assert "proof-birth_year" in client.get(f"/ideas/{idea.id}/").content.decode()
    answer = tap(client, idea, "A-1", headers=HTMX, **{"proof-birth_year": "1981"})
    assert answer.status_code == 422
    assert 'value="1981"' in answer.content.decode()
    assert tap(client, idea, "A-1", **{"proof-birth_year": "1980"}).status_code == 302
    assert Support.objects.get().participant.kind == "register"


def test_the_page_of_an_idea_takes_no_more_queries_for_the_field(client, idea, aino, count_queries):
    for reader in (Client(), client):
        if reader is client:
            client.force_login(aino)
        reader.get(f"/ideas/{idea.id}/")
        with count_queries() as counted:
            reader.get(f"/ideas/{idea.id}/")
        assert counted() <= 8 + 2 * (reader is client)  # session and account
