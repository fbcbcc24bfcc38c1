# SPDX-License-Identifier: EUPL-1.2
"""An author makes an idea a formal initiative, and people sign it: once each, by strong identification."""

import pytest
from django.db import IntegrityError, transaction

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, NotFound
from backend.ledger.events.models import Event
from backend.participation.ideas.coauthors import accept_invitation, invite_coauthor
from backend.participation.ideas.errors import IdeaHiddenNow, NotYourIdea
from backend.participation.ideas.models import Idea
from backend.participation.initiatives.errors import (
    InitiativeAlready,
    InitiativeNotCollecting,
    MakerStays,
    NotTheMaker,
    StrongIdentityNeeded,
)
from backend.participation.initiatives.models import Initiative, Signature
from backend.participation.initiatives.rules import Maker
from backend.participation.initiatives.selectors import (
    has_signed,
    initiative_by_id,
    initiative_of_idea,
    initiatives_in,
    tally_differences,
)
from backend.participation.initiatives.services import (
    promote_idea,
    sign_initiative,
    withdraw_initiative,
    withdraw_signature,
)
from tests.participation.campaigns.joint import joint
from tests.participation.initiatives.people import MAKER, made_by, people_live_in, strongly

pytestmark = pytest.mark.django_db


def test_onni_makes_his_idea_an_initiative_aino_signs_it_and_two_are_counted(aino, onni, campaign, make_idea, settle):
    people_live_in("porvoo", 50_000)
    initiative = made_by(onni, make_idea(campaign, by=onni))
    done = sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    assert (done.signed, done.signatures, done.residents, done.changed_now) == (True, 2, 2, True)
    settle()
    shown = initiative_of_idea(initiative.idea_id)
    assert (shown.signatures, shown.residents, shown.threshold, shown.is_reached) == (2, 2, 1000, False)
    assert (shown.maker, shown.state, shown.title) == ("Kirsi Kirjoittaja", "collecting", "Laituri rantaan")
    assert tally_differences() == []
    signed = Event.objects.filter(kind="initiative_signed")
    assert set(signed.values_list("assurance", "subject_id")) == {("strong", initiative.pk)}


def test_the_initiative_keeps_the_words_that_the_idea_had_then(onni, campaign, make_idea):
    initiative = made_by(onni, make_idea(campaign, by=onni))
    Idea.objects.filter(pk=initiative.idea_id).update(title="Jotain muuta")
    assert initiative_by_id(initiative.pk).title == "Laituri rantaan"


def test_a_second_time_or_with_a_second_account_she_is_told_that_she_has_signed(aino, onni, make_person, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    strongly(aino, "020280-123B")
    assert sign_initiative(by=aino, initiative_id=initiative.pk).changed_now
    other = strongly(make_person("Ainontoinen"), "020280-123B")
    assert has_signed(other, initiative.pk)
    for account in (aino, other):
        again = sign_initiative(by=account, initiative_id=initiative.pk)
        assert (again.signed, again.signatures, again.changed_now) == (True, 2, False)


def test_the_database_itself_takes_no_second_signature(onni, idea_of_onni):
    made_by(onni, idea_of_onni)
    signature = Signature.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            initiative=signature.initiative,
            signer=signature.signer,
            participant=signature.participant,
            is_resident=False,
        )


def test_who_lives_elsewhere_or_whose_residence_nobody_confirmed_signs_and_stands_apart(
    aino, onni, make_person, idea_of_onni, settle
):
    people_live_in("porvoo", 50_000)
    initiative = made_by(onni, idea_of_onni)
    sign_initiative(by=strongly(aino, "020280-123B", lives_in="sipoo"), initiative_id=initiative.pk)
    veera = make_person("Veera")  # says herself that she lives in Porvoo
    sign_initiative(by=strongly(veera, "030380-123C", lives_in=None), initiative_id=initiative.pk)
    settle()
    shown = initiative_by_id(initiative.pk)
    assert (shown.signatures, shown.residents, shown.others) == (3, 1, 2)


def test_without_a_population_the_threshold_is_not_known_and_never_nought(onni, idea_of_onni):
    shown = initiative_by_id(made_by(onni, idea_of_onni).pk)
    assert (shown.threshold, shown.population, shown.is_reached) == (None, None, None)


def test_her_own_signature_is_in_the_count_before_the_relay_has_read_it(aino, onni, idea_of_onni, settle):
    initiative = made_by(onni, idea_of_onni)
    settle()
    sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    assert initiative_by_id(initiative.pk, viewer=aino).signatures == 2
    assert initiative_by_id(initiative.pk).signatures == 1


def test_she_takes_it_back_and_it_is_counted_no_longer(aino, onni, idea_of_onni, settle):
    initiative = made_by(onni, idea_of_onni)
    sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    taken = withdraw_signature(by=aino, initiative_id=initiative.pk)
    assert (taken.signed, taken.signatures, taken.changed_now) == (False, 1, True)
    assert not withdraw_signature(by=aino, initiative_id=initiative.pk).changed_now
    settle()
    assert initiative_by_id(initiative.pk).signatures == 1
    assert Event.objects.filter(kind="initiative_unsigned", sign=-1).count() == 1


