# SPDX-License-Identifier: EUPL-1.2
"""R10: a resident types the code of a letter; an officer decides who takes part, uploads, makes codes, serves."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.participants.codes import make_codes
from backend.participation.participants.models import Code, CodeBatch, Identification, RegisterRow
from backend.participation.supports.models import Support
from backend.region.accounts.models import Account

pytestmark = pytest.mark.django_db
SIGNED_IN = {"propose": {"who": "signed_in"}}


@pytest.fixture
def coded(make_campaign) -> Campaign:
    return make_campaign("koodi", identifier="code", conditions=SIGNED_IN)


@pytest.fixture
def code(coded, porvoo_organiser) -> str:
    return make_codes(by=porvoo_organiser, campaign_slug=coded.slug, count=1, channel="letter").codes[0]


@pytest.fixture
def officer(client, porvoo_organiser):
    client.force_login(porvoo_organiser)
    return client


def test_aino_types_her_code_and_goes_on_where_she_was(signed_in, aino, coded, code, make_idea):
    idea = make_idea(coded)
    page = f"/ideas/{idea.id}/"
    assert "Koodisi" in signed_in.get("/campaigns/koodi/identify/").content.decode()
    answer = signed_in.post("/campaigns/koodi/identify/", {"code": code, "next": page})
    assert (answer.status_code, answer.url) == (302, page)
    assert Identification.objects.get().account == aino
    signed_in.post(f"{page}support/", {"action": "give"})
    assert Support.objects.count() == 1


def test_somebody_without_an_account_types_the_code_and_is_signed_in(client, coded, code):
    answer = client.post("/campaigns/koodi/identify/", {"code": code})
    assert answer.url == "/campaigns/koodi/"
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    assert (account.email, Code.objects.get().used_by) == (None, account)


def test_a_tap_first_then_the_code_is_one_form_and_counts_once(client, coded, code, make_idea):
    idea = make_idea(coded)
    page = f"http://testserver/ideas/{idea.id}/"
    way = client.post(f"/ideas/{idea.id}/support/", {"action": "give"}, headers={"Referer": page}).url
    assert way.startswith("/campaigns/koodi/identify/?next=%2Fkept")
    shown = client.get(way)
    assert "on tallessa. Sitä ei ole vielä laskettu." in shown.content.decode()
    client.post("/campaigns/koodi/identify/", {"code": "ABCD-EFGH-JKLM", "next": shown.context["next"]})
    assert Support.objects.count() == 0
    typed = {"code": code, "next": shown.context["next"]}
    answer = client.post("/campaigns/koodi/identify/", typed, follow=True)
    assert answer.redirect_chain[-1][0] == f"/ideas/{idea.id}/#result"
    assert "on laskettu." in answer.content.decode()
    assert Support.objects.get().participant.kind == "code"


def test_signed_in_without_a_code_the_tap_waits_as_well(signed_in, coded, code, make_idea):
    idea = make_idea(coded)
    way = signed_in.post(f"/ideas/{idea.id}/support/", {"action": "give"}).url
    assert way.startswith("/campaigns/koodi/identify/?next=%2Fkept")
    signed_in.post("/campaigns/koodi/identify/", {"code": code, "next": "/kept/?next=/"}, follow=True)
    assert Support.objects.count() == 1


def test_what_needs_signing_in_only_leads_to_signing_in(client, coded):
    Phase.objects.filter(campaign=coded, kind="support").update(kind="collect")
    words = {"title": "Silta joen yli", "text": "Lapsille turvallinen reitti.", "category": "luonto"}
    assert client.post("/campaigns/koodi/propose/", words).url.startswith("/accounts/login/")


def test_a_wrong_code_is_said_and_stays_and_too_many_are_stopped(client, coded, code):
    for _ in range(10):
        answer = client.post("/campaigns/koodi/identify/", {"code": "ABCD-EFGH-JKLM"})
        assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tämä koodi ei toimi täällä." in page
    assert "ABCD-EFGH-JKLM" in page
    assert client.post("/campaigns/koodi/identify/", {"code": code}).status_code == 429
    assert not Account.objects.filter(email=None).exists()


def test_another_site_is_never_gone_to(signed_in, coded, code):
    answer = signed_in.post("/campaigns/koodi/identify/", {"code": code, "next": "https://evil.example/"})
    assert answer.url == "/campaigns/koodi/"


def test_pirkko_decides_who_takes_part_in_her_draft(officer, make_campaign):
    make_campaign("luonnos", published=False)
    page = "/manage/campaigns/luonnos/people/"
    assert officer.get(page).status_code == 200
    typed = {
        "identifier": "code",
        "comment_who": "signed_in",
        "support_minimum_age": "16",
        "support_municipalities": ["porvoo", "sipoo"],
    }
    assert officer.post(page, typed).status_code == 302
    campaign = Campaign.objects.get(slug="luonnos")
    assert campaign.identifier == "code"
    assert campaign.conditions["comment"] == {"who": "signed_in"}
    assert campaign.conditions["support"]["minimum_age"] == 16
    assert set(campaign.conditions) == {"comment", "support"}
    answer = officer.post(page, {**typed, "propose_who": "strong"})
    assert answer.status_code == 422
    assert "Tämä ei sovi yhteen" in answer.content.decode()


def test_once_public_it_is_read_only(officer, coded):
    page = officer.get("/manage/campaigns/koodi/people/").content.decode()
    assert 'id="who"' not in page
    assert "Kampanja on julkinen" in page


def test_a_register_is_uploaded_and_bad_lines_stand_in_a_table(officer, make_campaign):
    make_campaign("rekisteri", identifier="register", conditions=SIGNED_IN)
    path = "/manage/campaigns/rekisteri/people/register/"
    good = SimpleUploadedFile("rekisteri.csv", b"tunniste;kunta\nA1;Porvoo\nA2;\n", "text/csv")
    assert officer.post(path, {"file": good}).status_code == 302
    assert RegisterRow.objects.count() == 2
    bad = SimpleUploadedFile("rekisteri.csv", b"tunniste;kunta\nA1;Atlantis\n;Porvoo\n", "text/csv")
    answer = officer.post(path, {"file": bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "unknown_municipality" in page
    assert "no_identifier" in page
    assert RegisterRow.objects.count() == 2
    assert officer.post(path, {}).status_code == 422


def test_codes_are_downloaded_once_and_voided(officer, client, coded):
    answer = officer.post(
        "/manage/campaigns/koodi/people/codes/", {"count": "3", "channel": "letter", "note": "Kirjeet"}
    )
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(rows) == 3
    assert rows[0]["address"].endswith("/campaigns/koodi/identify/")
    assert "no-store" in answer["Cache-Control"]
    page = officer.get("/manage/campaigns/koodi/people/").content.decode()
    assert "Kirjeet" in page
    assert rows[0]["code"] not in page
    batch = CodeBatch.objects.get()
    assert officer.post(f"/manage/campaigns/koodi/people/codes/{batch.id}/void/").status_code == 302
    assert CodeBatch.objects.get().voided_at is not None
    client.logout()
    assert client.post("/campaigns/koodi/identify/", {"code": rows[0]["code"]}).status_code == 422


def test_pirkko_serves_a_resident_who_takes_it_over_at_home(officer, client, aino, campaign, idea):
    page = f"/manage/campaigns/{campaign.slug}/desk/"
    assert idea.title in officer.get(page).content.decode()
    answer = officer.post(page, {"act": "support", "idea": idea.id})
    assert answer.status_code == 422
    assert "miksi toimit asukkaan puolesta" in answer.content.decode()
    answer = officer.post(page, {"act": "support", "idea": idea.id, "reason": "Ei omaa laitetta", "language": "sv"})
    slip = answer.context["receipt"].slip
    assert slip in answer.content.decode()
    client.force_login(aino)
    answer = client.post(f"/campaigns/{campaign.slug}/identify/", {"code": slip}, follow=True)
    assert "1 asia" in answer.content.decode()
    assert Support.objects.get().participant.account == aino


def test_an_idea_and_a_comment_at_the_desk(officer, make_campaign):
    campaign = make_campaign("ideat", open_phase="collect")
    page = f"/manage/campaigns/{campaign.slug}/desk/"
    typed = {
        "act": "propose",
        "title": "Penkki rantaan",
        "text": "Penkki isoisän muistoksi rantaan.",
        "reason": "Ei laitetta",
    }
    assert "Valitse idean aihe" in officer.post(page, typed).content.decode()
    answer = officer.post(page, {**typed, "category": "luonto"})
    idea = campaign.ideas.get()
    code = answer.context["receipt"].slip
    typed = {"act": "comment", "idea": idea.id, "text": "Kiitos!", "code": code, "reason": "Ei laitetta"}
    assert officer.post(page, typed).status_code == 200


def test_nobody_else_reaches_the_officers_pages(signed_in, coded):
    for path in ("people/", "desk/"):
        assert signed_in.get(f"/manage/campaigns/koodi/{path}").status_code == 403
    assert signed_in.post("/manage/campaigns/koodi/people/codes/", {"count": 1}).status_code == 403
