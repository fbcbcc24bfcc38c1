# SPDX-License-Identifier: EUPL-1.2
"""Importing a file of population figures: every line that is wrong is named, or all of them are stored."""

import csv
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp, database_now, local_day
from backend.common.errors import InvalidInput
from backend.common.text import clean_line
from backend.ledger.audit.services import record
from backend.region.accounts.models import Account
from backend.region.accounts.permissions import require_may_administer
from backend.region.municipalities.errors import PopulationNotValid
from backend.region.municipalities.models import PopulationUpload
from backend.region.places.models import PopulationDataset
from backend.region.places.reference import OLDEST
from backend.region.places.selectors import municipalities
from backend.region.places.services import PopulationRow, store_population

HEAD = ["municipality", "population"]
LONG_HEAD = ["municipality", "age_from", "age_to", "language", "population"]
_NUMBER, _AGE = re.compile(r"[1-9][0-9]{0,6}"), re.compile(r"(?:[0-9]{1,2}|1[01][0-9]|12[0-5])?")
_LANGUAGE = re.compile(r"(?:[a-z]{2,8})?")


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

    Or of `municipality;age_from;age_to;language;population`: ages that are empty are all ages (an empty upper end alone
    has none), an empty language is all. A municipality without a row of the whole gets the sum of its ages.
    `by` is None on the command line. Raises MayNot, InvalidInput, PopulationNotValid.
    """
    if by is not None:
        require_may_administer(by, None)
    source, licence = clean_line(source), clean_line(licence)
    _require_described(reference_date, source, licence)
    rows = read_population(file, _known_places())
    dataset = store_population(
        reference_date=reference_date, source=source, licence=licence, synthetic=synthetic, rows=rows
    )
    PopulationUpload.objects.update_or_create(
        dataset=dataset, defaults={"loaded_by": by, "loaded_at": ClockTimestamp()}
    )
    record(actor_id=by.pk if by else None, operation="import_population", target="region", municipality_id=None)
    return dataset


def read_population(file: bytes, places: Mapping[str, int]) -> list[PopulationRow]:
    """The rows of a file, with a total of each municipality that has none. Raises PopulationNotValid."""
    try:
        lines = file.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise PopulationNotValid({1: "not_text"}) from None
    if "\x00" in "".join(lines):
        raise PopulationNotValid({1: "not_text"})
    rows = enumerate(csv.reader(lines, delimiter=";"), start=1)
    head = [clean_line(name).casefold() for name in next(rows, (1, []))[1]]
    if head not in (HEAD, LONG_HEAD):
        raise PopulationNotValid({1: "columns"})
    found: dict[tuple[int, int | None, int | None, str], PopulationRow] = {}
    faults: dict[int, str] = {}
    for line, row in rows:
        if any(value.strip() for value in row) and (fault := _take(row, head, places, found)):
            faults[line] = fault
    if faults or not found:
        raise PopulationNotValid(faults or {1: "empty"})
    return [*found.values(), *_missing_totals(found.values())]


def _take(
    row: Sequence[str],
    head: Sequence[str],
    places: Mapping[str, int],
    found: dict[tuple[int, int | None, int | None, str], PopulationRow],
) -> str:
    """Add a row to those found; what is wrong with it, "" for nothing."""
    if len(row) != len(head):
        return "too_many_values"
    told = {**dict.fromkeys(LONG_HEAD, ""), **{name: value.strip() for name, value in zip(head, row, strict=True)}}
    place = places.get(clean_line(told["municipality"]).casefold())
    if place is None:
        return "unknown_municipality"
    if fault := _fault(told):
        return fault
    first, last = (int(told[name]) if told[name] else None for name in ("age_from", "age_to"))
    key = (place, first, last, told["language"])
    if key in found:
        return "municipality_twice"
    if not _NUMBER.fullmatch(told["population"]):
        return "population"
    found[key] = PopulationRow(place, int(told["population"]), first, last, told["language"])
    return ""


def _fault(told: Mapping[str, str]) -> str:
    """What is wrong with the ages or the language of a row."""
    first, last = told["age_from"], told["age_to"]
    if not (_AGE.fullmatch(first) and _AGE.fullmatch(last)) or (last and int(first or OLDEST + 1) > int(last)):
        return "ages"
    return "" if _LANGUAGE.fullmatch(told["language"]) else "language"


def _missing_totals(rows: Iterable[PopulationRow]) -> list[PopulationRow]:
    """Of municipalities whose ages alone are told, how many people that is together."""
    sums: dict[int, int] = {}
    told: set[int] = set()
    for row in rows:
        if row.age_from is None and not row.language:
            told.add(row.municipality_id)
        elif not row.language:
            sums[row.municipality_id] = sums.get(row.municipality_id, 0) + row.people
    return [PopulationRow(place, people) for place, people in sums.items() if place not in told]


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
