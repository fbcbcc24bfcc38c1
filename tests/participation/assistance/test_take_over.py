# SPDX-License-Identifier: EUPL-1.2
"""A browser took part without sign-in, and its person signs in later: what it did is theirs, and counts once."""

import pytest

from backend.common.clock import database_now
from backend.common.errors import NotFound, SignInFirst
from backend.ledger.events.models import Event
from backend.participation.assistance.devices import device_acts, take_over_device
from backend.participation.discussion.differences import thanks_differences
from backend.participation.discussion.models import Thank
from backend.participation.discussion.services import thank_for_comment, write_comment
from backend.participation.participants.devices import Whereabouts, act_as_device, device_of, new_device_token
from backend.participation.participants.models import Participant
from backend.participation.supports.models import Support
from backend.participation.supports.selectors import support_counts, tally_differences
from backend.participation.supports.services import support_idea, withdraw_support
from backend.region.accounts.models import Account
from tests.conftest import HOUR, move_window
from tests.threads import at_once

AT = Whereabouts("198.51.100.7")


@pytest.fixture
def open_to_all(make_campaign):
    return make_campaign("kaikki", identifier="device")


@pytest.fixture
def idea(open_to_all, make_idea):
    return make_idea(open_to_all)


@pytest.fixture
def token():
    return new_device_token()


def device(campaign, token, act="support") -> Account:
    return act_as_device(token=token, campaign=campaign, act=act, at=AT)


@pytest.mark.django_db
def test_what_the_browser_did_becomes_ainos_and_is_verified(open_to_all, idea, aino, token, settle):
    support_idea(by=device(open_to_all, token), idea_id=idea.id)
    comment = write_comment(by=device(open_to_all, token, "comment"), idea_id=idea.id, text="Hyvä idea!")
    settle()
    assert (device_acts(token).supports, device_acts(token).comments, device_acts(token).number) == (1, 1, 2)
    claimed = take_over_device(account=aino, token=token)
    assert (claimed.supports, claimed.comments, claimed.doubled) == (1, 1, 0)
    settle()
    assert support_counts(idea.id, None) == (1, 0)
    assert tally_differences() == []
    assert Support.objects.get().participant.account == aino
    comment.refresh_from_db()
    assert comment.author.account == aino
    assert Event.objects.get(kind="device_acts_taken_over").assurance == "account"
    assert device_of(token) is None
    assert device_acts(token).number == 0
    with pytest.raises(NotFound):
        take_over_device(account=aino, token=token)


@pytest.mark.django_db
def test_what_both_did_counts_once(open_to_all, idea, aino, onni, token, settle):
    comment = write_comment(by=onni, idea_id=idea.id, text="Hyvä idea!")
    for by in (aino, device(open_to_all, token)):
        support_idea(by=by, idea_id=idea.id)
        thank_for_comment(by=by, comment_id=comment.id)
    settle()
    assert support_counts(idea.id, None) == (2, 1)
    claimed = take_over_device(account=aino, token=token)
    assert (claimed.supports, claimed.doubled) == (0, 1)
    settle()
    assert support_counts(idea.id, None) == (1, 0)
    assert Thank.objects.count() == 1
    assert tally_differences() == thanks_differences() == []
    assert not support_idea(by=aino, idea_id=idea.id).counted_now
    assert withdraw_support(by=aino, idea_id=idea.id).counted_now


@pytest.mark.django_db
def test_above_the_limit_the_browsers_are_taken_back(make_campaign, make_idea, aino, token, settle):
    campaign = make_campaign("raja", identifier="device", limit=1)
    own, other = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    support_idea(by=aino, idea_id=own.id)
    support_idea(by=device(campaign, token), idea_id=other.id)
    claimed = take_over_device(account=aino, token=token)
    assert (claimed.supports, claimed.released) == (0, 1)
    settle()
    assert (support_counts(own.id, None), support_counts(other.id, None)) == ((1, 0), (0, 0))


@pytest.mark.django_db
def test_after_the_close_supports_stay_unverified_as_they_were_counted(open_to_all, idea, aino, token, settle):
    support_idea(by=device(open_to_all, token), idea_id=idea.id)
    move_window(open_to_all, closes=database_now() - HOUR)
    assert take_over_device(account=aino, token=token).supports == 0
    settle()
    assert support_counts(idea.id, None) == (1, 1)
    assert tally_differences() == []


@pytest.mark.django_db
def test_a_device_does_not_take_over_another_and_a_forged_token_nothing(open_to_all, idea, aino, token):
    support_idea(by=device(open_to_all, token), idea_id=idea.id)
    other = device(open_to_all, new_device_token())
    with pytest.raises(NotFound):
        take_over_device(account=other, token=token)
    with pytest.raises(NotFound):
        take_over_device(account=aino, token=token + "x")
    assert Support.objects.get().participant.kind == "device"


@pytest.mark.django_db(transaction=True)
def test_taking_over_twice_and_tapping_at_once_counts_each_support_once(
    open_to_all, idea, make_idea, aino, token, settle
):
    support_idea(by=device(open_to_all, token), idea_id=idea.id)
    others = [make_idea(open_to_all, f"Idea numero {n}") for n in range(6)]
    account = device_of(token)
    acts = [lambda: take_over_device(account=aino, token=token)] * 2
    acts += [lambda other=other: support_idea(by=account, idea_id=other.id) for other in others]
    acts += [lambda: support_idea(by=aino, idea_id=idea.id)] * 4
    results = at_once(acts, threads=12)
    errors = {type(one) for one in results if isinstance(one, Exception)}
    assert errors <= {NotFound, SignInFirst}
    settle()
    assert support_counts(idea.id, None) == (1, 0)
    assert tally_differences() == []
    assert not Participant.objects.filter(kind="device", account__isnull=True).exists()
