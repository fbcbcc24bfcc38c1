# SPDX-License-Identifier: EUPL-1.2
"""Reporting, the moderators' queue, statements of reasons and appeals, as pages without JavaScript."""

import pytest
from django.test import Client

from backend.participation.discussion.services import write_comment
from backend.participation.moderation.appeals import appeal
from backend.participation.moderation.models import Appeal, Case, Decision, Report
from backend.participation.moderation.services import decide
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.data import REASONS, reported
from tests.participation.moderation.forms import HIDING, SAID, TYPED, words
from tests.participation.moderation.steps import decided, hidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(onni, idea):
    """What Onni said of the idea."""
    return write_comment(by=onni, idea_id=idea.id, text=SAID, stance="against")


@pytest.fixture
def browser():
    """A browser in which somebody is signed in: browser(maija)."""

    def of(account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return of


def test_a_stranger_reports_a_comment_and_follows_it(client, comment):
    page = client.get(f"/ideas/{comment.idea_id}/")
    assert f'href="/comments/{comment.id}/report/"' in page.content.decode()
    assert SAID in words(client.get(f"/comments/{comment.id}/report/"))
    answer = client.post(f"/comments/{comment.id}/report/", TYPED, follow=True)
    report = Report.objects.get()
    assert answer.redirect_chain == [(f"/reports/{report.key}/", 302)]
    assert report.number in words(answer)
    assert "Ilmoitus odottaa ihmisen tekemää päätöstä" in words(answer)
    assert client.get("/reports/made-up/").status_code == 404


def test_a_moderator_needs_no_report(browser, maija, onni, comment):
    here = browser(maija)
    assert "Vie jonoon" in words(here.get(f"/comments/{comment.id}/report/"))
    assert "Vie jonoon" not in words(browser(onni).get(f"/ideas/{comment.idea_id}/report/"))
    answer = here.post("/manage/moderation/open/", {"comment": comment.id}, follow=True)
    assert SAID in words(answer)
    assert Case.objects.get().source == Case.Source.STAFF
    today = here.get("/manage/")
    assert today.context["reports_waiting"] == 1
    assert 'href="/manage/moderation/"' in today.content.decode()


def test_nothing_that_was_typed_is_lost(client, idea):
    answer = client.post(f"/ideas/{idea.id}/report/", {**TYPED, "good_faith": "", "email": "ei osoite"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert TYPED["explanation"] in page
    assert 'value="ei osoite"' in page
    assert not Report.objects.exists()


def test_who_has_signed_in_is_not_asked_who_they_are(signed_in, idea, aino):
    assert 'name="email"' not in signed_in.get(f"/ideas/{idea.id}/report/").content.decode()
    signed_in.post(f"/ideas/{idea.id}/report/", TYPED)
    assert Report.objects.get().account == aino


def test_an_address_that_reports_too_often_keeps_what_was_typed(client, idea, settings):
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {**settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "reports": "1/hour"},
    }
    client.post(f"/ideas/{idea.id}/report/", TYPED)
    answer = client.post(f"/ideas/{idea.id}/report/", TYPED)
    assert answer.status_code == 429
    assert TYPED["explanation"] in answer.content.decode()
    assert Report.objects.count() == 1


def test_maija_finds_the_report_hides_the_comment_and_may_undo_it(browser, comment, maija, count_queries):
    case = reported(None, comment_id=comment.id).case
    client = browser(maija)
    client.get("/manage/moderation/")
    with count_queries() as counted:
        page = client.get("/manage/moderation/")
    assert counted() <= 12
    assert SAID in words(page)
    assert "vieras@example.org" not in page.content.decode()
    answer = client.post("/manage/moderation/", {"case": case.pk, **HIDING}, follow=True)
    assert "Se piilotetaan kymmenen sekunnin kuluttua" in words(answer)
    decision = Decision.objects.get()
    client.post(f"/manage/moderation/decisions/{decision.pk}/undo/")
    assert SAID in words(client.get("/manage/moderation/"))


def test_a_decision_without_reasons_keeps_what_was_typed(browser, comment, maija):
    case = reported(None, comment_id=comment.id).case
    sent = {"case": case.pk, **HIDING, "ground": "", "reference": "Rikoslaki"}
    answer = browser(maija).post("/manage/moderation/", sent)
    assert answer.status_code == 422
    assert "Valitse peruste." in words(answer)
    assert 'value="Rikoslaki"' in answer.content.decode()


def test_several_are_decided_at_once(browser, comment, idea, maija):
    cases = [reported(None, comment_id=comment.id).case_id, reported(None, idea_id=idea.id).case_id]
    client = browser(maija)
    assert "Valitse ensin" in words(client.post("/manage/moderation/", HIDING, follow=True))
    client.post("/manage/moderation/", {"case": cases, "outcome": "leave"})
    assert Decision.objects.filter(outcome="leave").count() == 2
    answer = client.post("/manage/moderation/", {"case": cases, "outcome": "leave"}, follow=True)
    assert "Joku muu ehti päättää 2 tapauksesta" in words(answer)


def test_another_municipalitys_moderator_and_the_organiser_see_none_of_it(
    browser, comment, make_moderator, porvoo_organiser, maija
):
    report = reported(None, comment_id=comment.id)
    decision = hidden(maija, comment_id=comment.id)
    made = appeal(by=comment.author.account, decision_id=decision.pk, text="Olen eri mieltä tästä.")
    stranger = browser(make_moderator("Sanna", "sipoo"))
    assert SAID not in words(stranger.get("/manage/moderation/"))
    for path in (f"/decisions/{decision.pk}/", f"/manage/moderation/appeals/{made.pk}/"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"/manage/moderation/decisions/{decision.pk}/undo/").status_code == 404
    assert stranger.post("/manage/moderation/open/", {"comment": comment.id}).status_code == 404
    stranger.post("/manage/moderation/", {"case": report.case_id, "outcome": "leave"})
    assert Decision.objects.count() == 1
    assert browser(porvoo_organiser).get("/manage/moderation/").status_code == 403


def test_everybody_sees_an_empty_place_and_its_writer_the_text(browser, client, comment, onni, maija):
    decision = hidden(maija, comment_id=comment.id)
    shown = words(client.get(f"/ideas/{comment.idea_id}/"))
    assert SAID not in shown
    assert "Kunta on piilottanut tämän, peruste: Loukkaa jotakuta" in shown
    own = browser(onni).get(f"/ideas/{comment.idea_id}/")
    assert SAID in words(own)
    assert f'href="/decisions/{decision.pk}/"' in own.content.decode()


def test_a_hidden_idea_says_nothing_on_any_page(browser, client, campaign, make_idea, onni, maija, settle):
    idea = make_idea(campaign, "Hölmöjen laituri", by=onni)
    write_comment(by=onni, idea_id=idea.id, text="Kommentti idean alla.")
    settle()
    hidden(maija, idea_id=idea.id)
    settle()
    for path in (
        f"/ideas/{idea.id}/", f"/campaigns/{campaign.slug}/", f"/campaigns/{campaign.slug}/map/", "/search/?q=laituri",
        f"/ideas/{idea.id}/versions/", f"/ideas/{idea.id}/feed/", f"/campaigns/{campaign.slug}/feed/", "/",
        f"/campaigns/{campaign.slug}/similar/?title=H%C3%B6lm%C3%B6jen+laituri", "/notices/", "/follows/",
        f"/api/v1/ideas/{idea.id}/", f"/api/v1/campaigns/{campaign.slug}/ideas/", "/api/v1/search/?q=laituri",
        f"/api/v1/ideas/{idea.id}/versions/",
    ):  # fmt: skip
        assert "Hölmöjen" not in client.get(path, follow=True).content.decode(), path
    assert client.get(f"/ideas/{idea.id}/share/").status_code == 404
    assert client.get(f"/ideas/{idea.id}/card.png").status_code == 404
    assert "Kunta on piilottanut tämän" in words(client.get(f"/campaigns/{campaign.slug}/"))
    assert "Kunta on piilottanut tämän" in client.get(f"/campaigns/{campaign.slug}/feed/").content.decode()
    own = words(browser(onni).get(f"/ideas/{idea.id}/"))
    assert "Hölmöjen laituri" in own
    assert "Lue perustelut ja valita" in own


def test_onni_reads_the_reasons_and_appeals_and_mikko_decides(browser, comment, onni, maija, mikko):
    decision = hidden(maija, comment_id=comment.id)
    client = browser(onni)
    page = words(client.get(f"/decisions/{decision.pk}/"))
    for part in (SAID, REASONS.facts, "Loukkaa jotakuta", "Keskustelun säännöt, kohta 1", "Ihminen.", "Traficom"):
        assert part in page
    assert client.post(f"/decisions/{decision.pk}/", {"text": "Ei."}).status_code == 422
    answer = client.post(f"/decisions/{decision.pk}/", {"text": "En haukkunut ketään."}, follow=True)
    assert "Valituksesi on vastaanotettu" in words(answer)
    made = Appeal.objects.get()
    assert (
        f"/manage/moderation/appeals/{made.pk}/"
        not in browser(maija).get("/manage/moderation/appeals/").content.decode()
    )
    other = browser(mikko)
    assert f"/manage/moderation/appeals/{made.pk}/" in other.get("/manage/moderation/appeals/").content.decode()
    assert "En haukkunut ketään." in words(other.get(f"/manage/moderation/appeals/{made.pk}/"))
    assert other.post(f"/manage/moderation/appeals/{made.pk}/", {"facts": "Hyvä on."}).status_code == 422
    other.post(f"/manage/moderation/appeals/{made.pk}/", {"outcome": "turned", "facts": "Teksti on mielipide."})
    assert SAID in words(browser(None or onni).get(f"/ideas/{comment.idea_id}/"))
    assert "Päätös kumottiin." in words(client.get(f"/decisions/{decision.pk}/"))


def test_a_reporter_appeals_by_the_link(client, comment, maija):
    report = reported(None, comment_id=comment.id)
    decided(maija, "leave", comment_id=comment.id)
    assert "Se jää näkyviin" in words(client.get(f"/reports/{report.key}/"))
    client.post(f"/reports/{report.key}/", {"text": "Se on yhä loukkaava."})
    assert Appeal.objects.get().report == report


def test_a_moderator_opens_a_case_and_shows_it_again_from_the_decisions(browser, comment, maija):
    hidden(maija, comment_id=comment.id)
    client = browser(maija)
    assert "Piilotettu" in words(client.get("/manage/moderation/decisions/"))
    client.post("/manage/moderation/open/", {"comment": comment.id})
    case = Case.objects.get(closed_at=None)
    assert "Näytä taas" in words(client.get("/manage/moderation/"))
    decide(by=maija, case_id=case.pk, outcome="restore", reasons=REASONS, language="fi")
    ten_seconds_go_by()
    comment.refresh_from_db()
    assert comment.text == SAID
