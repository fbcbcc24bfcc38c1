# SPDX-License-Identifier: EUPL-1.2
"""What the archive carries of the floor of the region: places, look and statement, organisations, pilots."""

from backend.records.exports.archive.carried import WHO, Carried
from backend.region.municipalities.models import Look, Statement
from backend.region.places.models import District
from backend.region.programme.models import (
    Actor,
    FundingRow,
    Pilot,
    PilotActor,
    PilotMilestone,
    Platform,
)

OWN = "t.municipality_id = %(municipality)s"
CAMPAIGNS = "SELECT own.id FROM campaigns_campaign AS own WHERE own.municipality_id = %(municipality)s"
_IDEAS = f"SELECT said.id FROM ideas_idea AS said WHERE said.campaign_id IN ({CAMPAIGNS})"
_PILOTS = f"""
    SELECT pilot.id FROM programme_pilot AS pilot WHERE pilot.municipality_id = %(municipality)s
    UNION SELECT link.pilot_id FROM ideas_ideapilot AS link WHERE link.idea_id IN ({_IDEAS})
"""
_FUNDING = f"({{0}}.pilot_id IN ({_PILOTS}) OR {{0}}.pilot_id IS NULL AND {{0}}.municipality_id = %(municipality)s)"

DISTRICTS = Carried(
    name="districts",
    model=District,
    fields=("municipality", "slug", "name"),
    rows=f"""({OWN} OR t.municipality_id IN (
        SELECT partner.municipality_id FROM campaigns_partner AS partner WHERE partner.campaign_id IN ({CAMPAIGNS}))
        OR t.id IN (SELECT context.district_id FROM participants_frozencontext AS context
        JOIN participants_participant AS participant ON participant.id = context.participant_id
        WHERE participant.campaign_id IN ({CAMPAIGNS})))""",
    known_by=("municipality", "slug"),
)
LOOK = Carried(
    name="look",
    model=Look,
    fields=(
        "municipality",
        "brand_colour",
        "name",
        "welcome",
        "contact",
        "logo",
        "logo_width",
        "logo_height",
        "logo_alt",
        "edition",
        "changed_at",
    ),
    rows=OWN,
    instead={"logo": "CASE WHEN t.logo IS NOT NULL THEN 'media/logo.webp' END"},
    known_by=("municipality",),
)
STATEMENT = Carried(
    name="statement",
    model=Statement,
    fields=("municipality", "lacking", "assessed_on", "by_outsider", "changed_at"),
    rows=OWN,
    known_by=("municipality",),
)
ACTORS = Carried(
    name="actors",
    model=Actor,
    fields=(
        "name",
        "description",
        "kind",
        "business_id",
        "website",
        "municipality",
        "sort_key",
        "proposed_at",
        "confirmed_at",
    ),
    rows=f"""t.confirmed_at IS NOT NULL AND ({OWN}
        OR t.id IN (SELECT said.actor_id FROM ideas_idea AS said WHERE said.campaign_id IN ({CAMPAIGNS}))
        OR t.id IN (SELECT comment.actor_id FROM discussion_comment AS comment WHERE comment.idea_id IN ({_IDEAS}))
        OR t.id IN (SELECT part.actor_id FROM programme_pilotactor AS part WHERE part.pilot_id IN ({_PILOTS}))
        OR t.id IN (SELECT f.actor_id FROM programme_fundingrow AS f WHERE {_FUNDING.format("f")}))""",
    known_by=("business_id",),
    known_among={"confirmed_at__isnull": False},
)
PLATFORMS = Carried(
    name="platforms",
    model=Platform,
    fields=("name", "description", "municipality", "spearhead", "made_at"),
    rows=f"({OWN} OR t.id IN (SELECT used.platform_id FROM programme_pilot AS used WHERE used.id IN ({_PILOTS})))",
)
PILOTS = Carried(
    name="pilots",
    model=Pilot,
    fields=(
        "name",
        "summary",
        "spearhead",
        "municipality",
        "platform",
        "state",
        "starts_on",
        "ends_on",
        "outcome",
        "changed_at",
    ),
    rows=f"t.id IN ({_PILOTS})",
)
PILOT_ACTORS = Carried(
    name="pilot_actors",
    model=PilotActor,
    fields=("pilot", "actor", "role", "state", "asked_at", "decided_at"),
    of="pilot",
    rows="t.state IN ('confirmed', 'ended')"
    " AND EXISTS (SELECT FROM programme_actor AS known WHERE known.id = t.actor_id AND known.confirmed_at IS NOT NULL)",
    left_out={
        "message": "what a person wrote to the staff",
        "reason": "what the staff wrote to a person",
        "asked_by": WHO,
    },
)
PILOT_MILESTONES = Carried(
    name="pilot_milestones",
    model=PilotMilestone,
    fields=("pilot", "title", "due_on", "done_on"),
    of="pilot",
)
FUNDING = Carried(
    name="funding",
    model=FundingRow,
    fields=("pilot", "project", "spearhead", "instrument", "year", "granted", "paid", "actor", "municipality"),
    rows=_FUNDING.format("t"),
)

TABLES = (DISTRICTS, LOOK, STATEMENT, ACTORS, PLATFORMS, PILOTS, PILOT_ACTORS, PILOT_MILESTONES, FUNDING)
