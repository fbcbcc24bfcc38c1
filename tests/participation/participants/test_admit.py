# SPDX-License-Identifier: EUPL-1.2
"""Who is one person: one participant a campaign, one number in all of them, nothing told by either."""

import pytest

from backend.participation.participants.bands import AGE_BANDS, age_band
from backend.participation.participants.identity import voter_of
from backend.participation.participants.models import FrozenContext, Participant
from backend.participation.participants.services import ImportedVoter, admit, admit_imported
from tests.threads import at_once


@pytest.mark.django_db
def test_one_person_is_one_participant_in_each_campaign_and_the_same_number_in_all(aino, make_campaign):
    river, park = make_campaign("joki"), make_campaign("puisto")
    assert admit(campaign=river, account=aino, act="support") == admit(campaign=river, account=aino, act="support")
    assert admit(campaign=river, account=aino, act="support") != admit(campaign=park, account=aino, act="support")
    assert set(Participant.objects.values_list("person_number", flat=True)) == {aino.person_number}
    assert FrozenContext.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_ten_first_acts_at_once_make_one_participant(aino, make_campaign):
    campaign = make_campaign("joki")
    made = at_once([lambda: admit(campaign=campaign, account=aino, act="support")] * 10, threads=10)
    assert len(set(made)) == 1
    assert FrozenContext.objects.count() == 1


@pytest.mark.django_db
def test_imported_voters_have_a_number_of_their_own_and_their_age_band(campaign):
    voters = [ImportedVoter("v1", 34), ImportedVoter("v2"), ImportedVoter("v1", 34)]
    ids = admit_imported(campaign=campaign, voters=voters, language="pl")
    assert set(ids) == {"v1", "v2"}
    contexts = FrozenContext.objects.in_bulk(list(ids.values()))
    assert (contexts[ids["v1"]].age_band, contexts[ids["v2"]].age_band) == ("25-34", "")
    assert Participant.objects.filter(account__isnull=True).values("person_number").distinct().count() == 2


@pytest.mark.django_db
def test_the_voter_is_different_in_each_campaign_and_kind():
    hashes = {voter_of(1, "account", "7"), voter_of(2, "account", "7"), voter_of(1, "import", "7")}
    assert len(hashes) == 3
    assert {len(voter) for voter in hashes} == {32}


@pytest.mark.parametrize(
    ("age", "band"), [(0, "0-14"), (14, "0-14"), (15, "15-24"), (64, "55-64"), (75, "75+"), (101, "75+"), (None, "")]
)
def test_every_age_has_its_band(age, band):
    assert age_band(age) == band
    assert band in (*AGE_BANDS, "")
