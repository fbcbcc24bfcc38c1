# SPDX-License-Identifier: EUPL-1.2
"""Pilots: Porvoo makes one, Aino's association joins, it is funded, it runs and it is done."""

import datetime
from decimal import Decimal

import pytest

from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.ledger.events.models import Event
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.programme.errors import NotYourActor, PilotEnded, PilotJoinedAlready, PilotPartDecided
from backend.region.programme.joining import (
    add_actor,
    ask_to_join,
    confirm_part,
    decline_part,
    end_part,
    forget_requests,
)
from backend.region.programme.models import PilotActor
from backend.region.programme.pilot_rules import FundingDraft, PilotDraft
from backend.region.programme.piloting import (
    add_funding,
    change_pilot,
    drop_funding,
    drop_pilot_step,
    make_pilot,
    move_pilot,
    plan_pilot_step,
    reach_pilot_step,
)
from backend.region.programme.platforms import make_platform
from backend.region.programme.services import confirm_claim, propose_actor
from backend.region.programme.showcase import (
    PilotQuery,
    funding_in_all,
    pilot_by_id,
    pilots,
    pilots_of_actor,
    requests_to_join_of,
    waiting_parts,
)
from tests.region.programme.data import MESSAGE, association
from tests.threads import at_once

pytestmark = pytest.mark.django_db
WORDS = {"fi": "Laituri kokeeksi", "sv": "Brygga på prov", "en": "Jetty on trial"}


def draft(**changes) -> PilotDraft:
    typed = {
        "name": WORDS,
        "summary": WORDS,
        "spearhead": "citizen-city",
        "municipality": Municipality.objects.get(slug="porvoo"),
    }
    return PilotDraft(**{**typed, **changes})


@pytest.fixture
def pilot(spearhead, porvoo_organiser):
    return make_pilot(by=porvoo_organiser, draft=draft())


@pytest.fixture
def paddlers(aino, porvoo_organiser) -> int:
    """Aino acts for an association."""
    claim = propose_actor(by=aino, draft=association(), message=MESSAGE)
    return confirm_claim(by=porvoo_organiser, claim_id=claim.id).actor_id


