# SPDX-License-Identifier: EUPL-1.2
"""How fast a campaign of 300,000 supports is exported, and that memory does not grow with its rows."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from backend.participation.campaigns.models import Campaign
from backend.participation.supports.models import Support
from backend.records.exports.package import write_snapshot
from backend.records.exports.progress import Silence
from backend.records.exports.pseudonyms import private_pseudonym
from backend.records.importers.services import import_pabulib
from tests.bench.rounds import compare
from tests.data import made_election

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VOTERS, SUPPORTS_OF_ONE = 60_000, 5
MEGABYTE = 1024  # of the kilobytes in which Linux tells it


@pytest.fixture
def campaign(tmp_path) -> Campaign:
    """An election as large as a city's."""
    return Campaign.objects.get(slug=import_pabulib(file=made_election(tmp_path, voters=VOTERS)).campaign)


def bare_copy(path: Path) -> int:
    """The supports as they lie there, without pseudonyms, order, checksum or compression."""
    statement = "COPY (SELECT participant_id, idea_id, given_at FROM supports_support) TO STDOUT WITH (FORMAT csv)"
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for block in copy:
            file.write(block)
    return VOTERS * SUPPORTS_OF_ONE


def object_by_object(path: Path, campaign: Campaign) -> int:
    """What an export usually does: a Python object for each row."""
    pseudonym, rows = private_pseudonym(campaign.id), 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        supports = Support.objects.filter(window__phase__campaign=campaign).select_related("participant", "idea")
        for support in supports.iterator():
            week = support.given_at.isocalendar()
            writer.writerow([pseudonym(support.participant.id), support.idea.id, f"{week.year}-W{week.week:02}"])
            rows += 1
    return rows


def test_a_package_against_a_bare_copy_and_against_objects(campaign, tmp_path):
    def package(number: int) -> int:
        path = tmp_path / f"{number}.zip"
        written = write_snapshot(campaign=campaign, path=path, progress=Silence())
        path.unlink()
        return written.rows["supports"]

    print()
    print(compare("package against a bare COPY of the supports", package, lambda _: bare_copy(tmp_path / "bare.csv")))
    objects = compare(
        "package against one object a row", package, lambda _: object_by_object(tmp_path / "o.csv", campaign), rounds=3
    )
    print(objects)
    assert objects.median >= 5


def test_memory_does_not_grow_with_the_rows(campaign, tmp_path, make_campaign):
    small, large = largest_set(make_campaign("pieni").slug, tmp_path), largest_set(campaign.slug, tmp_path)
    print(f"\nlargest resident set: nothing to write {small} MB, {VOTERS * SUPPORTS_OF_ONE:,} supports {large} MB")
    assert large <= small + 25
    assert large <= 150


def largest_set(slug: str, folder: Path) -> int:
    """Megabytes that a process of its own holds at most while it exports a campaign."""
    program = (
        "import sys, django; django.setup()\n"
        "from pathlib import Path\n"
        "from django.db import connection\n"
        "from backend.records.exports.services import export_campaign\n"
        "connection.settings_dict['NAME'] = sys.argv[1]\n"
        "export_campaign(campaign_slug=sys.argv[2], folder=Path(sys.argv[3]))\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    arguments = [sys.executable, "-c", program, connection.settings_dict["NAME"], slug, str(folder)]
    told = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    return int(told.split()[-1]) // MEGABYTE
