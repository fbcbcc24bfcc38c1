# SPDX-License-Identifier: EUPL-1.2
"""Starting a campaign from a template, or from an earlier campaign: its texts and rules, nothing of what was done."""

import dataclasses
import datetime

from django.db import transaction

from backend.common.text import LanguageText, clean_languages
from backend.ledger.audit.services import record
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import require_may_change, require_may_organise
from backend.participation.campaigns.plans import plan_of
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.campaigns.services import create_campaign
from backend.participation.campaigns.templates import moved_to, plan_from, template_called
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.programme.models import Spearhead


@transaction.atomic
def start_from_template(
    *,
    by: Account,
    municipality: Municipality,
    spearhead: Spearhead,
    template: str,
    first_day: datetime.date,
    title: LanguageText | None = None,
) -> Campaign:
    """Make a draft of a template that begins on a day; its name where one is given, by language.

    Raises NotFound where there is no such template, and what create_campaign raises.
    """
    require_may_organise(by, municipality.pk)
    found = template_called(template)
    plan = plan_from(found, first_day)
    plan = dataclasses.replace(plan, title={**plan.title, **clean_languages(title or {})})
    campaign = create_campaign(by=by, municipality=municipality, spearhead=spearhead, plan=plan)
    campaign.identifier, campaign.conditions = found.identifier, dict(found.conditions)
    campaign.save(update_fields=["identifier", "conditions"])
    _note(by, "start_from_template", campaign)
    return campaign


@transaction.atomic
def copy_campaign(*, by: Account, slug: str, first_day: datetime.date, title: LanguageText | None = None) -> Campaign:
    """Make a draft of an earlier campaign of one's municipality: texts, rules, phases moved to begin on a day.

    No idea, no support, no comment and no code comes along; nor does who kept what promise.
    Raises NotFound, MayNot, and what create_campaign raises.
    """
    earlier = campaign_by_slug(slug, viewer=by)
    require_may_change(by, earlier)
    standing = plan_of(earlier)
    plan = dataclasses.replace(
        standing,
        slug="",
        title={**standing.title, **clean_languages(title or {})},
        phases=moved_to(standing.phases, first_day),
        influence_kept="",
        influence_reason={},
    )
    campaign = create_campaign(by=by, municipality=earlier.municipality, spearhead=earlier.spearhead, plan=plan)
    campaign.identifier, campaign.conditions = earlier.identifier, earlier.conditions
    campaign.save(update_fields=["identifier", "conditions"])
    _note(by, "copy_campaign", campaign)
    return campaign


def _note(by: Account, operation: str, campaign: Campaign) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"campaign:{campaign.pk}",
        municipality_id=campaign.municipality_id,
    )
