# SPDX-License-Identifier: EUPL-1.2
"""M2: a municipality is asked, finds the request among its campaigns, joins, and reads what it may not edit."""

import pytest
from django.test import Client

from backend.participation.campaigns.models import Partner
from tests.participation.campaigns.joint import organiser_of

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def test_porvoo_asks_sipoo_and_sipoo_joins(porvoo_organiser, make_person, make_campaign):
    campaign = make_campaign(published=False)
    pirkko, siiri = browser(porvoo_organiser), browser(organiser_of(make_person, "Siiri", "sipoo"))
    page = f"/manage/campaigns/{campaign.slug}/partners/"
    assert siiri.get(page).status_code == 404
    refused = pirkko.post(page, {"municipality": ""})
    assert (refused.status_code, Partner.objects.count()) == (422, 0)
    assert pirkko.post(page, {"municipality": "sipoo"})["Location"] == page
    assert "ei vielä vastausta" in pirkko.get(page).text
    assert page in siiri.get("/manage/campaigns/").text
    assert "Liity kampanjaan" in siiri.get(page).text
    assert pirkko.post(f"/manage/campaigns/{campaign.slug}/publish/").status_code == 422
    assert siiri.post(f"{page}sipoo/join/")["Location"] == page
    overview = siiri.get(f"/manage/campaigns/{campaign.slug}/").text
    assert f"/manage/campaigns/{campaign.slug}/parts/name/" not in overview
    assert siiri.get(f"/manage/campaigns/{campaign.slug}/parts/name/").status_code == 403
    assert pirkko.post(f"/manage/campaigns/{campaign.slug}/publish/").status_code == 302
    shown = Client().get(f"/campaigns/{campaign.slug}/").text
    assert 'href="/porvoo/"' in shown
    assert 'href="/sipoo/"' in shown
    assert campaign.slug in Client().get("/sipoo/").text
    assert siiri.post(f"{page}sipoo/leave/")["Location"] == "/manage/campaigns/"
    assert 'href="/sipoo/"' not in Client().get(f"/campaigns/{campaign.slug}/").text
