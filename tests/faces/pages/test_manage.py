# SPDX-License-Identifier: EUPL-1.2
"""M2: Pirkko makes a campaign, publishes it and sees it live."""

import datetime

import pytest

from backend.common.clock import local_day, now
from backend.participation.campaigns.models import Campaign

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def organiser(client, porvoo_organiser, spearhead):
    """A browser in which Pirkko, who organises for Porvoo, is signed in."""
    client.force_login(porvoo_organiser)
    return client


@pytest.fixture
def typed():
    """A whole campaign as it is typed."""
    today = local_day(now())
    fields = {"municipality": "porvoo", "spearhead": "citizen-city", "languages": ["fi", "sv", "en"], "art": "sea"}
    for language in ("fi", "sv", "en"):
        fields |= {f"title_{language}": f"Ranta {language}", f"lead_{language}": f"Mitä rannalle? {language}"}
        fields |= {f"subject_0_{language}": f"Luonto {language}"}
    fields |= {"phase_0_kind": "collect", "phase_0_first": today, "phase_0_last": today + 9 * DAY}
    fields |= {"phase_1_kind": "support", "phase_1_first": today + 10 * DAY, "phase_1_last": today + 19 * DAY}
    return fields


def test_pirkko_makes_publishes_and_sees_it_live(organiser, client, typed):
    answer = organiser.post("/manage/campaigns/new/", typed)
    campaign = Campaign.objects.get()
    assert answer.url == f"/manage/campaigns/{campaign.slug}/"
    assert client.get(f"/campaigns/{campaign.slug}/").context["campaign"].published_at is None
    assert organiser.post(f"/manage/campaigns/{campaign.slug}/publish/").url == f"/campaigns/{campaign.slug}/"
    client.logout()
    page = client.get(f"/campaigns/{campaign.slug}/").content.decode()
    assert "Ranta fi" in page
    assert "Ideoi nyt" in page


def test_a_phase_lasts_to_the_end_of_its_last_day(organiser, typed):
    organiser.post("/manage/campaigns/new/", typed)
    first, second = Campaign.objects.get().phases.all()
    assert first.closes == second.opens
    assert local_day(first.closes) == typed["phase_0_last"] + DAY


def test_what_is_missing_is_a_task(organiser, typed):
    organiser.post("/manage/campaigns/new/", {**typed, "title_sv": "", "lead_sv": ""})
    slug = Campaign.objects.get().slug
    tasks = organiser.get(f"/manage/campaigns/{slug}/").context["tasks"]
    assert [(task.where, task.done) for task in tasks] == [
        ("#part-title", False),
        ("#part-lead", False),
        ("#part-phases", True),
        ("#part-categories", True),
    ]
    answer = organiser.post(f"/manage/campaigns/{slug}/publish/")
    assert answer.status_code == 422
    assert "Jotain puuttuu" in answer.content.decode()
    assert Campaign.objects.get().published_at is None


def test_overlapping_phases_are_said_and_what_was_typed_stays(organiser, typed):
    answer = organiser.post("/manage/campaigns/new/", {**typed, "phase_1_first": typed["phase_0_first"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kaksi vaihetta menee päällekkäin." in page
    assert "Ranta sv" in page


def test_half_a_phase_is_said(organiser, typed):
    answer = organiser.post("/manage/campaigns/new/", {**typed, "phase_1_last": ""})
    assert "Anna jokaiselle vaiheelle laji" in answer.content.decode()


def test_texts_of_a_public_campaign_change_its_phases_stand(organiser, typed):
    organiser.post("/manage/campaigns/new/", typed)
    campaign = Campaign.objects.get()
    organiser.post(f"/manage/campaigns/{campaign.slug}/publish/")
    changed = {**typed, "edition": campaign.edition, "title_fi": "Uusi nimi"}
    assert organiser.post(f"/manage/campaigns/{campaign.slug}/", changed).status_code == 302
    assert Campaign.objects.get().title["fi"] == "Uusi nimi"
    shorter = {**changed, "edition": campaign.edition + 1, "phase_1_last": typed["phase_1_last"] - DAY}
    answer = organiser.post(f"/manage/campaigns/{campaign.slug}/", shorter)
    assert answer.status_code == 409
    assert "vaiheet ja säännöt pysyvät" in answer.content.decode()


def test_a_change_made_meanwhile_is_not_overwritten(organiser, typed):
    organiser.post("/manage/campaigns/new/", typed)
    slug = Campaign.objects.get().slug
    organiser.post(f"/manage/campaigns/{slug}/", {**typed, "edition": 1})
    assert organiser.post(f"/manage/campaigns/{slug}/", {**typed, "edition": 1}).status_code == 409


def test_exact_times_of_another_program_are_kept(organiser, make_campaign):
    campaign = make_campaign("api", published=False)
    before = [(phase.opens, phase.closes) for phase in campaign.phases.all()]
    page = organiser.get("/manage/campaigns/api/")
    form = page.context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [])}
    assert organiser.post("/manage/campaigns/api/", sent).status_code == 302
    assert [(phase.opens, phase.closes) for phase in Campaign.objects.get().phases.all()] == before


def test_a_resident_has_nothing_to_manage(client, aino, make_campaign):
    make_campaign("luonnos", published=False)
    client.force_login(aino)
    assert client.get("/manage/").status_code == 403
    assert client.get("/manage/campaigns/new/").status_code == 403
    assert client.get("/manage/campaigns/luonnos/").status_code == 404
    assert client.post("/manage/campaigns/luonnos/publish/").status_code == 404


def test_an_officer_of_another_municipality_does_not_see_the_draft(organiser, make_campaign):
    make_campaign("sipoon", published=False, municipality="sipoo")
    assert organiser.get("/manage/campaigns/sipoon/").status_code == 404
    assert "sipoon" not in organiser.get("/manage/campaigns/").content.decode()
