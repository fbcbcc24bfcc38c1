# SPDX-License-Identifier: EUPL-1.2
"""A campaign of Porvoo, Sipoo and Loviisa, for tests of several rooms."""

import pgtrigger

from backend.common.clock import database_now
from backend.participation.campaigns.joining import invite_partner, join_campaign
from backend.participation.campaigns.models import Campaign, Partner
from backend.participation.campaigns.services import publish_campaign
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality


def place(slug: str) -> Municipality:
    """A municipality."""
    return Municipality.objects.get(slug=slug)


def organiser_of(make_person, name: str, slug: str) -> Account:
    """Somebody who organises for a municipality."""
    account = make_person(name, municipality=slug)
    give_role(account=account, kind="organiser", municipality=place(slug))
    return account


def joint(make_campaign, make_person, *partners: str, published: bool = True, **options) -> Campaign:
    """A campaign of Porvoo whose partners have accepted."""
    lead = organiser_of(make_person, "Lead", "porvoo")
    campaign = make_campaign(options.pop("slug", "yhteinen"), published=False, **options)
    for number, slug in enumerate(partners):
        invite_partner(by=lead, slug=campaign.slug, municipality=place(slug))
        join_campaign(
            by=organiser_of(make_person, f"Partner{number}", slug), slug=campaign.slug, municipality=place(slug)
        )
    return publish_campaign(by=None, slug=campaign.slug) if published else campaign


def join_as_partner(campaign: Campaign, slug: str) -> Partner:
    """A municipality holds a campaign that is public already, as if it had been asked before."""
    with pgtrigger.ignore("campaigns.Partner:partner_is_another"):
        return Partner.objects.create(campaign=campaign, municipality=place(slug), accepted_at=database_now())
