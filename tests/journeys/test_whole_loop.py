# SPDX-License-Identifier: EUPL-1.2
"""The whole loop: an officer opens a campaign, residents act, others see it, statistics and a dataset follow."""

import contextlib
import csv
import datetime
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dev import processes
from tests.faults.processes import environment
from tests.journeys.program import Program
from tests.live.own_database import ROOT, own_database, seed
from tests.live.own_redis import own_redis
from tests.live.site import Site

GRANIAN = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--no-ws"]
DAY = datetime.timedelta(days=1)


class WholeSite(Site):
    """The site with worker and beat; its pages from one ASGI process or, as in production, from granian."""

    def __init__(self, folder: Path, server: str, changes: dict[str, str]) -> None:
        super().__init__(folder, **changes)
        self.changes = changes
        if server == "wsgi":
            command = [sys.executable, *GRANIAN, "--port", str(self.port), "backend.config.wsgi:application"]
            self.running["web-0"] = processes.start(
                command, environment={**environment(), **changes}, log=folder / "web-0.log", folder=ROOT
            )
        else:
            self.start("web")
        for name in ("relay", "worker", "beat"):
            self.start(name)


@pytest.fixture(scope="module", params=["asgi", "wsgi"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None
) -> Iterator[WholeSite]:
    """Everything running with the demonstration region, once under each server."""
    folder = tmp_path_factory.mktemp(request.param)
    with own_redis(folder) as redis, own_database() as database:
        changes = {"DATABASE_URL": database, "REDIS_URL": redis.url, "STATE": str(folder), "PARVI_ENV": "test"}
        seed(changes)
        running = WholeSite(folder, request.param, changes)
        try:
            running.wait("keravanjoen-ranta")
            yield running
        finally:
            running.stop()


@pytest.fixture
def program(site: WholeSite) -> Iterator[Callable[..., Program]]:
    """Start a program for a person, or for nobody."""
    with contextlib.ExitStack() as stack:
        yield lambda email=None: stack.enter_context(contextlib.closing(Program(site.origin, email)))


def test_the_whole_loop(site: WholeSite, program: Callable[..., Program]):
    now = datetime.datetime.now(tz=datetime.UTC)  # noqa: TID251 what a program would send
    organiser = program("jarjestaja@parvi.example")
    resident = program("asukas@parvi.example")
    neighbour = program("arvioija@parvi.example")

    texts = {"fi": "Pyöräpysäköinti asemalle", "sv": "Cykelparkering vid stationen", "en": "Cycle parking"}
    campaign = organiser.ask(
        "POST",
        "campaigns/",
        {
            "municipality": "kerava",
            "spearhead": "citizen-city",
            "title": texts,
            "lead": texts,
            "promise": texts,
            "languages": ["fi", "sv", "en"],
            "categories": [{"fi": "Telineet", "sv": "Ställ", "en": "Racks"}],
            "districts": [],
            "support_limit": None,
            "art": "city",
            "phases": [
                {"kind": "collect", "opens": (now - DAY).isoformat(), "closes": (now + DAY).isoformat()},
                {"kind": "support", "opens": (now + DAY).isoformat(), "closes": (now + 9 * DAY).isoformat()},
            ],
        },
    )
    slug = campaign["slug"]
    organiser.ask("POST", f"campaigns/{slug}/publish/")

    idea = resident.ask(
        "POST",
        f"campaigns/{slug}/ideas/",
        {
            "title": "Katettu teline laiturin päähän",
            "text": "Pyörä pysyisi kuivana koko työpäivän.",
            "category": campaign["categories"][0]["slug"],
        },
    )
    neighbour.ask("POST", f"ideas/{idea['id']}/comments/", {"text": "Ja valot telineeseen.", "stance": "for"})

    move_to_support(site)
    given = resident.ask("POST", f"ideas/{idea['id']}/support/")
    assert (given["supported"], given["supports"]) == (True, 1)
    neighbour.ask("POST", f"ideas/{idea['id']}/support/")

    anyone = program()
    seen = anyone.wait_for(f"campaigns/{slug}/snapshot/", lambda s: s["totals"]["supports"] == 2)
    assert seen["ideas"][str(idea["id"])] == {"supports": 2, "comments": 1}
    assert "Katettu teline laiturin päähän" in anyone.page(f"/campaigns/{slug}/")
    statistics = anyone.wait_for(f"campaigns/{slug}/statistics/", lambda s: s["net"]["supports"] == 2)
    assert (statistics["net"]["ideas"], statistics["net"]["comments"]) == (1, 1)

    region = program("yllapito@parvi.example")
    export = region.ask("POST", f"campaigns/{slug}/exports/")
    done = region.wait_for(f"exports/{export['id']}/", lambda e: e["state"] in {"done", "failed"}, seconds=60)
    assert done["state"] == "done", done
    package = zipfile.ZipFile(io.BytesIO(region.file(done["file"])))
    supports = list(csv.DictReader(io.StringIO(package.read("data/supports.csv").decode())))
    assert len(supports) == 2

    for command in (["recount"], ["rebuild_statistics", "--compare"]):
        outcome = subprocess.run(
            [sys.executable, "-m", "backend", *command],
            cwd=ROOT,
            env={**os.environ, **site.changes},
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr


NEWEST = "(SELECT max(id) FROM campaigns_campaign)"
MOVES = f"""
    UPDATE campaigns_phase SET opens = opens - interval '2 days', closes = closes - interval '1 day'
        WHERE campaign_id = {NEWEST};
    UPDATE campaigns_phase SET closes = opens + interval '1 day' WHERE kind = 'collect' AND campaign_id = {NEWEST};
    UPDATE campaigns_votingwindow SET opens = phase.opens, closes = phase.closes FROM campaigns_phase AS phase
        WHERE phase.id = phase_id AND phase.campaign_id = {NEWEST}
"""


def move_to_support(site: WholeSite) -> None:
    """Tests move the dates, not the clock: the newest campaign's support phase has begun."""
    with psycopg.connect(site.changes["DATABASE_URL"], autocommit=True) as connection:
        for statement in MOVES.split(";"):
            connection.execute(statement)
