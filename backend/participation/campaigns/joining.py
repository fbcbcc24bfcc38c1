# SPDX-License-Identifier: EUPL-1.2
"""Asking other municipalities to hold a campaign together, joining one, and leaving it."""

from django.db import transaction

from backend.common.clock import ClockTimestamp
from backend.common.errors import NotFound
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.campaigns.changes import locked, note_change
from backend.participation.campaigns.errors import AlreadyPublished, LeadIsNoPartner, NoPartner, PartnerAlready
from backend.participation.campaigns.events import PartnerInvited, PartnerJoined, PartnerLeft
from backend.participation.campaigns.models import Campaign, Partner
from backend.participation.campaigns.permissions import may_see, require_may_change, require_may_organise
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality


@transaction.atomic
def invite_partner(*, by: Account, slug: str, municipality: Municipality) -> Partner:
    """Ask a municipality to hold a draft campaign with its lead; its organisers answer.

    Raises NotFound, MayNot, AlreadyPublished, LeadIsNoPartner, PartnerAlready.
    """
    campaign = locked(slug)
    require_may_change(by, campaign)
    if campaign.published_at is not None:
        raise AlreadyPublished
    if municipality.pk == campaign.municipality_id:
        raise LeadIsNoPartner(fields={"municipality": LeadIsNoPartner.message})
    if Partner.objects.filter(campaign=campaign, municipality=municipality).exists():
        raise PartnerAlready(fields={"municipality": PartnerAlready.message})
    partner = Partner.objects.create(campaign=campaign, municipality=municipality)
    _note(by, "invite_partner", campaign, campaign.municipality_id)
    publish(
        PartnerInvited(campaign_id=campaign.pk, subject_id=partner.pk, channel="office", municipality=municipality.pk)
    )
    return partner


@transaction.atomic
def take_back_partner(*, by: Account, slug: str, municipality: Municipality) -> None:
    """Hold a draft without a partner after all, whether it has answered or not.

    Raises NotFound, MayNot, AlreadyPublished, NoPartner.
    """
    campaign = locked(slug)
    require_may_change(by, campaign)
    if campaign.published_at is not None:
        raise AlreadyPublished
    _end(by, "take_back_partner", campaign, _standing(campaign, municipality), campaign.municipality_id)


@transaction.atomic
def join_campaign(*, by: Account, slug: str, municipality: Municipality) -> Partner:
    """Hold a draft together with its lead, in the name of a municipality that was asked; again changes nothing.

    Raises NotFound, MayNot, NoPartner.
    """
    campaign = _locked_for(by, slug, municipality)
    partner = _standing(campaign, municipality)
    if partner.accepted_at is not None:
        return partner
    Partner.objects.filter(pk=partner.pk).update(accepted_at=ClockTimestamp())
    partner.refresh_from_db()
    _noted(by, campaign)
    _note(by, "join_campaign", campaign, municipality.pk)
    publish(
        PartnerJoined(campaign_id=campaign.pk, subject_id=partner.pk, channel="office", municipality=municipality.pk)
    )
    return partner


@transaction.atomic
def leave_campaign(*, by: Account, slug: str, municipality: Municipality) -> None:
    """Decline, or hold the campaign no longer: what its residents did stays, and is the lead's to see to.

    Raises NotFound, MayNot, NoPartner.
    """
    campaign = _locked_for(by, slug, municipality)
    _end(by, "leave_campaign", campaign, _standing(campaign, municipality), municipality.pk)


def _locked_for(by: Account, slug: str, municipality: Municipality) -> Campaign:
    campaign = locked(slug)
    if not may_see(by, campaign):
        raise NotFound
    require_may_organise(by, municipality.pk)
    return campaign


def _standing(campaign: Campaign, municipality: Municipality) -> Partner:
    found = Partner.objects.filter(campaign=campaign, municipality=municipality, left_at=None).first()
    if found is None:
        raise NoPartner
    return found


def _end(by: Account, operation: str, campaign: Campaign, partner: Partner, municipality_id: int) -> None:
    """In a draft nothing is left of a partner; of a public campaign it stays known when it left."""
    partner_id = partner.pk
    if campaign.published_at is None:
        partner.delete()
    else:
        Partner.objects.filter(pk=partner_id).update(left_at=ClockTimestamp())
    _noted(by, campaign)
    _note(by, operation, campaign, municipality_id)
    publish(
        PartnerLeft(
            campaign_id=campaign.pk,
            subject_id=partner_id,
            channel="office",
            sign=-1,
            municipality=partner.municipality_id,
            by_lead=municipality_id == campaign.municipality_id,
        )
    )


def _noted(by: Account, campaign: Campaign) -> None:
    """Who publishes meanwhile reads the plan anew: another partner may ask for another language."""
    note_change(campaign, by, ["partners"])
    campaign.save(update_fields=["edition"])


def _note(by: Account, operation: str, campaign: Campaign, municipality_id: int) -> None:
    record(actor_id=by.pk, operation=operation, target=f"campaign:{campaign.pk}", municipality_id=municipality_id)
