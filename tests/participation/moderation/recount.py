# SPDX-License-Identifier: EUPL-1.2
"""The transparency report counted again: whole tables read as they are, then plain Python; no code of the product."""

import collections
import datetime
import statistics
from typing import Any
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
_TABLES = (
    "places_municipality",
    "campaigns_campaign",
    "moderation_case",
    "moderation_report",
    "moderation_decision",
    "moderation_appeal",
)
Row = dict[str, Any]
Tables = dict[str, dict[int, Row]]


def read_tables(cursor: Any) -> Tables:
    """Every row by its id, of a cursor of Django or of psycopg."""
    found: Tables = {}
    for table in _TABLES:
        cursor.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        found[table] = {row["id"]: row for row in rows}
    return found


class Recount:
    """A municipality's figures from the first to the last day, both included."""

    def __init__(self, tables: Tables, slug: str, first: datetime.date, last: datetime.date) -> None:
        self._tables, self._first, self._last = tables, first, last
        here = {one["id"] for one in tables["places_municipality"].values() if one["slug"] == slug}
        self._campaigns = {
            one["id"]
            for one in tables["campaigns_campaign"].values()
            if one["municipality_id"] in here and one["published_at"] is not None
        }

    def figures(self) -> dict[str, Any]:
        """By the names of the report's measures."""
        reports = [one for one in self._of("report") if self._within(one["made_at"])]
        told = [
            one
            for one in self._of("decision")
            if self._within(one["carried_out_at"]) and self._case(one)["source"] != "premoderation"
        ]
        first = [one for one in told if one["appeal_id"] is None]
        appeals = self._of("appeal")
        decided = [one for one in appeals if self._within(one["decided_at"])]
        return {
            "reports": dict(collections.Counter(one["category"] for one in reports)),
            "decisions": dict(
                collections.Counter((one["outcome"], one["ground"], one["appeal_id"] is not None) for one in told)
            ),
            "found_by_machine": sum(self._is_unreported(one["case_id"], "flag") for one in first),
            "own_initiative": sum(self._is_unreported(one["case_id"], "staff") for one in first),
            "median_hours": _hours((self._case(one)["opened_at"], one["carried_out_at"]) for one in first),
            "appeals_made": sum(self._within(one["made_at"]) for one in appeals),
            "appeals_stood": sum(one["stands"] is True for one in decided),
            "appeals_turned": sum(one["stands"] is False for one in decided),
            "appeals_waiting": sum(
                _day(one["made_at"]) <= self._last
                and (one["decided_at"] is None or _day(one["decided_at"]) > self._last)
                for one in appeals
            ),
            "appeals_median_hours": _hours((one["made_at"], one["decided_at"]) for one in decided),
        }

    def _case(self, row: Row) -> Row:
        return self._tables["moderation_case"][row["case_id"]]

    def _of(self, name: str) -> list[Row]:
        """The municipality's rows of a table of moderation, in published campaigns."""
        found = []
        for row in self._tables[f"moderation_{name}"].values():
            decision = self._tables["moderation_decision"][row["decision_id"]] if name == "appeal" else row
            if self._case(decision)["campaign_id"] in self._campaigns:
                found.append(row)
        return found

    def _within(self, moment: datetime.datetime | None) -> bool:
        return moment is not None and self._first <= _day(moment) <= self._last

    def _is_unreported(self, case_id: int, source: str) -> bool:
        reported = {one["case_id"] for one in self._tables["moderation_report"].values()}
        return self._tables["moderation_case"][case_id]["source"] == source and case_id not in reported


def _day(moment: datetime.datetime) -> datetime.date:
    return moment.astimezone(HELSINKI).date()


def _hours(pairs: Any) -> float | None:
    spans = [(end - begin).total_seconds() / 3600 for begin, end in pairs]
    return round(statistics.median(spans), 1) if spans else None
