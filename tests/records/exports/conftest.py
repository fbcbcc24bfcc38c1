# SPDX-License-Identifier: EUPL-1.2
"""A campaign in which all kinds of things have happened, and people who may export it."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.discussion.services import withdraw_comment, write_comment
from backend.participation.ideas.services import withdraw_idea
from backend.participation.supports.services import support_idea, withdraw_support
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality


@pytest.fixture(autouse=True)
def _exports_of_this_test(settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path / "exports"


@pytest.fixture
def evaluator(make_person) -> Account:
    """Eeva evaluates for Porvoo."""
    account = make_person("Eeva")
    give_role(account=account, kind="evaluator", municipality=Municipality.objects.get(slug="porvoo"))
    return account


@pytest.fixture
def lively(make_campaign, make_idea, make_person, aino, onni) -> Campaign:
    """Ideas, one of them withdrawn; comments with a reply, one of them withdrawn; supports, one taken back."""
    campaign = make_campaign("joki")
    pier = make_idea(campaign, 'Laituri; "puinen", uusi', by=aino)
    bench = make_idea(campaign, "=SUM(A1)", by=onni)
    gone = make_idea(campaign, "Peruttu idea", by=onni)
    phases = dict(Phase.objects.filter(campaign=campaign).values_list("id", "kind"))
    Phase.objects.filter(campaign=campaign).update(kind="discuss")  # tests move the dates, not the clock
    withdraw_idea(by=onni, idea_id=gone.id)
    for phase_id, kind in phases.items():
        Phase.objects.filter(id=phase_id).update(kind=kind)
    first = write_comment(by=onni, idea_id=pier.id, text='Hyvä!\nTodella hyvä, "kyllä".', stance="for")
    write_comment(by=aino, idea_id=pier.id, text="Kiitos, ja tervetuloa.", parent_id=first.id, language="fi")
    regretted = write_comment(by=aino, idea_id=bench.id, text="Tätä kadun.", stance="against")
    withdraw_comment(by=aino, comment_id=regretted.id)
    for name in ("Bertta", "Cilla", "Daavid", "Essi", "Fanni"):
        support_idea(by=make_person(name), idea_id=pier.id)
    for person in (aino, onni):
        support_idea(by=person, idea_id=bench.id)
    withdraw_support(by=onni, idea_id=bench.id)
    catch_up()
    return campaign


class Package:
    """A package as somebody reads it who knows nothing of us."""

    def __init__(self, content: bytes, folder: Path) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.archive.extractall(folder)
        self.folder = folder
        self.descriptor: dict[str, Any] = json.loads(self.text("datapackage.json"))

    def text(self, name: str) -> str:
        """A file of the package."""
        return (self.folder / name).read_text(encoding="utf-8")

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask DuckDB; `{ideas}` and the like stand for the files, read as the descriptor says."""
        types = {"integer": "BIGINT", "number": "DOUBLE", "string": "VARCHAR", "date": "DATE", "boolean": "BOOLEAN"}
        files = {}
        for resource in self.descriptor["resources"]:
            columns = {field["name"]: types[field["type"]] for field in resource["schema"]["fields"]}
            path = self.folder / resource["path"]
            files[resource["name"]] = (
                f"read_csv('{path}', header=true, delim=',', quote='\"', escape='\"', auto_detect=false,"
                f" columns={columns}, nullstr='')"
            )
        with duckdb.connect() as database:
            return database.execute(statement.format(**files)).fetchall()


ReadPackage = Callable[[Path], Package]


@pytest.fixture
def read_package(tmp_path) -> ReadPackage:
    """Unpack a package and read it: read_package(path)."""

    def read(path: Path) -> Package:
        return Package(Path(path).read_bytes(), tmp_path / f"unpacked-{Path(path).stem}")

    return read
