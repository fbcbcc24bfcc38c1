# SPDX-License-Identifier: EUPL-1.2
"""Figures of indicators: of what really happened, the same by spearhead, municipality, campaign, year or altogether."""

import datetime

import pytest

from backend.common.clock import database_now, local_day
from backend.insight.evaluation.errors import NoSuchIndicator, NotToldBy
from backend.insight.evaluation.questions import Question
from backend.insight.evaluation.selectors import figures_of
from backend.ledger.events.models import Event
from backend.ledger.events.selectors import place_of
from backend.methods.indicators.catalogue import catalogue
from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.participation.ideas.services import answer_idea
from backend.participation.participants.models import Participant
from backend.participation.supports.services import support_idea, withdraw_support

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def only(code, **of):
    (figure,) = figures_of(Question(code=code, **of)).figures
    return figure


def by(code, dimension, **of):
    return {
        figure.dimensions[dimension]: figure for figure in figures_of(Question(code=code, by=dimension, **of)).figures
    }


def answer(by_whom, idea, status="accepted"):
    return answer_idea(
        by=by_whom,
        idea_id=idea.pk,
        status=status,
        office={"fi": "Puistot", "sv": "Parker", "en": "Parks"},
        text={"fi": "Teemme.", "sv": "Ja.", "en": "We will."},
    )


@pytest.fixture
def two(make_campaign, make_idea, aino, onni, settle):
    """Two campaigns: an idea of Porvoo with two supports of which one is taken back, and one of Sipoo with one."""
    porvoo, sipoo = make_campaign(), make_campaign("metsa", municipality="sipoo")
    ours, theirs = make_idea(porvoo), make_idea(sipoo, "Polku metsään")
    for person in (aino, onni):
        support_idea(by=person, idea_id=ours.pk)
    withdraw_support(by=onni, idea_id=ours.pk)
    support_idea(by=aino, idea_id=theirs.pk)
    settle()
    return ours, theirs


def test_supports_are_told_net_with_all_that_were_given(two):
    figure = only("VOTE-N")
    assert (figure.value, figure.n, figure.status) == (2, 3, "provisional")


def test_the_same_figure_is_told_by_each_dimension(two):
    assert {name: figure.value for name, figure in by("VOTE-N", "municipality").items()} == {"porvoo": 1, "sipoo": 1}
    assert {name: figure.value for name, figure in by("VOTE-N", "campaign").items()} == {"joki": 1, "metsa": 1}
    assert sum(figure.value for figure in by("VOTE-N", "spearhead").values()) == 2
    this = str(local_day(database_now()).year)
    assert by("VOTE-N", "year")[this].value == 2
    assert only("VOTE-N", campaign="metsa").value == only("VOTE-N", municipality="sipoo").value == 1


def test_every_dimension_of_every_indicator_adds_up_to_or_is_contained_in_the_whole(two):
    additive = {"IDEA-N", "VOTE-N", "COMM-N", "ACC-OPEN"}
    for code in additive:
        whole = only(code).value
        for dimension in ("spearhead", "municipality", "campaign"):
            assert sum(figure.value for figure in by(code, dimension).values()) == whole, (code, dimension)


def test_every_indicator_of_the_catalogue_answers_by_all_its_dimensions(two):
    for indicator in catalogue().indicators.values():
        for dimension in ("", *indicator.dimensions):
            found = figures_of(Question(code=indicator.code, by=dimension))
            assert found.position == place_of("engagement")
            assert all(figure.hidden <= (figure.value is None) for figure in found.figures)


def test_acts_are_told_by_channel(two):
    assert {name: figure.value for name, figure in by("CHN-MIX", "channel").items()} == {"web": 5}


def test_supports_that_a_campaign_hides_are_in_no_figure_but_its_organisers(
    two, make_campaign, make_idea, aino, porvoo_organiser, settle
):
    secret = make_campaign("salaa")
    Campaign.objects.filter(pk=secret.pk).update(supports_hidden=True)
    support_idea(by=aino, idea_id=make_idea(secret, "Silta").pk)
    settle()
    assert only("VOTE-N").value == 2
    assert only("VOTE-N", campaign="salaa").hidden
    assert by("CHN-MIX", "channel")["web"].value == 6  # three ideas, three supports
    (shown,) = figures_of(Question(code="VOTE-N", campaign="salaa"), viewer=porvoo_organiser).figures
    assert shown.value == 1


def test_no_figure_moves_when_somebody_supports_where_supports_are_hidden(two, make_campaign, make_idea, onni, settle):
    secret = make_campaign("salaa")
    Campaign.objects.filter(pk=secret.pk).update(supports_hidden=True)
    idea = make_idea(secret, "Silta")
    settle()

    def everything():
        asked = [
            Question(code=indicator.code, by=dimension, campaign=campaign)
            for indicator in catalogue().indicators.values()
            for dimension in ("", *indicator.dimensions)
            for campaign in ("", *(["salaa"] if "campaign" in indicator.dimensions else []))
        ]
        return {question: figures_of(question).figures for question in asked if question.code != "DATA-LAG"}

    before = everything()
    support_idea(by=onni, idea_id=idea.pk)
    settle()
    assert everything() == before


