# SPDX-License-Identifier: EUPL-1.2
"""Asking for a dataset and fetching it: who may, how far it is, what failed, and that no part is ever served."""

import hashlib
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as settings_now
from django.db import IntegrityError, connection, transaction

from backend.common.clock import now
from backend.common.errors import MayNot, NotFound
from backend.records.exports.errors import (
    FAILURES,
    CampaignNotPublished,
    ExportFileGone,
    ExportLinkExpired,
    ExportLinkInvalid,
    ExportNotReady,
)
from backend.records.exports.lease import lease
from backend.records.exports.links import sign
from backend.records.exports.models import Export
from backend.records.exports.selectors import (
    export_by_id,
    export_file,
    exports_of_campaign,
    failure_message,
    link_token,
    path_of,
)
from backend.records.exports.services import export_campaign, request_export, run_due_exports, run_export
from backend.records.importers.services import import_pabulib
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from tests.data import made_election

# the export reads in a transaction of its own
pytestmark = pytest.mark.django_db(transaction=True)


def test_eeva_asks_the_worker_makes_it_and_the_link_gives_the_file(evaluator, lively, tmp_path):
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    assert (export.state, export.percent) == ("queued", 0)
    assert run_due_exports() == 1
    done = export_by_id(export.id, viewer=evaluator)
    assert (done.state, done.percent, done.attempts, done.failure) == ("done", 100, 1, "")
    file = export_file(link_token(done))
    assert file.name == f"joki-{done.position}.zip"
    assert file.path.stat().st_size == file.size_bytes == done.size_bytes
    assert hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256 == done.sha256
    commanded = export_campaign(campaign_slug=lively.slug, folder=tmp_path / "commanded")
    assert Path(commanded.path).read_bytes() == file.path.read_bytes()
    assert done.rows_done == done.rows_total == sum(commanded.rows.values())
    assert run_due_exports() == 0


def test_a_second_request_finds_the_first_while_it_is_under_way(evaluator, porvoo_organiser, lively):
    first = request_export(by=evaluator, campaign_slug=lively.slug)
    assert request_export(by=porvoo_organiser, campaign_slug=lively.slug).id == first.id
    run_due_exports()
    assert request_export(by=evaluator, campaign_slug=lively.slug).id != first.id
    assert [export.state for export in exports_of_campaign(lively.slug, viewer=evaluator)] == ["queued", "done"]


def test_the_database_allows_one_export_of_a_campaign_at_a_time(evaluator, lively):
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.create(campaign=lively)
    Export.objects.filter(id=export.id).update(state="failed", failure="export_error")
    Export.objects.create(campaign=lively)


@pytest.mark.parametrize("kind", ["evaluator", "organiser", "admin"])
@pytest.mark.parametrize("place", ["porvoo", None])
def test_staff_of_the_municipality_or_the_region_may_export(kind, place, make_person, lively):
    account = make_person("Sanna")
    municipality = Municipality.objects.get(slug=place) if place else None
    give_role(account=account, kind=kind, municipality=municipality)
    export = request_export(by=account, campaign_slug=lively.slug)
    assert export_by_id(export.id, viewer=account) == export


@pytest.mark.parametrize(("kind", "place"), [(None, None), ("moderator", "porvoo"), ("evaluator", "sipoo")])
def test_nobody_else_may(kind, place, make_person, lively, evaluator):
    account = make_person("Sanna")
    if kind:
        give_role(account=account, kind=kind, municipality=Municipality.objects.get(slug=place))
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    with pytest.raises(MayNot):
        request_export(by=account, campaign_slug=lively.slug)
    with pytest.raises(MayNot):
        export_by_id(export.id, viewer=account)
    with pytest.raises(MayNot):
        exports_of_campaign(lively.slug, viewer=None)


def test_what_is_not_there_cannot_be_exported(evaluator, porvoo_organiser, make_campaign):
    draft = make_campaign("luonnos", published=False)
    with pytest.raises(NotFound):
        request_export(by=evaluator, campaign_slug=draft.slug)
    with pytest.raises(CampaignNotPublished):
        request_export(by=porvoo_organiser, campaign_slug=draft.slug)
    with pytest.raises(NotFound):
        export_by_id(uuid.uuid4(), viewer=evaluator)


def test_a_link_expires_and_cannot_be_changed(evaluator, lively, settings):
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    run_due_exports()
    export.refresh_from_db()
    token = link_token(export)
    other = sign(uuid.uuid4())
    for tampered in (token[:-1] + ("a" if token[-1] != "a" else "b"), other.split(":")[0] + token[32:], "", "x:y:z"):
        with pytest.raises(ExportLinkInvalid):
            export_file(tampered)
    with pytest.raises(ExportFileGone):
        export_file(other)
    with time_machine.travel(now().timestamp() + settings.EXPORT_LINK_SECONDS + 5), pytest.raises(ExportLinkExpired):
        export_file(token)
    assert export_file(token).path == path_of(export.id)


