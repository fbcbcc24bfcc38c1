# SPDX-License-Identifier: EUPL-1.2
"""Bringing an organisation in, asking to act for it, and what staff decide."""

import pytest

from backend.common.errors import InvalidInput, NotFound
from backend.ledger.events.models import Event
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.programme.errors import (
    ActorClaimedAlready,
    BusinessIdTaken,
    ClaimDecidedAlready,
    NotYourActor,
)
from backend.region.programme.models import Actor, ActorClaim
from backend.region.programme.permissions import may_act_for
from backend.region.programme.rules import is_business_id
from backend.region.programme.selectors import (
    ActorQuery,
    actor_by_id,
    actors_of,
    claims_for_staff,
    personal_data_of,
    visible_actors,
)
from backend.region.programme.services import (
    change_actor,
    claim_actor,
    confirm_claim,
    decline_claim,
    end_membership,
    forget_person,
    propose_actor,
)
from tests.region.programme.data import MESSAGE, association
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(aino) -> ActorClaim:
    """Aino brings her association in."""
    return propose_actor(by=aino, draft=association(), message=MESSAGE)


@pytest.fixture
def sipoo_organiser(make_person) -> Account:
    """Sirpa organises for Sipoo."""
    account = make_person("Sirpa", municipality="sipoo")
    give_role(account=account, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    return account


def test_aino_brings_her_association_in_and_pirkko_confirms_it(aino, porvoo_organiser, claim):
    assert list(visible_actors()) == []
    assert not may_act_for(aino, claim.actor_id)
    confirmed = confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    assert (confirmed.state, confirmed.message) == ("confirmed", "")
    assert may_act_for(aino, claim.actor_id)
    assert [one.name["fi"] for one in visible_actors()] == ["Melonta ja retket ry"]
    assert [one.id for one in actors_of(aino)] == [claim.actor_id]
    events = Event.objects.filter(kind__startswith="actor_").order_by("id")
    assert [(e.kind, e.campaign_id, e.participant_id, e.subject_id) for e in events] == [
        ("actor_claimed", None, None, claim.id),
        ("actor_confirmed", None, None, claim.id),
    ]


def test_events_of_no_campaign_are_folded_and_relayed_like_all_others(porvoo_organiser, claim, settle):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    assert settle() == Event.objects.count()
    assert not Event.objects.filter(position__isnull=True).exists()


def test_onni_asks_to_act_for_it_too_and_is_declined_with_a_reason(onni, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    second = claim_actor(by=onni, actor_id=claim.actor_id, message=MESSAGE)
    declined = decline_claim(by=porvoo_organiser, claim_id=second.id, reason="Emme löydä sinua rekisteristä.")
    assert (declined.state, declined.message) == ("declined", "")
    assert not may_act_for(onni, claim.actor_id)
    again = claim_actor(by=onni, actor_id=claim.actor_id, message=MESSAGE)
    assert again.state == "pending"


def test_staff_elsewhere_neither_see_nor_decide(sipoo_organiser, porvoo_organiser, claim, onni):
    assert list(claims_for_staff(sipoo_organiser)) == []
    assert list(claims_for_staff(onni)) == []
    assert [one.id for one in claims_for_staff(porvoo_organiser)] == [claim.id]
    for act in (
        lambda: confirm_claim(by=sipoo_organiser, claim_id=claim.id),
        lambda: decline_claim(by=sipoo_organiser, claim_id=claim.id, reason="Ei kuulu meille."),
        lambda: end_membership(by=sipoo_organiser, claim_id=claim.id, reason="Ei kuulu meille."),
        lambda: confirm_claim(by=onni, claim_id=claim.id),
        lambda: actor_by_id(claim.actor_id, viewer=sipoo_organiser),
        lambda: actor_by_id(claim.actor_id),
    ):
        with pytest.raises(NotFound):
            act()


def test_the_claimant_cannot_confirm_their_own_claim(aino, claim):
    with pytest.raises(NotFound):
        confirm_claim(by=aino, claim_id=claim.id)


def test_region_wide_staff_decide_everywhere(make_person, claim):
    person = make_person("Maakunta", municipality="helsinki")
    give_role(account=person, kind="admin", municipality=None)
    assert [one.id for one in claims_for_staff(person)] == [claim.id]
    assert confirm_claim(by=person, claim_id=claim.id).state == "confirmed"


def test_a_membership_ends_by_oneself_or_by_staff_with_a_reason(aino, onni, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    with pytest.raises(InvalidInput):
        end_membership(by=porvoo_organiser, claim_id=claim.id)
    ended = end_membership(by=porvoo_organiser, claim_id=claim.id, reason="Yhdistys pyysi.")
    assert (ended.state, ended.reason) == ("ended", "Yhdistys pyysi.")
    assert not may_act_for(aino, claim.actor_id)
    with pytest.raises(ClaimDecidedAlready):
        end_membership(by=aino, claim_id=claim.id)
    mine = claim_actor(by=onni, actor_id=claim.actor_id, message=MESSAGE)
    assert end_membership(by=onni, claim_id=mine.id).state == "ended"
    assert Event.objects.filter(kind="actor_membership_ended", sign=-1).count() == 2


def test_what_is_decided_stays_decided(porvoo_organiser, claim):
    decline_claim(by=porvoo_organiser, claim_id=claim.id, reason="Emme löydä yhdistystä.")
    with pytest.raises(ClaimDecidedAlready):
        confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    with pytest.raises(ClaimDecidedAlready):
        decline_claim(by=porvoo_organiser, claim_id=claim.id, reason="Emme löydä yhdistystä.")


def test_one_claim_at_a_time(aino, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    with pytest.raises(ActorClaimedAlready):
        claim_actor(by=aino, actor_id=claim.actor_id, message=MESSAGE)


def test_an_actor_that_waits_cannot_be_claimed_by_others(onni, claim):
    with pytest.raises(NotFound):
        claim_actor(by=onni, actor_id=claim.actor_id, message=MESSAGE)


def test_a_business_id_is_one_organisation(onni, porvoo_organiser, claim):
    rival = propose_actor(by=onni, draft=association(name={"fi": "Melojat"}), message=MESSAGE)
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    with pytest.raises(BusinessIdTaken):
        confirm_claim(by=porvoo_organiser, claim_id=rival.id)
    with pytest.raises(BusinessIdTaken):
        propose_actor(by=onni, draft=association(), message=MESSAGE)
    assert ActorClaim.objects.get(id=rival.id).state == "pending"


def test_every_wrong_field_is_named(aino):
    wrong = association(name={}, kind="club", municipality=None, business_id="1234567-2", website="javascript:alert(1)")
    with pytest.raises(InvalidInput) as refusal:
        propose_actor(by=aino, draft=wrong, message=MESSAGE)
    assert set(refusal.value.fields) == {"name_fi", "kind", "municipality", "business_id", "website"}
    with pytest.raises(InvalidInput):
        propose_actor(by=aino, draft=association(), message="Hei")
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("1234567-1", True), ("7654321-2", True), ("2222222-9", True), ("1234567-2", False), ("1111111-0", False),
        ("12345671", False), ("123456-71", False), ("", False), ("1234567-1 ", False), ("１234567-1", False),
    ],
)  # fmt: skip
def test_check_digits_of_business_ids(value, right):
    assert is_business_id(value) is right


def test_members_renew_the_texts_and_staff_everything(aino, onni, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    sipoo = Municipality.objects.get(slug="sipoo")
    new = association(name={"fi": "Melojat ry", "sv": "Paddlarna rf"}, business_id="", municipality=sipoo)
    changed = change_actor(by=aino, actor_id=claim.actor_id, draft=new)
    assert (changed.name["sv"], changed.business_id, changed.municipality.slug) == (
        "Paddlarna rf", "1234567-1", "porvoo",
    )  # fmt: skip
    assert [one.id for one in visible_actors(ActorQuery(words="paddlarna"))] == [claim.actor_id]
    with pytest.raises(NotYourActor):
        change_actor(by=onni, actor_id=claim.actor_id, draft=new)
    assert change_actor(by=porvoo_organiser, actor_id=claim.actor_id, draft=new).municipality == sipoo


def test_actors_are_found_by_name_kind_and_municipality(aino, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    assert visible_actors(ActorQuery(words="MELONTA ret")).count() == 1
    assert visible_actors(ActorQuery(words="kiipeily")).count() == 0
    assert visible_actors(ActorQuery(kind="association", municipality="porvoo")).count() == 1
    assert visible_actors(ActorQuery(kind="company")).count() == 0
    assert visible_actors(ActorQuery(municipality="sipoo")).count() == 0


def test_who_is_forgotten_leaves_no_claim(aino, onni, porvoo_organiser, claim):
    assert personal_data_of(aino)["organisations"][0]["message"] == MESSAGE
    forget_person(account=aino)
    assert not ActorClaim.objects.exists()
    assert not Actor.objects.exists()
    kept = propose_actor(by=onni, draft=association(), message=MESSAGE)
    confirm_claim(by=porvoo_organiser, claim_id=kept.id)
    forget_person(account=porvoo_organiser)
    forget_person(account=onni)
    assert Actor.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_decisions_at_once_one_holds(porvoo_organiser, claim):
    acts = [
        lambda: confirm_claim(by=porvoo_organiser, claim_id=claim.id),
        lambda: decline_claim(by=porvoo_organiser, claim_id=claim.id, reason="Emme löydä yhdistystä."),
    ] * 4
    results = at_once(acts, threads=8)
    assert sum(isinstance(one, ActorClaim) for one in results) == 1
    assert sum(isinstance(one, ClaimDecidedAlready) for one in results) == 7


@pytest.mark.django_db(transaction=True)
def test_of_many_claims_at_once_one_is_made(onni, porvoo_organiser, claim):
    confirm_claim(by=porvoo_organiser, claim_id=claim.id)
    results = at_once([lambda: claim_actor(by=onni, actor_id=claim.actor_id, message=MESSAGE)] * 8, threads=8)
    assert sum(isinstance(one, ActorClaim) for one in results) == 1
    assert sum(isinstance(one, ActorClaimedAlready) for one in results) == 7
