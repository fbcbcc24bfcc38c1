# SPDX-License-Identifier: EUPL-1.2
"""Age bands, and the age on a campaign's reference date."""

import datetime

AGE_BANDS = ("0-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+")
_LOWER_ENDS = (0, 15, 25, 35, 45, 55, 65, 75)
OLDEST = 125
"""No age is higher."""


def age_band(age: int | None) -> str:
    """The band of an age in whole years, "" when unknown or impossible."""
    if age is None or not 0 <= age <= OLDEST:
        return ""
    return AGE_BANDS[sum(age >= lower for lower in _LOWER_ENDS) - 1]


def ends_of(band: str) -> tuple[int, int]:
    """The lowest and the highest age of a band, both included."""
    lower = _LOWER_ENDS[AGE_BANDS.index(band)]
    above = [end for end in _LOWER_ENDS if end > lower]
    return lower, above[0] - 1 if above else OLDEST


def age_on(birth_year: int | None, reference_date: datetime.date) -> int | None:
    """Year − birth year: all that can be said where only the birth year is known."""
    return None if birth_year is None else reference_date.year - birth_year
