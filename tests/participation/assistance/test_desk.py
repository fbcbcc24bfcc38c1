# SPDX-License-Identifier: EUPL-1.2
"""At a desk: an officer acts for a resident with a reason, and the resident takes it over and counts once."""

import pytest

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.insight.engagement.models import DailyPeople, PersonIndex
from backend.insight.engagement.services import rebuild_statistics
from backend.ledger.events.models import Event
from backend.participation.assistance.acts import PendingAct, ProposeIdea, SupportIdea, WriteComment
from backend.participation.assistance.desk import DeskReceipt, DeskResident, act_at_desk
from backend.participation.assistance.models import DeskAct
from backend.participation.assistance.proof import Claimed, Proof, identify, identify_and
from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.participation.participants.codes import make_codes
from backend.participation.participants.errors import (
    CodeNotValid,
    CodeUsed,
    IdentificationNeeded,
    TooManyTries,
)
from backend.participation.participants.models import Code, Participant
from backend.participation.participants.register import upload_register
from backend.participation.participants.selectors import participant_id_of
from backend.participation.supports.errors import SupportNotOpen
from backend.participation.supports.models import Support
from backend.participation.supports.selectors import support_count, tally_differences
from backend.participation.supports.services import support_idea
from backend.region.accounts.models import Account
from tests.conftest import move_window
from tests.threads import at_once

TRIED = ("session:test",)


@pytest.fixture
def serve(porvoo_organiser):
    """Pirkko serves a resident: serve(campaign, SupportIdea(idea_id=…), code="…")."""

    def act(campaign, act: PendingAct, *, reason: str = "Ei omaa laitetta", **resident) -> DeskReceipt:
        return act_at_desk(
            by=porvoo_organiser, campaign_slug=campaign.slug, act=act, resident=DeskResident(**resident), reason=reason
        )

    return act


def claimed_by(account: Account, campaign, slip: str) -> Claimed | None:
    return identify(account=account, campaign=campaign, proof=Proof(slip), tried_by=TRIED)[1]


@pytest.mark.django_db
def test_pirkko_supports_for_a_resident_who_takes_it_over_at_home_and_counts_once(
    serve, aino, porvoo_organiser, campaign, idea, settle
):
    receipt = serve(campaign, SupportIdea(idea_id=idea.id))
    event = Event.objects.get(kind="support_given")
    assert (event.channel, event.assurance) == ("desk", "code")
    act = DeskAct.objects.get()
    assert (act.officer, act.reason, act.act, act.participant_id) == (
        porvoo_organiser,
        "Ei omaa laitetta",
        "support",
        event.participant_id,
    )
    assert claimed_by(aino, campaign, receipt.slip) == Claimed(supports=1)
    again = support_idea(by=aino, idea_id=idea.id)
    assert (again.counted_now, again.supports) == (False, 1)
    assert Participant.objects.get(pk=event.participant_id).account == aino
    assert not Account.objects.filter(kind="desk").exists()
    settle()
    assert support_count(idea.id, None) == 1
    assert tally_differences() == []


@pytest.mark.django_db
def test_an_idea_and_a_comment_at_two_visits_with_the_same_slip_are_one_person(serve, make_campaign, make_idea):
    campaign = make_campaign("ideat", open_phase="collect")
    draft = {"title": "Penkki puistoon", "text": "Penkki isoisän muistoksi rantaan.", "category": "luonto"}
    slip = serve(campaign, ProposeIdea(campaign_slug=campaign.slug, draft=draft)).slip
    idea = Idea.objects.get()
    again = serve(campaign, WriteComment(idea_id=idea.id, text="Kiitos kaikille!"), code=slip)
    assert again.slip == ""
    assert Comment.objects.get().author_id == idea.author_id
    assert {event.channel for event in Event.objects.filter(kind__in=["idea_proposed", "comment_written"])} == {"desk"}


