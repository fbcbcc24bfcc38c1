# SPDX-License-Identifier: EUPL-1.2
"""A campaign's dataset: it equals the database, describes itself, names nobody, and is the same every time."""

import csv
import datetime
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import resolve

from backend.common.version import VERSION
from backend.ledger.events.models import Event
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import Participant
from backend.participation.supports.services import support_idea, withdraw_support
from backend.records.exports.package import write_snapshot
from backend.records.exports.progress import Silence
from backend.records.exports.pseudonyms import private_pseudonym, public_pseudonym
from backend.records.exports.services import export_campaign
from backend.region.accounts.models import Account

# the export reads in a transaction of its own
pytestmark = pytest.mark.django_db(transaction=True)
FILES = [
    "data/ideas.csv", "data/comments.csv", "data/supports.csv", "data/daily_statistics.csv", "data/events.csv",
    "datapackage.json", "METHOD.md", "SHA256SUMS",
]  # fmt: skip


@pytest.fixture
def written(lively, tmp_path):
    return export_campaign(campaign_slug=lively.slug, folder=tmp_path / "out")


@pytest.fixture
def package(written, read_package):
    return read_package(written.path)


def test_read_by_duckdb_the_supports_are_those_of_the_database(package):
    with connection.cursor() as cursor:
        cursor.execute("SELECT idea_id, count(*) FROM supports_support GROUP BY idea_id ORDER BY idea_id")
        stored = cursor.fetchall()
    assert package.query("SELECT idea_id, count(*) FROM {supports} GROUP BY idea_id ORDER BY idea_id") == stored
    assert package.query("SELECT id, supports FROM {ideas} WHERE supports > 0 ORDER BY id") == stored
    assert package.query("SELECT sum(supports) FROM {daily_statistics}") == [(6,)]


def test_ideas_are_there_with_their_texts_and_withdrawn_ones_without(package, aino, lively):
    pier, _bench, gone = Idea.objects.order_by("id")
    rows = package.query("SELECT id, state, title, text, category, author, url FROM {ideas} ORDER BY id")
    author = public_pseudonym(lively.id)(pier.author_id)
    assert rows[0] == (pier.id, "published", pier.title, pier.text, "luonto", author, f"/ideas/{pier.id}/")
    assert rows[1][2] == "=SUM(A1)"  # CSV keeps what was written; only spreadsheets are guarded
    assert rows[2][:4] == (gone.id, "withdrawn", None, None)
    assert rows[2][5] == rows[1][5] != author
    assert resolve(rows[0][-1]).kwargs == {"idea_id": pier.id}


def test_comments_are_there_with_their_replies_and_withdrawn_ones_without_text_and_stance(package):
    first, reply, gone = Comment.objects.order_by("id")
    rows = package.query("SELECT id, parent_id, state, stance, text, url FROM {comments} ORDER BY id")
    url = f"/ideas/{first.idea_id}/#comment-"
    assert rows[0] == (first.id, None, "published", "for", first.text, f"{url}{first.id}")
    assert rows[1] == (reply.id, first.id, "published", "neutral", reply.text, f"{url}{reply.id}")
    assert rows[2][:5] == (gone.id, None, "withdrawn", None, None)


def test_totals_agree_with_each_other_and_with_the_method(package):
    counted = package.query(
        "SELECT (SELECT count(*) FROM {ideas} WHERE state = 'published'), (SELECT count(*) FROM {supports}),"
        " (SELECT count(*) FROM {comments} WHERE state = 'published'), (SELECT count(*) FROM {ideas}),"
        " (SELECT count(*) FROM {comments})"
    )
    daily = package.query(
        "SELECT sum(ideas), sum(supports), sum(comments), sum(ideas_gross), sum(comments_gross), sum(supports_gross)"
        " FROM {daily_statistics}"
    )
    in_ideas = package.query("SELECT sum(supports), sum(comments) FROM {ideas}")
    assert counted == [(2, 6, 2, 3, 3)]
    assert daily == [(2, 6, 2, 3, 3, 7)]
    assert in_ideas == [(6, 2)]
    for what, total in {"ideas that stand": 2, "supports that stand": 6, "all supports ever given": 7}.items():
        assert re.search(rf"\| {what} \| {total} \|", package.text("METHOD.md"))