@pytest.fixture
def sirpa(make_person):
    """Sirpa organises for Sipoo."""
    account = make_person("Sirpa", municipality="sipoo")
    give_role(account=account, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    return account


def test_a_pilot_is_planned_funded_run_and_done(pilot, porvoo_organiser, paddlers, django_assert_num_queries):
    add_actor(by=porvoo_organiser, pilot_id=pilot.pk, actor_id=paddlers, role="tester")
    day = datetime.date(2027, 5, 1)
    step = plan_pilot_step(by=porvoo_organiser, pilot_id=pilot.pk, title=WORDS, due_on=day)
    row = FundingDraft(instrument="erdf", year=2027, granted=Decimal(9000), paid=Decimal(100))
    add_funding(by=porvoo_organiser, pilot_id=pilot.pk, draft=row)
    mine = add_funding(
        by=porvoo_organiser,
        pilot_id=pilot.pk,
        draft=FundingDraft(instrument="own", year=2027, granted=Decimal(1000), actor=paddlers),
    )
    assert (mine.actor_id, mine.municipality_id, mine.spearhead) == (paddlers, None, pilot.spearhead)
    assert funding_in_all(pilot) == (Decimal(10000), Decimal(100))
    move_pilot(by=porvoo_organiser, pilot_id=pilot.pk, state="running")
    assert reach_pilot_step(by=porvoo_organiser, step_id=step.pk).done_on is not None
    reach_pilot_step(by=porvoo_organiser, step_id=step.pk)
    move_pilot(by=porvoo_organiser, pilot_id=pilot.pk, state="done", outcome=WORDS)
    with django_assert_num_queries(4):
        found = pilot_by_id(pilot.pk)
    assert (found.state, found.outcome, len(found.partners), len(found.steps), len(found.rows)) == (
        "done", WORDS, 1, 1, 2,
    )  # fmt: skip
    kinds = list(Event.objects.filter(subject_id=pilot.pk, kind__startswith="pilot").values_list("kind", flat=True))
    assert sorted(kinds) == ["pilot_began", "pilot_finished", "pilot_joined", "pilot_made", "pilot_step_reached"]
    assert AuditEntry.objects.filter(operation="move_pilot", target=f"pilot:{pilot.pk}").count() == 2
    assert list(pilots_of_actor(paddlers)) == [found]


def test_what_has_ended_stays_and_says_what_came_of_it(pilot, porvoo_organiser, paddlers, aino):
    with pytest.raises(InvalidInput) as refusal:
        move_pilot(by=porvoo_organiser, pilot_id=pilot.pk, state="done", outcome={"fi": "Valmis"})
    assert set(refusal.value.fields) == {"outcome_sv"}  # Porvoo is bilingual
    move_pilot(by=porvoo_organiser, pilot_id=pilot.pk, state="stopped", outcome=WORDS)
    with pytest.raises(PilotEnded):
        move_pilot(by=porvoo_organiser, pilot_id=pilot.pk, state="running")
    with pytest.raises(PilotEnded):
        ask_to_join(by=aino, pilot_id=pilot.pk, actor_id=paddlers, role="partner", message=MESSAGE)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"name": {"fi": "Vain suomeksi"}}, {"name_sv"}),
        ({"summary": {}}, {"summary_fi", "summary_sv"}),
        ({"spearhead": "none"}, {"spearhead"}),
        ({"platform": 4711}, {"platform"}),
        ({"starts_on": datetime.date(2027, 2, 1), "ends_on": datetime.date(2027, 1, 1)}, {"ends_on"}),
    ],
)
def test_a_pilot_that_lacks_something_is_refused(pilot, porvoo_organiser, changes, wrong):
    with pytest.raises(InvalidInput) as refusal:
        change_pilot(by=porvoo_organiser, pilot_id=pilot.pk, draft=draft(**changes))
    assert set(refusal.value.fields) == wrong


@pytest.mark.parametrize("field", ["instrument", "year", "granted", "paid"])
def test_funding_that_is_wrong_is_refused(pilot, porvoo_organiser, field):
    right = {"instrument": "erdf", "year": 2027, "granted": Decimal(1), "paid": Decimal(0)}
    wrong = {"instrument": "lottery", "year": 27, "granted": None, "paid": Decimal(-1)}
    row = FundingDraft(**{**right, field: wrong[field]})
    with pytest.raises(InvalidInput) as refusal:
        add_funding(by=porvoo_organiser, pilot_id=pilot.pk, draft=row)
    assert set(refusal.value.fields) == {field}


def test_nobody_of_elsewhere_touches_a_pilot(pilot, sirpa, aino, porvoo_organiser, paddlers):
    step = plan_pilot_step(by=porvoo_organiser, pilot_id=pilot.pk, title=WORDS, due_on=datetime.date(2027, 5, 1))
    row = FundingDraft(instrument="erdf", year=2027, granted=Decimal(1))
    funding = add_funding(by=porvoo_organiser, pilot_id=pilot.pk, draft=row)
    part = ask_to_join(by=aino, pilot_id=pilot.pk, actor_id=paddlers, role="partner", message=MESSAGE)
    porvoo = Municipality.objects.get(slug="porvoo")
    acts = [
        lambda by: make_pilot(by=by, draft=draft()),
        lambda by: make_platform(by=by, municipality=porvoo, spearhead="citizen-city", name=WORDS, description=WORDS),
        lambda by: change_pilot(by=by, pilot_id=pilot.pk, draft=draft()),
        lambda by: move_pilot(by=by, pilot_id=pilot.pk, state="running"),
        lambda by: plan_pilot_step(by=by, pilot_id=pilot.pk, title=WORDS, due_on=None),
        lambda by: reach_pilot_step(by=by, step_id=step.pk),
        lambda by: drop_pilot_step(by=by, step_id=step.pk),
        lambda by: add_funding(by=by, pilot_id=pilot.pk, draft=row),
        lambda by: drop_funding(by=by, funding_id=funding.pk),
        lambda by: add_actor(by=by, pilot_id=pilot.pk, actor_id=paddlers, role="partner"),
        lambda by: confirm_part(by=by, part_id=part.pk),
        lambda by: decline_part(by=by, part_id=part.pk, reason="Ei nyt, kiitos."),
    ]
    for stranger in (sirpa, aino):
        for act in acts:
            with pytest.raises((MayNot, NotFound)):
                act(stranger)
    with pytest.raises(NotFound):
        end_part(by=sirpa, part_id=part.pk)
    drop_funding(by=porvoo_organiser, funding_id=funding.pk)
    drop_pilot_step(by=porvoo_organiser, step_id=step.pk)
    assert pilot_by_id(pilot.pk).rows == pilot_by_id(pilot.pk).steps == []