@pytest.mark.django_db
def test_who_had_acted_already_gets_everything_once(serve, aino, make_campaign, make_idea, settle):
    campaign = make_campaign("raja", limit=2)
    both, new, too_many = (make_idea(campaign, title) for title in ("Molemmat", "Uusi", "Liikaa"))
    support_idea(by=aino, idea_id=both.id)
    slip = serve(campaign, SupportIdea(idea_id=both.id)).slip
    serve(campaign, SupportIdea(idea_id=new.id), code=slip)
    serve(campaign, WriteComment(idea_id=new.id, text="Tiskillä sanottu"), code=slip)
    settle()
    assert PersonIndex.objects.count() == 5  # three authors, Aino, the resident at the desk
    assert claimed_by(aino, campaign, slip) == Claimed(comments=1, supports=1, doubled=1)
    assert Comment.objects.get().author_id == participant_id_of(aino, campaign.id)
    assert set(Support.objects.values_list("participant_id", "idea_id")) == {
        (participant_id_of(aino, campaign.id), both.id),
        (participant_id_of(aino, campaign.id), new.id),
    }
    settle()
    assert [support_count(one.id, None) for one in (both, new, too_many)] == [1, 1, 0]
    assert tally_differences() == []
    folded = list(DailyPeople.objects.values_list("campaign_id", "day", "people"))
    rebuild_statistics()
    assert [(c, d, bytes(p)) for c, d, p in folded] == [
        (c, d, bytes(p)) for c, d, p in DailyPeople.objects.values_list("campaign_id", "day", "people")
    ]
    assert Participant.objects.filter(person_number=aino.person_number).count() == 2


@pytest.mark.django_db
def test_above_the_limit_the_desks_support_is_taken_back(serve, aino, make_campaign, make_idea):
    campaign = make_campaign("raja", limit=1)
    own, desks = make_idea(campaign, "Oma valinta"), make_idea(campaign, "Tiskillä valittu")
    support_idea(by=aino, idea_id=own.id)
    slip = serve(campaign, SupportIdea(idea_id=desks.id)).slip
    assert claimed_by(aino, campaign, slip) == Claimed(released=1)
    assert list(Support.objects.values_list("idea_id", flat=True)) == [own.id]


@pytest.mark.django_db
def test_after_the_close_supports_stay_as_they_were_counted(serve, aino, campaign, make_idea):
    own, desks = make_idea(campaign, "Oma valinta"), make_idea(campaign, "Tiskillä valittu")
    support_idea(by=aino, idea_id=own.id)
    slip = serve(campaign, SupportIdea(idea_id=desks.id)).slip
    window = Support.objects.first().window
    type(window).objects.filter(pk=window.pk).update(closes=database_now())
    assert claimed_by(aino, campaign, slip) == Claimed()
    assert Support.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_slip_claimed_by_ten_accounts_at_once_is_one_persons(serve, make_person, campaign, idea):
    slip = serve(campaign, SupportIdea(idea_id=idea.id)).slip
    people = [make_person(f"Aino{number}") for number in range(10)]
    outcomes = at_once([lambda one=one: claimed_by(one, campaign, slip) for one in people], threads=10)
    assert sum(isinstance(outcome, Claimed) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, CodeUsed) for outcome in outcomes) == 9
    assert Support.objects.count() == 1


@pytest.mark.django_db
def test_by_the_register_no_slip_is_needed_and_the_resident_finds_it_with_the_number(
    serve, aino, porvoo_organiser, make_campaign, make_idea
):
    campaign = make_campaign("rekisteri", identifier="register", conditions={"propose": {"who": "signed_in"}})
    upload_register(by=porvoo_organiser, campaign_slug=campaign.slug, file=b"identifier\nA1\n")
    idea = make_idea(campaign)
    with pytest.raises(IdentificationNeeded):
        serve(campaign, SupportIdea(idea_id=idea.id))
    assert serve(campaign, SupportIdea(idea_id=idea.id), code="A-1").slip == ""
    assert serve(campaign, SupportIdea(idea_id=idea.id), code="a1").done.changed is False
    identify(account=aino, campaign=campaign, proof=Proof("A1"), tried_by=TRIED)
    assert support_idea(by=aino, idea_id=idea.id).counted_now is False
    assert Support.objects.count() == 1


