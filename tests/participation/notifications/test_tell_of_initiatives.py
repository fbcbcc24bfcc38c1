# SPDX-License-Identifier: EUPL-1.2
"""Who hears of a formal initiative: its maker, who signed it, everybody of the idea, and the officers it waits for."""

import datetime

import pytest

from backend.common.clock import database_now, local_day
from backend.participation.initiatives.attending import attend_initiatives
from backend.participation.initiatives.deciding import decide_initiative
from backend.participation.initiatives.models import Initiative
from backend.participation.initiatives.services import (
    hand_over_initiative,
    sign_initiative,
    withdraw_initiative,
)
from backend.participation.notifications.models import Notice
from backend.participation.notifications.selectors import notices_of
from backend.participation.notifications.services import follow_idea
from backend.participation.notifications.wording import said
from tests.participation.initiatives.people import TEXT, made_by, people_live_in, strongly

pytestmark = pytest.mark.django_db


def told(account) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(account=account).order_by("id").values_list("kind", "reason"))


def test_a_follower_hears_that_it_is_made_and_a_signer_what_became_of_it(
    aino, onni, porvoo_organiser, campaign, make_idea, make_person, settle
):
    people_live_in("porvoo", 50)
    idea, veera = make_idea(campaign, by=onni), make_person("Veera")
    follow_idea(by=veera, idea_id=idea.pk)
    initiative = made_by(onni, idea)
    settle()
    assert told(veera) == [("initiative_made", "follower")]
    assert told(onni) == []
    sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    settle()
    attend_initiatives()
    settle()
    assert told(aino) == [("initiative_reached", "signer")]
    assert told(onni) == [("initiative_reached", "maker")]
    hand_over_initiative(by=onni, initiative_id=initiative.pk)
    settle()
    assert told(aino)[-1] == ("initiative_handed_over", "signer")
    assert told(porvoo_organiser)[-1] == ("initiative_handed_over", "officer")
    today = local_day(database_now())
    decide_initiative(by=porvoo_organiser, initiative_id=initiative.pk, handled_on=today, text=TEXT)
    settle()
    assert told(aino)[-1] == ("initiative_decided", "signer")
    assert told(onni)[-1] == ("initiative_decided", "maker")
    assert ("initiative_decided", "officer") not in told(porvoo_organiser)
    words = said(notices_of(aino).first())
    assert words.sentence == "Kunta on käsitellyt aloitteen ”Laituri rantaan”. Lue, mitä päätettiin."
    assert (words.path, words.why) == (f"/initiatives/{initiative.pk}/", "Allekirjoitit sen.")


def test_who_signed_hears_that_it_was_withdrawn(aino, onni, campaign, make_idea, settle):
    initiative = made_by(onni, make_idea(campaign, by=onni))
    settle()
    sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    settle()
    withdraw_initiative(by=onni, initiative_id=initiative.pk)
    settle()
    assert told(aino) == [("initiative_withdrawn", "signer")]


def test_officers_hear_of_the_day_on_their_own_page(onni, porvoo_organiser, campaign, make_idea, settle):
    people_live_in("porvoo", 50)
    initiative = hand_over_initiative(by=onni, initiative_id=made_by(onni, make_idea(campaign, by=onni)).pk)
    today = local_day(database_now())
    Initiative.objects.filter(pk=initiative.pk).update(due_on=today + datetime.timedelta(days=20))
    attend_initiatives()
    settle()
    assert told(porvoo_organiser)[-1] == ("initiative_due_soon", "officer")
    assert said(notices_of(porvoo_organiser).first()).path == f"/manage/initiatives/{initiative.pk}/"
