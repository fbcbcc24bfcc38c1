# SPDX-License-Identifier: EUPL-1.2
"""Everyone without signing in: one browser is one device, unverified, and an address lets in only so many."""

import threading

import pytest
from django.core.cache import cache

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, MayNot, NotFound, SignInFirst
from backend.ledger.events.models import Event
from backend.participation.participants.addresses import allow_address, allowances_of, end_allowance
from backend.participation.participants.devices import (
    Whereabouts,
    act_as_device,
    device_of,
    device_token_of,
    new_device_token,
    participant_of_device,
)
from backend.participation.participants.errors import TooManyDevices
from backend.participation.participants.models import FrozenContext, Participant, Tries
from backend.participation.supports.models import Outcome, Support, Tally
from backend.participation.supports.selectors import counts_of_window, support_counts, tally_differences
from backend.participation.supports.services import close_window, support_idea, withdraw_support
from backend.region.accounts.models import Account
from tests.conftest import HOUR, move_window
from tests.threads import at_once

AT = Whereabouts("198.51.100.7")


@pytest.fixture
def open_to_all(make_campaign):
    return make_campaign("kaikki", identifier="device")


def begin(campaign, token=None, *, act="support", at=AT) -> Account:
    return act_as_device(token=token or new_device_token(), campaign=campaign, act=act, at=at)


@pytest.mark.django_db
def test_a_browser_supports_without_signing_in_and_stands_apart(open_to_all, make_idea, aino, settle):
    idea, token = make_idea(open_to_all), new_device_token()
    state = support_idea(by=begin(open_to_all, token), idea_id=idea.id)
    assert (state.supports, state.unverified, state.counted_now) == (1, 1, True)
    assert not support_idea(by=begin(open_to_all, token), idea_id=idea.id).counted_now
    assert support_idea(by=aino, idea_id=idea.id).unverified == 0  # the relay has not folded the device's yet
    settle()
    assert support_counts(idea.id, None) == (2, 1)
    assert tally_differences() == []
    device = device_of(token)
    assert (device.kind, device.email, device.has_usable_password()) == ("device", None, False)
    assert Participant.objects.get(account=device).kind == "device"
    assert Event.objects.filter(kind="support_given").values_list("assurance", flat=True).distinct().count() == 2
    assert participant_of_device(token, open_to_all) == Participant.objects.get(account=device).id


@pytest.mark.django_db
def test_it_takes_its_support_back(open_to_all, make_idea, settle):
    idea, token = make_idea(open_to_all), new_device_token()
    support_idea(by=begin(open_to_all, token), idea_id=idea.id)
    settle()
    assert withdraw_support(by=device_of(token), idea_id=idea.id).unverified == 0
    settle()
    tally = Tally.objects.get(idea=idea)
    assert (tally.supports, tally.unverified, Support.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_at_the_close_devices_are_announced_apart_and_are_no_people(open_to_all, make_idea, aino, onni):
    idea = make_idea(open_to_all)
    for by in (aino, onni, begin(open_to_all), begin(open_to_all)):
        support_idea(by=by, idea_id=idea.id)
    window = open_to_all.phases.get(kind="support").window
    move_window(open_to_all, closes=database_now() - HOUR)
    close_window(window_id=window.id)
    outcome = Outcome.objects.get(idea=idea)
    assert (outcome.supports, outcome.unverified) == (4, 2)
    assert (counts_of_window(window.id).supports, counts_of_window(window.id).people) == (4, 2)
    assert Event.objects.get(kind="voting_closed").numbers["people"] == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("identifier", "conditions", "act"),
    [
        ("account", {}, "support"),
        ("code", {}, "comment"),
        ("device", {"support": {"who": "signed_in"}}, "support"),
        ("account", {"comment": {"who": "everyone"}}, "propose"),
    ],
)
def test_where_not_everyone_may_it_has_to_sign_in_and_nothing_is_stored(make_campaign, identifier, conditions, act):
    campaign = make_campaign("rajattu", identifier=identifier, conditions=conditions)
    with pytest.raises(SignInFirst):
        begin(campaign, act=act)
    assert not Account.objects.filter(kind="device").exists()
    assert not Tries.objects.exists()