@pytest.mark.django_db
def test_a_code_that_its_owner_has_used_is_refused_at_the_desk(serve, aino, porvoo_organiser, make_campaign, make_idea):
    campaign = make_campaign("koodi", identifier="code", conditions={"propose": {"who": "signed_in"}})
    idea = make_idea(campaign)
    first, second = make_codes(by=porvoo_organiser, campaign_slug=campaign.slug, count=2, channel="letter").codes
    identify(account=aino, campaign=campaign, proof=Proof(first), tried_by=TRIED)
    with pytest.raises(CodeUsed):
        serve(campaign, SupportIdea(idea_id=idea.id), code=first)
    with pytest.raises(CodeNotValid):
        serve(campaign, SupportIdea(idea_id=idea.id), code="ABCD-EFGH-JKLM")
    serve(campaign, SupportIdea(idea_id=idea.id), code=second)
    assert claimed_by(aino, campaign, second) == Claimed(supports=1)
    assert Support.objects.get().participant_id == participant_id_of(aino, campaign.id)


@pytest.mark.django_db
def test_an_officer_gives_a_reason_and_serves_in_the_own_campaign_only(
    serve, aino, campaign, idea, make_campaign, make_idea
):
    with pytest.raises(InvalidInput):
        serve(campaign, SupportIdea(idea_id=idea.id), reason=" ")
    elsewhere = make_idea(make_campaign("sipoon", municipality="sipoo"))
    with pytest.raises(NotFound):
        serve(campaign, SupportIdea(idea_id=elsewhere.id))
    with pytest.raises(MayNot):
        act_at_desk(
            by=aino,
            campaign_slug=campaign.slug,
            act=SupportIdea(idea_id=idea.id),
            resident=DeskResident(),
            reason="Miksipä ei",
        )
    assert not DeskAct.objects.exists()
    assert not Code.objects.exists()


@pytest.mark.django_db
def test_a_refused_act_leaves_no_slip_and_no_account(serve, campaign, idea):
    move_window(campaign, closes=database_now())
    with pytest.raises(SupportNotOpen):
        serve(campaign, SupportIdea(idea_id=idea.id))
    assert not Account.objects.filter(kind="desk").exists()
    assert not Code.objects.exists()


@pytest.mark.django_db
def test_somebody_without_an_account_identifies_and_supports_in_one_go_or_not_at_all(
    porvoo_organiser, make_campaign, make_idea
):
    campaign = make_campaign("koodi", identifier="code", conditions={"propose": {"who": "signed_in"}})
    idea = make_idea(campaign)
    (code,) = make_codes(by=porvoo_organiser, campaign_slug=campaign.slug, count=1, channel="letter").codes
    before = Account.objects.count()

    def vote(idea_id: int) -> tuple[Account, bool]:
        return identify_and(
            account=None,
            campaign=campaign,
            proof=Proof(code),
            tried_by=TRIED,
            act=lambda by: support_idea(by=by, idea_id=idea_id).counted_now,
        )

    with pytest.raises(NotFound):
        vote(idea.id + 1000)
    assert Account.objects.count() == before
    assert not Code.objects.filter(used_at__isnull=False).exists()
    person, counted = vote(idea.id)
    assert counted
    assert (person.email, person.kind) == (None, "person")
    with pytest.raises(CodeUsed):
        vote(idea.id)


@pytest.mark.django_db
def test_only_wrong_guesses_stay_counted(aino, campaign, idea):
    for _ in range(10):
        with pytest.raises(CodeNotValid):
            identify(account=aino, campaign=campaign, proof=Proof("ABCD-EFGH-JKLM"), tried_by=TRIED)
    with pytest.raises(TooManyTries):
        identify(account=aino, campaign=campaign, proof=Proof("ABCD-EFGH-JKLM"), tried_by=TRIED)


@pytest.mark.django_db
def test_comments_written_before_the_claim_stay_ones_own(serve, aino, campaign, idea):
    own = write_comment(by=aino, idea_id=idea.id, text="Itse kirjoitettu")
    slip = serve(campaign, WriteComment(idea_id=idea.id, text="Tiskillä kirjoitettu")).slip
    assert claimed_by(aino, campaign, slip) == Claimed(comments=1)
    assert set(Comment.objects.values_list("author_id", flat=True)) == {own.author_id}
