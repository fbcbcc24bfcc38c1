# SPDX-License-Identifier: EUPL-1.2
"""One identifier is one person: whichever account, whichever moment, judged by what is known of them."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from backend.common.clock import database_now
from backend.common.errors import SignInFirst
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.services import write_comment
from backend.participation.participants.errors import IdentificationNeeded, IdentifiedOtherwise, NotEligible
from backend.participation.participants.facts import Facts
from backend.participation.participants.models import FrozenContext, Identification, Participant
from backend.participation.participants.selectors import participant_id_of, participant_ids_of
from backend.participation.participants.services import note_identification
from backend.participation.supports.models import Support
from backend.participation.supports.services import support_idea
from backend.region.accounts.models import Account, Assertion
from backend.region.places.models import Municipality
from tests.threads import at_once

HETU = "131052-308T"


def strongly(account: Account, identifier: str = HETU) -> Account:
    note_identification(account=account, kind="strong", identifier=identifier, assurance="strong")
    return account


@pytest.fixture
def strong_campaign(make_campaign) -> Campaign:
    """A campaign whose supports are counted by strong identification, and in which everybody comments."""
    return make_campaign("vahva", identifier="strong", conditions={"comment": {"who": "signed_in"}})


@pytest.mark.django_db
def test_aino_identifies_strongly_supports_and_the_ledger_says_how_certain_that_is(aino, strong_campaign, make_idea):
    idea = make_idea(strong_campaign, by=strongly(make_idea_author()))
    assert support_idea(by=strongly(aino, "010180-123A"), idea_id=idea.id).counted_now
    assert Event.objects.get(kind="support_given").assurance == "strong"
    assert Participant.objects.get(account=aino).kind == "strong"


def make_idea_author() -> Account:
    return Account.objects.create_user("kirjoittaja@example.org", pseudonym="Kirjoittaja")


@pytest.mark.django_db
def test_without_it_she_is_told_what_is_missing_and_may_still_comment(aino, strong_campaign, make_idea):
    idea = make_idea(strong_campaign, by=strongly(make_idea_author()))
    with pytest.raises(IdentificationNeeded) as refusal:
        support_idea(by=aino, idea_id=idea.id)
    assert refusal.value.details["needs"] == "strong"
    assert "vahva tunnistautuminen" in str(refusal.value)
    write_comment(by=aino, idea_id=idea.id, text="Hyvä!")
    assert Event.objects.get(kind="comment_written").assurance == "account"


@pytest.mark.django_db
def test_identified_after_a_comment_she_stays_the_same_participant(aino, strong_campaign, make_idea):
    idea = make_idea(strong_campaign, by=strongly(make_idea_author()))
    comment = write_comment(by=aino, idea_id=idea.id, text="Hyvä!")
    support_idea(by=strongly(aino, "010180-123A"), idea_id=idea.id)
    assert Support.objects.get().participant_id == comment.author_id
    assert Participant.objects.get(account=aino).kind == "strong"


@pytest.mark.django_db
def test_the_same_identifier_in_a_second_account_is_the_same_participant_and_says_counted_already(
    aino, onni, strong_campaign, make_idea
):
    idea = make_idea(strong_campaign, by=strongly(make_idea_author(), "020202A123B"))
    assert support_idea(by=strongly(aino), idea_id=idea.id).counted_now
    again = support_idea(by=strongly(onni), idea_id=idea.id)
    assert (again.supported, again.supports, again.counted_now) == (True, 1, False)
    assert participant_id_of(onni, strong_campaign.id) == participant_id_of(aino, strong_campaign.id)
    assert participant_ids_of(onni) == participant_ids_of(aino)
    assert Participant.objects.get(kind="strong", account=aino).account == aino


@pytest.mark.django_db
def test_whoever_commented_with_a_second_account_counts_once_from_the_identification_on(
    aino, onni, strong_campaign, make_idea
):
    idea = make_idea(strong_campaign, by=strongly(make_idea_author(), "020202A123B"))
    write_comment(by=onni, idea_id=idea.id, text="Hyvä!")
    support_idea(by=strongly(aino), idea_id=idea.id)
    assert support_idea(by=strongly(onni), idea_id=idea.id).counted_now is False
    assert participant_id_of(onni, strong_campaign.id) == participant_id_of(aino, strong_campaign.id)


@pytest.mark.django_db(transaction=True)
def test_two_accounts_of_one_person_support_at_once_and_count_once(make_person, strong_campaign, make_idea):
    idea = make_idea(strong_campaign, by=strongly(make_idea_author(), "020202A123B"))
    people = [strongly(make_person(f"Aino{n}")) for n in range(8)]
    states = at_once([lambda one=one: support_idea(by=one, idea_id=idea.id) for one in people], threads=8)
    assert sum(state.counted_now for state in states) == 1
    assert Support.objects.count() == 1


@pytest.mark.django_db
def test_noting_it_again_changes_nothing_and_another_identifier_is_refused(aino):
    strongly(strongly(aino))
    assert Identification.objects.count() == 1
    with pytest.raises(IdentifiedOtherwise):
        strongly(aino, "010180-123A")


@pytest.mark.django_db
def test_the_database_keeps_no_identifier_and_no_register_number_is_good_everywhere(aino):
    strongly(aino)
    assert HETU.encode() not in bytes(Identification.objects.get().identifier)
    with pytest.raises(IntegrityError), transaction.atomic():
        note_identification(account=aino, kind="register", identifier="1", assurance="register")


@pytest.mark.django_db
def test_a_person_too_young_or_living_elsewhere_is_told_why(aino, onni, make_campaign, make_idea):
    porvoo = Municipality.objects.get(slug="porvoo")
    condition = {"who": "signed_in", "minimum_age": 30, "municipalities": [porvoo.id]}
    campaign = make_campaign("rajattu", conditions={"support": condition})
    idea = make_idea(campaign)
    assert support_idea(by=aino, idea_id=idea.id).counted_now
    with pytest.raises(NotEligible) as refusal:
        support_idea(by=onni, idea_id=idea.id)
    assert set(refusal.value.fields) == {"birth_year", "municipality"}
    assert "30" in str(refusal.value)
    assert "Porvoo" in str(refusal.value)
    assert (
        not Participant.objects.filter(account=onni).exists()
        or not Support.objects.filter(participant__account=onni).exists()
    )


@pytest.mark.django_db
def test_whose_age_is_not_known_is_told_the_next_step(make_person, make_campaign, make_idea):
    idea = make_idea(make_campaign("rajattu", conditions={"support": {"who": "signed_in", "minimum_age": 15}}))
    with pytest.raises(NotEligible) as refusal:
        support_idea(by=make_person("Vieno", birth_year=None), idea_id=idea.id)
    assert "syntymävuotesi" in str(refusal.value)


@pytest.mark.django_db
def test_residence_is_that_of_the_first_act(aino, make_campaign, make_idea):
    porvoo = Municipality.objects.get(slug="porvoo")
    campaign = make_campaign("rajattu", conditions={"support": {"who": "signed_in", "municipalities": [porvoo.id]}})
    idea = make_idea(campaign)
    write_comment(by=aino, idea_id=idea.id, text="Hyvä!")
    aino.municipality = Municipality.objects.get(slug="sipoo")
    aino.save()
    assert support_idea(by=aino, idea_id=idea.id).counted_now


@pytest.mark.django_db
def test_of_a_strongly_identified_person_only_what_an_issuer_says_counts(aino, make_campaign, make_idea):
    campaign = make_campaign(
        "vahva",
        identifier="strong",
        conditions={"support": {"who": "strong", "minimum_age": 15}, "propose": {"who": "signed_in"}},
    )
    idea = make_idea(campaign)
    with pytest.raises(NotEligible):
        support_idea(by=strongly(aino), idea_id=idea.id)
    Assertion.objects.create(
        account=aino, issuer="porvoo", birth_year=1952, assurance="strong", asserted_at=database_now()
    )
    assert support_idea(by=aino, idea_id=idea.id).counted_now
    assert FrozenContext.objects.get(participant__account=aino).age_band in {"65-74", "75+"}


@pytest.mark.parametrize(
    ("facts", "age"),
    [
        (Facts(birth_year=2010), 16),
        (Facts(birth_date=datetime.date(2010, 6, 2), birth_year=2010), 15),
        (Facts(birth_date=datetime.date(2010, 6, 1)), 16),
        (Facts(), None),
    ],
)
def test_age_is_that_of_the_reference_date(facts, age):
    assert facts.age_on(datetime.date(2026, 6, 1)) == age


@pytest.mark.django_db
def test_a_device_takes_part_where_everyone_may_and_nowhere_else(make_campaign, campaign, make_idea):
    device = Account.objects.create_user("laite@example.org", kind="device", pseudonym="Laite")
    open_idea, other_idea = make_idea(make_campaign("kaikki", identifier="device")), make_idea(campaign)
    assert support_idea(by=device, idea_id=open_idea.id).counted_now
    assert Event.objects.get(kind="support_given").assurance == "device"
    with pytest.raises(SignInFirst):
        support_idea(by=device, idea_id=other_idea.id)


@pytest.mark.django_db
def test_who_takes_part_in_a_published_campaign_stands_in_the_database(campaign):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(identifier="strong")


@pytest.mark.django_db
def test_support_takes_five_queries_whatever_is_asked_and_a_first_act_at_most_nine(
    aino, onni, make_campaign, make_idea, count_queries
):
    porvoo = Municipality.objects.get(slug="porvoo")
    asked = {"who": "signed_in", "minimum_age": 15, "municipalities": [porvoo.id]}
    campaign = make_campaign("rajattu", conditions={"support": asked})
    first, second = make_idea(campaign, "Ensimmäinen"), make_idea(campaign, "Toinen")
    onni.municipality = porvoo
    onni.save()
    support_idea(by=onni, idea_id=first.id)  # seals the window
    with count_queries() as counted:
        support_idea(by=aino, idea_id=first.id)
    assert counted() == 9
    with count_queries() as counted:
        support_idea(by=aino, idea_id=second.id)
    assert counted() == 5
    with count_queries() as counted:
        write_comment(by=aino, idea_id=second.id, text="Hyvä!")
    assert counted() <= 8
