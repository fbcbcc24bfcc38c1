# SPDX-License-Identifier: EUPL-1.2
"""Following and thanking first, signing in last: kept, done, done already, or refused."""

import pytest

from backend.participation.assistance.models import KeptAct
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.models import Thank
from backend.participation.discussion.services import write_comment
from backend.participation.notifications.models import Follow
from backend.participation.notifications.services import follow_campaign
from backend.region.places.models import Municipality
from backend.region.places.services import name_district
from tests.faces.pages.test_kept_acts import HTMX, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(campaign):
    name = {"fi": "Keskusta", "sv": "Centrum", "en": "Centre"}
    return name_district(municipality=Municipality.objects.get(slug="porvoo"), slug="keskusta", name=name)


def press(client, address: str, page: str, **headers: str):
    return client.post(address, {"action": "follow"}, headers={"Referer": f"http://testserver{page}", **headers})


@pytest.mark.parametrize(
    ("address", "page", "name"),
    [
        ("/campaigns/joki/follow/", "/campaigns/joki/", "Joki kaikille"),
        ("/ideas/{idea}/follow/", "/ideas/{idea}/", "Laituri rantaan"),
        ("/municipalities/porvoo/districts/keskusta/follow/", "/campaigns/joki/", "Keskusta"),
    ],
)
def test_who_is_not_signed_in_presses_follow_signs_in_and_follows(
    client, idea, district, mailoutbox, address, page, name
):
    address, page = address.format(idea=idea.id), page.format(idea=idea.id)
    answer = press(client, address, page)
    assert answer.url == f"/accounts/login/?next={page}"
    assert f"Seuraaminen (”{name}”) on tallessa. Sitä ei ole vielä tehty." in client.get(answer.url).content.decode()
    assert Follow.objects.count() == 0
    answer = sign_in(client, mailoutbox)
    assert answer.redirect_chain[-1][0] == f"{page}#result"
    assert f"Seuraat nyt: ”{name}”." in answer.content.decode()
    assert (Follow.objects.count(), KeptAct.objects.count()) == (1, 0)


def test_through_htmx_too(client, idea):
    assert press(client, "/campaigns/joki/follow/", "/campaigns/joki/", **HTMX).headers["HX-Redirect"] == (
        "/accounts/login/?next=/campaigns/joki/"
    )
    assert KeptAct.objects.count() == 1


def test_who_followed_already_is_told(client, campaign, aino, mailoutbox):
    follow_campaign(by=aino, slug="joki")
    press(client, "/campaigns/joki/follow/", "/campaigns/joki/")
    page = sign_in(client, mailoutbox, aino.email).content.decode()
    assert "Seurasit jo: ”Joki kaikille”." in page
    assert Follow.objects.count() == 1


def test_what_is_gone_meanwhile_is_refused_and_forgotten(client, campaign, mailoutbox):
    press(client, "/campaigns/joki/follow/", "/campaigns/")
    Campaign.objects.filter(pk=campaign.pk).update(published_at=None)
    page = sign_in(client, mailoutbox).content.decode()
    assert "Mitään ei laskettu." in page
    assert (Follow.objects.count(), KeptAct.objects.count()) == (0, 0)


def test_what_nobody_may_follow_is_not_kept(client, make_campaign):
    make_campaign("luonnos", published=False)
    assert press(client, "/campaigns/luonnos/follow/", "/campaigns/").status_code == 404
    assert KeptAct.objects.count() == 0


def test_it_can_be_forgotten_before_signing_in(client, campaign):
    press(client, "/campaigns/joki/follow/", "/campaigns/joki/")
    client.post(f"/kept/{KeptAct.objects.get().pk}/forget/")
    assert KeptAct.objects.count() == 0


def test_thanks_for_a_comment_are_kept_and_given(client, idea, onni, mailoutbox):
    comment = write_comment(by=onni, idea_id=idea.id, text="Hyvä idea!")
    press(client, f"/comments/{comment.id}/thanks/", f"/ideas/{idea.id}/")
    assert Thank.objects.count() == 0
    assert "Kiitoksesi on laskettu" in sign_in(client, mailoutbox).content.decode()
    assert Thank.objects.count() == 1
