# SPDX-License-Identifier: EUPL-1.2
"""One municipality leads, others hold the campaign with it: asked, joined, left; what each of them may."""

import pytest
from django.db import Error, transaction

from backend.common.errors import MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.ledger.events.models import Event
from backend.participation.campaigns.errors import (
    AlreadyPublished,
    CampaignIncomplete,
    LeadIsNoPartner,
    NoPartner,
    PartnerAlready,
)
from backend.participation.campaigns.joining import invite_partner, join_campaign, leave_campaign, take_back_partner
from backend.participation.campaigns.models import Campaign, Partner
from backend.participation.campaigns.partners import holders_of, partners_of, serves_for
from backend.participation.campaigns.rules import languages_needed
from backend.participation.campaigns.selectors import CampaignQuery, campaign_by_slug, visible_campaigns
from backend.participation.campaigns.services import publish_campaign
from tests.participation.campaigns.joint import joint, organiser_of, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(make_campaign) -> Campaign:
    """A draft of Porvoo."""
    return make_campaign(published=False)


def slugs(campaigns) -> list[str]:
    return [one.slug for one in campaigns]


def test_porvoo_asks_sipoo_which_joins_and_both_hold_the_campaign(porvoo_organiser, make_person, draft):
    siiri = organiser_of(make_person, "Siiri", "sipoo")
    assert slugs(visible_campaigns(viewer=siiri)) == []
    invite_partner(by=porvoo_organiser, slug=draft.slug, municipality=place("sipoo"))
    assert slugs(visible_campaigns(viewer=siiri)) == [draft.slug]  # who is asked may read what it is about
    assert serves_for(siiri, draft) is None
    join_campaign(by=siiri, slug=draft.slug, municipality=place("sipoo"))
    campaign = publish_campaign(by=porvoo_organiser, slug=draft.slug)
    assert [one.slug for one in partners_of(Campaign.objects.get(pk=campaign.pk))] == ["sipoo"]
    assert serves_for(siiri, Campaign.objects.get(pk=campaign.pk)) == place("sipoo").pk
    for home in ("porvoo", "sipoo"):
        assert slugs(visible_campaigns(query=CampaignQuery(municipality=home))) == [draft.slug]
    assert slugs(visible_campaigns(query=CampaignQuery(municipality="askola"))) == []
    assert set(Event.objects.filter(kind__startswith="partner_").values_list("kind", flat=True)) == {
        "partner_invited",
        "partner_joined",
    }
    assert AuditEntry.objects.get(operation="join_campaign").municipality_id == place("sipoo").pk


def test_the_languages_are_those_of_all_that_hold_it(make_campaign, make_person):
    campaign = make_campaign(published=False, municipality="askola")
    Campaign.objects.filter(pk=campaign.pk).update(languages=["fi"], title={"fi": "Joki"}, lead={"fi": "Mitä?"})
    campaign.categories.update(name={"fi": "Luonto"})
    assert languages_needed(campaign_by_slug(campaign.slug, viewer=organiser_of(make_person, "A", "askola"))) == ["fi"]
    lead = organiser_of(make_person, "Aada", "askola")
    invite_partner(by=lead, slug=campaign.slug, municipality=place("sipoo"))
    join_campaign(by=organiser_of(make_person, "Siiri", "sipoo"), slug=campaign.slug, municipality=place("sipoo"))
    assert languages_needed(campaign_by_slug(campaign.slug, viewer=lead)) == ["fi", "sv"]
    with pytest.raises(CampaignIncomplete) as refused:
        publish_campaign(by=lead, slug=campaign.slug)
    assert {"title_sv", "lead_sv", "categories"} <= set(refused.value.fields)


