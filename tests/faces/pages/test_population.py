# SPDX-License-Identifier: EUPL-1.2
"""Population: staff see what is loaded and by whom, the region's admins load a file, in the browser and by API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backend.region.accounts.services import give_role
from backend.region.municipalities.selectors import personal_data_of, populations
from backend.region.places.models import PopulationDataset

pytestmark = pytest.mark.django_db
FILE = b"municipality;population\nporvoo;51000\nsipoo;22000\n"


@pytest.fixture
def region(make_person):
    """Raija is admin of the whole region."""
    return give_role(account=make_person("Raija"), kind="admin", municipality=None).account


def sent(content: bytes = FILE, **changes) -> dict:
    typed = {"source": "Tilastokeskus", "licence": "CC BY 4.0", "reference_date": "2025-12-31", **changes}
    return {**typed, "file": SimpleUploadedFile("vaesto.csv", content)}


def test_raija_loads_a_file_and_everybody_at_work_sees_it(client, region, porvoo_organiser, count_queries):
    client.force_login(region)
    assert client.post("/manage/population/", sent()).status_code == 302
    with count_queries() as counted:
        (one,) = populations()
    assert counted() == 2
    assert (one.places, one.people, one.loaded_by) == (2, 73000, "Raija")
    assert personal_data_of(region)["populations_loaded"][0]["dataset__source"] == "Tilastokeskus"
    client.force_login(porvoo_organiser)
    page = client.get("/manage/population/").content.decode()
    assert "Tilastokeskus" in page
    assert "Raija" in page
    assert 'enctype="multipart/form-data"' not in page
    assert client.post("/manage/population/", sent()).status_code == 403


def test_every_wrong_line_is_named_and_nothing_is_stored(client, region):
    client.force_login(region)
    answer = client.post("/manage/population/", sent(b"municipality;population\nporvoo;-1\natlantis;5\n"))
    assert answer.status_code == 422
    words = answer.content.decode()
    assert 'value="Tilastokeskus"' in words
    assert client.post("/manage/population/", {"source": "", "licence": ""}).status_code == 422
    assert not PopulationDataset.objects.exists()


def test_a_program_does_the_same(client, region, aino):
    assert client.get("/api/v1/populations/").json() == []
    client.force_login(aino)
    assert client.post("/api/v1/populations/", sent()).status_code == 403
    client.force_login(region)
    assert client.post("/api/v1/populations/", sent()).status_code == 201
    (one,) = client.get("/api/v1/populations/").json()
    assert (one["municipalities"], one["people"], "loaded_by" in one) == (2, 73000, False)
