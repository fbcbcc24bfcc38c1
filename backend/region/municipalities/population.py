# SPDX-License-Identifier: EUPL-1.2
"""Importing a file of population figures: every line that is wrong is named, or all of them are stored."""

import csv
import datetime
import re
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now, local_day
from backend.common.errors import InvalidInput
from backend.common.text import clean_line
from backend.ledger.audit.services import record
from backend.region.accounts.models import Account
from backend.region.accounts.permissions import require_may_administer
from backend.region.municipalities.errors import PopulationNotValid
from backend.region.places.models import PopulationDataset
from backend.region.places.selectors import municipalities
from backend.region.places.services import store_population

HEAD = ["municipality", "population"]
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")


@transaction.atomic
def import_population(
    *,
    by: Account | None,
    file: bytes,
    reference_date: datetime.date,
    source: str,
    licence: str,
    synthetic: bool = False,
) -> PopulationDataset:
    """Store a CSV file of `municipality;population` (code, address word or name); again, the same, changes nothing.

    `by` is None on the command line. Raises MayNot, InvalidInput, PopulationNotValid.
    """
    if by is not None:
        require_may_administer(by, None)
    source, licence = clean_line(source), clean_line(licence)
    _require_described(reference_date, source, licence)
    totals = read_population(file, _known_places())
    dataset = store_population(
        reference_date=reference_date, source=source, licence=licence, synthetic=synthetic, totals=totals
    )
    record(actor_id=by.pk if by else None, operation="import_population", target="region", municipality_id=None)
    return dataset


def read_population(file: bytes, places: Mapping[str, int]) -> dict[int, int]:
    """Municipality id → people. Raises PopulationNotValid."""
    try:
        lines = file.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise PopulationNotValid({1: "not_text"}) from None
    if "\x00" in "".join(lines):
        raise PopulationNotValid({1: "not_text"})
    rows = enumerate(csv.reader(lines, delimiter=";"), start=1)
    _line, head = next(rows, (1, []))
    if [clean_line(name).casefold() for name in head] != HEAD:
        raise PopulationNotValid({1: "columns"})
    totals: dict[int, int] = {}
    faults: dict[int, str] = {}
    for line, row in rows:
        if not any(value.strip() for value in row):
            continue
        fault = _take(row, places, totals)
        if fault:
            faults[line] = fault
    if faults or not totals:
        raise PopulationNotValid(faults or {1: "empty"})
    return totals


def _take(row: list[str], places: Mapping[str, int], totals: dict[int, int]) -> str:
    """Add a row to the totals; what is wrong with it, "" for nothing."""
    if len(row) != len(HEAD):
        return "too_many_values"
    place, people = places.get(clean_line(row[0]).casefold()), row[1].strip()
    if place is None:
        return "unknown_municipality"
    if place in totals:
        return "municipality_twice"
    if not _NUMBER.fullmatch(people):
        return "population"
    totals[place] = int(people)
    return ""


def _known_places() -> dict[str, int]:
    return {
        name.casefold(): one.pk for one in municipalities() for name in (one.code, one.slug, one.name_fi, one.name_sv)
    }


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
