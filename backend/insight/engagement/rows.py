# SPDX-License-Identifier: EUPL-1.2
"""Statistics as flat rows with stable, documented columns: for CSV files, the API and exports."""

import dataclasses
import datetime
from typing import Literal

from backend.common.text import LanguageText
from backend.insight.engagement.selectors import Acts, CampaignStatistics, campaign_statistics
from backend.methods.disclosure.people import PersonCount
from backend.participation.campaigns.models import Campaign

Value = datetime.date | int | str | bool | None
Row = tuple[Value, ...]


@dataclasses.dataclass(frozen=True)
class Column:
    """A column: its stable name, the type of its values (None is an empty cell), and what it means."""

    name: str
    type: Literal["date", "integer", "string", "boolean"]
    description: LanguageText


def _column(name: str, kind: Literal["date", "integer", "string", "boolean"], fi: str, sv: str, en: str) -> Column:
    return Column(name, kind, {"fi": fi, "sv": sv, "en": en})


_ACTS = (
    _column(
        "ideas",
        "integer",
        "Ehdotetut ideat, joista on vähennetty ne, jotka peruttiin tai yhdistettiin toiseen tänä aikana",
        "Föreslagna idéer minus de idéer som togs tillbaka eller slogs ihop med en annan under tiden",
        "Ideas proposed, less those withdrawn or merged into another in this time",
    ),
    _column(
        "supports",
        "integer",
        "Annetut kannatukset, joista on vähennetty ne, jotka peruttiin tai olivat yhdistämisessä kahteen kertaan",
        "Givna understöd minus de som togs tillbaka eller var dubbla vid en sammanslagning",
        "Supports given, less those taken back, and those that a merging found twice",
    ),
    _column(
        "comments",
        "integer",
        "Kirjoitetut kommentit, joista on vähennetty ne, jotka poistettiin tänä aikana",
        "Skrivna kommentarer minus de kommentarer som togs tillbaka under tiden",
        "Comments written, less those withdrawn in this time",
    ),
    _column("ideas_gross", "integer", "Kaikki ehdotetut ideat", "Alla föreslagna idéer", "All ideas proposed"),
    _column("supports_gross", "integer", "Kaikki annetut kannatukset", "Alla givna understöd", "All supports given"),
    _column(
        "comments_gross",
        "integer",
        "Kaikki kirjoitetut kommentit",
        "Alla skrivna kommentarer",
        "All comments written",
    ),
    _column(
        "ideas_hidden",
        "integer",
        "Ideat, jotka moderointi piilotti, vähennettynä taas näytetyillä; ne lasketaan myös ideoihin",
        "Idéer som moderatorerna dolde minus dem som visas igen; de räknas också som idéer",
        "Ideas hidden by moderation, less those shown again; they are counted among the ideas too",
    ),
    _column(
        "comments_hidden",
        "integer",
        "Kommentit, jotka moderointi piilotti, vähennettynä taas näytetyillä; ne lasketaan myös kommentteihin",
        "Kommentarer som moderatorerna dolde minus dem som visas igen; de räknas också som kommentarer",
        "Comments hidden by moderation, less those shown again; they are counted among the comments too",
    ),
)

DAY_COLUMNS = (
    _column(
        "day",
        "date",
        "Kalenteripäivä (Europe/Helsinki), jona asia tehtiin",
        "Den kalenderdag (Europe/Helsinki) då det skedde",
        "Calendar day (Europe/Helsinki) of the act",
    ),
    *_ACTS,
)
"""The columns of `day_rows`."""

WEEK_COLUMNS = (
    _column("week", "string", "ISO-viikko, esim. 2026-W47", "ISO-vecka, t.ex. 2026-W47", "ISO week, e.g. 2026-W47"),
    _column("first_day", "date", "Viikon maanantai", "Veckans måndag", "Monday of the week"),
    _column("last_day", "date", "Viikon sunnuntai", "Veckans söndag", "Sunday of the week"),
    _column(
        "closed",
        "boolean",
        "Onko viikko (tai koko kampanja) päättynyt; ihmiset lasketaan vasta sitten",
        "Om veckan (eller hela kampanjen) är slut; människor räknas först då",
        "Whether the week (or the whole campaign) is over; people are counted only then",
    ),
    *_ACTS,
    _column(
        "participants",
        "integer",
        "Eri ihmisiä, jotka osallistuivat viikolla; tyhjä, jos viikko on kesken, lukua ei ole vielä julkaistu tai se on"
        " piilotettu",
        "Olika personer som deltog under veckan; tomt om veckan pågår eller talet inte har publicerats eller är dolt",
        "Distinct people who took part in the week; empty while it lasts, before the number is published or where it"
        " is hidden",
    ),
    _column(
        "new",
        "integer",
        "Heistä ensimmäistä kertaa mukana tässä kampanjassa; tyhjä kuten edellä",
        "Av dem med för första gången i kampanjen; tomt som ovan",
        "Those of them for the first time in this campaign; empty as above",
    ),
    _column(
        "returning",
        "integer",
        "Heistä jo aiemmin mukana olleita; tyhjä kuten edellä",
        "Av dem med redan tidigare; tomt som ovan",
        "Those of them who had taken part before; empty as above",
    ),
    _column(
        "hidden",
        "boolean",
        "Onko jokin viikon ihmismääristä piilotettu, ettei ketään voi tunnistaa",
        "Om något av veckans personantal är dolt för att ingen ska kunna kännas igen",
        "Whether a count of people of this week is hidden so that nobody can be recognised",
    ),
)
"""The columns of `week_rows`."""


def statistics_rows(campaign: Campaign) -> list[Row]:
    """A campaign's days as rows of DAY_COLUMNS, oldest first, days without acts too."""
    return day_rows(campaign_statistics(campaign))


def day_rows(statistics: CampaignStatistics) -> list[Row]:
    """One row of DAY_COLUMNS a day, oldest first; the columns add up to the campaign's totals."""
    return [(row.day, *_numbers(row.net), *_numbers(row.gross), *_hidden(row.net)) for row in statistics.days]


def week_rows(statistics: CampaignStatistics) -> list[Row]:
    """One row of WEEK_COLUMNS an ISO week, oldest first."""
    rows: list[Row] = []
    for week in statistics.weeks:
        counts = (week.participants, week.new, week.returning)
        hidden = any(count is not None and count.suppressed for count in counts)
        acts = (*_numbers(week.net), *_numbers(week.gross), *_hidden(week.net))
        name = f"{week.year}-W{week.week:02}"
        rows.append((name, week.first, week.last, week.closed, *acts, *map(_shown, counts), hidden))
    return rows


def _numbers(acts: Acts) -> tuple[int, int | None, int]:
    return acts.ideas, acts.supports, acts.comments


def _hidden(acts: Acts) -> tuple[int, int]:
    return acts.ideas_hidden, acts.comments_hidden


def _shown(count: PersonCount | None) -> int | None:
    return None if count is None else count.value
