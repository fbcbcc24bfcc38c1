# SPDX-License-Identifier: EUPL-1.2
"""What is refused where figures are asked for."""

import dataclasses
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import NotFound, RuleRefused


class NoSuchIndicator(NotFound):
    """The catalogue has no indicator of this code."""

    code = "indicator_unknown"
    message = _("There is no such indicator.")


class NotToldBy(RuleRefused):
    """An indicator is not told by this dimension, or not of this scope; `fields` says which."""

    code = "indicator_not_told_by"
    message = _("This indicator is told by: %(dimensions)s.")


class NoSuchReference(NotFound):
    """There is no reference data of this kind."""

    code = "reference_unknown"
    message = _("There is no reference data of this kind.")


@dataclasses.dataclass(frozen=True)
class SheetFault:
    """What is wrong with a cell: its line, its column ("" for the whole line), and why by a code of SHEET_FAULTS."""

    line: int
    column: str
    code: str

    def __str__(self) -> str:
        """In words, with the column's name."""
        words = str(SHEET_FAULTS[self.code])
        return f"{self.column}: {words}" if self.column else words


class SheetNotValid(RuleRefused):
    """A file of reference data has faults, all of which `fields` (`line.3.year`) names; nothing was stored."""

    code = "sheet_not_valid"
    message = _("Nothing was stored. Faults in the file: %(count)s.")

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(
            count=len(faults),
            fields={
                f"line.{fault.line}.{fault.column or 'line'}": f"{fault.code}: {SHEET_FAULTS[fault.code]}"
                for fault in faults
            },
        )
        self.faults = tuple(faults)


SHEET_FAULTS: dict[str, StrOrPromise] = {
    "not_text": _("The file is not text in UTF-8, UTF-16 or Latin-1."),
    "empty": _("There are no rows."),
    "too_many_rows": _("There are more than 100,000 rows."),
    "too_many_values": _("There are more values than columns."),
    "column_missing": _("This column is missing."),
    "column_twice": _("This column is there twice."),
    "column_unknown": _("There is a column that is not known."),
    "missing": _("There is no value."),
    "too_long": _("The value is longer than 400 characters."),
    "whole": _("It is not a whole number from 0."),
    "decimal": _("It is not a number."),
    "money": _("It is not a sum in euros with at most two decimals."),
    "year": _("It is not a year from 2000 to 2099."),
    "day": _("It is not a day. Write it as 2026-11-01 or 1.11.2026."),
    "period": _("It is not a day, a month (2026-11), a year, or two days with a comma between them."),
    "place": _("There is no such municipality."),
    "word": _("The value is none of those that this column knows."),
    "twice": _("An earlier line says this already."),
    "overlaps": _("The days overlap with those of another period of the same site."),
    "more_visitors": _("There are more visitors, or visits that led to an act, than visits."),
    "no_actor": _("No confirmed organisation has this business ID."),
    "milestone_without_year": _("A milestone needs its year, and the year its milestone."),
    "achieved_twice": _("The figure is either entered or taken from an indicator, not both."),
    "indicator_unknown": _("There is no such indicator."),
}
"""What can be wrong with a cell of reference data, by its stable code."""
