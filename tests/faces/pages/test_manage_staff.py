# SPDX-License-Identifier: EUPL-1.2
"""M8: people and roles, invitations, the audit log, and the second factor that staff need."""

import csv
import json

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from backend.ledger.audit.models import AuditEntry
from backend.region.accounts import post
from backend.region.accounts.models import Role, StaffInvitation
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db
PEOPLE = "/manage/people/porvoo/"


@pytest.fixture
def admin(make_person):
    account = make_person("Anneli")
    give_role(account=account, kind="admin", municipality=Municipality.objects.get(slug="porvoo"))
    return account


@pytest.fixture
def office(client, admin) -> Client:
    """Anneli's browser, in English."""
    client.force_login(admin)
    client.cookies["language"] = "en"
    return client


def test_an_admin_sees_the_staff(office, porvoo_organiser):
    page = office.get(PEOPLE).content.decode()
    assert "Pirkko" in page
    assert porvoo_organiser.email in page
    assert office.get("/manage/people/").url == PEOPLE


def test_an_invitation_is_sent_shown_and_accepted(office, aino):
    sent = office.post(PEOPLE, {"email": "Uusi@Example.org", "kinds": ["moderator"], "language": "en"}, follow=True)
    assert "uusi@example.org" in sent.content.decode()
    post.deliver(5)
    link = next(word for word in mail.outbox[-1].body.split() if "/staff/" in word)
    path = "/" + link.split("/", 3)[3]
    invited = Client()
    assert "Moderator" in invited.get(path, headers={"accept-language": "en"}).content.decode()
    assert invited.post(path, {"next": path}).url == f"/accounts/login/?next={path}"
    invited.force_login(aino)
    assert invited.post(path).url == "/manage/"
    assert Role.objects.get(account=aino).kind == "moderator"
    assert invited.get(path).status_code == 409


def test_what_is_wrong_stays_in_the_form(office):
    answer = office.post(PEOPLE, {"email": "nobody", "kinds": ["moderator"], "language": "en"})
    assert answer.status_code == 422
    assert 'value="nobody"' in answer.content.decode()


def test_roles_are_given_and_taken(office, porvoo_organiser):
    office.post(f"{PEOPLE}{porvoo_organiser.pk}/give/", {"kind": "evaluator"})
    role = Role.objects.get(account=porvoo_organiser, kind="evaluator")
    assert "ended" in office.post(f"{PEOPLE}roles/{role.pk}/take/", follow=True).content.decode()
    assert not Role.objects.filter(pk=role.pk).exists()


def test_the_last_admin_reads_why_not(office, admin):
    role = Role.objects.get(account=admin)
    answer = office.post(f"{PEOPLE}roles/{role.pk}/take/")
    assert answer.status_code == 422
    assert "last admin" in answer.content.decode()


def test_an_invitation_is_taken_back(office):
    office.post(PEOPLE, {"email": "uusi@example.org", "kinds": ["moderator"], "language": "en"})
    invitation = StaffInvitation.objects.get()
    assert "taken back" in office.post(f"{PEOPLE}invited/{invitation.pk}/revoke/", follow=True).content.decode()


def test_the_audit_log_is_shown_narrowed_and_taken_along(office, admin, count_queries):
    office.get(PEOPLE)
    with count_queries() as counted:
        page = office.get(f"{PEOPLE}audit/").content.decode()
    assert counted() <= 10
    assert "read_staff" in page
    assert "Anneli" in page
    assert "not yet" in page
    rows = list(csv.DictReader(office.get(f"{PEOPLE}audit/log.csv?operation=read_staff").content.decode().splitlines()))
    assert {row["operation"] for row in rows} == {"read_staff"}
    found = json.loads(office.get(f"{PEOPLE}audit/log.json?until=2020-01-01").content)
    assert found == []
    assert AuditEntry.objects.filter(operation="read_audit_log", reason="export").count() == 2


def test_nobody_of_elsewhere_sees_any_of_it(office, client, porvoo_organiser, aino):
    for path in ("/manage/people/sipoo/", "/manage/people/region/", "/manage/people/sipoo/audit/"):
        assert office.get(path).status_code == 403
    assert office.get("/manage/people/atlantis/").status_code == 404
    for person in (porvoo_organiser, aino):
        client.force_login(person)
        assert client.get(PEOPLE).status_code == 403
    assert Client().get(PEOPLE).status_code == 302


class TestSecondFactor:
    """With STAFF_MFA."""

    @pytest.fixture(autouse=True)
    def _needed(self, settings):
        settings.STAFF_MFA = True

    @pytest.mark.parametrize("path", ["/manage/", PEOPLE, "/manage/campaigns/new/", "/manage/organisations/"])
    def test_every_officers_page_leads_to_setting_one_up(self, office, path):
        answer = office.get(path)
        assert (answer.status_code, answer.url) == (302, f"/you/second-factor/?next={path}")

    def test_it_is_said_how_and_leads_back(self, office, admin):
        page = office.get(f"/you/second-factor/?next={PEOPLE}").content.decode()
        assert "/accounts/2fa/webauthn/add/" in page
        Authenticator.objects.create(user=admin, type=Authenticator.Type.TOTP, data={})
        assert office.get("/you/second-factor/").url == PEOPLE
        assert office.get(PEOPLE).status_code == 200

    def test_it_leads_nowhere_else(self, office, admin):
        office.get("/you/second-factor/?next=https://evil.example/")
        Authenticator.objects.create(user=admin, type=Authenticator.Type.TOTP, data={})
        assert office.get("/you/second-factor/").url == "/manage/"

    def test_the_api_says_so_too(self, office, campaign):
        answer = office.get(f"/api/v1/campaigns/{campaign.slug}/codes/")
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")

    def test_an_issuer_that_says_mfa_is_enough_for_that_session(self, office, admin):
        session = office.session
        session["two_factors_of"] = admin.pk
        session.save()
        assert office.get(PEOPLE).status_code == 200
        other = Client()
        other.force_login(admin)
        assert other.get(PEOPLE).status_code == 302

    def test_what_an_issuer_said_of_somebody_else_counts_for_nobody(self, office, aino):
        session = office.session
        session["two_factors_of"] = aino.pk
        session.save()
        assert office.get(PEOPLE).status_code == 302
