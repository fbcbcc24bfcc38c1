# SPDX-License-Identifier: EUPL-1.2
"""A municipality leaves one instance and arrives in another: everything equal, once, and nothing of a person."""

import zipfile
from pathlib import Path

import pytest

from backend.insight.engagement.due import publish_due_releases
from backend.participation.notifications.models import Notice
from backend.records.exports.archive.writing import write_archive
from backend.records.exports.progress import Silence
from backend.records.importers.arrivals import import_municipality
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from tests.journeys.state import state_of_the_database
from tests.records.importers.empty import empty_the_instance
from tests.records.importers.figures import told_of, unlike
from tests.records.privacy.sameness import differences

pytestmark = pytest.mark.django_db(transaction=True)


def taken_out(path: Path, slug: str = "porvoo") -> Path:
    """The archive of a municipality."""
    write_archive(municipality=Municipality.objects.get(slug=slug), path=path, progress=Silence())
    return path


def test_a_municipality_arrives_in_an_empty_instance_with_everything_equal(town, tmp_path):
    publish_due_releases(seconds=60)
    file, before = taken_out(tmp_path / "porvoo.zip"), told_of("porvoo")
    empty_the_instance()
    arrival = import_municipality(file=file)
    publish_due_releases(seconds=60)
    after = told_of("porvoo")
    assert arrival.done
    assert set(after) == set(before)
    assert unlike(before, after) == []
    assert differences() == []
    assert Account.objects.count() == 0
    assert Notice.objects.count() == 0


def test_a_second_time_changes_nothing(town, tmp_path):
    file = taken_out(tmp_path / "porvoo.zip")
    empty_the_instance()
    import_municipality(file=file)
    state = state_of_the_database()
    again = import_municipality(file=file)
    assert (again.done, again.already) == (False, True)
    assert state_of_the_database() == state


PUBLIC = {
    "alt", "comment", "kept", "newcomment", "newplace", "newtext", "newtitle", "oldcomment", "oldtitle", "place",
    "reply", "text", "title",
}  # fmt: skip
"""Marks of words that anybody may read: of ideas and comments, with their earlier versions.

What is hidden, waits or is told to officers has marks too, and so have name, addresses, and all that is about a person.
"""


def test_nothing_of_a_person_is_in_the_archive_but_public_words(town, tmp_path):
    marks: set[str] = set()
    with zipfile.ZipFile(taken_out(tmp_path / "porvoo.zip")) as archive:
        for name in archive.namelist():
            marks |= town.life.mark.among(archive.read(name))
    assert marks - PUBLIC == set()
    assert {"newtitle", "newcomment", "alt"} <= marks, "a life that says nothing proves nothing"


def test_the_same_state_is_the_same_bytes(town, tmp_path):
    first, second = (taken_out(tmp_path / f"{number}.zip").read_bytes() for number in (1, 2))
    assert first == second
