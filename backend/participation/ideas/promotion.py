# SPDX-License-Identifier: EUPL-1.2
"""Making an idea a pilot, and finding the one from the other."""

import dataclasses

from django.db import transaction

from backend.common.errors import NotFound
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.ideas.errors import IdeaIsPilot
from backend.participation.ideas.events import IdeaBecamePilot
from backend.participation.ideas.models import Idea, IdeaPilot
from backend.participation.ideas.rules import require_stands
from backend.region.accounts.models import Account
from backend.region.programme.models import Pilot
from backend.region.programme.pilot_rules import PilotDraft
from backend.region.programme.piloting import make_pilot


@transaction.atomic
def promote_to_pilot(*, by: Account, idea_id: int, draft: PilotDraft) -> Pilot:
    """Make a pilot of an idea, led by the campaign's municipality; everybody of the idea hears of it.

    Raises NotFound, MayNot, InvalidInput, IdeaIsPilot, and what says that the idea does not stand.
    """
    ideas = Idea.objects.select_for_update(of=("self",)).select_related("campaign__municipality")
    idea = ideas.filter(pk=idea_id).first()
    if idea is None:
        raise NotFound
    require_may_change(by, idea.campaign)
    require_stands(idea)
    if IdeaPilot.objects.filter(idea=idea).exists():
        raise IdeaIsPilot
    municipality = idea.campaign.municipality
    pilot = make_pilot(by=by, draft=dataclasses.replace(draft, municipality=municipality))
    IdeaPilot.objects.create(idea=idea, pilot=pilot)
    record(actor_id=by.pk, operation="promote_to_pilot", target=f"idea:{idea.pk}", municipality_id=municipality.pk)
    publish(IdeaBecamePilot(campaign_id=idea.campaign_id, subject_id=idea.pk, channel="office", pilot=pilot.pk))
    return pilot


def pilot_of(idea_id: int) -> Pilot | None:
    """The pilot that came of an idea."""
    found = IdeaPilot.objects.select_related("pilot").filter(idea_id=idea_id).first()
    return found.pilot if found else None


def idea_of(pilot_id: int) -> Idea | None:
    """The idea of which a pilot came, with its campaign; None where it came of none, or of one that is not public."""
    links = IdeaPilot.objects.filter(pilot_id=pilot_id, idea__campaign__published_at__isnull=False)
    found = links.select_related("idea__campaign__municipality").first()
    return found.idea if found else None
