# SPDX-License-Identifier: EUPL-1.2
"""Act first, identify last, in the browser: nothing is retyped, and everything counts once."""

import pytest
from django.test import Client

from backend.ledger.events.models import Event
from backend.participation.assistance.models import KeptAct
from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.participation.supports.models import Support
from backend.participation.supports.services import support_idea
from backend.region.accounts.models import Account
from tests.conftest import HOUR, move_window
from tests.faces.pages.letters import code_of, link_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def tap_support(client: Client, idea: Idea, **options):
    return client.post(
        f"/ideas/{idea.id}/support/",
        {"action": "give"},
        headers={"Referer": f"http://testserver/ideas/{idea.id}/"} | options,
    )


def sign_in(client: Client, mailoutbox, email: str = "uusi@example.org", next_page: str = "/"):
    """Ask for a letter and open its link; the page to which one comes."""
    client.post("/accounts/login/code/", {"email": email, "next": next_page})
    answer = client.get(link_of(mailoutbox[-1]), follow=True)
    assert answer.status_code == 200
    return answer


def test_a_first_time_visitor_taps_asks_for_a_letter_opens_the_link_and_is_counted(client, idea, mailoutbox):
    answer = tap_support(client, idea)
    assert answer.url == f"/accounts/login/?next=/ideas/{idea.id}/"
    page = client.get(answer.url).content.decode()
    assert "Kannatuksesi idealle ”Laituri rantaan” on tallessa. Sitä ei ole vielä laskettu." in page
    assert Support.objects.count() == 0
    answer = sign_in(client, mailoutbox, next_page=f"/ideas/{idea.id}/")
    assert answer.redirect_chain[-1][0] == f"/ideas/{idea.id}/#result"
    assert "Kannatuksesi idealle ”Laituri rantaan” on laskettu." in answer.content.decode()
    assert Support.objects.get().participant.account.email == "uusi@example.org"
    assert KeptAct.objects.count() == 0


def test_the_tap_counts_also_through_htmx_and_by_the_code_after_a_wrong_one(client, idea, mailoutbox):
    answer = tap_support(client, idea, **HTMX)
    assert answer.headers["HX-Redirect"] == f"/accounts/login/?next=/ideas/{idea.id}/"
    client.post("/accounts/login/code/", {"email": "uusi@example.org"})
    code = code_of(mailoutbox[-1])
    wrong = "111111" if code != "111111" else "222222"
    page = client.post("/accounts/login/code/confirm/", {"code": wrong}, follow=True).content.decode()
    assert f'value="{wrong}"' in page
    assert "aria-invalid" in page
    assert "aria-invalid" not in client.get("/accounts/login/code/confirm/").content.decode()
    assert Support.objects.count() == 0
    client.post("/accounts/login/code/confirm/", {"code": code}, follow=True)
    assert Support.objects.count() == 1


def test_three_wrong_codes_then_a_second_letter(client, idea, mailoutbox):
    tap_support(client, idea)
    client.post("/accounts/login/code/", {"email": "uusi@example.org"})
    for _try in range(3):
        answer = client.post("/accounts/login/code/confirm/", {"code": "x"})
    assert answer.status_code == 302
    client.post("/accounts/login/code/confirm/", {"code": code_of(mailoutbox[-1])})
    assert "_auth_user_id" not in client.session
    sign_in(client, mailoutbox)
    assert Support.objects.count() == 1


def test_going_back_and_tapping_again_counts_once(client, idea, mailoutbox):
    tap_support(client, idea)
    tap_support(client, idea)
    sign_in(client, mailoutbox)
    for _again in range(3):
        assert client.get("/kept/", follow=True).status_code == 200
    assert Support.objects.count() == 1


def test_it_survives_the_change_of_the_sessions_key(client, idea, mailoutbox):
    tap_support(client, idea)
    before = client.session.session_key
    sign_in(client, mailoutbox)
    assert client.session.session_key != before
    assert Support.objects.count() == 1


def test_a_password_does_as_well(client, aino, idea):
    aino.emailaddress_set.create(email=aino.email, verified=True, primary=True)
    tap_support(client, idea)
    answer = client.post("/accounts/login/", {"login": aino.email, "password": "a long password"}, follow=True)
    assert "on laskettu" in answer.content.decode()
    assert Support.objects.get().participant.account == aino


