# SPDX-License-Identifier: EUPL-1.2
"""A clearly labelled made-up population of the 26 municipalities, so that shares and thresholds can be shown."""

import datetime

from backend.region.municipalities.population import import_population
from backend.region.places.models import PopulationDataset

_SOURCE = "Parvi, demonstration"
_PEOPLE = {
    "askola": 4800, "espoo": 310000, "hanko": 7900, "helsinki": 670000, "hyvinkaa": 46500, "inkoo": 5300,
    "jarvenpaa": 46000, "karkkila": 8500, "kauniainen": 10200, "kerava": 38500, "kirkkonummi": 41000,
    "lapinjarvi": 2500, "lohja": 45500, "loviisa": 14500, "mantsala": 20700, "myrskyla": 1800, "nurmijarvi": 45000,
    "pornainen": 5000, "porvoo": 51500, "pukkila": 1800, "raasepori": 27000, "sipoo": 22500, "siuntio": 6200,
    "tuusula": 42500, "vantaa": 248000, "vihti": 29500,
}  # fmt: skip
"""Round numbers of the right size, of no real day."""


def bring_population(today: datetime.date) -> None:
    """Bring it in once, where nobody has loaded a real one."""
    if PopulationDataset.objects.exists():
        return
    lines = ["municipality;population", *(f"{slug};{people}" for slug, people in _PEOPLE.items())]
    import_population(
        by=None,
        file="\n".join(lines).encode(),
        reference_date=datetime.date(today.year - 1, 12, 31),
        source=_SOURCE,
        licence="CC0-1.0",
        synthetic=True,
    )
