# SPDX-License-Identifier: EUPL-1.2
"""Asking for a dataset, seeing how far it is, fetching it, and a failure that is shown."""

import io
import zipfile

import pytest

from backend.records.exports.models import Export
from backend.records.exports.services import run_due_exports

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organiser(client, porvoo_organiser):
    """A browser in which Pirkko, who organises for Porvoo, is signed in."""
    client.force_login(porvoo_organiser)
    return client


def test_pirkko_asks_waits_and_fetches(organiser, campaign, idea, settle):
    answer = organiser.post("/campaigns/joki/exports/")
    assert answer.status_code == 302
    page = organiser.get(answer.url).content.decode()
    assert "Odottaa vuoroaan" in page
    assert 'hx-trigger="every 1s"' in page
    assert "Katso uudelleen" in page
    settle()
    run_due_exports()
    part = organiser.get(answer.url, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "Aineisto on valmis." in part.content.decode()
    assert "hx-trigger" not in part.content.decode()
    file = organiser.get(part.context["file_url"])
    names = zipfile.ZipFile(io.BytesIO(b"".join(file.streaming_content))).namelist()
    assert any(name.endswith("datapackage.json") for name in names)


def test_a_failure_is_shown_with_the_next_step(organiser, campaign):
    failed = Export.objects.create(campaign=campaign, state="failed", failure="export_disk_full")
    page = organiser.get(f"/exports/{failed.pk}/").content.decode()
    assert "Tiedostolle ei ole tilaa." in page
    assert "Tee uudelleen" in page


def test_the_list_shows_what_was_made_before(organiser, campaign):
    Export.objects.create(campaign=campaign, state="failed", failure="export_error")
    assert "Epäonnistui" in organiser.get("/campaigns/joki/exports/").content.decode()


def test_a_resident_may_not(client, campaign, aino):
    client.force_login(aino)
    made = Export.objects.create(campaign=campaign)
    assert client.get("/campaigns/joki/exports/").status_code == 403
    assert client.post("/campaigns/joki/exports/").status_code == 403
    assert client.get(f"/exports/{made.pk}/").status_code == 403


def test_signed_out_one_signs_in_first(client, campaign):
    assert client.get("/campaigns/joki/exports/").url == "/accounts/login/?next=/campaigns/joki/exports/"