@pytest.mark.django_db
def test_where_sign_in_is_the_identifier_a_device_that_comments_still_cannot_support(make_campaign, make_idea):
    campaign = make_campaign("tili", conditions={"comment": {"who": "everyone"}})
    idea, token = make_idea(campaign), new_device_token()
    device = begin(campaign, token, act="comment")
    with pytest.raises(SignInFirst):
        begin(campaign, token)
    with pytest.raises(SignInFirst):
        support_idea(by=device, idea_id=idea.id)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "nonsense", "0" * 32, "0" * 32 + ":forged", "\x00"])
def test_a_token_that_we_did_not_sign_is_nobody(open_to_all, token):
    assert device_of(token) is None
    assert participant_of_device(token, open_to_all) is None
    with pytest.raises(SignInFirst):
        act_as_device(token=token, campaign=open_to_all, act="support", at=AT)


def test_two_taps_of_a_browser_that_has_no_token_yet_are_one_device():
    assert device_token_of("a") == device_token_of("a") != device_token_of("b")


@pytest.mark.django_db
def test_an_address_lets_in_only_so_many_and_the_others_still(open_to_all, make_campaign, settings):
    settings.DEVICES_AN_HOUR = 3
    cache.clear()
    tokens = [new_device_token() for _ in range(3)]
    for token in tokens:
        support_as_first(open_to_all, token)
    with pytest.raises(TooManyDevices):
        begin(open_to_all)
    begin(open_to_all, tokens[0])  # who is in stays in
    begin(open_to_all, at=Whereabouts("198.51.100.8"))
    begin(make_campaign("toinen", identifier="device"))
    assert Account.objects.filter(kind="device").count() == 5


def support_as_first(campaign, token):
    """Begin, and be a participant."""
    device = begin(campaign, token)
    Participant.objects.create(
        campaign=campaign, account=device, kind="device", voter=token[:32].encode(), person_number=device.person_number
    )


@pytest.mark.django_db
def test_texts_of_one_browser_count_against_the_address_too(open_to_all, settings):
    settings.DEVICES_AN_HOUR = 3
    token = new_device_token()
    for _ in range(3):
        begin(open_to_all, token, act="comment")
    with pytest.raises(TooManyDevices):
        begin(open_to_all, token, act="propose")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("network", "inside", "outside"),
    [
        ("198.51.100.7", "198.51.100.7", "198.51.100.8"),
        ("198.51.100.0/24", "198.51.100.200", "198.51.101.1"),
        ("2001:db8:1:2::99", "2001:db8:1:2:ffff::1", "2001:db8:1:3::1"),
        ("2001:db8:1::/48", "2001:db8:1:77::1", "2001:db8:2::1"),
    ],
)
def test_a_school_gets_an_allowance_in_one_campaign(
    open_to_all, make_campaign, porvoo_organiser, settings, network, inside, outside
):
    settings.DEVICES_AN_HOUR = 1
    allow_address(by=porvoo_organiser, campaign_slug="kaikki", address=network, an_hour=3, note="Keskuskoulu")
    for _ in range(3):
        begin(open_to_all, at=Whereabouts(inside))
    with pytest.raises(TooManyDevices):
        begin(open_to_all, at=Whereabouts(inside))
    begin(open_to_all, at=Whereabouts(outside))
    with pytest.raises(TooManyDevices):
        begin(open_to_all, at=Whereabouts(outside))
    other = make_campaign("toinen", identifier="device")
    begin(other, at=Whereabouts(inside))
    with pytest.raises(TooManyDevices):
        begin(other, at=Whereabouts(inside))


