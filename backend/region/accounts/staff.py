# SPDX-License-Identifier: EUPL-1.2
"""Staff of a municipality: reading who they are, giving and taking roles, and the audit log of what they did."""

import dataclasses
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.ledger.audit.selectors import AuditQuery, audit_entries
from backend.ledger.audit.services import record
from backend.region.accounts import post
from backend.region.accounts.errors import LastAdmin, RoleOfIssuer
from backend.region.accounts.models import Account, Role
from backend.region.accounts.permissions import require_may_administer
from backend.region.accounts.selectors import SECOND_FACTORS
from backend.region.places.models import Municipality

KINDS: tuple[str, ...] = tuple(kind.value for kind in Role.Kind)


@dataclasses.dataclass(frozen=True)
class StaffMember:
    """Somebody with roles in a municipality (or for the whole region), and whether they have a second factor."""

    account: Account
    roles: tuple[Role, ...]
    has_factor: bool


@transaction.atomic
def read_staff(*, by: Account, municipality: Municipality | None) -> list[StaffMember]:
    """The staff of a municipality, or those of the whole region; written into the audit log. Raises MayNot."""
    place = municipality.pk if municipality else None
    require_may_administer(by, place)
    record(actor_id=by.pk, operation="read_staff", target=target_of(municipality), municipality_id=place)
    return staff_of(municipality)


def staff_of(municipality: Municipality | None) -> list[StaffMember]:
    """The same, for those who have the right to know."""
    members: dict[int, list[Role]] = {}
    roles = Role.objects.filter(municipality=municipality).select_related("account").order_by("account__pseudonym")
    for role in roles.order_by("account__pseudonym", "account_id", "kind"):
        members.setdefault(role.account_id, []).append(role)
    with_factor = accounts_with_factor(members)
    return [StaffMember(held[0].account, tuple(held), held[0].account_id in with_factor) for held in members.values()]


def accounts_with_factor(account_ids: Iterable[int]) -> set[int]:
    """Those of some accounts that have a passkey or a code app."""
    found = Authenticator.objects.filter(user__in=list(account_ids), type__in=SECOND_FACTORS)
    return set(found.values_list("user_id", flat=True))


@transaction.atomic
def give_staff_role(*, by: Account, account_id: int, kind: str, municipality: Municipality | None) -> Role:
    """Give another role to somebody who has one there already; others are invited.

    Raises MayNot, NotFound, InvalidInput.
    """
    _lock(municipality)
    _require_admin_now(by, municipality)
    if kind not in KINDS:
        raise InvalidInput(fields={"kind": _("Choose a role.")})
    known = Role.objects.filter(account_id=account_id, municipality=municipality).select_related("account").first()
    if known is None:
        raise NotFound
    role, made = Role.objects.get_or_create(account=known.account, kind=kind, municipality=municipality)
    if made:
        note_change(by, role, given=True)
    return role


@transaction.atomic
def take_staff_role(*, by: Account, role_id: int) -> Role:
    """Take a role away; it ends at once. Raises NotFound, MayNot, RoleOfIssuer, LastAdmin."""
    role = Role.objects.select_related("account", "municipality").filter(pk=role_id).first()
    if role is None:
        raise NotFound
    _lock(role.municipality)
    _require_admin_now(by, role.municipality)
    if not Role.objects.filter(pk=role_id).exists():  # somebody else took it while this waited
        raise NotFound
    if role.issuer:
        raise RoleOfIssuer
    admins = Role.objects.filter(kind=Role.Kind.ADMIN, municipality=role.municipality)
    if role.kind == Role.Kind.ADMIN and role.account_id == by.pk and not admins.exclude(pk=role.pk).exists():
        raise LastAdmin
    Role.objects.filter(pk=role_id).delete()
    note_change(by, role, given=False)
    return role


def note_change(by: Account | None, role: Role, *, given: bool) -> None:
    """Write the change into the audit log and a letter to the person; in the caller's transaction."""
    operation = f"{'give' if given else 'take'}_role_{role.kind}"
    target = f"account:{role.account_id}"
    record(actor_id=by.pk if by else None, operation=operation, target=target, municipality_id=role.municipality_id)
    person, place = role.account, role.municipality
    if person.email and not (by and by.pk == person.pk):
        words = {
            "kind": role.kind,
            "given": "yes" if given else "",
            **{f"place_{code}": name for code, name in (place.name if place else {}).items()},
        }
        post.write(email=person.email, language=person.language, template="role_changed", about=target, words=words)


@transaction.atomic
def read_audit(
    *, by: Account, municipality: Municipality | None, query: AuditQuery | None = None, reason: str = "oversight"
) -> QuerySet[AuditEntry]:
    """The audit log of a municipality, or with the region's admins all of it; itself written there. Raises MayNot."""
    place = municipality.pk if municipality else None
    require_may_administer(by, place)
    record(
        actor_id=by.pk, operation="read_audit_log", target=target_of(municipality), municipality_id=place, reason=reason
    )
    return audit_entries(places=frozenset({place}), query=query)


def target_of(municipality: Municipality | None) -> str:
    """How the audit log names a municipality, or the region."""
    return f"municipality:{municipality.pk}" if municipality else "region"


def _lock(municipality: Municipality | None) -> None:
    """One change of a municipality's admins at a time, so that two do not take each other's role."""
    list(Role.objects.select_for_update().filter(kind=Role.Kind.ADMIN, municipality=municipality).order_by("id"))


def _require_admin_now(by: Account, municipality: Municipality | None) -> None:
    """What `by` may is asked again behind the lock. Raises MayNot."""
    require_may_administer(by, municipality.pk if municipality else None)
    own = Role.objects.filter(account=by, kind=Role.Kind.ADMIN)
    if not any(own.filter(municipality=place).exists() for place in {municipality, None}):
        raise MayNot
