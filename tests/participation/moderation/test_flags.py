# SPDX-License-Identifier: EUPL-1.2
"""What looks like spam is flagged once with its evidence; nothing is hidden, and a person decides."""

import datetime

import pytest
from django.db.models import F

from backend.ledger.events.models import Event
from backend.ledger.events.services import Span
from backend.methods.similarity.spam import Written, signs_of
from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.moderation.flagging import flag_what_looks_like_spam
from backend.participation.moderation.models import Case, Decision, Flag
from backend.participation.moderation.selectors import statement_for, waiting_cases
from backend.participation.moderation.services import decide
from backend.participation.moderation.transparency import period_of, transparency_report
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from tests.participation.moderation.conftest import ten_seconds_go_by
from tests.participation.moderation.data import REASONS

pytestmark = pytest.mark.django_db
ADVERT = "Edulliset laiturit suoraan tehtaalta, tilaa heti numerosta {n}."
NOON = datetime.datetime(2026, 10, 5, 12, tzinfo=datetime.UTC)


def written(number: int, text: str, *, writer: int = 1, minutes: int = 0, joined=None) -> Written:
    return Written((number, None), writer, text, NOON + datetime.timedelta(minutes=minutes), joined)


def kinds(one: Written, *before: Written) -> list[str]:
    return [sign.kind for sign in signs_of(one, before)]


def test_the_same_text_again_and_again_is_a_sign_with_all_of_them():
    said = [written(n, ADVERT.format(n=n), writer=n % 3, minutes=n) for n in range(6)]
    (sign,) = signs_of(said[5], said)
    assert (sign.kind, sign.numbers) == ("same_text", {"times": 6, "people": 3, "minutes": 5})
    assert sign.others == tuple((n, None) for n in range(6))


def test_what_is_no_sign():
    said = [written(n, "Hyvä idea!", writer=n) for n in range(9)]
    assert kinds(said[8], *said) == []  # short, and everybody says it
    apart = [written(n, ADVERT.format(n=n), writer=n, minutes=25 * n) for n in range(6)]
    assert kinds(apart[5], *apart) == []  # not in one hour
    own = ("penkkejä rantaan", "valot alikulkuun", "roskakorit torille", "lisää puita kadulle")
    other = [written(n, f"Kaipaisin tänne {one} ensi kesäksi.") for n, one in enumerate(own)]
    assert "same_text" not in kinds(other[3], *other)
    assert kinds(written(1, "Lisää tietoa hankkeesta löytyy kunnan sivulta https://kerava.fi/joki")) == []


def test_links_and_pace_are_signs():
    assert kinds(written(1, "www.a.fi www.b.fi ja www.c.fi ovat kaikki oikein hyviä sivuja")) == ["many_links"]
    assert kinds(written(1, "Katso: https://halpa.example")) == ["mostly_link"]
    yesterday = NOON - datetime.timedelta(hours=3)
    assert kinds(written(1, "Tästä löytyy paljon lisää luettavaa: https://halpa.example", joined=yesterday)) == [
        "new_account"
    ]
    many = [written(n, f"{'abcdefgh'[n] * 12} on aivan oma asia", minutes=n) for n in range(8)]
    assert kinds(many[7], *many) == ["fast"]


@pytest.fixture
def adverts(idea, make_person) -> list[Comment]:
    """Three people write the same advertisement four times."""
    Account.objects.update(joined_at=F("joined_at") - datetime.timedelta(days=30))
    people = [make_person(f"Mainostaja{n}") for n in range(3)]
    return [write_comment(by=people[n % 3], idea_id=idea.id, text=ADVERT.format(n=n)) for n in range(4)]


def test_each_advertisement_is_flagged_once_and_stays_visible_until_a_person_decides(adverts, maija, settle):
    settle()
    assert Flag.objects.count() == 4
    assert {case.source for case in Case.objects.all()} == {Case.Source.FLAG}
    assert all(one.text and not one.hidden_for for one in Comment.objects.all())
    waiting = waiting_cases(by=maija)
    (flag,) = waiting[0].flags
    assert flag.numbers["times"] == 4
    assert flag.others == [[one.idea_id, one.pk] for one in adverts]


def test_the_same_events_again_flag_nothing_again(adverts, maija, settle):
    settle()
    last = Event.objects.order_by("-position").values_list("position", flat=True)[0]
    flag_what_looks_like_spam(Span(0, last))
    assert (Flag.objects.count(), Case.objects.count()) == (4, 4)
    case = Case.objects.order_by("id")[0]
    decide(by=maija, case_id=case.pk, outcome="hide", reasons=REASONS, language="fi")
    ten_seconds_go_by()
    flag_what_looks_like_spam(Span(0, last))  # nor after it was decided
    assert (Flag.objects.count(), Case.objects.count()) == (4, 4)


def test_the_statement_and_the_report_say_that_a_machine_noticed_it_and_a_person_decided(adverts, maija, settle):
    settle()
    case = Case.objects.order_by("id")[0]
    made = decide(by=maija, case_id=case.pk, outcome="hide", reasons=REASONS, language="fi")
    ten_seconds_go_by()
    assert statement_for(maija, made.pk).found_by_machine
    report = transparency_report(Municipality.objects.get(slug="porvoo"), period_of(None, None))
    assert (report.found_by_machine, report.automated, report.own_initiative) == (1, 0, 0)


def test_what_nothing_noticed_says_so(idea, onni, maija, settle):
    comment = write_comment(by=onni, idea_id=idea.id, text="Tämä on ihan tavallinen kommentti.")
    settle()
    assert not Flag.objects.exists()
    assert not Case.objects.filter(comment=comment).exists()
    assert not Decision.objects.exists()
