# SPDX-License-Identifier: EUPL-1.2
"""Reading who stands in for whom: with days while somebody is away, without for what is late."""

import dataclasses

from django.db.models import Exists, OuterRef, Q, QuerySet

from backend.common.clock import LocalToday
from backend.common.personal import PersonalData, rows_of
from backend.region.accounts.models import Account, Deputy, Role

KINDS = (Role.Kind.ORGANISER.value, Role.Kind.MODERATOR.value)
"""The roles whose work somebody may do for another."""


@dataclasses.dataclass(frozen=True)
class StandIn:
    """A deputy in force: `account_id` is for whom, `is_away` whether for all of their work or for what is late."""

    account_id: int
    name: str
    deputy_id: int
    kind: str
    municipality_id: int
    is_away: bool


def members_of(municipality_id: int, kind: str) -> QuerySet[Account]:
    """Who has a role, or is admin, in a municipality itself, by name."""
    held = Role.objects.filter(account=OuterRef("pk"), kind__in=[kind, "admin"], municipality_id=municipality_id)
    return Account.objects.filter(Exists(held), is_active=True).order_by("pseudonym")


def deputies(municipality_id: int, *, of: Account | None = None) -> QuerySet[Deputy]:
    """Deputies named in a municipality whose days are not over, or those of one person, with names."""
    found = Deputy.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=LocalToday()))
    found = found.filter(municipality_id=municipality_id).select_related("account", "deputy")
    return found.filter(account=of) if of is not None else found


def stand_ins(*, deputy: Account | None = None, municipality_id: int | None = None) -> list[StandIn]:
    """Deputies in force now, of whom both still have the role, those who are away first; one query."""
    away = Q(first_day__lte=LocalToday(), last_day__gte=LocalToday())
    found = Deputy.objects.filter(away | Q(first_day__isnull=True), _holds("account"), _holds("deputy"))
    if deputy is not None:
        found = found.filter(deputy=deputy)
    if municipality_id is not None:
        found = found.filter(municipality_id=municipality_id)
    rows = found.values_list("account_id", "account__pseudonym", "deputy_id", "kind", "municipality_id", "first_day")
    known = [StandIn(*row[:5], is_away=row[5] is not None) for row in rows.order_by("named_at", "id")]
    return sorted(known, key=lambda one: not one.is_away)


def stood_in_for(
    by: Account, *, kind: str, municipality_id: int, is_late: bool, account_id: int | None = None
) -> int | None:
    """For whom an account does a piece of work now, for the audit log; `account_id`'s, where it is one person's alone.

    What is not late is done only for those who are away.
    """
    for one in stand_ins(deputy=by, municipality_id=municipality_id):
        if one.kind == kind and (is_late or one.is_away) and account_id in {None, one.account_id}:
            return one.account_id
    return None


def deputies_told_of(account: Account) -> PersonalData:
    """Whom a person named, and for whom they stand in."""
    named = Deputy.objects.filter(account=account).order_by("id")
    standing = Deputy.objects.filter(deputy=account).order_by("id")
    columns = ("kind", "municipality__slug", "first_day", "last_day", "named_at")
    return {"deputies": rows_of(named, *columns), "stands_in": rows_of(standing, *columns)}


def _holds(who: str) -> Exists:
    role = Role.objects.filter(
        account=OuterRef(who), kind__in=[OuterRef("kind"), "admin"], municipality=OuterRef("municipality")
    )
    return Exists(role)
