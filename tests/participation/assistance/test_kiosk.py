# SPDX-License-Identifier: EUPL-1.2
"""Kiosks: an officer makes a device one, and only an officer ends it."""

import pytest

from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.participation.assistance.errors import KioskNotPossible, NothingKept
from backend.participation.assistance.kiosks import end_kiosk, start_kiosk
from backend.participation.assistance.models import Kiosk
from backend.participation.assistance.selectors import kiosk_of, personal_data_of
from backend.participation.assistance.services import forget_person

pytestmark = pytest.mark.django_db


def test_pirkko_starts_a_kiosk_and_ends_it(porvoo_organiser, campaign):
    token = start_kiosk(by=porvoo_organiser, campaign_slug=campaign.slug, allowance=30)
    kiosk = kiosk_of(token)
    assert (kiosk.campaign, kiosk.allowance) == (campaign, 30)
    assert token.encode() not in bytes(Kiosk.objects.get().token_hash)
    end_kiosk(by=porvoo_organiser, kiosk_id=kiosk.id)
    end_kiosk(by=porvoo_organiser, kiosk_id=kiosk.id)
    assert kiosk_of(token) is None


def test_a_resident_neither_starts_nor_ends_one(aino, porvoo_organiser, campaign):
    with pytest.raises(MayNot):
        start_kiosk(by=aino, campaign_slug=campaign.slug)
    kiosk = kiosk_of(start_kiosk(by=porvoo_organiser, campaign_slug=campaign.slug))
    with pytest.raises(MayNot):
        end_kiosk(by=aino, kiosk_id=kiosk.id)


def test_there_is_none_for_a_draft_for_nobody_or_for_what_is_not_there(porvoo_organiser, make_campaign):
    draft = make_campaign("luonnos", published=False)
    with pytest.raises(KioskNotPossible):
        start_kiosk(by=porvoo_organiser, campaign_slug=draft.slug)
    with pytest.raises(NotFound):
        start_kiosk(by=porvoo_organiser, campaign_slug="sita-ei-ole")
    with pytest.raises(InvalidInput):
        start_kiosk(by=porvoo_organiser, campaign_slug=make_campaign().slug, allowance=0)
    with pytest.raises(NothingKept):
        end_kiosk(by=porvoo_organiser, kiosk_id=987654)


def test_a_made_up_token_is_no_kiosk(campaign):
    assert (kiosk_of(""), kiosk_of("made up")) == (None, None)


def test_who_started_it_is_told_and_forgotten(porvoo_organiser, campaign):
    start_kiosk(by=porvoo_organiser, campaign_slug=campaign.slug)
    assert personal_data_of(porvoo_organiser)["kiosks"][0]["campaign"] == campaign.slug
    forget_person(account=porvoo_organiser)
    assert personal_data_of(porvoo_organiser)["kiosks"] == []
    assert Kiosk.objects.count() == 1
