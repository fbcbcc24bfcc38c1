# SPDX-License-Identifier: EUPL-1.2
"""Reading a Pabulib file: what real files look like, and what is wrong with a broken one, by line."""

import contextlib
import datetime
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.methods.counting.fields import PabulibError, decimal
from backend.methods.counting.pabulib import UnknownProject, VoterTwice, read_bytes, read_file, read_text
from tests.data import PABULIB, needs_data, own_count

META = """META
key;value
description;Rantapuisto
vote_type;approval
date_begin;01.06.2024
date_end;04.07.2024
max_length;3
language;fi
currency;EUR
budget;8000,50
"""
PROJECTS = '''PROJECTS
project_id;cost;name;category;latitude;longitude;selected
7;1200;Laituri;water,sport;60.39;25.66;1
a8;8 450,50;"Penkki; kaksi ""hyvää""";;;;0
9;100000.0;Polku
'''
VOTES = """VOTES
voter_id;vote;age
aino;7,a8,7;44
onni;;
ella;"9, 7";x
"""


def test_a_file_tells_its_election():
    election = read_text(META + PROJECTS + VOTES)
    assert (election.description, election.vote_type, election.language) == ("Rantapuisto", "approval", "fi")
    assert (election.begins, election.ends) == (datetime.date(2024, 6, 1), datetime.date(2024, 7, 4))
    assert (election.max_length, election.currency, election.budget) == (3, "EUR", Decimal("8000.50"))
    pier, bench, path = election.projects
    assert (pier.id, pier.name, pier.cost, pier.categories) == ("7", "Laituri", Decimal(1200), ("water", "sport"))
    assert (pier.latitude, pier.longitude, pier.selected, pier.line) == (60.39, 25.66, True, 13)
    assert (bench.name, bench.cost, bench.latitude) == ('Penkki; kaksi "hyvää"', Decimal("8450.50"), None)
    assert (path.cost, path.categories, path.selected) == (Decimal(100000), (), None)
    assert [(b.voter, b.projects, b.age) for b in election.ballots] == [
        ("aino", ("7", "a8"), 44),
        ("onni", (), None),
        ("ella", ("9", "7"), None),
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends_make_no_difference(mark, end):
    text = META + "\n" + PROJECTS + VOTES
    assert read_bytes(mark + text.replace("\n", end).encode()) == read_text(text)


def test_a_bare_year_is_its_first_and_its_last_day():
    election = read_text(META.replace("01.06.2024", "2022").replace("04.07.2024", "2022") + PROJECTS + VOTES)
    assert (election.begins, election.ends) == (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))


def test_points_follow_their_projects_each_once():
    votes = "VOTES\nvoter_id;vote;points\naino;7,9,7;5,3,2\n"
    (ballot,) = read_text(META.replace("approval", "cumulative") + PROJECTS + votes).ballots
    assert (ballot.projects, ballot.points) == (("7", "9"), (Decimal(5), Decimal(3)))


BROKEN = {
    "unknown project": (META + PROJECTS + VOTES.replace('"9, 7"', "9,99"), 20, "99", UnknownProject),
    "voter twice": (META + PROJECTS + VOTES.replace("ella", "aino"), 20, "aino", VoterTwice),
    "project twice": (META + PROJECTS.replace("a8", "7", 1) + VOTES, 14, "7", PabulibError),
    "cost is no number": (META + PROJECTS.replace("1200", "much") + VOTES, 13, "cost", PabulibError),
    "negative cost": (META + PROJECTS.replace("1200", "-5") + VOTES, 13, "cost", PabulibError),
    "no day": (META.replace("04.07.2024", "31.02.2024") + PROJECTS + VOTES, 6, "date_end", PabulibError),
    "max_length in halves": (META.replace("max_length;3", "max_length;2.5") + PROJECTS + VOTES, 7, "max", PabulibError),
    "latitude of nowhere": (META + PROJECTS.replace("60.39", "99") + VOTES, 13, "latitude", PabulibError),
    "no cost column": (META + PROJECTS.replace(";cost", ";price") + VOTES, 12, "cost", PabulibError),
    "points do not fit": (META + PROJECTS + "VOTES\nvoter_id;vote;points\naino;7,9;5\n", 18, "2 proj", PabulibError),
    "no vote type": (META.replace("vote_type;approval\n", "") + PROJECTS + VOTES, 1, "vote_type", PabulibError),
    "no META": (PROJECTS + VOTES, 1, "META", PabulibError),
    "cut off": (META + PROJECTS, 16, "VOTES", PabulibError),
    "sections in disorder": (META + VOTES + PROJECTS, 11, "VOTES", PabulibError),
    "META twice": (META + META + PROJECTS + VOTES, 11, "META", PabulibError),
    "a key twice": (META + "budget;1\n" + PROJECTS + VOTES, 11, "budget", PabulibError),
    "nothing": ("", 1, "VOTES", PabulibError),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_line(name):
    text, line, word, error = BROKEN[name]
    with pytest.raises(error) as refusal:
        read_text(text)
    assert refusal.value.line == line
    assert word in refusal.value.reason


def test_what_is_not_utf8_is_refused_with_its_line():
    with pytest.raises(PabulibError) as refusal:
        read_bytes((META + PROJECTS + VOTES).replace("hyvää", "hyv\udce4").encode("utf-8", "surrogateescape"))
    assert refusal.value.line == 14


@given(st.text(max_size=300))
def test_any_text_is_an_election_or_a_refusal(text):
    for given_text in (text, META + text, META + PROJECTS + text):
        with contextlib.suppress(PabulibError):
            read_text(given_text)


@pytest.mark.parametrize(
    ("written", "number"),
    [("1.5", "1.5"), ("1,5", "1.5"), ("1 234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234.567", "1234567")],
)
def test_numbers_as_people_write_them(written, number):
    assert decimal(1, "cost", written) == Decimal(number)


@needs_data
@pytest.mark.parametrize("name", sorted(path.stem for path in PABULIB.glob("*.pb")))
def test_real_files_equal_an_independent_count(name):
    election, counted = read_file(PABULIB / f"{name}.pb"), own_count(PABULIB / f"{name}.pb")
    assert [project.id for project in election.projects] == counted.projects
    assert {ballot.voter: set(ballot.projects) for ballot in election.ballots} == counted.ballots
    assert election.vote_type == counted.details["vote_type"]


def test_a_hundred_thousand_ballots_are_read_in_about_a_second():
    ballots = "".join(f"v{number};7,9,a8;{number % 90};F;internet\n" for number in range(100_000))
    text = META + PROJECTS + "VOTES\nvoter_id;vote;age;sex;voting_method\n" + ballots
    began = time.process_time()
    assert len(read_text(text).ballots) == 100_000
    assert time.process_time() - began < 4  # about 0.6 s where nothing else runs
