# SPDX-License-Identifier: EUPL-1.2
"""Importing a real election: everything that the file tells and nothing else, or nothing at all."""

import collections
import datetime
import json

import pytest
from django.core.management import call_command

from backend.common.clock import start_of_day
from backend.common.errors import NotFound
from backend.ledger.events.models import Event
from backend.ledger.events.selectors import pending_count
from backend.participation.campaigns.errors import SlugTaken
from backend.participation.campaigns.models import Campaign, Phase, VotingWindow
from backend.participation.campaigns.rules import rule_hash
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import FrozenContext, Participant
from backend.participation.supports.errors import SupportNotOpen
from backend.participation.supports.models import Outcome, Support, Tally
from backend.participation.supports.selectors import tally_differences
from backend.participation.supports.services import support_idea
from backend.records.importers.errors import (
    BallotTooLong,
    FileNotFound,
    FileNotValid,
    UnknownProject,
    VoterTwice,
    VoteTypeNotSupported,
)
from backend.records.importers.services import import_pabulib

pytestmark = pytest.mark.django_db

META = """META
key;value
description;Rantapuisto
vote_type;approval
date_begin;01.06.2024
date_end;04.07.2024
max_length;2
language;pl
"""
PROJECTS = """PROJECTS
project_id;cost;name;category;district;description;latitude;longitude
7;1200,50;Laituri;water,sport;Ranta;Pieni laituri.;60.39;25.66
8;500;Penkki;;;;;
9;100.0;Polku;sport
"""
VOTES = """VOTES
voter_id;vote;age
aino;7,8,7;44
onni;9;17
tyhjä;;30
ella;7;
"""


@pytest.fixture
def write(tmp_path):
    """Write a file: write() or write(META.replace(…), votes=…)."""

    def write(meta=META, *, projects=PROJECTS, votes=VOTES):
        path = tmp_path / "Rantapuisto 2024.pb"
        path.write_text(meta + projects + votes, encoding="utf-8")
        return path

    return write


def test_an_election_becomes_a_campaign_that_is_over(write):
    imported = import_pabulib(file=write(), campaign="ranta", municipality="porvoo")
    assert (imported.campaign, imported.ideas, imported.participants) == ("ranta", 3, 3)
    assert (imported.supports, imported.empty_ballots) == (4, 1)
    campaign = Campaign.objects.get(slug="ranta")
    assert (campaign.imported, campaign.title, campaign.lead) == (True, {"pl": "Rantapuisto"}, {})
    assert (campaign.municipality.slug, campaign.spearhead.slug) == ("porvoo", "citizen-city")
    support, results = Phase.objects.filter(campaign=campaign)
    assert (support.kind, support.opens) == ("support", start_of_day(datetime.date(2024, 6, 1)))
    assert (results.kind, results.opens, support.closes) == ("results", *2 * [start_of_day(datetime.date(2024, 7, 5))])
    window = VotingWindow.objects.get(phase=support)
    assert (window.opens, window.closes) == (support.opens, support.closes)
    assert window.sealed_at <= window.closed_at
    assert window.rule["limit"] == 2
    assert window.rule_hash == rule_hash(window.rule)


def test_projects_become_ideas_in_the_language_of_the_file(write):
    import_pabulib(file=write(), campaign="ranta")
    pier, bench, path = Idea.objects.order_by("id")
    assert (pier.source_id, pier.title, pier.text, pier.language) == ("7", "Laituri", "Pieni laituri.", "pl")
    assert (pier.place, float(pier.cost), pier.latitude, pier.longitude) == ("Ranta", 1200.5, 60.39, 25.66)
    assert (pier.author, pier.category.name, pier.category.slug) == (None, {"pl": "water"}, "water")
    assert (bench.category, bench.latitude, bench.place) == (None, None, "")
    assert path.category.name == {"pl": "sport"}


def test_without_a_language_the_texts_are_in_none(write):
    import_pabulib(file=write(META.replace("language;pl\n", "")), campaign="ranta")
    assert Campaign.objects.get().title == {"": "Rantapuisto"}
    assert set(Idea.objects.values_list("language", flat=True)) == {""}


def test_each_approval_is_an_event_of_the_last_day_and_empty_ballots_are_nobody(write):
    import_pabulib(file=write(), campaign="ranta")
    given = Event.objects.filter(kind="support_given")
    proposed = Event.objects.filter(kind="idea_proposed")
    assert (given.count(), proposed.count(), pending_count()) == (4, 3, 0)
    for event in [*given, *proposed]:
        assert (event.day, event.channel, event.assurance) == (datetime.date(2024, 7, 4), "import", "none")
    assert set(proposed.values_list("participant_id", flat=True)) == {None}
    assert set(given.values_list("participant_id", flat=True)) == set(Participant.objects.values_list("id", flat=True))
    bands = collections.Counter(FrozenContext.objects.values_list("age_band", flat=True))
    assert bands == {"35-44": 1, "15-24": 1, "": 1}
    assert Participant.objects.filter(kind="import", account=None).count() == 3


