# SPDX-License-Identifier: EUPL-1.2
"""M6: codes as letters and slips, in the answer to their making and nowhere else."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backend.participation.participants.models import Code, CodeBatch

pytestmark = pytest.mark.django_db
PATH = "/manage/campaigns/koodi/people/codes/"
GROUPS = re.compile(r'<p class="sheet-groups">(.*?)</p>')


@pytest.fixture
def officer(client, porvoo_organiser):
    client.force_login(porvoo_organiser)
    return client


@pytest.fixture
def coded(make_campaign):
    return make_campaign("koodi", identifier="code")


def wanted(made_as: str = "letters", **fields):
    return {"count": "3", "channel": "letter", "note": "Kirjeet", "made_as": made_as, **fields}


def recipients(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("saajat.csv", text.encode(), "text/csv")


def codes_on(page: str) -> list[str]:
    return [re.sub("<[^>]+>", "", one) for one in GROUPS.findall(page)]


def test_a_letter_a_code_in_the_languages_of_the_municipality_shown_this_once(officer, client, coded):
    answer = officer.post(PATH, wanted())
    page = answer.content.decode()
    codes = codes_on(page)
    assert (answer.status_code, len(set(codes))) == (200, 3)
    assert "no-store" in answer["Cache-Control"]
    assert page.count('<section lang="fi">') == page.count('<section lang="sv">') == 3
    assert page.count("Osoita puhelimen kameralla") == page.count("Rikta telefonens kamera") == 3
    assert "sheet-to" not in page  # nobody's address is known
    assert page.count('class="qr"') == 3
    assert codes[0] not in officer.get("/manage/campaigns/koodi/people/").content.decode()
    client.logout()
    assert client.post("/campaigns/koodi/identify/", {"code": codes[0]}).status_code == 302


def test_slips_are_eight_on_a_sheet(officer, coded):
    page = officer.post(PATH, wanted("slips", count="9", channel="school")).content.decode()
    assert page.count('<div class="slips">') == 2
    assert len(codes_on(page)) == 9


def test_names_come_from_the_file_of_this_request_and_are_stored_nowhere(officer, coded):
    file = recipients(
        "nimi;osoite;postinumero;postitoimipaikka;kieli\nAino Aalto;Kuja 1;06100;Porvoo;sv\nOnni Oja;;;;\n"
    )
    page = officer.post(PATH, wanted(recipients=file, count="")).content.decode()
    assert "Aino Aalto<br>Kuja 1<br>06100 Porvoo" in page
    assert "Onni Oja" in page
    first, second = page.split('<article class="sheet letter">')[1:]
    assert first.index('lang="sv"') < first.index('lang="fi"')  # her own language first
    assert second.index('lang="fi"') < second.index('lang="sv"')
    assert Code.objects.count() == 2
    assert "Aino" not in f"{list(CodeBatch.objects.values())}{list(Code.objects.values())}"


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("nimi;henkilötunnus\nAino;010190-999X\n", "Sarakkeet voivat olla"),
        ("osoite\nKuja 1\n", "Sarakkeet voivat olla"),
        ("nimi\n", "ei ole vastaanottajia"),
        ("nimi;kieli\nAino;klingon\n", "Rivi 2: kieli on"),
        ("nimi;osoite\n;Kuja 1\n", "Rivi 2: kirjoita nimi"),
        ("nimi\nA\x00\n", "ei ole tekstiä"),
        ("nimi\n" + "Aino\n" * 501, "enintään 500"),
    ],
)
def test_a_file_that_is_not_one_of_envelopes_makes_no_code(officer, coded, file, why):
    answer = officer.post(PATH, wanted(recipients=recipients(file)))
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert Code.objects.count() == 0


def test_what_cannot_be_printed_is_refused_before_codes_are_made(officer, coded):
    for typed in (wanted(count="501"), wanted("slips", recipients=recipients("nimi\nAino\n")), wanted(count="")):
        assert officer.post(PATH, typed).status_code == 422
    assert Code.objects.count() == 0
    assert officer.post(PATH, wanted("file", count="501")).status_code == 200


def test_the_code_is_in_no_address_that_a_server_sees(officer, coded):
    """It stands behind #, which browsers keep to themselves."""
    page = officer.post(PATH, wanted(count="1")).content.decode()
    assert f"?{codes_on(page)[0]}" not in page
    assert codes_on(page)[0] not in "".join(re.findall(r'(?:href|src|action)="([^"]*)"', page))
