# SPDX-License-Identifier: EUPL-1.2
"""Importing real elections: what is stored equals a count of the file that shares no code with ours."""

import pytest
from django.db import connection

from backend.participation.supports.models import Tally
from backend.participation.supports.selectors import tally_differences
from backend.records.importers.errors import VoteTypeNotSupported
from backend.records.importers.services import import_pabulib
from tests.data import PABULIB, needs_data, own_count

# each step in a transaction of its own, as it is outside tests
pytestmark = [pytest.mark.django_db(transaction=True), needs_data]


@pytest.mark.parametrize(
    "name",
    ["Poland_Warszawa_2020_Wawer", "France_Toulouse_2024", "Netherlands_Assen_2024", "Netherlands_Amsterdam_604"],
)
def test_a_real_election_equals_an_independent_count(name):
    imported = import_pabulib(file=PABULIB / f"{name}.pb", campaign="real")
    counted = own_count(PABULIB / f"{name}.pb")
    assert (imported.ideas, imported.participants) == (len(counted.projects), counted.approving)
    assert imported.supports == sum(counted.supports.values())
    assert imported.empty_ballots == len(counted.ballots) - counted.approving
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source_id, count(s.id) FROM ideas_idea AS i"
            " LEFT JOIN supports_support AS s ON s.idea_id = i.id GROUP BY source_id"
        )
        assert dict(cursor.fetchall()) == {project: counted.supports[project] for project in counted.projects}
        cursor.execute("SELECT count(DISTINCT participant_id), count(*) FROM supports_support")
        assert cursor.fetchone() == (counted.approving, sum(counted.supports.values()))
    assert dict(Tally.objects.filter(supports__gt=0).values_list("idea__source_id", "supports")) == counted.supports
    assert tally_differences() == []


@pytest.mark.parametrize("name", ["Krakow_2020_Biezanow-Prokocim", "Czestochowa_2025_Czestochowka_-_Parkitka"])
def test_real_elections_of_other_vote_types_are_refused(name):
    with pytest.raises(VoteTypeNotSupported):
        import_pabulib(file=PABULIB / f"Poland_{name}.pb")
