# SPDX-License-Identifier: EUPL-1.2
"""Kiosk: one resident after the other, each of them forgotten, by the server too."""

import pytest
from django.core.cache import cache
from django.test import Client

from backend.ledger.events.models import Event
from backend.participation.assistance.kiosks import start_kiosk
from backend.participation.assistance.models import KeptAct, Kiosk
from backend.participation.supports.models import Support
from backend.region.accounts.models import Session
from tests.faces.pages.letters import code_of

pytestmark = pytest.mark.django_db
ASK, WRITE = "/accounts/login/code/", "/accounts/login/code/confirm/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def kiosk(client, porvoo_organiser, campaign) -> Client:
    """A device that Pirkko has made a kiosk."""
    client.cookies["kiosk"] = start_kiosk(by=porvoo_organiser, campaign_slug=campaign.slug)
    return client


def identify(kiosk: Client, mailoutbox, email: str = "uusi@example.org"):
    kiosk.post(ASK, {"email": email})
    return kiosk.post(WRITE, {"code": code_of(mailoutbox[-1])}, follow=True)


def time_goes_by(kiosk: Client, seconds: float) -> None:
    """Put the session's last sign of life into the past: tests move the dates, not the clock."""
    session = kiosk.session
    session["kiosk_seen"] = session["kiosk_seen"] - seconds
    session.save()


def test_pirkko_starts_it_and_is_signed_out(client, porvoo_organiser, campaign):
    client.force_login(porvoo_organiser)
    assert "Tee tästä laitteesta asiointipiste" in client.get(f"/kiosk/{campaign.slug}/").content.decode()
    answer = client.post(f"/kiosk/{campaign.slug}/start/", {"allowance": "30"})
    assert answer.url == f"/kiosk/{campaign.slug}/"
    assert answer.cookies["kiosk"]["httponly"]
    assert "_auth_user_id" not in client.session
    page = client.get(answer.url).content.decode()
    assert "Katso ideoita ja kannata niitä" in page
    assert 'http-equiv="refresh" content="60;url=/kiosk/finish/"' in page
    assert Kiosk.objects.get().allowance == 30


def test_a_wrong_allowance_is_said(client, porvoo_organiser, campaign):
    client.force_login(porvoo_organiser)
    answer = client.post(f"/kiosk/{campaign.slug}/start/", {"allowance": "0"})
    assert answer.status_code == 422
    assert "Kirjoita luku väliltä" in answer.content.decode()


def test_nobody_else_starts_one(client, aino, campaign):
    assert client.get(f"/kiosk/{campaign.slug}/").url.startswith("/accounts/login/")
    client.force_login(aino)
    assert client.get(f"/kiosk/{campaign.slug}/").status_code == 403
    assert client.post(f"/kiosk/{campaign.slug}/start/", {"allowance": "30"}).status_code == 403
    assert Kiosk.objects.count() == 0


def test_a_resident_supports_there_and_the_channel_is_kiosk(kiosk, idea, mailoutbox):
    answer = kiosk.post(f"/ideas/{idea.id}/support/", {"action": "give"})
    assert answer.url.startswith("/accounts/login/")
    assert 'id="with-password"' not in kiosk.get(answer.url).content.decode()
    assert "on laskettu" in identify(kiosk, mailoutbox).content.decode()
    assert Support.objects.count() == 1
    assert Event.objects.get(kind="support_given").channel == "kiosk"


def test_finishing_forgets_the_session_what_is_kept_and_what_was_chosen(kiosk, idea, mailoutbox):
    kiosk.post(f"/ideas/{idea.id}/support/", {"action": "give"})
    identify(kiosk, mailoutbox)
    key = kiosk.session.session_key
    answer = kiosk.get("/kiosk/finish/")
    assert answer.url == "/kiosk/joki/"
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert {answer.cookies[name].value for name in ("messages", "language", "theme", "csrftoken")} == {""}
    assert not Session.objects.filter(session_key=key).exists()
    assert "_auth_user_id" not in kiosk.session
    assert "Katso ideoita" in kiosk.get("/kiosk/joki/").content.decode(), "the device is still a kiosk"


def test_what_waits_is_forgotten_too(kiosk, idea):
    kiosk.post(f"/ideas/{idea.id}/support/", {"action": "give"})
    assert KeptAct.objects.count() == 1
    kiosk.post("/kiosk/finish/")
    assert KeptAct.objects.count() == 0