def test_a_wrong_password_first_loses_nothing(client, aino, idea):
    aino.emailaddress_set.create(email=aino.email, verified=True, primary=True)
    tap_support(client, idea)
    page = client.post("/accounts/login/", {"login": aino.email, "password": "wrong"}).content.decode()
    assert "on tallessa" in page
    client.post("/accounts/login/", {"login": aino.email, "password": "a long password"}, follow=True)
    assert Support.objects.count() == 1


def test_who_had_supported_already_is_told(client, aino, idea, mailoutbox):
    support_idea(by=aino, idea_id=idea.id)
    tap_support(client, idea)
    answer = sign_in(client, mailoutbox, aino.email)
    assert "Olet jo kannattanut ideaa ”Laituri rantaan”. Kannatuksesi lasketaan kerran." in answer.content.decode()
    assert Support.objects.count() == 1


def test_at_the_limit_one_chooses_what_to_release(client, aino, make_campaign, make_idea, mailoutbox):
    campaign = make_campaign("raja", limit=1)
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    support_idea(by=aino, idea_id=first.id)
    tap_support(client, second)
    answer = sign_in(client, mailoutbox, aino.email)
    address = answer.redirect_chain[-1][0]
    assert "/release/" in address
    assert "Ensimmäinen" in answer.content.decode()
    assert client.post(address, {}).status_code == 422
    answer = client.post(address, {"release": first.id}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/ideas/{second.id}/#result"
    assert list(Support.objects.values_list("idea_id", flat=True)) == [second.id]
    assert client.post(address, {"release": second.id}).status_code == 404


def test_at_the_limit_one_may_leave_it(client, aino, make_campaign, make_idea, mailoutbox):
    campaign = make_campaign("raja", limit=1)
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    support_idea(by=aino, idea_id=first.id)
    tap_support(client, second)
    sign_in(client, mailoutbox, aino.email)
    client.post(f"/kept/{KeptAct.objects.get().id}/forget/")
    assert Support.objects.get().idea_id == first.id
    assert KeptAct.objects.count() == 0


def test_closed_meanwhile_is_said(client, campaign, idea, mailoutbox):
    tap_support(client, idea)
    move_window(campaign, closes=campaign.created_at - HOUR)
    page = sign_in(client, mailoutbox).content.decode()
    assert "Se sulkeutui, ennen kuin tiesimme, kuka olet" in page
    assert Support.objects.count() == 0


def test_what_is_closed_is_said_before_anybody_signs_in(client, campaign, idea):
    move_window(campaign, closes=campaign.created_at - HOUR)
    assert tap_support(client, idea).status_code == 422
    assert KeptAct.objects.count() == 0


def test_an_idea_is_written_first_and_published_after(client, make_campaign, mailoutbox):
    campaign = make_campaign("keruu", open_phase="collect")
    page = f"/campaigns/{campaign.slug}/propose/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"title": "X"}).status_code == 422, "what is missing is said before signing in"
    words = {"title": "Silta joen yli", "text": "Lapsille turvallinen reitti.", "category": "luonto"}
    answer = client.post(page, words)
    assert answer.url.startswith("/accounts/login/")
    assert "Silta joen yli" in client.get(answer.url).content.decode()
    answer = sign_in(client, mailoutbox)
    made = Idea.objects.get(title="Silta joen yli")
    assert answer.redirect_chain[-1][0] == f"/ideas/{made.id}/#result"
    assert f'data-draft-done="propose-{campaign.slug}"' in answer.content.decode()


def test_an_idea_that_does_not_fit_any_more_stands_in_the_form_again(client, make_campaign, mailoutbox):
    campaign = make_campaign("keruu", open_phase="collect")
    page = f"/campaigns/{campaign.slug}/propose/"
    client.post(page, {"title": "Silta joen yli", "text": "Lapsille turvallinen reitti.", "category": "luonto"})
    campaign.categories.filter(slug="luonto").delete()
    answer = sign_in(client, mailoutbox)
    address = answer.redirect_chain[-1][0]
    assert address.startswith(f"{page}?kept=")
    assert 'value="Silta joen yli"' in answer.content.decode()
    words = {"title": "Silta joen yli", "text": "Lapsille turvallinen reitti.", "category": "liikkuminen"}
    client.post(address, words)
    assert Idea.objects.filter(title="Silta joen yli").count() == 1
    client.get("/kept/")
    assert (Idea.objects.filter(title="Silta joen yli").count(), KeptAct.objects.count()) == (1, 0)


def test_a_comment_and_a_reply_are_kept_too(client, idea, mailoutbox):
    assert client.post(f"/ideas/{idea.id}/comments/", {"text": "", "stance": "for"}).status_code == 422
    client.post(f"/ideas/{idea.id}/comments/", {"text": "Hyvä ajatus!", "stance": "for"})
    answer = sign_in(client, mailoutbox)
    assert "Kommenttisi on julkaistu." in answer.content.decode()
    assert Comment.objects.get().text == "Hyvä ajatus!"


def test_thanks_and_a_reply_are_kept_as_well(client, onni, idea, mailoutbox):
    said = write_comment(by=onni, idea_id=idea.id, text="Rantaan mahtuu moni.")
    client.post(f"/comments/{said.id}/thanks/", {"action": "give"})
    client.post(f"/ideas/{idea.id}/comments/", {"text": "Niin mahtuu.", "parent": said.id})
    page = sign_in(client, mailoutbox).content.decode()
    assert "Kiitoksesi on laskettu." in page
    assert Comment.objects.get(parent=said).text == "Niin mahtuu."
    assert Event.objects.filter(kind="comment_thanked").count() == 1


def test_too_long_a_comment_stands_in_the_form_again(client, idea, mailoutbox):
    client.post(f"/ideas/{idea.id}/comments/", {"text": "Pitkä " * 800, "stance": "against"})
    answer = sign_in(client, mailoutbox)
    page = answer.content.decode()
    assert "Pitkä Pitkä" in page
    kept = KeptAct.objects.get().id
    assert f'name="kept" value="{kept}"' in page
    client.post(f"/ideas/{idea.id}/comments/", {"text": "Lyhyt", "stance": "against", "kept": kept})
    assert (Comment.objects.get().text, KeptAct.objects.count()) == ("Lyhyt", 0)


def test_the_control_says_that_the_support_is_kept_and_undo_needs_nobody(client, campaign, idea):
    tap_support(client, idea)
    for page in (f"/ideas/{idea.id}/", f"/campaigns/{campaign.slug}/"):
        assert "Tallessa, ei vielä laskettu." in client.get(page).content.decode()
    part = client.post(f"/ideas/{idea.id}/support/", {"action": "withdraw"}, headers=HTMX).content.decode()
    assert "Tallessa" not in part
    assert KeptAct.objects.count() == 0


def test_one_browser_sees_nothing_of_what_another_keeps(client, idea):
    tap_support(client, idea)
    other = Client()
    assert "Tallessa" not in other.get(f"/ideas/{idea.id}/").content.decode()
    other.post(f"/kept/{KeptAct.objects.get().id}/forget/")
    assert KeptAct.objects.count() == 1


def test_what_is_kept_can_be_forgotten_before_signing_in(client, idea, mailoutbox):
    tap_support(client, idea)
    answer = client.post(f"/kept/{KeptAct.objects.get().id}/forget/", follow=True)
    assert "Poistettu. Mitään ei laskettu." in answer.content.decode()
    sign_in(client, mailoutbox)
    assert Support.objects.count() == 0


def test_two_kept_acts_are_both_carried_out(client, campaign, make_idea, mailoutbox):
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    tap_support(client, first)
    tap_support(client, second)
    page = sign_in(client, mailoutbox).content.decode()
    assert "”Ensimmäinen” on laskettu" in page
    assert "”Toinen” on laskettu" in page
    assert Account.objects.filter(email="uusi@example.org").count() == 1


def test_signed_out_nothing_is_carried_out(client, idea):
    tap_support(client, idea)
    assert client.get("/kept/").url.startswith("/accounts/login/")
    assert KeptAct.objects.count() == 1


def test_the_way_back_never_leaves_the_site(signed_in):
    assert signed_in.get("/kept/?next=https://evil.example/").url == "/"


def test_a_visitor_who_kept_nothing_costs_no_question_more(client, idea, count_queries):
    client.get(f"/ideas/{idea.id}/")
    with count_queries() as counted:
        client.get(f"/ideas/{idea.id}/")
    without = counted()
    tap_support(client, idea)
    client.get(f"/ideas/{idea.id}/")
    with count_queries() as counted:
        client.get(f"/ideas/{idea.id}/")
    assert counted() <= without + 3, "the session, what it keeps, and a figure kept for two seconds"