@pytest.mark.django_db
def test_a_kiosk_has_its_own_allowance(open_to_all, settings):
    settings.DEVICES_AN_HOUR = 1
    for _ in range(2):
        begin(open_to_all, at=Whereabouts("198.51.100.7", kiosk_id=4, kiosk_allowance=2))
    with pytest.raises(TooManyDevices):
        begin(open_to_all, at=Whereabouts("198.51.100.7", kiosk_id=4, kiosk_allowance=2))
    begin(open_to_all)


@pytest.mark.django_db
def test_an_allowance_is_given_again_shown_and_ended_by_organisers_alone(open_to_all, porvoo_organiser, aino):
    give = {"campaign_slug": "kaikki", "address": "198.51.100.7", "note": "Kirjasto"}
    allow_address(by=porvoo_organiser, an_hour=100, **give)
    again = allow_address(by=porvoo_organiser, an_hour=200, **give)
    (shown,) = allowances_of("kaikki", viewer=porvoo_organiser)
    assert (shown.pk, shown.an_hour, shown.network) == (again.pk, 200, "198.51.100.7/32")
    for refused in (
        lambda: allow_address(by=aino, an_hour=1, **give),
        lambda: allowances_of("kaikki", viewer=aino),
        lambda: end_allowance(by=aino, allowance_id=again.pk),
    ):
        with pytest.raises(MayNot):
            refused()
    end_allowance(by=porvoo_organiser, allowance_id=again.pk)
    with pytest.raises(NotFound):
        end_allowance(by=porvoo_organiser, allowance_id=again.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"address": "koulu"}, "address"),
        ({"address": "0.0.0.0/0"}, "address"),
        ({"address": "::/0"}, "address"),
        ({"an_hour": 0}, "an_hour"),
        ({"an_hour": None}, "an_hour"),
        ({"note": ""}, "note"),
    ],
)
def test_an_allowance_that_says_nothing_or_all_is_refused(open_to_all, porvoo_organiser, wrong, field):
    sent = {"address": "198.51.100.7", "an_hour": 50, "note": "Koulu"} | wrong
    with pytest.raises(InvalidInput) as refusal:
        allow_address(by=porvoo_organiser, campaign_slug="kaikki", **sent)
    assert list(refusal.value.fields) == [field]


@pytest.mark.django_db
def test_after_looking_up_who_it_is_the_first_act_takes_nine_queries_and_the_next_five(
    open_to_all, make_idea, aino, count_queries
):
    idea, other, token = make_idea(open_to_all), make_idea(open_to_all, "Sauna rantaan"), new_device_token()
    support_idea(by=aino, idea_id=idea.id)  # seals
    with count_queries() as counted:
        support_idea(by=begin(open_to_all, token), idea_id=idea.id)
    assert counted() <= 1 + 9
    with count_queries() as counted:
        support_idea(by=begin(open_to_all, token), idea_id=other.id)
    assert counted() <= 1 + 5


@pytest.mark.django_db(transaction=True)
def test_fifty_first_acts_of_one_browser_at_once_are_one_participant(open_to_all, make_idea, settle, settings):
    settings.DEVICES_AN_HOUR = 50
    idea, token, together = make_idea(open_to_all), new_device_token(), threading.Barrier(25)

    def tap():
        together.wait()
        return support_idea(by=begin(open_to_all, token), idea_id=idea.id)

    results = at_once([tap] * 50, threads=25)
    assert [one for one in results if isinstance(one, Exception)] == []
    assert sum(one.counted_now for one in results) == 1
    assert Account.objects.filter(kind="device").count() == 1
    assert Participant.objects.filter(kind="device").count() == FrozenContext.objects.count() - 1 == 1
    settle()
    assert support_counts(idea.id, None) == (1, 1)
    assert tally_differences() == []


@pytest.mark.django_db(transaction=True)
def test_of_fifty_browsers_at_one_address_at_once_no_more_get_in_than_may(open_to_all, settings):
    settings.DEVICES_AN_HOUR = 10
    results = at_once([lambda: begin(open_to_all)] * 50, threads=25)
    assert sum(isinstance(one, Account) for one in results) == Account.objects.filter(kind="device").count() == 10
    assert {type(one) for one in results} == {Account, TooManyDevices}
