# SPDX-License-Identifier: EUPL-1.2
"""Exports through the API: asked for, watched, fetched by a link that is signed."""

import io
import uuid
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient

from backend.records.exports.links import sign
from backend.records.exports.models import Export
from backend.records.exports.services import run_due_exports
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db(transaction=True)  # an export reads one snapshot of its own


@pytest.fixture(autouse=True)
def _exports_of_this_test(settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path / "exports"


@pytest.fixture
def evaluator(make_person):
    """Eeva evaluates for Porvoo."""
    account = make_person("Eeva")
    give_role(account=account, kind="evaluator", municipality=Municipality.objects.get(slug="porvoo"))
    return account


def test_eeva_asks_watches_and_fetches(call, anyone, evaluator, idea, settle):
    settle()
    eeva = call(evaluator)
    asked = eeva.post("campaigns/joki/exports/")
    assert asked.status_code == 202
    assert {**asked.json(), "id": "", "requested_at": ""} == {
        "id": "", "campaign": "joki", "municipality": None, "state": "queued", "percent": 0,
        "rows_done": 0, "rows_total": 0,
        "position": None, "requested_at": "", "started_at": None, "finished_at": None, "failure": None,
        "file": None, "file_name": "", "size_bytes": None, "sha256": "",
    }  # fmt: skip
    assert eeva.post("campaigns/joki/exports/").json()["id"] == asked.json()["id"]
    run_due_exports()
    done = eeva.get(f"exports/{asked.json()['id']}/").json()
    assert (done["state"], done["percent"], done["failure"]) == ("done", 100, None)
    file = anyone.follow(done["file"])
    assert (file.status_code, file["Content-Type"]) == (200, "application/zip")
    assert file["Content-Disposition"] == f'attachment; filename="{done["file_name"]}"'
    package = b"".join(file.streaming_content)
    assert len(package) == done["size_bytes"] == int(file["Content-Length"])
    assert "datapackage.json" in zipfile.ZipFile(io.BytesIO(package)).namelist()
    assert [one["id"] for one in eeva.get("campaigns/joki/exports/").json()["results"]] == [done["id"]]


def test_asgi_gives_the_file_piece_by_piece(campaign, idea, settle):
    settle()
    export = Export.objects.create(campaign=campaign)
    run_due_exports()

    async def fetch() -> tuple[int, bytes]:
        answer = await AsyncClient().get(f"/api/v1/exports/{export.pk}/file/", {"token": sign(export.pk)})
        return int(answer["Content-Length"]), b"".join([piece async for piece in answer.streaming_content])

    length, package = async_to_sync(fetch)()
    assert len(package) == length > 0


def test_a_failure_is_shown_with_code_and_words(call, evaluator, campaign):
    export = Export.objects.create(campaign=campaign, state="failed", failure="export_disk_full")
    shown = call(evaluator).get(f"exports/{export.pk}/", accept_language="en").json()
    assert shown["failure"]["code"] == "export_disk_full"
    assert shown["failure"]["message"]
    assert shown["file"] is None


def test_a_link_works_for_its_own_file_and_its_time_only(call, anyone, evaluator, idea, settle, settings, refused):
    settle()
    eeva = call(evaluator)
    export_id = eeva.post("campaigns/joki/exports/").json()["id"]
    run_due_exports()
    link = eeva.get(f"exports/{export_id}/").json()["file"]
    token = parse_qs(urlsplit(link).query)["token"][0]
    refused(anyone.get(f"exports/{uuid.uuid4()}/file/", {"token": token}), 404, "export_link_invalid")
    refused(anyone.get(f"exports/{export_id}/file/", {"token": token[:-2] + "xx"}), 404, "export_link_invalid")
    assert "token" in refused(anyone.get(f"exports/{export_id}/file/"), 400, "malformed")["fields"]
    settings.EXPORT_LINK_SECONDS = -1
    refused(anyone.get(f"exports/{export_id}/file/", {"token": token}), 403, "export_link_expired")


def test_only_staff_of_the_municipality_export(call, anyone, aino, onni, campaign, make_campaign, evaluator, refused):
    give_role(account=onni, kind="evaluator", municipality=Municipality.objects.get(slug="sipoo"))
    export = Export.objects.create(campaign=campaign)
    refused(anyone.post("campaigns/joki/exports/"), 403, "sign_in_first")
    refused(anyone.get("campaigns/joki/exports/"), 403, "sign_in_first")
    refused(anyone.get(f"exports/{export.pk}/"), 403, "sign_in_first")
    for person in (aino, onni):
        refused(call(person).post("campaigns/joki/exports/"), 403, "may_not")
        refused(call(person).get("campaigns/joki/exports/"), 403, "may_not")
        refused(call(person).get(f"exports/{export.pk}/"), 403, "may_not")
    refused(call(evaluator).get(f"exports/{uuid.uuid4()}/"), 404, "not_found")
    make_campaign("luonnos", published=False)
    refused(call(evaluator).post("campaigns/luonnos/exports/"), 404, "not_found")