def test_a_coauthor_may_make_the_initiative_too(aino, onni, make_campaign, make_idea):
    idea = make_idea(make_campaign(open_phase="collect"), by=onni)
    accept_invitation(by=aino, token=invite_coauthor(by=onni, idea_id=idea.pk).token)
    assert made_by(aino, idea).maker_id != idea.author_id


def test_in_a_joint_campaign_it_is_made_to_one_of_the_partners(onni, make_campaign, make_person, make_idea):
    idea = make_idea(joint(make_campaign, make_person, "sipoo"), by=onni)
    with pytest.raises(InvalidInput) as refusal:
        made_by(onni, idea, municipality="loviisa")
    assert "municipality" in refusal.value.fields
    made = made_by(onni, idea, municipality="sipoo")
    assert [one.pk for one in initiatives_in(municipality="sipoo")] == [made.pk]
    assert not initiatives_in(municipality="porvoo")


def test_a_campaign_that_asks_for_a_register_row_asks_signers_for_strong_identification_only(
    aino, onni, make_idea, make_campaign
):
    campaign = make_campaign(identifier="register", conditions={"propose": {"who": "signed_in"}})
    initiative = made_by(onni, make_idea(campaign, by=onni))
    assert sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk).changed_now


# --- and when it is refused


def test_a_legal_act_asks_for_strong_identification(aino, onni, idea_of_onni):
    with pytest.raises(StrongIdentityNeeded):
        promote_idea(by=onni, idea_id=idea_of_onni.pk, maker=MAKER)
    initiative = made_by(onni, idea_of_onni)
    with pytest.raises(StrongIdentityNeeded):
        sign_initiative(by=aino, initiative_id=initiative.pk)
    assert Signature.objects.count() == 1


def test_nobody_makes_an_initiative_of_anothers_idea_not_even_an_officer(aino, porvoo_organiser, onni, idea_of_onni):
    for account in (strongly(aino, "020280-123B"), strongly(porvoo_organiser, "030380-123C")):
        with pytest.raises(NotYourIdea):
            promote_idea(by=account, idea_id=idea_of_onni.pk, maker=MAKER)
    with pytest.raises(NotFound):
        promote_idea(by=aino, idea_id=999_999, maker=MAKER)


def test_an_idea_is_one_initiative_at_a_time(onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    with pytest.raises(InitiativeAlready):
        made_by(onni, idea_of_onni)
    withdraw_initiative(by=onni, initiative_id=initiative.pk)
    assert made_by(onni, idea_of_onni).pk != initiative.pk


def test_a_maker_writes_a_name_and_how_to_be_reached(onni, idea_of_onni):
    strongly(onni, "010180-123A")
    with pytest.raises(InvalidInput) as refusal:
        promote_idea(by=onni, idea_id=idea_of_onni.pk, maker=Maker(name=" ", contact=""))
    assert set(refusal.value.fields) == {"name", "contact"}
    assert not Initiative.objects.exists()


def test_a_name_that_is_not_public_is_nowhere(onni, idea_of_onni):
    strongly(onni, "010180-123A")
    silent = Maker(name="Kirsi Kirjoittaja", contact="kirsi@example.org")
    made = promote_idea(by=onni, idea_id=idea_of_onni.pk, maker=silent)
    assert initiative_by_id(made.pk).maker == ""


def test_what_is_withdrawn_or_over_takes_no_signature_by_the_databases_clock(aino, onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    strongly(aino, "020280-123B")
    Initiative.objects.filter(pk=initiative.pk).update(closes_at=database_now())
    with pytest.raises(InitiativeNotCollecting):
        sign_initiative(by=aino, initiative_id=initiative.pk)
    assert initiative_by_id(initiative.pk).state == "lapsed"
    assert [one.pk for one in initiatives_in(state="lapsed")] == [initiative.pk]
    assert not initiatives_in(state="collecting")


def test_a_hidden_idea_takes_no_signature_and_its_words_are_not_shown(aino, onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    Idea.objects.filter(pk=idea_of_onni.pk).update(state="hidden", hidden_for="other")
    with pytest.raises(IdeaHiddenNow):
        sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    shown = initiative_by_id(initiative.pk)
    assert (shown.title, shown.text) == ("", "")


def test_the_makers_own_signature_goes_with_the_initiative_only(onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    with pytest.raises(MakerStays):
        withdraw_signature(by=onni, initiative_id=initiative.pk)


def test_only_the_maker_withdraws_it(aino, onni, idea_of_onni):
    initiative = made_by(onni, idea_of_onni)
    with pytest.raises(NotTheMaker):
        withdraw_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)


def test_of_a_draft_nothing_is_found(aino, onni, idea_of_onni, campaign):
    initiative = made_by(onni, idea_of_onni)
    type(campaign).objects.filter(pk=campaign.pk).update(published_at=None)
    with pytest.raises(NotFound):
        initiative_by_id(initiative.pk)
    with pytest.raises(NotFound):
        sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
