# SPDX-License-Identifier: EUPL-1.2
"""M1's frame: the officer's menu, by role, and the municipality whose work is shown."""

import pytest

from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db


def menu(answer) -> list[str]:
    """The addresses of the officer's menu on a page."""
    nav = answer.content.decode().split('aria-label="Virkailijan valikko"')[1].split("</nav>")[0]
    return [part.split('"')[0] for part in nav.split('href="')[1:]]


def test_pirkko_sees_what_is_open_and_what_ends_next(client, porvoo_organiser, make_campaign, count_queries):
    make_campaign("joki", open_phase="support")
    make_campaign("luonnos", published=False)
    make_campaign("sipoon", municipality="sipoo")
    client.force_login(porvoo_organiser)
    client.get("/manage/")
    with count_queries() as counted:
        page = client.get("/manage/")
    assert counted() <= 19  # however many campaigns and ideas there are
    words = page.content.decode()
    assert "Tänään Porvoossa" in words
    assert [row.campaign.slug for row, _line in page.context["rows"]] == ["joki"]
    assert [one.slug for one in page.context["drafts"]] == ["luonnos"]
    assert "Kannatus päättyy" in words
    assert "sipoon" not in words


def test_the_menu_has_what_the_role_allows(client, porvoo_organiser, make_person):
    client.force_login(porvoo_organiser)
    assert "/manage/campaigns/" in menu(client.get("/manage/"))
    evaluator = make_person("Eeva")
    give_role(account=evaluator, kind="evaluator", municipality=Municipality.objects.get(slug="porvoo"))
    client.force_login(evaluator)
    shown = menu(client.get("/manage/"))
    assert "/manage/" in shown
    assert "/manage/campaigns/" not in shown


def test_who_serves_several_chooses_and_nobody_chooses_anothers(client, porvoo_organiser, make_campaign):
    give_role(account=porvoo_organiser, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    make_campaign("joki")
    make_campaign("sipoon", municipality="sipoo")
    client.force_login(porvoo_organiser)
    assert "Tänään Porvoossa" in client.get("/manage/").content.decode()
    assert client.post("/manage/municipality/", {"municipality": "sipoo"}).url == "/manage/"
    assert [row.campaign.slug for row, _line in client.get("/manage/").context["rows"]] == ["sipoon"]
    client.post("/manage/municipality/", {"municipality": "espoo"})
    assert "Tänään Sipoossa" in client.get("/manage/").content.decode()


def test_a_campaigns_page_brings_its_municipality(client, porvoo_organiser, make_campaign):
    give_role(account=porvoo_organiser, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    make_campaign("sipoon", municipality="sipoo")
    client.force_login(porvoo_organiser)
    client.get("/manage/campaigns/sipoon/")
    assert "Tänään Sipoossa" in client.get("/manage/").content.decode()


def test_residents_have_no_office(client, aino):
    client.force_login(aino)
    assert client.get("/manage/").status_code == 403
    assert client.post("/manage/municipality/", {"municipality": "porvoo"}).url == "/manage/"
    client.logout()
    assert client.get("/manage/").status_code in {302, 401}
