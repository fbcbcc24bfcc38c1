# SPDX-License-Identifier: EUPL-1.2
"""Reference data of the demonstration, made up and marked so: funding, visits, social media, the programme."""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence

from backend.insight.evaluation.models import ReferenceImport
from backend.insight.evaluation.reference.services import import_reference

_SOURCE, _LICENCE = "Parvin esittelyaineisto", "CC0 1.0"
_FUNDED = {  # project, spearhead, instrument → thousands of euros granted in each of six years, the last being this one
    ("Hiilineutraali lämpöverkko", "urban-cleantech", "erdf"): (1900, 2100, 2500, 2300, 2700, 2800),
    ("Hiilineutraali lämpöverkko", "urban-cleantech", "own"): (900, 1000, 1100, 1200, 1300, 1400),
    ("Itämeren puhtaat satamat", "urban-cleantech", "central-baltic"): (1100, 1200, 1300, 1200, 1400, 1500),
    ("Etäkuntoutus kotiin", "health-and-wellness", "erdf"): (700, 800, 700, 1000, 1200, 1300),
    ("Etäkuntoutus kotiin", "health-and-wellness", "own"): (400, 500, 500, 600, 700, 800),
    ("Ikäihmisten arki", "health-and-wellness", "private"): (500, 500, 600, 700, 800, 900),
    ("Satamien robotit", "digitalising-industry", "aiko"): (900, 1000, 1100, 1300, 1400, 1500),
    ("Satamien robotit", "digitalising-industry", "private"): (600, 700, 900, 1100, 1200, 1300),
    ("Kalasatama kokeilee", "citizen-city", "six-cities"): (600, 800, 900, 1100, 1500, 1900),
    ("Asukas mukaan", "citizen-city", "erdf"): (300, 400, 600, 700, 900, 1200),
    ("Asukas mukaan", "citizen-city", "own"): (100, 200, 300, 400, 500, 700),
}
_SITES = {"": 31_000, "porvoo": 6_200, "kerava": 4_900, "espoo": 9_800, "hanko": 1_300}
_CHANNELS = {"facebook": 92_000, "instagram": 61_000, "linkedin": 24_000}
_SEASON = (96, 101, 108, 104, 98, 81, 62, 92, 110, 116, 112, 88)
"""How much of an ordinary month January, February, … is, in per cent."""
_PROGRAMME = [
    ("ESIM-01", "Kehittämiseen osallistuneet asukkaat", "Invånare som deltagit i utvecklingen",
     "Residents who took part in developing services", "people", 6200, 2021, 25000, 2026, 45000, 2029, 28940, ""),
    ("ESIM-02", "Asukkaiden ideat", "Invånarnas idéer", "Ideas of residents", "ideas", 0, 2021, 80, 2026, 200, 2029,
     "", "IDEA-N"),
    ("ESIM-03", "Pienet yritykset avoimissa kokeiluissa", "Små företag i öppna pilotprojekt",
     "Small companies in open pilots", "actors", 25, 2021, 110, 2026, 220, 2029, 118, ""),
    ("ESIM-04", "Käyttäjien kanssa koetellut digipalvelut", "Digitala tjänster prövade med användare",
     "Digital services tested with users", "projects", 12, 2021, 45, 2026, 80, 2029, 33, ""),
]  # fmt: skip


def bring_reference_data(today: datetime.date) -> None:
    """Bring the files in once."""
    if ReferenceImport.objects.exists():
        return
    programme = (
        "code", "name_fi", "name_sv", "name_en", "unit", "baseline", "baseline_year", "milestone", "milestone_year",
        "target", "target_year", "achieved", "indicator",
    )  # fmt: skip
    files = {
        "funding": _sheet(("project", "spearhead", "instrument", "year", "granted", "paid"), _funding(today.year)),
        "visits": _sheet(("date", "municipality", "visits", "visitors", "converted"), _visits(today)),
        "social-media": _sheet(("date", "channel", "reach", "reactions"), _social(today)),
        "programme": _sheet(programme, _PROGRAMME),
    }
    for kind, file in files.items():
        import_reference(
            by=None,
            kind=kind,
            file=file,
            source=_SOURCE,
            licence=_LICENCE,
            reference_date=today.replace(day=1) - datetime.timedelta(days=1),
            synthetic=True,
        )


def _sheet(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(head)
    writer.writerows(rows)
    return file.getvalue().encode()


def _funding(this_year: int) -> Iterator[tuple[object, ...]]:
    """What is paid of a year's grants follows within it, but for this year's."""
    for (project, spearhead, instrument), years in _FUNDED.items():
        for ago, granted in enumerate(reversed(years)):
            paid = granted * 1000 * (4 if ago == 0 else 10) // 10
            yield project, spearhead, instrument, this_year - ago, granted * 1000, paid


def _months(today: datetime.date) -> Iterator[tuple[str, int]]:
    """The last twelve months that are over, each with how much of an ordinary one it is."""
    for ago in range(12, 0, -1):
        number = today.year * 12 + today.month - 1 - ago
        yield f"{number // 12}-{number % 12 + 1:02}", _SEASON[number % 12] + 12 - ago


def _visits(today: datetime.date) -> Iterator[tuple[object, ...]]:
    for site, ordinary in _SITES.items():
        for month, season in _months(today):
            visits = ordinary * season // 100
            yield month, site, visits, visits * 62 // 100, visits * 14 // 100


def _social(today: datetime.date) -> Iterator[tuple[object, ...]]:
    for channel, ordinary in _CHANNELS.items():
        for month, season in _months(today):
            reach = ordinary * season // 100
            yield month, channel, reach, reach * 31 // 1000
