# SPDX-License-Identifier: EUPL-1.2
"""Deputies in the browser and by API: named, seen on M1 with what is theirs to do, ended."""

import pytest

from backend.common.clock import database_now
from backend.region.accounts.models import Deputy
from backend.region.accounts.services import give_role
from backend.region.municipalities.models import Feedback
from backend.region.municipalities.services import give_feedback
from backend.region.places.models import Municipality
from tests.region.accounts.data import deputyship_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def porvoo(db):
    return Municipality.objects.get(slug="porvoo")


@pytest.fixture
def leila(make_person, porvoo):
    account = make_person("Leila")
    give_role(account=account, kind="organiser", municipality=porvoo)
    return account


def test_pirkko_names_leila_and_ends_it(client, porvoo_organiser, leila):
    client.force_login(porvoo_organiser)
    typed = {"kind": "organiser", "deputy": leila.pk, "first_day": "", "last_day": ""}
    page = client.post("/manage/deputies/", typed, follow=True).content.decode()
    assert "Leila sijaistaa henkilöä Pirkko" in page
    assert client.post(f"/manage/deputies/{Deputy.objects.get().pk}/end/").status_code == 302
    assert not Deputy.objects.exists()


def test_what_is_wrong_stays_in_the_form(client, porvoo_organiser, leila):
    client.force_login(porvoo_organiser)
    answer = client.post("/manage/deputies/", {"kind": "organiser", "deputy": leila.pk, "last_day": "2020-01-01"})
    assert answer.status_code == 422
    assert 'value="2020-01-01"' in answer.content.decode()


def test_leila_sees_on_m1_what_is_late_for_pirkko(client, porvoo, porvoo_organiser, leila):
    deputyship_in(porvoo, porvoo_organiser, leila)
    given = give_feedback(municipality=porvoo, kind="accessibility", text="Painike ei toimi.", language="fi")
    Feedback.objects.filter(pk=given.pk).update(due_at=database_now().replace(year=2026, month=1))
    client.force_login(leila)
    page = client.get("/manage/").content.decode()
    assert "Henkilön Pirkko puolesta" in page
    assert 'href="/manage/look/porvoo/feedback/"' in page
    told = client.get("/api/v1/municipalities/porvoo/duties/").json()
    assert [(one["name"], one["duties"][0]["kind"]) for one in told] == [("Pirkko", "feedback")]
    assert client.get("/api/v1/municipalities/porvoo/deputies/").json()[0]["deputy_name"] == "Leila"
    assert client.delete(f"/api/v1/deputies/{Deputy.objects.get().pk}/").status_code == 204
