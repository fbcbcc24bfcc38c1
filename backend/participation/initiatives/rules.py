# SPDX-License-Identifier: EUPL-1.2
"""How many residents oblige a municipality, by when it acts, and what a maker and an officer must say."""

import dataclasses
import datetime

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.clock import REGION_ZONE, local_day, months_after
from backend.common.errors import InvalidInput
from backend.common.text import LanguageText, clean_languages, clean_line, missing_languages
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.rules import languages_needed

TAKEN_UP_WITHIN = 6
"""Months from the handover, where the makers are at least PERCENT of the residents (410/2015, §23)."""
PERCENT = 2
COLLECTING_MONTHS = 12
"""How long signatures are collected; the law names no time, and makers may begin anew."""
SOON = datetime.timedelta(days=30)
NAME_LENGTH, CONTACT_LENGTH, DECISION_LENGTH = (3, 100), (5, 200), (20, 5000)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Maker:
    """Who makes an initiative, as they write it themselves; `name_is_public` says that everybody may read the name."""

    name: str
    contact: str
    name_is_public: bool = False


def threshold_of(population: int) -> int:
    """The fewest residents that are at least PERCENT of so many people."""
    return -(-population * PERCENT // 100)


def taken_up_by(handed_over_at: datetime.datetime) -> datetime.date:
    """The last day of the six months in Europe/Helsinki."""
    return months_after(local_day(handed_over_at), TAKEN_UP_WITHIN)


def collects_until(made_at: datetime.datetime) -> datetime.datetime:
    """The same hour by the region's wall clock twelve months later."""
    local = made_at.astimezone(REGION_ZONE)
    return datetime.datetime.combine(months_after(local.date(), COLLECTING_MONTHS), local.time(), tzinfo=REGION_ZONE)


def checked_maker(maker: Maker) -> Maker:
    """The maker cleaned; raises InvalidInput."""
    name, contact = clean_line(maker.name), clean_line(maker.contact)
    wrong: dict[str, StrOrPromise] = {}
    if not NAME_LENGTH[0] <= len(name) <= NAME_LENGTH[1]:
        wrong["name"] = _("Write your whole name.")
    if not CONTACT_LENGTH[0] <= len(contact) <= CONTACT_LENGTH[1]:
        wrong["contact"] = _("Write an address, e-mail or telephone number by which the municipality reaches you.")
    if wrong:
        raise InvalidInput(fields=wrong)
    return Maker(name=name, contact=contact, name_is_public=maker.name_is_public)


def checked_decision(
    text: LanguageText,
    handled_on: datetime.date | None,
    campaign: Campaign,
    *,
    handed_over_on: datetime.date,
    today: datetime.date,
) -> tuple[LanguageText, datetime.date]:
    """The decision cleaned, and the day of the handling; raises InvalidInput where something is missing."""
    text = clean_languages(text)
    wrong: dict[str, StrOrPromise] = {
        f"text_{language}": _("Write this in every language that the campaign needs.")
        for language in missing_languages(text, languages_needed(campaign))
    }
    shortest, longest = DECISION_LENGTH
    wrong |= {
        f"text_{language}": _("Tell in 20–5,000 characters what was decided and what is done.")
        for language, said in text.items()
        if not shortest <= len(said) <= longest
    }
    if handled_on is None or not handed_over_on <= handled_on <= today:
        wrong["handled_on"] = _("Choose the day of the handling, from the handover until today.")
    if wrong or handled_on is None:
        raise InvalidInput(fields=wrong)
    return text, handled_on
