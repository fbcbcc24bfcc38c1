# SPDX-License-Identifier: EUPL-1.2
"""Admins invite people, give and take roles; the last admin stays; each change is written down and told."""

import threading

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection

from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.region.accounts import post
from backend.region.accounts.claims import used_two_factors
from backend.region.accounts.errors import InvitationNotOpen, LastAdmin, RoleOfIssuer
from backend.region.accounts.invitations import (
    accept_staff_invitation,
    forget_old_invitations,
    invite_staff,
    open_invitations,
    revoke_staff_invitation,
)
from backend.region.accounts.models import Account, OfficeLetter, Role, StaffInvitation
from backend.region.accounts.selectors import rights_of
from backend.region.accounts.services import forget_person, give_role
from backend.region.accounts.staff import give_staff_role, read_audit, read_staff, take_staff_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def porvoo(db):
    return Municipality.objects.get(slug="porvoo")


@pytest.fixture
def sipoo(db):
    return Municipality.objects.get(slug="sipoo")


@pytest.fixture
def admin(make_person, porvoo):
    """Anneli is an admin of Porvoo."""
    account = make_person("Anneli")
    give_role(account=account, kind="admin", municipality=porvoo)
    return account


@pytest.fixture
def regions_admin(make_person):
    """Raili is an admin of the whole region."""
    account = make_person("Raili")
    give_role(account=account, kind="admin", municipality=None)
    return account


def fresh(account: Account) -> Account:
    """The same person at their next request."""
    return Account.objects.get(pk=account.pk)


def invite(by: Account, place: Municipality | None, email: str = "uusi@example.org", **changes):
    return invite_staff(
        **{"by": by, "municipality": place, "email": email, "kinds": ["organiser"], "language": "sv", **changes}
    )


def token_in_letter() -> str:
    post.deliver(5)
    return mail.outbox[-1].body.split("/staff/")[1].split("/")[0]


def operations() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("operation", flat=True))


def test_somebody_is_invited_by_letter_and_takes_the_roles_on(admin, porvoo, aino):
    invite(admin, porvoo, kinds=["moderator", "organiser"])
    token = token_in_letter()
    assert mail.outbox[-1].to == ["uusi@example.org"]
    assert "Borgå" in mail.outbox[-1].subject
    assert not OfficeLetter.objects.exists()
    accept_staff_invitation(by=aino, token=token)
    assert rights_of(fresh(aino)).held == {("organiser", porvoo.pk), ("moderator", porvoo.pk)}
    assert operations() == [
        "invite_staff", "give_role_organiser", "give_role_moderator", "accept_staff_invitation",
    ]  # fmt: skip
    assert StaffInvitation.objects.get().email == ""


def test_a_link_works_once(admin, porvoo, aino, onni):
    invite(admin, porvoo)
    token = token_in_letter()
    accept_staff_invitation(by=aino, token=token)
    with pytest.raises(InvitationNotOpen):
        accept_staff_invitation(by=onni, token=token)


def test_an_invitation_taken_back_opens_nothing_and_its_letter_is_not_sent(admin, porvoo, aino):
    made = invite(admin, porvoo)
    token = token_in_letter()
    revoke_staff_invitation(by=admin, invitation_id=made.pk)
    with pytest.raises(InvitationNotOpen):
        accept_staff_invitation(by=aino, token=token)
    revoke_staff_invitation(by=admin, invitation_id=invite(admin, porvoo).pk)
    sent = len(mail.outbox)
    post.deliver(5)
    assert len(mail.outbox) == sent


def test_a_second_invitation_to_the_same_address_ends_the_first(admin, porvoo, aino):
    invite(admin, porvoo)
    first = token_in_letter()
    invite(admin, porvoo, kinds=["evaluator"])
    assert open_invitations(porvoo).count() == 1
    with pytest.raises(InvitationNotOpen):
        accept_staff_invitation(by=aino, token=first)


def test_an_old_invitation_is_over_and_forgotten(admin, porvoo, aino):
    invite(admin, porvoo)
    token = token_in_letter()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_staffinvitation SET expires_at = clock_timestamp() - interval '31 days'")
    with pytest.raises(InvitationNotOpen):
        accept_staff_invitation(by=aino, token=token)
    assert forget_old_invitations() == 1


@pytest.mark.parametrize("wrong", [{"email": "not an address"}, {"kinds": []}, {"kinds": ["king"]}, {"language": "de"}])
def test_what_is_wrong_is_said(admin, porvoo, wrong):
    with pytest.raises(InvalidInput) as refused:
        invite(admin, porvoo, **wrong)
    assert list(refused.value.fields) == list(wrong)


def test_only_admins_of_the_place_invite_see_and_change(admin, porvoo, sipoo, porvoo_organiser, regions_admin):
    role = Role.objects.get(account=porvoo_organiser)
    made = invite(admin, porvoo)
    stranger = fresh(admin)
    for by, place in ((porvoo_organiser, porvoo), (stranger, sipoo), (stranger, None)):
        with pytest.raises(MayNot):
            invite(by, place)
        with pytest.raises(MayNot):
            read_staff(by=by, municipality=place)
        with pytest.raises(MayNot):
            read_audit(by=by, municipality=place)
    for act in (
        lambda by: take_staff_role(by=by, role_id=role.pk),
        lambda by: give_staff_role(by=by, account_id=porvoo_organiser.pk, kind="admin", municipality=porvoo),
        lambda by: revoke_staff_invitation(by=by, invitation_id=made.pk),
    ):
        with pytest.raises(MayNot):
            act(porvoo_organiser)
    assert {one.account for one in read_staff(by=regions_admin, municipality=porvoo)} == {admin, porvoo_organiser}


