# SPDX-License-Identifier: EUPL-1.2
"""Storing a file of reference data: all of it, or nothing and every fault named."""

import datetime
import hashlib

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput
from backend.common.text import clean_line
from backend.insight.evaluation.errors import SheetNotValid
from backend.insight.evaluation.models import ReferenceImport
from backend.insight.evaluation.permissions import require_may_import
from backend.insight.evaluation.reference.selectors import kind_called
from backend.insight.evaluation.reference.sheets import Reading, read_sheet
from backend.ledger.audit.services import record
from backend.region.accounts.models import Account
from backend.region.places.selectors import municipalities

_LOCK = 58_031
"""Two files of one kind are stored one after the other."""


@transaction.atomic
def import_reference(
    *,
    by: Account | None,
    kind: str,
    file: bytes,
    source: str,
    licence: str,
    reference_date: datetime.date,
    synthetic: bool = False,
) -> ReferenceImport:
    """Store a file of a kind of reference data; the same file again changes no figure.

    `by` is None on the command line. Raises MayNot, NoSuchReference, InvalidInput, SheetNotValid.
    """
    if by is not None:
        require_may_import(by)
    wanted = kind_called(kind)
    source, licence = clean_line(source), clean_line(licence)
    _require_described(reference_date, source, licence)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, kind])
    places = {
        name.casefold(): one.pk for one in municipalities() for name in (one.code, one.slug, one.name_fi, one.name_sv)
    }
    lines = read_sheet(file, Reading(columns=wanted.columns, places=places, ignores_others=wanted.ignores_others))
    if faults := wanted.check(lines):
        raise SheetNotValid(sorted(faults, key=lambda fault: fault.line))
    stored = wanted.store(lines, synthetic)
    imported = ReferenceImport.objects.create(
        kind=kind,
        digest=hashlib.sha256(file).hexdigest(),
        source=source,
        licence=licence,
        reference_date=reference_date,
        synthetic=synthetic,
        added=stored.added,
        changed=stored.changed,
        same=stored.same,
    )
    record(
        actor_id=by.pk if by else None,
        operation="import_reference",
        target=f"reference:{imported.pk}",
        municipality_id=None,
    )
    return imported


def _require_described(reference_date: datetime.date, source: str, licence: str) -> None:
    wrong = {}
    if reference_date > local_day(database_now()):
        wrong["reference_date"] = _("The reference date is still to come.")
    if not 2 <= len(source) <= 200:
        wrong["source"] = _("Say where the figures come from, in 2–200 characters.")
    if not 2 <= len(licence) <= 100:
        wrong["licence"] = _("Say under which licence the figures may be used, in 2–100 characters.")
    if wrong:
        raise InvalidInput(fields=wrong)
