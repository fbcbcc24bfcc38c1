# SPDX-License-Identifier: EUPL-1.2
"""An archive that is damaged or made to harm is refused with its code before anything is stored."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from backend.ledger.events.catch_up import catch_up
from backend.participation.supports.services import support_idea
from backend.records.exports.archive.writing import write_archive
from backend.records.exports.progress import Silence
from backend.records.importers.archive import opening
from backend.records.importers.arrivals import import_municipality
from backend.records.importers.errors import (
    ArchiveCampaignsExist,
    ArchiveDamaged,
    ArchiveNotValid,
    ArchiveVersionUnknown,
    FileNotFound,
)
from backend.region.places.models import Municipality
from tests.journeys.state import state_of_the_database
from tests.records.importers.empty import empty_the_instance

pytestmark = pytest.mark.django_db(transaction=True)
Files = dict[str, bytes]


@pytest.fixture
def files(campaign, make_idea, aino, tmp_path, media) -> Files:
    """The files of a small good archive; the instance is empty again."""
    support_idea(by=aino, idea_id=make_idea(campaign).pk)
    catch_up()
    path = tmp_path / "good.zip"
    write_archive(municipality=Municipality.objects.get(slug="porvoo"), path=path, progress=Silence())
    empty_the_instance()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def refused(tmp_path) -> Callable[..., None]:
    """Import an archive of these files, expecting a refusal and an untouched database."""

    def expect(error: type[Exception], files: Files, *, sums: bool = True, reason: str = "") -> None:
        before = state_of_the_database()
        with pytest.raises(error) as refusal:
            import_municipality(file=zipped(tmp_path / "bad.zip", files, sums=sums))
        assert reason in str(refusal.value.__dict__.get("details", ""))
        assert state_of_the_database() == before

    return expect


def zipped(path: Path, files: Files, *, sums: bool = True) -> Path:
    """An archive of files, with their true sums where wanted."""
    if sums:
        lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in files if name != "SHA256SUMS"]
        files = {**files, "SHA256SUMS": "".join(lines).encode()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def changed(files: Files, table: str, **values: object) -> Files:
    """The files with other values in the first row of a table."""
    path = f"data/{table}.jsonl"
    first, *rest = files[path].splitlines(keepends=True)
    return {**files, path: json.dumps({**json.loads(first), **values}).encode() + b"\n" + b"".join(rest)}


def test_the_good_one_is_imported_and_dry_run_stores_nothing(files, tmp_path):
    path, before = zipped(tmp_path / "good.zip", files), state_of_the_database()
    tried = import_municipality(file=path, dry_run=True)
    assert (tried.done, tried.already) == (False, False)
    assert state_of_the_database() == before
    assert import_municipality(file=path).done


def test_a_changed_byte(files, refused):
    refused(ArchiveDamaged, {**files, "README.en.md": b"other"}, sums=False)


def test_what_is_no_zip_and_what_is_not_there(tmp_path):
    (tmp_path / "no.zip").write_bytes(b"PK but no zip")
    with pytest.raises(ArchiveDamaged):
        import_municipality(file=tmp_path / "no.zip")
    with pytest.raises(FileNotFound):
        import_municipality(file=tmp_path / "none.zip")


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "data/../../evil.jsonl", "data/passwords.jsonl", "x.py"])
def test_names_that_lead_elsewhere_and_unknown_tables(files, refused, name):
    refused(ArchiveNotValid, {**files, name: b"{}\n"})


def test_a_missing_table(files, refused):
    refused(ArchiveNotValid, {name: content for name, content in files.items() if name != "data/supports.jsonl"})


def test_another_version_and_another_format(files, refused):
    manifest = json.loads(files["manifest.json"])
    for wrong in ({"version": 2}, {"version": True}, {"format": "other"}):
        refused(ArchiveVersionUnknown, {**files, "manifest.json": json.dumps({**manifest, **wrong}).encode()})


def test_a_bomb(files, refused):
    refused(ArchiveNotValid, {**files, "data/ideas.jsonl": b" " * 30_000_000}, reason="grows")


def test_a_line_that_is_too_long(files, refused):
    line = io.BytesIO()
    line.write(b'{"id": 1, "title": "' + bytes(str(list(range(300_000))), "ascii")[: opening.LONGEST_LINE] + b'"}\n')
    refused(ArchiveNotValid, {**files, "data/ideas.jsonl": line.getvalue()}, reason="too long")


@pytest.mark.parametrize("text", [b"[1]\n", b"{\n", b'{"id": NaN}\n', b"[" * 100_000 + b"\n", b"\xff\n", b'{"id": 1}'])
def test_what_is_no_row(files, refused, text):
    refused(ArchiveNotValid, {**files, "data/thanks.jsonl": text})


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("supports", {"idea": 99}),
        ("supports", {"idea": 0}),
        ("supports", {"idea": True}),
        ("supports", {"idea": None}),
        ("supports", {"extra": 1}),
        ("ideas", {"id": 2}),
        ("ideas", {"state": "burning"}),
        ("ideas", {"title": "x" * 501}),
        ("ideas", {"title": "nul\u0000"}),
        ("ideas", {"proposed_at": "yesterday"}),
        ("ideas", {"proposed_at": "2026-01-01T00:00:00"}),
        ("ideas", {"cost": "many"}),
        ("campaigns", {"municipality": "000"}),
        ("campaigns", {"municipality": "753"}),
        ("campaigns", {"slug": "../etc"}),
        ("campaigns", {"conditions": {"propose": {"districts": [7_000_000]}}}),
        ("contexts", {"municipality": "000"}),
        ("events", {"kind": "invented"}),
        ("events", {"subject": 99}),
        ("events", {"sign": 5}),
        ("events", {"channel": "smoke"}),
        ("events", {"numbers": {"account": 1}}),
        ("events", {"campaign": None}),
        ("voting_windows", {"closes": "2000-01-01T00:00:00+00:00"}),  # only the database knows that it is wrong
    ],
)
def test_values_that_the_format_does_not_know(files, refused, table, values):
    refused(ArchiveNotValid, changed(files, table, **values))


def test_an_event_of_a_support_of_nothing(files, refused):
    rows = [json.loads(line) for line in files["data/events.jsonl"].splitlines()]
    for row in rows:
        if row["kind"] == "support_given":
            row["subject"] = None
    refused(ArchiveNotValid, {**files, "data/events.jsonl": b"".join(json.dumps(row).encode() + b"\n" for row in rows)})


def test_campaigns_that_are_here_from_elsewhere(files, refused, make_campaign):
    make_campaign("joki")
    refused(ArchiveCampaignsExist, files)


def test_the_command_says_the_code_and_ends_with_1(files, tmp_path, capsys):
    path = zipped(tmp_path / "bad.zip", {**files, "README.fi.md": b"other"}, sums=False)
    with pytest.raises(SystemExit) as ended:
        call_command("import_municipality", str(path))
    assert ended.value.code == 1
    assert "archive_damaged" in capsys.readouterr().err
