# SPDX-License-Identifier: EUPL-1.2
"""One-time codes: told once, good for one person, void when an officer says so."""

import pytest
from django.db import connection

from backend.common.errors import InvalidInput, MayNot
from backend.ledger.events.models import Event
from backend.participation.campaigns.models import Campaign
from backend.participation.participants.codes import ALPHABET, identify_with_code, make_codes, new_code, void_codes
from backend.participation.participants.errors import (
    CodeNotValid,
    CodeUsed,
    IdentificationNeeded,
    IdentifiedOtherwise,
    TooManyTries,
)
from backend.participation.participants.models import Code, Identification, Participant
from backend.participation.supports.services import support_idea, withdraw_support
from tests.threads import at_once

CONDITIONS = {"propose": {"who": "signed_in"}}


@pytest.fixture
def coded(make_campaign) -> Campaign:
    """A campaign that counts people by codes, and in which everybody proposes."""
    return make_campaign("koodi", identifier="code", conditions=CONDITIONS)


@pytest.fixture
def codes(coded, porvoo_organiser) -> tuple[str, ...]:
    """Three codes."""
    return make_codes(by=porvoo_organiser, campaign_slug=coded.slug, count=3, channel="letter", note="Kirjeet").codes


@pytest.mark.django_db
def test_aino_types_the_code_of_her_letter_supports_and_counts_once(aino, coded, codes, make_idea):
    idea = make_idea(coded)
    with pytest.raises(IdentificationNeeded) as refusal:
        support_idea(by=aino, idea_id=idea.id)
    assert refusal.value.details["needs"] == "code"
    identify_with_code(account=aino, campaign=coded, code=codes[0].lower().replace("-", " "))
    assert support_idea(by=aino, idea_id=idea.id).counted_now
    assert Event.objects.get(kind="support_given").assurance == "code"
    identify_with_code(account=aino, campaign=coded, code=codes[0])  # done already
    assert support_idea(by=aino, idea_id=idea.id).counted_now is False
    assert withdraw_support(by=aino, idea_id=idea.id).supports == 0


@pytest.mark.django_db
def test_codes_are_readable_have_sixty_bits_and_are_never_the_same():
    made = {new_code() for _ in range(500)}
    assert len(made) == 500
    assert not set("".join(made)) & set("01OI")
    assert (len(ALPHABET), {len(code.replace("-", "")) for code in made}) == (32, {12})


@pytest.mark.django_db
def test_the_database_holds_no_code(codes):
    with connection.cursor() as cursor:
        for code in codes:
            cursor.execute(
                "SELECT count(*) FROM participants_code WHERE participants_code::text ILIKE %s",
                [f"%{code.replace('-', '')}%"],
            )
            assert cursor.fetchone()[0] == 0


@pytest.mark.django_db
def test_a_code_is_good_for_one_person(aino, onni, coded, codes):
    identify_with_code(account=aino, campaign=coded, code=codes[0])
    with pytest.raises(CodeUsed):
        identify_with_code(account=onni, campaign=coded, code=codes[0])
    with pytest.raises(IdentifiedOtherwise):
        identify_with_code(account=aino, campaign=coded, code=codes[1])
    assert Code.objects.filter(used_at__isnull=False).count() == 1


@pytest.mark.django_db
def test_a_code_of_another_campaign_and_an_invented_one_do_not_work(
    aino, coded, codes, make_campaign, porvoo_organiser
):
    other = make_campaign("toinen", identifier="code", conditions=CONDITIONS)
    for campaign, code in ((other, codes[0]), (coded, "ABCD-EFGH-JKLM"), (coded, "")):
        with pytest.raises(CodeNotValid):
            identify_with_code(account=aino, campaign=campaign, code=code)


@pytest.mark.django_db
def test_a_void_batch_lets_nobody_in_any_more_but_keeps_who_came_in(aino, onni, coded, codes, porvoo_organiser):
    identify_with_code(account=aino, campaign=coded, code=codes[0])
    batch_id = Code.objects.first().batch_id
    assert void_codes(by=porvoo_organiser, batch_id=batch_id) == 2
    with pytest.raises(CodeNotValid):
        identify_with_code(account=onni, campaign=coded, code=codes[1])
    identify_with_code(account=aino, campaign=coded, code=codes[0])
    assert Identification.objects.filter(account=aino, kind="code").exists()


@pytest.mark.django_db
def test_who_tries_too_often_waits(aino, coded, codes):
    for _ in range(10):
        with pytest.raises(CodeNotValid):
            identify_with_code(account=aino, campaign=coded, code=new_code())
    with pytest.raises(TooManyTries):
        identify_with_code(account=aino, campaign=coded, code=codes[0])


@pytest.mark.django_db
def test_only_organisers_make_codes_and_only_where_codes_count(aino, porvoo_organiser, coded, campaign):
    with pytest.raises(MayNot):
        make_codes(by=aino, campaign_slug=coded.slug, count=1, channel="desk")
    for slug, count, channel in ((campaign.slug, 1, "desk"), (coded.slug, 0, "desk"), (coded.slug, 1, "pigeon")):
        with pytest.raises(InvalidInput):
            make_codes(by=porvoo_organiser, campaign_slug=slug, count=count, channel=channel)


@pytest.mark.django_db(transaction=True)
def test_fifty_uses_of_one_code_at_once_make_one_participant(make_person, coded, porvoo_organiser, make_idea):
    (code,) = make_codes(by=porvoo_organiser, campaign_slug=coded.slug, count=1, channel="desk").codes
    idea, people = make_idea(coded), [make_person(f"Aino{number}") for number in range(50)]

    def use(account) -> bool:
        identify_with_code(account=account, campaign=coded, code=code)
        return support_idea(by=account, idea_id=idea.id).counted_now

    outcomes = at_once([lambda one=one: use(one) for one in people], threads=16)
    assert outcomes.count(True) == 1
    assert sum(isinstance(outcome, CodeUsed) for outcome in outcomes) == 49
    assert Participant.objects.filter(kind="code").count() == 1