def test_a_file_that_is_gone_or_cut_is_not_served(evaluator, lively):
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    with pytest.raises(ExportNotReady):
        link_token(export)
    with pytest.raises(ExportNotReady):
        export_file(sign(export.id))
    run_due_exports()
    export.refresh_from_db()
    token = link_token(export)
    path_of(export.id).write_bytes(path_of(export.id).read_bytes()[:-1])
    with pytest.raises(ExportFileGone):
        export_file(token)
    path_of(export.id).unlink()
    with pytest.raises(ExportFileGone):
        export_file(token)


def test_progress_is_seen_by_others_at_once(evaluator, lively):
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    Export.objects.filter(id=export.id).update(state="running")
    with lease(export.id) as held, transaction.atomic():  # as the work does, in its one long transaction
        held.begin(position=7, rows_total=200)
        held.advance(50)
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT position, rows_done, rows_total FROM exports_export WHERE id = %s", [export.id])
            assert cursor.fetchone() == (7, 50, 200)
        other.close()
    export.refresh_from_db()
    assert export.percent == 25


def test_one_process_at_a_time_works_on_an_export(evaluator, lively):
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    with lease(export.id) as held:
        assert held is not None
        with lease(export.id) as second:
            assert second is None
        assert run_due_exports() == 0
    assert run_export(export_id=export.id) is True
    assert run_export(export_id=export.id) is False


def test_what_fails_three_times_has_failed_and_says_why(evaluator, lively, settings, tmp_path):
    (tmp_path / "a file").touch()
    settings.EXPORTS_DIR = tmp_path / "a file"
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    for state in ("queued", "queued", "failed"):
        run_due_exports()
        export = export_by_id(export.id, viewer=evaluator)
        assert (export.state, export.failure) == (state, "export_disk_error")
        assert str(failure_message(export)) == str(FAILURES["export_disk_error"])
    assert export.attempts == 3
    assert export.finished_at is not None
    assert run_due_exports() == 0
    settings.EXPORTS_DIR = tmp_path / "a folder"
    again = request_export(by=evaluator, campaign_slug=lively.slug)
    assert again.id != export.id
    assert run_due_exports() == 1


def test_what_was_killed_three_times_has_failed_and_says_so(evaluator, lively):
    export = request_export(by=evaluator, campaign_slug=lively.slug)
    Export.objects.filter(id=export.id).update(state="running", attempts=3)
    run_due_exports()
    export = export_by_id(export.id, viewer=evaluator)
    assert (export.state, export.failure, export.percent) == ("failed", "export_interrupted", 0)
    assert failure_message(export)


def test_a_killed_export_is_never_served_in_part_and_is_made_again(evaluator, tmp_path, spearhead):
    imported = import_pabulib(file=made_election(tmp_path), municipality="porvoo")
    export = request_export(by=evaluator, campaign_slug=imported.campaign)
    worker = start_worker(export.id)
    wait_until(lambda: list(path_of(export.id).parent.glob(f".{export.id}.*.part")), worker)
    worker.send_signal(signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL
    export.refresh_from_db()
    assert export.state == "running"
    assert not path_of(export.id).exists()
    with pytest.raises(ExportNotReady):
        export_file(sign(export.id))
    wait_until(run_due_exports)  # the server notices within a moment that the killed one is gone
    export.refresh_from_db()
    assert (export.state, export.attempts) == ("done", 2)
    assert [path.name for path in path_of(export.id).parent.iterdir()] == [f"{export.id}.zip"]
    again = export_campaign(campaign_slug=imported.campaign, folder=tmp_path / "again")
    assert export_file(link_token(export)).path.read_bytes() == Path(again.path).read_bytes()
    assert again.rows["supports"] == imported.supports


def start_worker(export_id: uuid.UUID) -> subprocess.Popen[bytes]:
    """Another process that makes the export in this test's database."""
    program = (
        "import sys, uuid, django; django.setup()\n"
        "from django.db import connection\n"
        "from backend.records.exports.services import run_export\n"
        "connection.settings_dict['NAME'] = sys.argv[1]\n"
        "run_export(export_id=uuid.UUID(sys.argv[2]))"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "backend.config.settings",
        "EXPORTS_DIR": str(settings_now.EXPORTS_DIR),
    }
    return subprocess.Popen(
        [sys.executable, "-c", program, connection.settings_dict["NAME"], str(export_id)], env=environment
    )


def wait_until(happens, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait up to 60 s."""
    until = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < until
        assert process is None or process.poll() is None
        time.sleep(0.002)