def test_after_a_minute_without_input_the_server_forgets_whatever_the_browser_does(kiosk, idea, mailoutbox):
    kiosk.post(f"/ideas/{idea.id}/support/", {"action": "give"})
    identify(kiosk, mailoutbox)
    key = kiosk.session.session_key
    time_goes_by(kiosk, 59)
    assert kiosk.get(f"/ideas/{idea.id}/").status_code == 200
    time_goes_by(kiosk, 70)
    assert kiosk.get("/you/").url == "/kiosk/joki/"
    assert not Session.objects.filter(session_key=key).exists()
    assert kiosk.get("/you/").url.startswith("/accounts/login/")


def test_the_next_person_does_not_act_as_the_last_one(kiosk, idea, mailoutbox):
    identify(kiosk, mailoutbox)
    time_goes_by(kiosk, 70)
    answer = kiosk.post(f"/ideas/{idea.id}/support/", {"action": "give"}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/kiosk/joki/"
    assert Support.objects.count() == 0


def test_what_the_page_asks_by_itself_is_no_sign_of_life(kiosk, campaign, idea, mailoutbox):
    identify(kiosk, mailoutbox)
    time_goes_by(kiosk, 30)
    before = kiosk.session["kiosk_seen"]
    kiosk.get(f"/api/v1/campaigns/{campaign.slug}/snapshot/")
    assert kiosk.session["kiosk_seen"] == before
    assert kiosk.get("/kiosk/here/").status_code == 204
    assert kiosk.session["kiosk_seen"] > before
    time_goes_by(kiosk, 70)
    kiosk.post(f"/api/v1/ideas/{idea.id}/support/")
    assert Support.objects.count() == 0


def test_whoever_is_still_there_keeps_what_waits(kiosk, idea):
    kiosk.post(f"/ideas/{idea.id}/support/", {"action": "give"})
    before = KeptAct.objects.get().kept_until
    kiosk.get("/kiosk/here/")
    assert KeptAct.objects.get().kept_until > before


def test_no_page_is_left_in_the_browsers_memory(kiosk, campaign):
    for path in (f"/kiosk/{campaign.slug}/", f"/campaigns/{campaign.slug}/", "/accounts/login/"):
        assert kiosk.get(path).headers["Cache-Control"] == "no-store"
    assert kiosk.get("/").url == f"/kiosk/{campaign.slug}/"
    assert kiosk.get("/kiosk/another/").url == f"/kiosk/{campaign.slug}/"


def test_only_an_officer_ends_it(kiosk, aino, porvoo_organiser, campaign):
    assert kiosk.get("/kiosk/end/").url == "/accounts/login/?next=/kiosk/end/"
    assert 'id="with-password"' in kiosk.get("/accounts/login/?next=/kiosk/end/").content.decode()
    kiosk.force_login(aino)
    assert kiosk.post("/kiosk/end/").status_code == 403
    kiosk.force_login(porvoo_organiser)
    assert kiosk.get("/kiosk/end/").status_code == 200
    answer = kiosk.post("/kiosk/end/")
    assert answer.url == f"/manage/campaigns/{campaign.slug}/"
    assert answer.cookies["kiosk"].value == ""
    assert Kiosk.objects.get().ended_at is not None


def test_an_ordinary_browser_is_no_kiosk(client, campaign):
    client.cookies["kiosk"] = "made up"
    assert "data-kiosk" not in client.get(f"/campaigns/{campaign.slug}/").content.decode()
    assert client.get("/kiosk/finish/").url == "/"
    assert client.get("/kiosk/end/").status_code == 404


def test_a_kiosk_has_an_allowance_of_its_own(kiosk, mailoutbox):
    cache.clear()
    Kiosk.objects.update(allowance=2)
    for number in range(3):
        answer = kiosk.post(ASK, {"email": f"a{number}@example.org"})
    assert answer.status_code == 429
    assert "tunnistautunut tunnin sisällä monta ihmistä" in answer.content.decode()
    assert len(mailoutbox) == 2
    assert Client().post(ASK, {"email": "a9@example.org"}).status_code == 302, "the address is not the kiosk"


def test_a_school_class_behind_one_address_is_not_stopped(porvoo_organiser, campaign, mailoutbox):
    cache.clear()
    for device in range(2):
        browser = Client()
        browser.cookies["kiosk"] = start_kiosk(by=porvoo_organiser, campaign_slug=campaign.slug)
        for number in range(15):
            browser.post(ASK, {"email": f"oppilas{device}-{number}@example.org"})
            browser.get("/kiosk/finish/")
    assert len(mailoutbox) == 30
