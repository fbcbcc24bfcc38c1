# SPDX-License-Identifier: EUPL-1.2
"""Staff, invitations and the audit log through the API."""

import pytest
from django.core import mail

from backend.region.accounts import post
from backend.region.accounts.models import Role
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(call, make_person):
    account = make_person("Anneli")
    give_role(account=account, kind="admin", municipality=Municipality.objects.get(slug="porvoo"))
    return call(account)


def test_from_an_invitation_to_a_role_and_its_end(admin, call, aino):
    invited = admin.post("staff/porvoo/invitations/", {"email": "uusi@example.org", "kinds": ["organiser"]})
    assert invited.status_code == 201, invited.content
    assert [one["email"] for one in admin.get("staff/porvoo/invitations/").json()] == ["uusi@example.org"]
    post.deliver(5)
    token = mail.outbox[-1].body.split("/staff/")[1].split("/")[0]
    accepted = call(aino).post(f"staff-invitations/{token}/accept/").json()
    assert accepted == {"kinds": ["organiser"], "municipality": "porvoo"}
    given = admin.post("staff/porvoo/roles/", {"account": aino.pk, "kind": "evaluator"})
    assert given.status_code == 201
    staff = admin.get("staff/porvoo/").json()
    member = next(one for one in staff if one["name"] == "Aino")
    assert [role["kind"] for role in member["roles"]] == ["evaluator", "organiser"]
    assert admin.delete(f"staff-roles/{given.json()['id']}/").status_code == 204
    entries = admin.get("staff/porvoo/audit/", {"operation": "give_role_evaluator"}).json()["results"]
    assert [one["target"] for one in entries] == [f"account:{aino.pk}"]
    assert entries[0]["shipped_at"] is None


def test_an_invitation_is_taken_back(admin, refused, call, aino):
    made = admin.post("staff/porvoo/invitations/", {"email": "uusi@example.org", "kinds": ["organiser"]}).json()
    assert admin.delete(f"staff-invitations/{made['id']}/").status_code == 204
    refused(admin.delete(f"staff-invitations/{made['id']}/"), 404, "not_found")
    refused(call(aino).post("staff-invitations/made-up/accept/"), 409, "staff_invitation_over")


def test_refusals_have_their_codes(admin, refused):
    own = Role.objects.get(kind="admin")
    refused(admin.delete(f"staff-roles/{own.pk}/"), 422, "last_admin")
    refused(admin.get("staff/sipoo/"), 403, "may_not")
    refused(admin.get("staff/region/audit/"), 403, "may_not")
    refused(admin.get("staff/atlantis/"), 404, "not_found")


def test_the_log_comes_in_pages(admin, count_queries):
    for _time in range(3):
        admin.get("staff/porvoo/")
    with count_queries() as counted:
        page = admin.get("staff/porvoo/audit/", {"page_size": 2}).json()
    assert counted() <= 6
    assert len(page["results"]) == 2
    assert page["next"]
