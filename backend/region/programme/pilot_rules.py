# SPDX-License-Identifier: EUPL-1.2
"""What a pilot, its steps and its funding must have."""

import dataclasses
import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES, LanguageText, clean_languages, missing_languages
from backend.region.places.models import Municipality
from backend.region.programme.models import Instrument, Platform, Spearhead

NAME_LENGTH, SUMMARY_LENGTH, STEP_LENGTH = 120, 3000, 200
YEARS = (2000, 2100)
_IN_EVERY_LANGUAGE = _("Write this in every language of the municipality.")


@dataclasses.dataclass(frozen=True, kw_only=True)
class PilotDraft:
    """A pilot as it is typed; `platform` by its number, `municipality` leads it."""

    name: LanguageText
    summary: LanguageText
    spearhead: str
    municipality: Municipality | None = None
    platform: int | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class FundingDraft:
    """What an instrument grants and pays in a year, in euros."""

    instrument: str
    year: int | None
    granted: Decimal | None
    paid: Decimal | None = None
    actor: int | None = None


def languages_needed_in(municipality: Municipality) -> list[str]:
    """In which languages a municipality says what is its own (Language Act 423/2003)."""
    return ["fi", "sv"] if municipality.bilingual else ["fi"]


def checked_words(name: str, value: LanguageText, municipality: Municipality, most: int) -> LanguageText:
    """A text by language, cleaned; raises InvalidInput with the fields that lack it or have too much."""
    cleaned = clean_languages(value)
    wrong = _wrong(name, cleaned, municipality, most)
    if wrong:
        raise InvalidInput(fields=wrong)
    return cleaned


def checked_pilot(draft: PilotDraft, municipality: Municipality) -> dict[str, object]:
    """A pilot's columns; raises InvalidInput with every field that is wrong."""
    name, summary = clean_languages(draft.name), clean_languages(draft.summary)
    wrong = _wrong("name", name, municipality, NAME_LENGTH) | _wrong("summary", summary, municipality, SUMMARY_LENGTH)
    spearhead = Spearhead.objects.filter(slug=draft.spearhead).first()
    if spearhead is None:
        wrong["spearhead"] = _("Choose a spearhead.")
    platform = Platform.objects.filter(pk=draft.platform).first() if draft.platform else None
    if draft.platform and platform is None:
        wrong["platform"] = _("Choose a platform of the list, or none.")
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        wrong["ends_on"] = _("The pilot ends before it begins.")
    if wrong:
        raise InvalidInput(fields=wrong)
    return {
        "name": name,
        "summary": summary,
        "spearhead": spearhead,
        "platform": platform,
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
    }


def checked_funding(draft: FundingDraft) -> tuple[Instrument, int, Decimal, Decimal]:
    """Instrument, year, granted and paid; raises InvalidInput."""
    wrong: dict[str, StrOrPromise] = {}
    instrument = Instrument.objects.filter(slug=draft.instrument).first()
    if instrument is None:
        wrong["instrument"] = _("Choose where the money comes from.")
    if draft.year is None or not YEARS[0] <= draft.year <= YEARS[1]:
        wrong["year"] = _("Write the year in four digits.")
    for field in ("granted", "paid"):
        amount = getattr(draft, field)
        if (amount is None and field == "granted") or (amount is not None and not 0 <= amount < 10**12):
            wrong[field] = _("Write the sum in euros.")
    if wrong or instrument is None or draft.year is None or draft.granted is None:
        raise InvalidInput(fields=wrong)
    return instrument, draft.year, draft.granted, draft.paid or Decimal(0)


def _wrong(name: str, value: LanguageText, municipality: Municipality, most: int) -> dict[str, StrOrPromise]:
    wrong: dict[str, StrOrPromise] = {
        f"{name}_{language}": _IN_EVERY_LANGUAGE
        for language in missing_languages(value, languages_needed_in(municipality))
    }
    for language in LANGUAGES:
        if len(value.get(language, "")) > most:
            wrong[f"{name}_{language}"] = _("This is too long.")
    return wrong