def test_a_role_is_given_to_staff_and_told(admin, porvoo, porvoo_organiser, aino):
    give_staff_role(by=admin, account_id=porvoo_organiser.pk, kind="evaluator", municipality=porvoo)
    give_staff_role(by=admin, account_id=porvoo_organiser.pk, kind="evaluator", municipality=porvoo)
    post.deliver(5)
    (letter,) = mail.outbox
    assert letter.to == [porvoo_organiser.email]
    assert "Sait roolin: Arvioija, Porvoo" in letter.body
    assert operations() == ["give_role_evaluator"]
    with pytest.raises(NotFound):
        give_staff_role(by=admin, account_id=aino.pk, kind="evaluator", municipality=porvoo)
    with pytest.raises(InvalidInput):
        give_staff_role(by=admin, account_id=admin.pk, kind="king", municipality=porvoo)


def test_a_role_taken_ends_at_once(admin, porvoo_organiser, porvoo):
    role = Role.objects.get(account=porvoo_organiser)
    assert take_staff_role(by=admin, role_id=role.pk).kind == "organiser"
    assert not rights_of(fresh(porvoo_organiser)).held
    assert operations() == ["take_role_organiser"]
    with pytest.raises(NotFound):
        take_staff_role(by=admin, role_id=role.pk)


def test_a_role_that_an_issuer_says_is_changed_there(admin, porvoo, aino):
    role = Role.objects.create(account=aino, kind="organiser", municipality=porvoo, issuer="porvoo")
    with pytest.raises(RoleOfIssuer):
        take_staff_role(by=admin, role_id=role.pk)


def test_the_last_admin_stays(admin, porvoo, regions_admin, aino):
    role = Role.objects.get(account=admin)
    with pytest.raises(LastAdmin):
        take_staff_role(by=admin, role_id=role.pk)
    give_role(account=aino, kind="admin", municipality=porvoo)
    take_staff_role(by=admin, role_id=role.pk)
    take_staff_role(by=regions_admin, role_id=Role.objects.get(account=aino).pk)
    assert not Role.objects.filter(municipality=porvoo).exists()


@pytest.mark.django_db(transaction=True)
def test_two_admins_who_take_each_others_role_at_once_leave_one(make_person):
    porvoo = Municipality.objects.get(slug="porvoo")
    pair = [make_person(name) for name in ("Anneli", "Aatos")]
    roles = [give_role(account=one, kind="admin", municipality=porvoo) for one in pair]
    start, refused = threading.Barrier(2), []

    def take(by: Account, role: Role) -> None:
        start.wait()
        try:
            take_staff_role(by=fresh(by), role_id=role.pk)
        except (MayNot, NotFound, LastAdmin) as error:
            refused.append(error)
        connection.close()

    threads = [threading.Thread(target=take, args=(pair[n], roles[1 - n])) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Role.objects.filter(kind="admin", municipality=porvoo).count() == 1
    assert len(refused) == 1


def test_reading_the_staff_and_the_log_stands_in_the_log(admin, porvoo):
    read_staff(by=admin, municipality=porvoo)
    entries = list(read_audit(by=admin, municipality=porvoo))
    assert [one.operation for one in entries] == ["read_audit_log", "read_staff"]
    assert {one.target for one in entries} == {f"municipality:{porvoo.pk}"}


def test_with_staff_mfa_roles_hold_only_beside_a_second_factor(settings, admin, porvoo):
    settings.STAFF_MFA = True
    without = rights_of(fresh(admin))
    assert (without.held, without.withheld) == (frozenset(), True)
    with pytest.raises(MayNot):
        read_staff(by=fresh(admin), municipality=porvoo)
    Authenticator.objects.create(user=admin, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert rights_of(fresh(admin)).withheld
    Authenticator.objects.create(user=admin, type=Authenticator.Type.TOTP, data={})
    assert rights_of(fresh(admin)).held == {("admin", porvoo.pk)}
    (member,) = read_staff(by=fresh(admin), municipality=porvoo)
    assert member.has_factor


def test_a_resident_needs_no_second_factor(settings, aino):
    settings.STAFF_MFA = True
    assert not rights_of(aino).withheld


def test_a_mail_server_that_is_away_is_tried_again(admin, porvoo, settings):
    invite(admin, porvoo)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9,
    )  # fmt: skip
    assert post.deliver(5) == 0
    letter = OfficeLetter.objects.get()
    assert letter.tries == 1
    assert b"/staff/" not in bytes(letter.sealed)


def test_a_person_who_is_forgotten_takes_invitation_and_letter_along(admin, porvoo, aino):
    invite(admin, porvoo, email=aino.email)
    forget_person(account=aino)
    assert not StaffInvitation.objects.exists()
    assert not OfficeLetter.objects.exists()


def test_the_first_admin_is_made_by_command(aino, porvoo):
    call_command("give_role", aino.email, "admin", municipality="porvoo")
    assert rights_of(fresh(aino)).held == {("admin", porvoo.pk)}
    assert AuditEntry.objects.get().actor_id is None
    with pytest.raises(CommandError):
        call_command("give_role", "nobody@example.org", "admin")


@pytest.mark.parametrize(
    ("amr", "is_enough"), [(["pwd", "mfa"], True), ("mfa", True), (["pwd", "otp"], False), (None, False)]
)
def test_an_issuer_says_two_factors_in_amr(amr, is_enough):
    assert used_two_factors({"amr": amr}) is is_enough
