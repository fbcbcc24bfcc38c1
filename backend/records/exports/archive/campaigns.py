# SPDX-License-Identifier: EUPL-1.2
"""What the archive carries of campaigns that the municipality leads, and of who took part in them."""

from backend.participation.campaigns.models import (
    Amendment,
    Campaign,
    CampaignChange,
    Category,
    Cost,
    Gathering,
    GatheringVersion,
    Partner,
    Phase,
    VotingWindow,
)
from backend.participation.handling.models import AnswersDue
from backend.participation.participants.models import FrozenContext, Participant
from backend.records.exports.archive.carried import WHO, Carried
from backend.records.exports.archive.region import OWN

# conditions name municipalities and districts by their ids here
_CONDITIONS = """
    (SELECT coalesce(jsonb_object_agg(asked.act, asked.condition
        || CASE WHEN asked.condition ? 'municipalities' THEN jsonb_build_object('municipalities',
            (SELECT jsonb_agg(place.code ORDER BY place.code) FROM places_municipality AS place
             WHERE asked.condition->'municipalities' @> to_jsonb(place.id))) ELSE '{}' END
        || CASE WHEN asked.condition ? 'districts' THEN jsonb_build_object('districts',
            (SELECT jsonb_agg(district.number ORDER BY district.number) FROM archive_number AS district
             WHERE district.name = 'districts' AND asked.condition->'districts' @> to_jsonb(district.id)))
            ELSE '{}' END), '{}')
     FROM jsonb_each(t.conditions) AS asked (act, condition))
"""

CAMPAIGNS = Carried(
    name="campaigns",
    model=Campaign,
    fields=(
        "slug",
        "municipality",
        "spearhead",
        "title",
        "lead",
        "promise",
        "languages",
        "influence",
        "influence_kept",
        "influence_reason",
        "art",
        "support_limit",
        "supports_hidden",
        "identifier",
        "conditions",
        "reference_date",
        "imported",
        "ideas_read_first",
        "comments_read_first",
        "read_within_hours",
        "created_at",
        "published_at",
        "edition",
    ),
    rows=OWN,
    instead={"conditions": _CONDITIONS},
    left_out={"created_by": WHO},
    # partners join a draft: the database refuses them afterwards
    late=("published_at",),
)
CAMPAIGN_DISTRICTS = Carried(
    name="campaign_districts",
    model=Campaign.districts.through,
    fields=("campaign", "district"),
    of="campaign",
)
PARTNERS = Carried(
    name="partners",
    model=Partner,
    fields=("campaign", "municipality", "invited_at", "accepted_at", "left_at"),
    of="campaign",
)
CHANGES = Carried(
    name="campaign_changes",
    model=CampaignChange,
    fields=("campaign", "edition", "parts", "changed_at"),
    of="campaign",
    left_out={"changed_by": WHO},
)
CATEGORIES = Carried(name="categories", model=Category, fields=("campaign", "slug", "name", "position"), of="campaign")
PHASES = Carried(
    name="phases",
    model=Phase,
    fields=("campaign", "kind", "opens", "closes", "paused_at", "opening_recorded_at"),
    of="campaign",
)
WINDOWS = Carried(
    name="voting_windows",
    model=VotingWindow,
    fields=("phase", "opens", "closes", "paused_at", "sealed_at", "rule", "rule_hash", "closed_at"),
    of="phase",
)
AMENDMENTS = Carried(
    name="amendments",
    model=Amendment,
    fields=("campaign", "phase", "kind", "reason", "before", "after", "rule_hash", "made_at"),
    of="campaign",
    left_out={"made_by": WHO},
)
GATHERINGS = Carried(
    name="gatherings",
    model=Gathering,
    fields=(
        "campaign",
        "kind",
        "held_on",
        "place",
        "title",
        "attended",
        "version",
        "noted_at",
        "dropped_at",
        "dropped_for",
    ),
    of="campaign",
)
GATHERING_VERSIONS = Carried(
    name="gathering_versions",
    model=GatheringVersion,
    fields=("gathering", "number", "kind", "held_on", "place", "title", "attended", "changed_at"),
    of="gathering",
)
COSTS = Carried(
    name="costs",
    model=Cost,
    fields=("campaign", "edition", "staff_hours", "hour_price", "purchases", "is_public", "noted_at"),
    of="campaign",
)
ANSWERS_DUE = Carried(
    name="answers_due",
    model=AnswersDue,
    fields=("campaign", "due_on", "reminded_before", "reminded_after"),
    of="campaign",
)
PARTICIPANTS = Carried(
    name="participants",
    model=Participant,
    fields=("campaign", "kind", "person_number"),
    of="campaign",
    instead={"person_number": "who.person"},
    left_out={
        "voter": "made of an identifier; the importing instance puts a random value",
        "account": WHO,
        "admitted_to": "what the person was admitted to; nobody acts as this participant any more",
    },
)
CONTEXTS = Carried(
    name="contexts",
    model=FrozenContext,
    fields=("participant", "municipality", "district", "age_band", "language"),
    of="participant",
)

TABLES = (
    CAMPAIGNS,
    CAMPAIGN_DISTRICTS,
    PARTNERS,
    CHANGES,
    CATEGORIES,
    PHASES,
    WINDOWS,
    AMENDMENTS,
    GATHERINGS,
    GATHERING_VERSIONS,
    COSTS,
    ANSWERS_DUE,
    PARTICIPANTS,
    CONTEXTS,
)
