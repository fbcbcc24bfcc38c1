# SPDX-License-Identifier: EUPL-1.2
"""Invitations and requests stand where they are answered: in one's inbox, and on M1 of who decides."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from backend.participation.campaigns.joining import invite_partner, join_campaign, leave_campaign
from backend.participation.campaigns.models import Campaign
from backend.participation.notifications.models import Notice
from backend.participation.notifications.selectors import notices_of
from backend.participation.notifications.wording import said
from backend.region.accounts.invitations import invite_staff
from backend.region.accounts.models import Role
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.programme.services import propose_actor
from tests.region.programme.data import MESSAGE, association

pytestmark = pytest.mark.django_db


@pytest.fixture
def porvoo(db):
    return Municipality.objects.get(slug="porvoo")


@pytest.fixture
def anneli(make_person, porvoo):
    return give_role(account=make_person("Anneli"), kind="admin", municipality=porvoo).account


@pytest.fixture
def siv(make_person):
    """Siv organises for Sipoo."""
    sipoo = Municipality.objects.get(slug="sipoo")
    return give_role(account=make_person("Siv", municipality="sipoo"), kind="organiser", municipality=sipoo).account


def invited(aino, anneli, porvoo, *, verified: bool = True):
    EmailAddress.objects.create(user=aino, email=aino.email, verified=verified, primary=True)
    return invite_staff(by=anneli, municipality=porvoo, email=aino.email, kinds=["moderator"], language="fi")


def test_aino_takes_roles_on_in_her_inbox(client, aino, anneli, porvoo):
    invitation = invited(aino, anneli, porvoo)
    client.force_login(aino)
    assert f'action="/notices/invitations/{invitation.pk}/"' in client.get("/notices/").content.decode()
    assert [one["kinds"] for one in client.get("/api/v1/me/invitations/").json()] == [["moderator"]]
    assert client.post(f"/notices/invitations/{invitation.pk}/", {"answer": "accept"}).url == "/manage/"
    assert Role.objects.get(account=aino).kind == "moderator"
    assert client.post(f"/notices/invitations/{invitation.pk}/", {"answer": "accept"}).status_code == 404


def test_aino_says_no(client, aino, anneli, porvoo):
    invitation = invited(aino, anneli, porvoo)
    client.force_login(aino)
    assert client.post(f"/notices/invitations/{invitation.pk}/", {"answer": "no"}).url == "/notices/"
    assert not Role.objects.filter(account=aino).exists()
    assert f'action="/notices/invitations/{invitation.pk}/"' not in client.get("/notices/").content.decode()


def test_an_address_that_is_not_confirmed_opens_nothing(client, aino, anneli, porvoo, onni):
    invitation = invited(aino, anneli, porvoo, verified=False)
    for person in (aino, onni):
        client.force_login(person)
        assert client.get("/api/v1/me/invitations/").json() == []
        path = f"/api/v1/me/invitations/{invitation.pk}/accept/"
        assert client.post(path).status_code == 404


def test_own_requests_wait_in_the_inbox_and_with_who_decides(client, onni, porvoo_organiser):
    propose_actor(by=onni, draft=association(), message=MESSAGE)
    client.force_login(onni)
    assert "Melonta ja retket ry" in client.get("/notices/").content.decode()
    office = Client()
    office.force_login(porvoo_organiser)
    assert 'href="/manage/organisations/"' in office.get("/manage/").content.decode().split('id="asked-title"')[1]


def test_a_municipality_is_asked_joins_and_leaves_and_each_side_hears(
    client, campaign, porvoo_organiser, siv, aino, settle
):
    Campaign.objects.filter(pk=campaign.pk).update(published_at=None)
    sipoo = Municipality.objects.get(slug="sipoo")
    invite_partner(by=porvoo_organiser, slug=campaign.slug, municipality=sipoo)
    settle()
    told = said(notices_of(siv).get())
    assert told.path == f"/manage/campaigns/{campaign.slug}/partners/"
    assert "Sipoo" in told.sentence
    client.force_login(siv)
    assert f'href="{told.path}"' in client.get("/manage/").content.decode().split('id="asked-title"')[1]
    join_campaign(by=siv, slug=campaign.slug, municipality=sipoo)
    leave_campaign(by=siv, slug=campaign.slug, municipality=sipoo)
    settle()
    assert [one.kind for one in notices_of(porvoo_organiser)] == ["partner_left", "partner_joined"]
    assert not notices_of(siv).exists(), "who has declined a draft reads nothing of it any more"
    Role.objects.filter(account=porvoo_organiser).delete()
    assert not notices_of(porvoo_organiser).exists()
    assert set(Notice.objects.values_list("account__pseudonym", flat=True)) == {"Pirkko", "Siv"}
