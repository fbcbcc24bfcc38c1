# SPDX-License-Identifier: EUPL-1.2
"""R5: support in place, with and without JavaScript."""

import pytest

from backend.participation.supports.models import Support
from tests.conftest import HOUR, move_window

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_aino_supports_and_comes_back_to_the_same_place(signed_in, idea):
    back = {"Referer": "http://testserver/campaigns/joki/?q=laituri"}
    answer = signed_in.post(f"/ideas/{idea.id}/support/", {"action": "give"}, headers=back)
    assert (answer.status_code, answer.url) == (302, f"/campaigns/joki/?q=laituri#idea-{idea.id}")
    page = signed_in.get("/campaigns/joki/").content.decode()
    assert "Kannatuksesi on laskettu." in page
    assert f'<b data-idea-supports="{idea.id}">1</b>' in page


def test_htmx_gets_the_control_alone(signed_in, idea):
    answer = signed_in.post(f"/ideas/{idea.id}/support/", {"action": "give"}, headers=HTMX)
    part = answer.content.decode()
    assert "<html" not in part
    assert 'aria-pressed="true"' in part
    assert f'id="support-{idea.id}"' in part


def test_undo_takes_it_back(signed_in, idea):
    signed_in.post(f"/ideas/{idea.id}/support/", {"action": "give"})
    part = signed_in.post(f"/ideas/{idea.id}/support/", {"action": "withdraw"}, headers=HTMX).content.decode()
    assert 'aria-pressed="false"' in part
    assert Support.objects.count() == 0


def test_signed_out_one_signs_in_and_comes_back(client, idea):
    back = {"Referer": f"http://testserver/ideas/{idea.id}/"}
    answer = client.post(f"/ideas/{idea.id}/support/", {"action": "give"}, headers=back)
    assert answer.url == f"/accounts/login/?next=/ideas/{idea.id}/"
    answer = client.post(f"/ideas/{idea.id}/support/", {"action": "give"}, headers={**back, **HTMX})
    assert answer.headers["HX-Redirect"] == f"/accounts/login/?next=/ideas/{idea.id}/"
    assert Support.objects.count() == 0


def test_after_the_close_the_reason_is_said_and_nothing_counted(signed_in, campaign, idea):
    window = move_window(campaign, closes=campaign.created_at - HOUR)
    assert window.closes < campaign.created_at
    answer = signed_in.post(f"/ideas/{idea.id}/support/", {"action": "give"}, headers=HTMX)
    assert answer.status_code == 422
    assert "Kannattaminen ei ole nyt auki" in answer.content.decode()
    answer = signed_in.post(f"/ideas/{idea.id}/support/", {"action": "give"})
    assert answer.status_code == 422
    assert "Kannattaminen ei ole nyt auki" in answer.content.decode()


def test_the_limit_is_said_with_its_number(signed_in, make_campaign, make_idea):
    campaign = make_campaign("raja", limit=1)
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    signed_in.post(f"/ideas/{first.id}/support/", {"action": "give"})
    answer = signed_in.post(f"/ideas/{second.id}/support/", {"action": "give"}, headers=HTMX)
    assert answer.status_code == 422
    assert "kaikki 1 kannatustasi" in answer.content.decode()


def test_an_idea_that_is_not_there_is_not_found(signed_in):
    assert signed_in.post("/ideas/987654/support/", {"action": "give"}, headers=HTMX).status_code == 404


def test_a_form_without_its_token_is_turned_away(idea, aino, client):
    client.handler.enforce_csrf_checks = True
    client.force_login(aino)
    assert client.post(f"/ideas/{idea.id}/support/", {"action": "give"}).status_code == 403
