# SPDX-License-Identifier: EUPL-1.2
"""What is known of a person where age and residence decide, and whether it is enough."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.text import in_language
from backend.participation.participants.errors import NotEligible
from backend.region.places.selectors import names_of_districts, names_of_municipalities

if TYPE_CHECKING:
    from backend.participation.campaigns.conditions import Condition


@dataclasses.dataclass(frozen=True, kw_only=True)
class Facts:
    """Residence and birth of a person, as far as somebody has said them who may."""

    municipality_id: int | None = None
    district_id: int | None = None
    birth_year: int | None = None
    birth_date: datetime.date | None = None

    def age_on(self, day: datetime.date) -> int | None:
        """Whole years on a day; where only the birth year is known, year − birth year."""
        if self.birth_date is not None:
            had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
            return day.year - self.birth_date.year - (not had_birthday)
        return None if self.birth_year is None else day.year - self.birth_year


def require_eligible(condition: Condition, facts: Facts, reference_date: datetime.date) -> None:
    """Raises NotEligible with every reason, in words and by field."""
    wrong: dict[str, StrOrPromise] = {}
    age = facts.age_on(reference_date)
    if condition.minimum_age is not None and age is None:
        wrong["birth_year"] = _("It asks how old you are, and that is not known. Tell your year of birth first.")
    elif condition.minimum_age is not None and age is not None and age < condition.minimum_age:
        wrong["birth_year"] = _lazy(
            _("It is for people who are at least %(age)s years old on %(day)s."),
            age=condition.minimum_age,
            day=f"{reference_date.day}.{reference_date.month}.{reference_date.year}",
        )
    if condition.municipalities and facts.municipality_id is None:
        wrong["municipality"] = _("It asks where you live, and that is not known. Tell your home municipality first.")
    elif condition.municipalities and facts.municipality_id not in condition.municipalities:
        names = names_of_municipalities(condition.municipalities)
        wrong["municipality"] = _lazy(_("It is for people who live here: %(places)s."), places=_spoken(names))
    if condition.districts and facts.district_id not in condition.districts:
        names = names_of_districts(condition.districts)
        wrong["district"] = _lazy(_("It is for people who live here: %(places)s."), places=_spoken(names))
    if wrong:
        raise NotEligible(fields=wrong, why=" ".join(str(reason) for reason in wrong.values()))


def _lazy(message: StrOrPromise, **details: object) -> str:
    return str(message) % details


def _spoken(names: list[Mapping[str, str]]) -> str:
    return ", ".join(in_language(name, get_language() or "fi") for name in names)