def test_what_became_of_ideas(two, porvoo_organiser):
    answer(porvoo_organiser, two[0])
    found = {figure.dimensions["status"]: figure.value for figure in figures_of(Question(code="IDEA-OUT")).figures}
    assert found == {"unanswered": 1, "investigating": 0, "accepted": 1, "declined": 0, "done": 0}


def test_how_long_the_first_answer_takes_counts_those_that_wait(two, porvoo_organiser):
    Idea.objects.filter(pk=two[0].pk).update(proposed_at=database_now() - 20 * DAY)
    Idea.objects.filter(pk=two[1].pk).update(proposed_at=database_now() - 30 * DAY)
    answer(porvoo_organiser, two[0])
    answer(porvoo_organiser, two[0], "done")  # a later answer is not the first one
    found = {figure.dimensions["step"]: figure for figure in figures_of(Question(code="ACC-FIRST")).figures}
    assert (found["median"].value, found["median"].n) == (20.0, 2)
    assert found["p90"].value is None
    done = {figure.dimensions["step"]: figure.value for figure in figures_of(Question(code="IDEA-TIME")).figures}
    assert done["median"] == 20.0


def test_promises_kept_are_told_of_closed_campaigns(two):
    assert only("ENG-PROMISE").status == "no_data"
    Campaign.objects.filter(slug="joki").update(influence="involve", influence_kept="partly")
    Campaign.objects.filter(slug="metsa").update(influence="empower", influence_kept="yes")
    assert only("ENG-LEVEL").value == 4
    assert only("ENG-PROMISE").status == "no_data"  # they go on
    for phase in Phase.objects.exclude(kind="results"):
        Phase.objects.filter(pk=phase.pk).update(opens=phase.opens - 40 * DAY, closes=phase.closes - 40 * DAY)
    figure = only("ENG-PROMISE")
    assert (figure.value, figure.n, figure.status) == (0.75, 2, "final")


def test_replies_across_camps(campaign, idea, aino, onni, settle):
    Phase.objects.filter(campaign=campaign, kind="support").update(kind="discuss")
    first = write_comment(by=aino, idea_id=idea.pk, text="Hyvä paikka laiturille.", stance="for")
    write_comment(by=onni, idea_id=idea.pk, text="Liian syvää.", stance="against", parent_id=first.pk)
    write_comment(by=aino, idea_id=idea.pk, text="Ei ole.", stance="for", parent_id=first.pk)  # to herself
    settle()
    assert only("COMM-N").value == 3
    assert only("DEL-REPLY").value == pytest.approx(1 / 3)
    assert only("DEL-XCAMP").value == 1
    assert only("DEL-DEPTH").value == 1
    assert only("DEL-RECIP").hidden  # of one pair nothing is said


def test_how_unevenly_people_act_is_not_told_of_a_few(two):
    Phase.objects.all().update(opens=database_now() - 9 * DAY, closes=database_now() - 8 * DAY)
    assert only("CON-GINI").hidden
    assert all(figure.hidden for figure in figures_of(Question(code="CON-TOP")).figures)


def test_how_unevenly_people_act_in_a_closed_campaign(two, make_person, settle):
    for number in range(8):
        support_idea(by=make_person(f"Naapuri{number}"), idea_id=two[0].pk)
    settle()
    assert only("CON-GINI", campaign="joki").status == "no_data"  # it goes on
    Phase.objects.all().update(opens=database_now() - 9 * DAY, closes=database_now() - 8 * DAY)
    people = Participant.objects.filter(campaign__slug="joki").count()
    assert people == 11
    assert only("CON-GINI", campaign="joki").value == pytest.approx(0)
    assert only("CON-GINI", campaign="joki").n == 11


def test_acts_entered_on_a_later_day(two):
    assert only("DATA-LATE").value == 0
    act = Event.objects.filter(kind="support_given").values_list("campaign_id", "participant_id", "subject_id").first()
    position = place_of("engagement")
    Event.objects.create(
        kind="support_given",
        campaign_id=act[0],
        participant_id=act[1],
        subject_id=act[2],
        day=local_day(database_now()) - 3 * DAY,
        channel="paper",
    )
    assert only("DATA-LATE").value == 0  # not folded yet, like everything else
    assert only("DATA-LAG").value >= 0
    assert position == place_of("engagement")


def test_an_unknown_indicator_and_a_dimension_it_has_not(two):
    with pytest.raises(NoSuchIndicator):
        figures_of(Question(code="IDEA-X"))
    with pytest.raises(NotToldBy) as refusal:
        figures_of(Question(code="IDEA-N", by="channel"))
    assert list(refusal.value.fields) == ["by"]
    assert "spearhead" in str(refusal.value)


def test_a_figure_costs_the_same_however_many_campaigns_there_are(two, make_campaign, count_queries):
    with count_queries() as few:
        figures_of(Question(code="VOTE-N", by="campaign"))
    for number in range(5):
        make_campaign(f"lisaa-{number}")
    with count_queries() as many:
        figures_of(Question(code="VOTE-N", by="campaign"))
    assert few() == many() == 4
