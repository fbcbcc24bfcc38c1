# SPDX-License-Identifier: EUPL-1.2
"""Pilots of the demonstration: one of each state, of ideas where they came of one, with platforms and funding."""

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from backend.common.clock import database_now
from backend.common.text import sort_key
from backend.participation.ideas.models import Idea
from backend.participation.ideas.promotion import promote_to_pilot
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.programme.joining import add_actor
from backend.region.programme.models import Actor, Pilot, PilotMilestone
from backend.region.programme.pilot_rules import FundingDraft, PilotDraft
from backend.region.programme.piloting import (
    add_funding,
    make_pilot,
    move_pilot,
    plan_pilot_step,
)
from backend.region.programme.platforms import make_platform

_ADMIN = "yllapito@parvi.example"


def bring_pilots(today: datetime.date) -> None:
    """Bring them in once."""
    if Pilot.objects.exists():
        return
    written = json.loads((Path(__file__).parent / "pilots.json").read_text())
    staff = Account.objects.get(email=_ADMIN)
    platforms = {one["key"]: _platform(staff, one) for one in written["platforms"]}
    actors = {one["key"]: _organisation(one) for one in written["organisations"]}
    for one in written["pilots"]:
        _pilot(staff, one, platforms, today)
        _join(staff, one, actors)


def _organisation(one: dict[str, Any]) -> int:
    """An organisation whose claim was confirmed long ago."""
    made = Actor.objects.create(
        name=one["name"],
        kind=one["kind"],
        municipality=Municipality.objects.get(slug=one["municipality"]),
        sort_key=sort_key(one["name"]["fi"]),
        confirmed_at=database_now(),
    )
    return made.pk


def _join(staff: Account, one: dict[str, Any], actors: dict[str, int]) -> None:
    """Put the pilot's organisations there."""
    pilot = Pilot.objects.get(name=one["name"])
    for key, role in one["actors"]:
        add_actor(by=staff, pilot_id=pilot.pk, actor_id=actors[key], role=role)


def _platform(staff: Account, one: dict[str, Any]) -> int:
    municipality = Municipality.objects.get(slug=one["municipality"])
    made = make_platform(
        by=staff,
        municipality=municipality,
        spearhead=one["spearhead"],
        name=one["name"],
        description=one["description"],
    )
    return made.pk


def _pilot(staff: Account, one: dict[str, Any], platforms: dict[str, int], today: datetime.date) -> None:
    draft = PilotDraft(
        name=one["name"],
        summary=one["summary"],
        spearhead=one["spearhead"],
        municipality=Municipality.objects.get(slug=one["municipality"]),
        platform=platforms.get(one.get("platform", "")),
        starts_on=today + datetime.timedelta(days=one["starts"]),
        ends_on=today + datetime.timedelta(days=one["ends"]),
    )
    idea = Idea.objects.filter(title=one["idea"], state=Idea.State.PUBLISHED).first() if "idea" in one else None
    pilot = promote_to_pilot(by=staff, idea_id=idea.pk, draft=draft) if idea else make_pilot(by=staff, draft=draft)
    for role in one.get("roles", []):
        actor = Actor.objects.filter(confirmed_at__isnull=False).order_by("pk").first()
        if actor is not None:
            add_actor(by=staff, pilot_id=pilot.pk, actor_id=actor.pk, role=role)
    for title, due, done in one["steps"]:
        step = plan_pilot_step(by=staff, pilot_id=pilot.pk, title=title, due_on=today + datetime.timedelta(days=due))
        if done is not None:
            PilotMilestone.objects.filter(pk=step.pk).update(done_on=today + datetime.timedelta(days=done))
    for instrument, years_ago, granted, paid in one["funding"]:
        row = FundingDraft(
            instrument=instrument, year=today.year - years_ago, granted=Decimal(granted), paid=Decimal(paid)
        )
        add_funding(by=staff, pilot_id=pilot.pk, draft=row)
    if one["state"] != "planned":
        move_pilot(by=staff, pilot_id=pilot.pk, state=one["state"], outcome=one.get("outcome"))
