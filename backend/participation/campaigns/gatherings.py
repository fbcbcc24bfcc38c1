# SPDX-License-Identifier: EUPL-1.2
"""Noting how many people came where because of a campaign, and what the campaign costs; numbers, never persons."""

import dataclasses
import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.clock import ClockTimestamp, database_now, local_day
from backend.common.errors import Conflict, InvalidInput, NotFound
from backend.common.text import LanguageText, clean_languages, clean_line, missing_languages
from backend.ledger.audit.services import record
from backend.participation.campaigns.changes import locked
from backend.participation.campaigns.models import Campaign, Cost, Gathering, GatheringVersion
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.campaigns.rules import languages_needed
from backend.region.accounts.models import Account

LONGEST_TITLE = 120
_LONGEST_PLACE, _LONGEST_REASON = 200, 500
_MOST_PEOPLE = 100_000
_MOST = {"staff_hours": Decimal(1_000_000), "hour_price": Decimal(10_000), "purchases": Decimal(100_000_000)}
_SAID = ("kind", "held_on", "place", "title", "attended")


@dataclasses.dataclass(frozen=True, kw_only=True)
class GatheringPlan:
    """What is typed of a gathering; `attended` is None until somebody has counted."""

    kind: str
    held_on: datetime.date | None
    place: str
    title: Mapping[str, str]
    attended: int | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class CostPlan:
    """What is typed of the cost, in hours and euros; `is_public` shows it to everybody."""

    staff_hours: Decimal | None
    hour_price: Decimal | None
    purchases: Decimal | None
    is_public: bool = False


@transaction.atomic
def note_gathering(*, by: Account, campaign_slug: str, plan: GatheringPlan) -> Gathering:
    """Note a meeting, a workshop, a visit to a school or a day at a desk. Raises NotFound, MayNot, InvalidInput."""
    campaign = locked(campaign_slug)
    require_may_change(by, campaign)
    made = Gathering.objects.create(campaign=campaign, **_checked(plan, campaign))
    _note(by, "note_gathering", f"gathering:{made.pk}", campaign)
    return made


@transaction.atomic
def edit_gathering(*, by: Account, gathering_id: int, version: int, plan: GatheringPlan) -> Gathering:
    """Say it otherwise; what it said before is kept. Raises NotFound, MayNot, InvalidInput, Conflict."""
    gathering = _held(by, gathering_id)
    if gathering.version != version:
        raise Conflict
    changes = _checked(plan, gathering.campaign)
    before = {name: getattr(gathering, name) for name in _SAID}
    if before == changes:
        return gathering
    GatheringVersion.objects.create(gathering=gathering, number=gathering.version, **before)
    _note(by, "edit_gathering", f"gathering:{gathering.pk}", gathering.campaign)
    Gathering.objects.filter(pk=gathering.pk).update(**changes, version=version + 1)
    return Gathering.objects.get(pk=gathering.pk)


@transaction.atomic
def drop_gathering(*, by: Account, gathering_id: int, reason: str) -> None:
    """Count it no more: it should not have been noted. Raises NotFound, MayNot, InvalidInput."""
    gathering, reason = _held(by, gathering_id), clean_line(reason)
    if not 3 <= len(reason) <= _LONGEST_REASON:
        raise InvalidInput(fields={"reason": _("Say why, in 3–500 characters.")})
    _note(by, "drop_gathering", f"gathering:{gathering.pk}", gathering.campaign)
    Gathering.objects.filter(pk=gathering.pk).update(dropped_at=ClockTimestamp(), dropped_for=reason)


@transaction.atomic
def note_cost(*, by: Account, campaign_slug: str, plan: CostPlan) -> Cost:
    """Say what the campaign costs, anew; earlier editions are kept. Raises NotFound, MayNot, InvalidInput."""
    campaign = locked(campaign_slug)
    require_may_change(by, campaign)
    amounts = {name: getattr(plan, name) or Decimal(0) for name in _MOST}
    wrong: dict[str, StrOrPromise] = {
        name: _("Write an amount, zero or more.")
        for name, amount in amounts.items()
        if not amount.is_finite() or not 0 <= amount <= _MOST[name]
    }
    if wrong:
        raise InvalidInput(fields=wrong)
    latest = Cost.objects.filter(campaign=campaign).values_list("edition", flat=True).first() or 0
    _note(by, "note_cost", f"campaign:{campaign.pk}", campaign)
    return Cost.objects.create(campaign=campaign, edition=latest + 1, is_public=plan.is_public, **amounts)


def _held(by: Account, gathering_id: int) -> Gathering:
    """A gathering that stands, held, for one of the campaign's organisers."""
    standing = Gathering.objects.select_for_update(of=("self",)).select_related("campaign")
    found = standing.filter(pk=gathering_id, dropped_at=None).first()
    if found is None:
        raise NotFound
    require_may_change(by, found.campaign)
    return found


def _checked(plan: GatheringPlan, campaign: Campaign) -> dict[str, object]:
    """What is stored; raises InvalidInput."""
    title, place = (
        clean_languages({name: clean_line(text) for name, text in plan.title.items()}),
        clean_line(plan.place),
    )
    wrong = _wrong_titles(title, campaign)
    if plan.kind not in Gathering.Kind.values:
        wrong["kind"] = _("Choose what it is.")
    if plan.held_on is None or not 2000 <= plan.held_on.year <= 2100:
        wrong["held_on"] = _("Choose the day.")
    if not place or len(place) > _LONGEST_PLACE:
        wrong["place"] = _("Write where, in at most 200 characters.")
    if plan.attended is not None and not 0 <= plan.attended <= _MOST_PEOPLE:
        wrong["attended"] = _("Write a number from 0 to 100,000.")
    elif plan.attended is not None and plan.held_on is not None and plan.held_on > local_day(database_now()):
        wrong["attended"] = _("Write the number when the day has come.")
    if wrong:
        raise InvalidInput(fields=wrong)
    return {"kind": plan.kind, "held_on": plan.held_on, "place": place, "title": title, "attended": plan.attended}


def _wrong_titles(title: LanguageText, campaign: Campaign) -> dict[str, StrOrPromise]:
    missing = missing_languages(title, languages_needed(campaign))
    wrong: dict[str, StrOrPromise] = {
        f"title_{language}": _("Write this in every language that the campaign needs.") for language in missing
    }
    long = [language for language, text in title.items() if len(text) > LONGEST_TITLE]
    return wrong | {f"title_{language}": _("Shorten this to 120 characters.") for language in long}


def _note(by: Account, operation: str, target: str, campaign: Campaign) -> None:
    record(actor_id=by.pk, operation=operation, target=target, municipality_id=campaign.municipality_id)