def test_nothing_is_public_before_everybody_has_answered(porvoo_organiser, make_person, draft):
    invite_partner(by=porvoo_organiser, slug=draft.slug, municipality=place("sipoo"))
    with pytest.raises(CampaignIncomplete) as refused:
        publish_campaign(by=porvoo_organiser, slug=draft.slug)
    assert set(refused.value.fields) == {"partners"}
    take_back_partner(by=porvoo_organiser, slug=draft.slug, municipality=place("sipoo"))
    assert publish_campaign(by=porvoo_organiser, slug=draft.slug).published_at


def test_a_municipality_declines_and_sees_the_draft_no_more(porvoo_organiser, make_person, draft):
    siiri = organiser_of(make_person, "Siiri", "sipoo")
    invite_partner(by=porvoo_organiser, slug=draft.slug, municipality=place("sipoo"))
    leave_campaign(by=siiri, slug=draft.slug, municipality=place("sipoo"))
    assert not Partner.objects.exists()
    with pytest.raises(NotFound):
        campaign_by_slug(draft.slug, viewer=siiri)
    with pytest.raises(NotFound):
        join_campaign(by=siiri, slug=draft.slug, municipality=place("sipoo"))


def test_who_leaves_a_public_campaign_holds_it_no_more_and_cannot_come_back(make_campaign, make_person):
    campaign = joint(make_campaign, make_person, "sipoo")
    siiri = organiser_of(make_person, "Siiri", "sipoo")
    leave_campaign(by=siiri, slug=campaign.slug, municipality=place("sipoo"))
    assert holders_of(Campaign.objects.get(pk=campaign.pk)) == [place("porvoo").pk]
    assert Partner.objects.get().left_at is not None
    assert slugs(visible_campaigns(query=CampaignQuery(municipality="sipoo"))) == []
    with pytest.raises(NoPartner):
        join_campaign(by=siiri, slug=campaign.slug, municipality=place("sipoo"))
    with pytest.raises(AlreadyPublished):
        invite_partner(
            by=organiser_of(make_person, "Paula", "porvoo"), slug=campaign.slug, municipality=place("askola")
        )


def test_refusals(porvoo_organiser, make_person, draft):
    siiri, lotta = organiser_of(make_person, "Siiri", "sipoo"), organiser_of(make_person, "Lotta", "loviisa")
    ask = {"slug": draft.slug, "municipality": place("sipoo")}
    with pytest.raises(LeadIsNoPartner):
        invite_partner(by=porvoo_organiser, slug=draft.slug, municipality=place("porvoo"))
    with pytest.raises(NotFound):  # a draft of elsewhere
        invite_partner(by=siiri, **ask)
    invite_partner(by=porvoo_organiser, **ask)
    with pytest.raises(PartnerAlready):
        invite_partner(by=porvoo_organiser, **ask)
    with pytest.raises(NotFound):  # asked is Sipoo, not Loviisa
        join_campaign(by=lotta, **ask)
    with pytest.raises(MayNot):  # the lead does not answer for others
        join_campaign(by=porvoo_organiser, **ask)
    with pytest.raises(MayNot):  # only the lead edits
        invite_partner(by=siiri, slug=draft.slug, municipality=place("loviisa"))
    with pytest.raises(NoPartner):
        take_back_partner(by=porvoo_organiser, slug=draft.slug, municipality=place("loviisa"))


@pytest.mark.parametrize("published", [False, True])
def test_the_database_refuses_the_lead_as_partner_and_a_late_one(make_campaign, published):
    campaign = make_campaign(published=published)
    for slug in ["porvoo"] if not published else ["porvoo", "sipoo"]:
        with pytest.raises(Error), transaction.atomic():
            Partner.objects.create(campaign=campaign, municipality=place(slug))


def test_partners_cost_a_list_no_query(make_campaign, make_person, count_queries):
    make_campaign("yksin")
    joint(make_campaign, make_person, "sipoo", "loviisa")
    with count_queries() as counted:
        shown = {one.slug: [place.slug for place in partners_of(one)] for one in visible_campaigns()}
    assert shown == {"yksin": [], "yhteinen": ["loviisa", "sipoo"]}
    assert counted() == 2