def test_a_bare_year_is_voted_in_until_its_last_day(write):
    import_pabulib(file=write(META.replace("01.06.2024", "2022").replace("04.07.2024", "2022")), campaign="ranta")
    window = VotingWindow.objects.get()
    assert window.opens == start_of_day(datetime.date(2022, 1, 1))
    assert window.closes == start_of_day(datetime.date(2023, 1, 1))
    assert set(Event.objects.filter(kind="support_given").values_list("day", flat=True)) == {
        datetime.date(2022, 12, 31)
    }


def test_the_clock_does_not_matter_a_vote_dated_ahead_is_closed_too(write, aino):
    import_pabulib(file=write(META.replace("04.07.2024", "2199")), campaign="ranta")
    assert VotingWindow.objects.get().closed_at is not None
    with pytest.raises(SupportNotOpen):
        support_idea(by=aino, idea_id=Idea.objects.earliest("id").id)


def test_tallies_outcome_and_statistics_are_there_at_once(write):
    import_pabulib(file=write(), campaign="ranta")
    expected = {"7": 2, "8": 1, "9": 1}
    assert dict(Tally.objects.values_list("idea__source_id", "supports")) == expected
    assert dict(Outcome.objects.values_list("idea__source_id", "supports")) == expected
    assert tally_differences() == []


def test_without_an_address_the_campaign_takes_the_name_of_the_file(write):
    assert import_pabulib(file=write()).campaign == "rantapuisto-2024"


def test_choose_1_allows_one_project(write):
    votes = VOTES.replace("7,8,7", "7,7")
    import_pabulib(file=write(META.replace("approval", "choose-1"), votes=votes), campaign="ranta")
    assert VotingWindow.objects.get().rule["limit"] == 1
    with pytest.raises(BallotTooLong):
        import_pabulib(file=write(META.replace("approval", "choose-1")), campaign="ranta-2")


REFUSED = {
    "an ordinal vote": (VoteTypeNotSupported, {"meta": META.replace("approval", "ordinal")}),
    "a cumulative vote": (VoteTypeNotSupported, {"meta": META.replace("approval", "cumulative")}),
    "too many approvals": (BallotTooLong, {"votes": VOTES.replace("7,8,7", "7,8,9")}),
    "a voter twice": (VoterTwice, {"votes": VOTES.replace("ella", "aino")}),
    "an unknown project": (UnknownProject, {"votes": VOTES.replace("onni;9", "onni;99")}),
    "no last day": (FileNotValid, {"meta": META.replace("date_end;04.07.2024\n", "")}),
    "days the wrong way round": (FileNotValid, {"meta": META.replace("01.06.2024", "05.07.2024")}),
    "an endless name": (FileNotValid, {"projects": PROJECTS.replace("Laituri", "Laituri" * 100)}),
    "an endless project_id": (FileNotValid, {"projects": PROJECTS + "1" * 81 + ";1;Silta\n"}),
    "a cost beyond all budgets": (FileNotValid, {"projects": PROJECTS.replace("500", "5" + "0" * 12)}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_as_a_whole(name, write):
    refusal, parts = REFUSED[name]
    with pytest.raises(refusal) as refused:
        import_pabulib(file=write(**parts))
    assert str(refused.value)
    assert not Campaign.objects.exists()
    assert not Event.objects.exists()


def test_a_taken_address_is_refused_and_nothing_written(write):
    import_pabulib(file=write(), campaign="ranta")
    before = (Event.objects.count(), Idea.objects.count(), Support.objects.count(), Participant.objects.count())
    with pytest.raises(SlugTaken):
        import_pabulib(file=write(), campaign="ranta")
    after = (Event.objects.count(), Idea.objects.count(), Support.objects.count(), Participant.objects.count())
    assert before == after


def test_an_unknown_municipality_and_a_missing_file_are_refused(write, tmp_path):
    with pytest.raises(NotFound):
        import_pabulib(file=write(), municipality="tampere")
    with pytest.raises(FileNotFound):
        import_pabulib(file=tmp_path / "none.pb")


def test_what_was_pending_is_stamped_and_folded_first(write, aino, idea):
    support_idea(by=aino, idea_id=idea.id)
    position = import_pabulib(file=write(), campaign="ranta").position
    assert pending_count() == 0
    assert position == Event.objects.count()
    assert Tally.objects.get(idea=idea).supports == 1


def test_the_command_prints_one_line_of_json_last(write, capsys):
    call_command("import_pabulib", str(write()), "--campaign", "ranta", "--municipality", "porvoo")
    printed = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {key: printed[key] for key in ("campaign", "ideas", "participants", "supports", "empty_ballots")} == {
        "campaign": "ranta", "ideas": 3, "participants": 3, "supports": 4, "empty_ballots": 1,
    }  # fmt: skip


def test_the_command_prints_code_and_reason_and_exits_with_1(write, capsys):
    with pytest.raises(SystemExit) as stopped:
        call_command("import_pabulib", str(write(META.replace("approval", "ordinal"))))
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith("vote_type_not_supported: ")
