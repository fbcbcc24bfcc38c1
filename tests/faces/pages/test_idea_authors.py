# SPDX-License-Identifier: EUPL-1.2
"""Writing an idea together: the page of its authors, and the page behind an invitation's link."""

import re

import pytest

from backend.participation.ideas.coauthors import accept_invitation, invite_coauthor
from backend.participation.ideas.services import withdraw_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(make_campaign, make_idea, onni):
    """An idea that Onni may still change."""
    return make_idea(make_campaign("maki", open_phase="collect"), by=onni)


@pytest.fixture
def as_onni(client, onni):
    """A browser in which Onni is signed in."""
    client.force_login(onni)
    return client


def test_the_author_makes_a_link_and_another_joins_by_it(as_onni, idea, aino):
    page = as_onni.post(f"/ideas/{idea.id}/authors/").content.decode()
    link = re.search(r'value="(http://testserver(/invitations/[\w-]+/))"', page)
    assert "Avoimet kutsut" in page
    as_onni.force_login(aino)
    assert "Onni kutsuu sinut" in as_onni.get(link.group(2)).content.decode()
    answer = as_onni.post(link.group(2), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/ideas/{idea.id}/"
    assert "Nimimerkki Onni, Aino" in page
    assert f'href="/ideas/{idea.id}/edit/"' in page
    assert f'action="/ideas/{idea.id}/withdraw/"' not in page
    assert as_onni.get(link.group(2)).status_code == 409


def test_the_link_is_shown_once(as_onni, idea):
    as_onni.post(f"/ideas/{idea.id}/authors/")
    assert "/invitations/" not in as_onni.get(f"/ideas/{idea.id}/authors/").content.decode()


def test_an_invitation_is_taken_back(as_onni, idea, onni):
    token = invite_coauthor(by=onni, idea_id=idea.id).token
    page = as_onni.get(f"/ideas/{idea.id}/authors/").content.decode()
    as_onni.post(re.search(r'action="([^"]+/revoke/)"', page).group(1))
    assert as_onni.get(f"/invitations/{token}/").status_code == 409


def test_who_is_invited_signs_in_and_comes_back(client, idea, onni):
    token = invite_coauthor(by=onni, idea_id=idea.id).token
    page = client.get(f"/invitations/{token}/").content.decode()
    assert 'name="robots" content="noindex"' in page
    answer = client.post(f"/invitations/{token}/", {"next": f"/invitations/{token}/"})
    assert answer.url == f"/accounts/login/?next=/invitations/{token}/"


def test_a_coauthor_leaves(as_onni, idea, onni, aino):
    accept_invitation(by=aino, token=invite_coauthor(by=onni, idea_id=idea.id).token)
    as_onni.force_login(aino)
    page = as_onni.get(f"/ideas/{idea.id}/authors/").content.decode()
    assert "Tee linkki" not in page
    as_onni.post(f"/ideas/{idea.id}/authors/leave/")
    assert as_onni.get(f"/ideas/{idea.id}/authors/").status_code == 403


def test_withdrawing_is_undone_where_it_was_done(as_onni, idea):
    page = as_onni.post(f"/ideas/{idea.id}/withdraw/", follow=True).content.decode()
    assert f'action="/ideas/{idea.id}/restore/"' in page
    page = as_onni.post(f"/ideas/{idea.id}/restore/", follow=True).content.decode()
    assert "Ideasi on taas julkinen." in page


def test_only_the_author_is_offered_the_undo(client, idea, onni, aino):
    withdraw_idea(by=onni, idea_id=idea.id)
    client.force_login(aino)
    assert "/restore/" not in client.get(f"/ideas/{idea.id}/").content.decode()
    assert client.post(f"/ideas/{idea.id}/restore/").status_code == 403