def test_a_support_tells_its_iso_week_and_nothing_else(package, lively):
    rows = package.query("SELECT supporter, idea_id, week FROM {supports}")
    name = private_pseudonym(lively.id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT participant_id, idea_id FROM supports_support")
        stored = {(name(participant), idea) for participant, idea in cursor.fetchall()}
    assert {row[:2] for row in rows} == stored
    days = Event.objects.filter(kind="support_given").values_list("day", flat=True)
    assert {row[2] for row in rows} <= {f"{day.isocalendar().year}-W{day.isocalendar().week:02}" for day in days}


def test_public_and_private_pseudonyms_have_nothing_in_common(package, lively, make_campaign):
    public = {name for (name,) in package.query("SELECT author FROM {ideas} UNION SELECT author FROM {comments}")}
    private = {name for (name,) in package.query("SELECT supporter FROM {supports}")}
    assert len(public) == 2
    assert len(private) == 6
    assert not public & private
    numbers = list(Participant.objects.filter(campaign=lively).values_list("id", flat=True))
    other = make_campaign("silta")
    makers = [make(campaign.id) for campaign in (lively, other) for make in (public_pseudonym, private_pseudonym)]
    names = [make(number) for make in makers for number in numbers]
    assert len(set(names)) == 4 * len(numbers)
    assert all(re.fullmatch("[0-9a-f]{16}", name) for name in names)


def test_nothing_in_the_package_says_who_somebody_is(package):
    whole = "".join(package.text(name) for name in FILES)
    for account in Account.objects.all():
        assert account.email not in whole
        assert account.pseudonym not in whole
        assert str(account.person_number) not in whole
    for participant in Participant.objects.all():
        assert str(participant.id) not in whole
        assert bytes(participant.voter).hex() not in whole
    assert "tätä kadun" not in whole.lower()
    assert "Peruttu idea" not in whole


def test_two_exports_are_the_same_byte_for_byte_whatever_happens_elsewhere(
    written, lively, tmp_path, make_campaign, make_idea, make_person, settle
):
    other = make_campaign("silta")
    support_idea(by=make_person("Gunnar"), idea_id=make_idea(other).id)
    settle()
    again = export_campaign(campaign_slug=lively.slug, folder=tmp_path / "again")
    assert Path(again.path).read_bytes() == Path(written.path).read_bytes()
    assert (again.sha256, again.position) == (written.sha256, written.position)
    assert again.sha256 == hashlib.sha256(Path(again.path).read_bytes()).hexdigest()


def test_a_new_act_makes_another_position(written, lively, make_person, tmp_path):
    support_idea(by=make_person("Gunnar"), idea_id=Idea.objects.earliest("id").id)
    again = export_campaign(campaign_slug=lively.slug, folder=tmp_path / "out")
    assert again.position > written.position
    assert again.path != written.path
    assert again.rows["supports"] == written.rows["supports"] + 1


def test_acts_that_are_not_counted_yet_are_left_out(
    written, lively, tmp_path, make_person, make_idea, aino, onni, read_package
):
    make_idea(lively, "Ihan uusi", by=make_person("Hanna"))
    support_idea(by=onni, idea_id=Idea.objects.earliest("id").id)
    withdraw_support(by=aino, idea_id=Idea.objects.order_by("id")[1].id)
    path = tmp_path / "now.zip"
    write_snapshot(campaign=lively, path=path, progress=Silence())
    assert path.read_bytes() == Path(written.path).read_bytes()


def test_the_archive_is_in_order_of_1980_and_its_checksums_hold(package):
    assert [info.filename for info in package.archive.infolist()] == FILES
    assert {info.date_time for info in package.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    told = dict(line.split("  ")[::-1] for line in package.text("SHA256SUMS").splitlines())
    assert list(told) == FILES[:-1]
    for name, checksum in told.items():
        assert hashlib.sha256(package.archive.read(name)).hexdigest() == checksum


def test_the_descriptor_fits_the_files_to_the_last_cell(package):
    resources = {resource["name"]: resource for resource in package.descriptor["resources"]}
    cells: dict[str, list[dict[str, str]]] = {}
    for name, resource in resources.items():
        with (package.folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        assert "\r" not in text
        reader = csv.DictReader(text.splitlines(keepends=True))
        cells[name] = list(reader)
        fields = resource["schema"]["fields"]
        assert reader.fieldnames == [field["name"] for field in fields]
        assert resource["rows"] == len(cells[name])
        assert resource["bytes"] == len(text.encode())
        key = resource["schema"]["primaryKey"]
        assert len({tuple(row[part] for part in key) for row in cells[name]}) == len(cells[name])
        for field in fields:
            for language in ("description", "description@fi", "description@sv"):
                assert field[language]
            for row in cells[name]:
                assert fits(row[field["name"]], field)
    for name, resource in resources.items():
        for key in resource["schema"].get("foreignKeys", []):
            other = key["reference"]["resource"] or name
            known = {row[key["reference"]["fields"]] for row in cells[other]} | {""}
            assert {row[key["fields"]] for row in cells[name]} <= known


def fits(value: str, field: dict) -> bool:
    """Whether a cell is of its type and within its constraints."""
    constraints = field.get("constraints", {})
    if not value:
        return not constraints.get("required")
    read = {
        "integer": int, "number": float, "string": str, "date": datetime.date.fromisoformat,
        "boolean": {"true": True, "false": False}.__getitem__,
    }[field["type"]](value)  # fmt: skip
    return (
        value in constraints.get("enum", [value])
        and re.fullmatch(constraints.get("pattern", ".*"), value, re.DOTALL) is not None
        and constraints.get("minimum", read) <= read <= constraints.get("maximum", read)
    )


def test_the_descriptor_names_licence_position_and_the_moment_of_the_position(package, written):
    event = Event.objects.get(position=written.position)
    assert package.descriptor["ledger_position"] == written.position
    assert package.descriptor["created"] == event.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert [licence["name"] for licence in package.descriptor["licenses"]] == ["CC-BY-4.0"]
    assert package.descriptor["code_version"] == VERSION
    method = package.text("METHOD.md")
    assert str(written.position) in method
    assert "k = 5" in method
    assert "$" not in method


def test_the_command_writes_the_same_file_and_prints_json_last(lively, written, tmp_path, capsys):
    call_command("export_campaign", lively.slug, "--out", str(tmp_path / "commanded"))
    printed = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert Path(printed["path"]).read_bytes() == Path(written.path).read_bytes()
    assert (printed["sha256"], printed["position"]) == (written.sha256, written.position)
    assert printed["rows"] == written.rows
    assert [path.name for path in (tmp_path / "commanded").iterdir()] == [f"joki-{written.position}.zip"]


@pytest.mark.parametrize(("slug", "code"), [("nowhere", "not_found"), ("draft", "campaign_not_published")])
def test_the_command_refuses_what_is_not_there(slug, code, make_campaign, tmp_path, capsys):
    make_campaign("draft", published=False)
    with pytest.raises(SystemExit) as stopped:
        call_command("export_campaign", slug, "--out", str(tmp_path / "out"))
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith(f"{code}: ")
    assert list((tmp_path / "out").glob("*")) == []


def test_the_version_is_that_of_the_project():
    root = Path(__file__).resolve().parents[3]
    assert f'version = "{VERSION}"' in (root / "pyproject.toml").read_text(encoding="utf-8")
