# SPDX-License-Identifier: EUPL-1.2
"""Social media, from a file of each channel: how far it reached, and how often somebody reacted."""

import collections
from collections.abc import Sequence

from backend.common.storing import Stored, store_rows
from backend.insight.evaluation.errors import SheetFault
from backend.insight.evaluation.measures import DirectMeasure, Measure
from backend.insight.evaluation.models import SocialPeriod
from backend.insight.evaluation.questions import NO_DATA, Outcome, Question
from backend.insight.evaluation.reference.kinds import MUNICIPALITY, ReferenceKind
from backend.insight.evaluation.reference.sheets import Column, Line, Period, twice
from backend.insight.evaluation.reference.visits import month_of, overlaps
from backend.insight.evaluation.scope import Scope

_COLUMNS = (
    Column(
        name="date",
        kind="period",
        aliases=("period", "month", "jakso", "kuukausi", "månad"),
        about={
            "fi": "Päivä, kuukausi (2026-11), vuosi tai kaksi päivää pilkulla erotettuina",
            "sv": "Dag, månad (2026-11), år eller två dagar med komma emellan",
            "en": "A day, a month (2026-11), a year, or two days with a comma between them",
        },
        examples=("2026-10", "2026-10"),
    ),
    Column(
        name="channel",
        kind="word",
        aliases=("kanava", "kanal"),
        about={"fi": "Kanavan nimi", "sv": "Kanalens namn", "en": "Name of the channel"},
        examples=("facebook", "instagram"),
    ),
    MUNICIPALITY,
    Column(
        name="reach",
        kind="whole",
        aliases=("impressions", "kattavuus", "räckvidd"),
        about={
            "fi": "Kuinka monta kertaa julkaisut näytettiin",
            "sv": "Hur många gånger inläggen visades",
            "en": "How many times posts were shown",
        },
        examples=("184000", "28400"),
    ),
    Column(
        name="reactions",
        kind="whole",
        aliases=("engagements", "reaktiot", "reaktioner"),
        about={
            "fi": "Tykkäykset, kommentit ja jaot yhteensä",
            "sv": "Gillanden, kommentarer och delningar sammanlagt",
            "en": "Likes, comments and shares together",
        },
        examples=("5210", "1130"),
    ),
)


def _check(lines: Sequence[Line]) -> list[SheetFault]:
    stored = SocialPeriod.objects.values_list("channel", "municipality_id", "first", "last")
    there = [((channel, place), Period(first, last)) for channel, place, first, last in stored]
    return twice(lines, ("date", "channel", "municipality")) or overlaps(lines, ("channel", "municipality"), there)


def _store(lines: Sequence[Line], synthetic: bool) -> Stored:
    rows = [
        {
            "channel": line.values["channel"][:40],
            "municipality_id": line.values.get("municipality"),
            "first": line.values["date"].first,
            "last": line.values["date"].last,
            "reach": line.values["reach"],
            "reactions": line.values["reactions"],
            "synthetic": synthetic,
        }
        for line in lines
    ]
    key = ("channel", "municipality_id", "first", "last")
    return store_rows(rows, into=SocialPeriod.objects.all(), key=key)


SOCIAL = ReferenceKind(
    slug="social-media",
    name={"fi": "Sosiaalinen media", "sv": "Sociala medier", "en": "Social media"},
    about={
        "fi": "Kanavan luvut jaksoittain. Vain summia: tiedostossa ei saa olla käyttäjien nimiä.",
        "sv": "En kanals siffror per period. Bara summor: filen får inte innehålla användares namn.",
        "en": "Figures of a channel by period. Totals only: the file must not have names of users.",
    },
    columns=_COLUMNS,
    check=_check,
    store=_store,
)


def _asked(question: Question) -> list[SocialPeriod]:
    rows = SocialPeriod.objects.select_related("municipality")
    if question.municipality:
        rows = rows.filter(municipality__slug=question.municipality)
    return list(rows.filter(first__year=question.year) if question.year else rows)


def _value(row: SocialPeriod, by: str) -> str:
    return {
        "social_channel": row.channel,
        "municipality": row.municipality.slug if row.municipality else "",
        "year": str(row.first.year),
        "period": month_of(row),
    }[by]


def _sum_of(name: str) -> DirectMeasure:
    """The sum of one of the figures."""

    def answer(question: Question, _scope: Scope) -> list[Outcome]:
        rows = _asked(question)
        if not question.by:
            return [Outcome(value=sum(getattr(row, name) for row in rows)) if rows else NO_DATA]
        sums: dict[str, int] = collections.Counter()
        for row in rows:
            if value := _value(row, question.by):
                sums[value] += getattr(row, name)
        return [Outcome(value=total, dimensions={question.by: value}) for value, total in sorted(sums.items())]

    return DirectMeasure(answer)


MEASURES: dict[str, Measure] = {"SOC-REACH": _sum_of("reach"), "SOC-ENG": _sum_of("reactions")}
