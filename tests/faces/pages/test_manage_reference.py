# SPDX-License-Identifier: EUPL-1.2
"""The region's evaluator brings reference data on the page and by the API; what is wrong is named, and kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backend.insight.evaluation.models import ReferenceImport, WebPeriod
from backend.region.accounts.services import give_role

pytestmark = pytest.mark.django_db
RIGHT = "date;visits;visitors\n2026-09;40000;25000\n2026-10;48210;30140\n"
WRONG = "date;visits\n2026-13;1\n2026-10;many\n"
DESCRIBED = {"source": "Matomo", "licence": "CC BY 4.0", "reference_date": "2026-10-31"}


def file(text):
    return SimpleUploadedFile("käynnit.csv", text.encode(), content_type="text/csv")


@pytest.fixture
def eeva(make_person):
    """Eeva evaluates for the whole region."""
    account = make_person("Eeva")
    give_role(account=account, kind="evaluator", municipality=None)
    client = Client(headers={"accept-language": "fi"})
    client.force_login(account)
    return client


def test_a_file_is_stored_and_said_so(eeva):
    page = eeva.post("/manage/reference/visits/", {**DESCRIBED, "file": file(RIGHT)}, follow=True)
    assert page.redirect_chain == [("/manage/reference/visits/", 302)]
    assert "2 uutta riviä" in page.content.decode()
    assert "Matomo" in eeva.get("/manage/reference/").content.decode()
    assert "88 210" in eeva.get("/statistics/indicators/web-vis/").content.decode().replace("\xa0", " ")


def test_every_fault_stands_on_the_page_and_what_was_typed_stays(eeva):
    page = eeva.post("/manage/reference/visits/", {**DESCRIBED, "file": file(WRONG)})
    words = page.content.decode()
    assert page.status_code == 422
    assert words.count("<code>period</code>") == 1
    assert words.count("<code>whole</code>") == 1
    assert 'value="Matomo"' in words
    assert not WebPeriod.objects.exists()


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("file", "Valitse tiedosto."),
        ("reference_date", "minkä päivän"),
        ("source", "2–200 merk"),
        ("licence", "käytt"),
    ],
)
def test_a_field_that_is_missing_is_named(eeva, missing, words):
    sent = {**DESCRIBED, "file": file(RIGHT)}
    del sent[missing]
    page = eeva.post("/manage/reference/visits/", sent)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not ReferenceImport.objects.exists()


def test_each_kind_has_its_page_its_template_and_its_queries(eeva, count_queries):
    for kind in ("funding", "visits", "social-media", "programme"):
        with count_queries() as queries:
            page = eeva.get(f"/manage/reference/{kind}/")
        assert page.status_code == 200
        assert queries() <= 6
        template = eeva.get(f"/api/v1/reference/{kind}/template/")
        assert template.content.decode("utf-8-sig").splitlines()[0].count(";") >= 4
    assert eeva.get("/manage/reference/weather/").status_code == 404


def test_a_program_brings_it_too(eeva):
    done = eeva.post("/api/v1/reference/visits/", {**DESCRIBED, "file": file(RIGHT)})
    assert done.status_code == 201
    assert done.json()["added"] == 2
    wrong = eeva.post("/api/v1/reference/visits/", {**DESCRIBED, "file": file(WRONG)})
    assert wrong.status_code == 422
    assert wrong.json()["code"] == "sheet_not_valid"
    assert set(wrong.json()["fields"]) == {"line.2.date", "line.3.visits"}
    kind = eeva.get("/api/v1/reference/visits/").json()
    assert [column["name"] for column in kind["columns"]] == ["date", "municipality", "visits", "visitors", "converted"]
    assert kind["imports"][0]["source"] == "Matomo"
    kinds = {one["slug"]: one for one in Client().get("/api/v1/reference/").json()}
    assert len(kinds["visits"]["imports"]) == 1
    assert kinds["funding"]["imports"] == []
