# SPDX-License-Identifier: EUPL-1.2
"""Naming a colleague who stands in for one's work, while one is away or for what is late, and ending it."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.services import record
from backend.region.accounts import post
from backend.region.accounts.errors import DeputyAlready, NotADeputy
from backend.region.accounts.models import Account, Deputy
from backend.region.accounts.permissions import may_administer
from backend.region.accounts.selectors import rights_of
from backend.region.accounts.standing_in import KINDS, members_of
from backend.region.places.models import Municipality


@transaction.atomic
def name_deputy(
    *,
    by: Account,
    account_id: int | None,
    deputy_id: int | None,
    kind: str,
    municipality: Municipality,
    first_day: datetime.date | None = None,
    last_day: datetime.date | None = None,
) -> Deputy:
    """Let a colleague stand in for one's own work (or, by an admin, for anybody's there); they are told by letter.

    Raises MayNot, InvalidInput, NotADeputy, DeputyAlready.
    """
    account_id = account_id or by.pk
    _require_may_name(by, account_id, kind, municipality)
    _require_days(first_day, last_day)
    members = {one.pk: one for one in members_of(municipality.pk, kind)}
    deputy = members.get(deputy_id or 0)
    if deputy is None or deputy.pk == account_id or account_id not in members:
        raise NotADeputy(fields={"deputy": NotADeputy.message})
    named = Deputy(
        account=members[account_id],
        deputy=deputy,
        kind=kind,
        municipality=municipality,
        first_day=first_day,
        last_day=last_day,
    )
    try:
        with transaction.atomic():
            named.save()
    except IntegrityError as error:
        raise DeputyAlready from error
    _record(by, "name_deputy", named)
    _write(by, named)
    return named


@transaction.atomic
def end_deputy(*, by: Account, deputyship_id: int) -> Deputy:
    """Let a colleague stand in no longer: by whom it is for, by the deputy, or by an admin. Raises NotFound."""
    found = Deputy.objects.select_for_update(of=("self",)).select_related("municipality")
    named = found.filter(pk=deputyship_id).first()
    if named is None:
        raise NotFound
    if by.pk not in {named.account_id, named.deputy_id} and not may_administer(by, named.municipality_id):
        raise NotFound
    _record(by, "end_deputy", named)
    post.take_back(f"deputy:{named.pk}")
    Deputy.objects.filter(pk=named.pk).delete()
    return named


def _require_may_name(by: Account, account_id: int, kind: str, municipality: Municipality) -> None:
    if kind not in KINDS:
        raise InvalidInput(fields={"kind": _("Choose a role.")})
    if account_id == by.pk and rights_of(by).has(kind, municipality.pk):
        return
    if not may_administer(by, municipality.pk):
        raise MayNot


def _require_days(first_day: datetime.date | None, last_day: datetime.date | None) -> None:
    """Both days or none, in order, and not over."""
    wrong: dict[str, StrOrPromise] = {}
    if (first_day is None) != (last_day is None):
        wrong["last_day" if last_day is None else "first_day"] = _("Give both days, or neither.")
    elif first_day and last_day and last_day < first_day:
        wrong["last_day"] = _("The last day is before the first.")
    elif last_day and last_day < local_day(database_now()):
        wrong["last_day"] = _("This day is over already.")
    if wrong:
        raise InvalidInput(fields=wrong)


def _write(by: Account, named: Deputy) -> None:
    """A letter to the deputy, unless they named themselves."""
    deputy = named.deputy
    if not deputy.email or deputy.pk == by.pk:
        return
    words = {
        "name": named.account.pseudonym,
        "kind": named.kind,
        "first_day": f"{named.first_day:%-d.%-m.%Y}" if named.first_day else "",
        "last_day": f"{named.last_day:%-d.%-m.%Y}" if named.last_day else "",
        **{f"place_{language}": name for language, name in named.municipality.name.items()},
    }
    post.write(
        email=deputy.email, language=deputy.language, template="deputy_named", about=f"deputy:{named.pk}", words=words
    )


def _record(by: Account, operation: str, named: Deputy) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"account:{named.account_id}",
        municipality_id=named.municipality_id,
    )