def test_aino_asks_in_her_associations_name_and_pirkko_decides(pilot, aino, onni, porvoo_organiser, paddlers):
    with pytest.raises(NotYourActor):
        ask_to_join(by=onni, pilot_id=pilot.pk, actor_id=paddlers, role="partner", message=MESSAGE)
    part = ask_to_join(by=aino, pilot_id=pilot.pk, actor_id=paddlers, role="partner", message=MESSAGE)
    assert pilot_by_id(pilot.pk).partners == []
    assert list(waiting_parts(pilot.pk)) == [part]
    with pytest.raises(PilotJoinedAlready):
        ask_to_join(by=aino, pilot_id=pilot.pk, actor_id=paddlers, role="tester", message=MESSAGE)
    assert requests_to_join_of(aino)["pilots_asked_to_join"][0]["message"] == MESSAGE
    confirm_part(by=porvoo_organiser, part_id=part.pk)
    assert [one.actor_id for one in pilot_by_id(pilot.pk).partners] == [paddlers]
    with pytest.raises(PilotPartDecided):
        decline_part(by=porvoo_organiser, part_id=part.pk, reason="Ei sittenkään.")
    part.refresh_from_db()
    assert part.message == ""
    end_part(by=aino, part_id=part.pk)
    assert pilot_by_id(pilot.pk).partners == []
    with pytest.raises(PilotPartDecided):
        end_part(by=aino, part_id=part.pk)


def test_what_aino_asked_is_forgotten_with_her(pilot, aino, porvoo_organiser, paddlers):
    part = ask_to_join(by=aino, pilot_id=pilot.pk, actor_id=paddlers, role="partner", message=MESSAGE)
    decline_part(by=porvoo_organiser, part_id=part.pk, reason="Aino Virtanen ei ole tuttu.")
    ask_to_join(by=aino, pilot_id=pilot.pk, actor_id=paddlers, role="partner", message=MESSAGE)
    forget_requests(account=aino)
    left = PilotActor.objects.get()
    assert (left.pk, left.asked_by, left.reason, left.message) == (part.pk, None, "", "")


def test_the_list_is_filtered(pilot, porvoo_organiser):
    make_platform(
        by=porvoo_organiser, municipality=pilot.municipality, spearhead="citizen-city", name=WORDS, description=WORDS
    )
    assert list(pilots(PilotQuery(state="planned", municipality="porvoo", spearhead="citizen-city"))) == [pilot]
    for query in (PilotQuery(state="done"), PilotQuery(municipality="sipoo"), PilotQuery(spearhead="urban-cleantech")):
        assert list(pilots(query)) == []


@pytest.mark.django_db(transaction=True)
def test_an_organisation_that_asks_twice_at_once_joins_once(pilot, aino, paddlers):
    def ask() -> str:
        try:
            ask_to_join(by=aino, pilot_id=pilot.pk, actor_id=paddlers, role="partner", message=MESSAGE)
        except PilotJoinedAlready:
            return "already"
        return "asked"

    assert sorted(at_once([ask] * 2)) == ["already", "asked"]
