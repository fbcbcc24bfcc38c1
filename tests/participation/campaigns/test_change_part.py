# SPDX-License-Identifier: EUPL-1.2
"""One part of a campaign is changed by itself; who meets whom is said."""

import pytest

from backend.common.errors import InvalidInput, MayNot, NotFound
from backend.ledger.audit.models import AuditEntry
from backend.participation.campaigns.errors import AlreadyPublished, ChangedMeanwhile
from backend.participation.campaigns.models import Campaign, CampaignChange
from backend.participation.campaigns.rules import PhasePlan
from backend.participation.campaigns.selectors import personal_data_of
from backend.participation.campaigns.services import change_part, forget_person
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(make_campaign) -> Campaign:
    return make_campaign("joki", published=False)


@pytest.fixture
def pekka(make_person):
    """Pekka organises for Porvoo too."""
    account = make_person("Pekka")
    give_role(account=account, kind="organiser", municipality=Municipality.objects.get(slug="porvoo"))
    return account


def test_pirkko_changes_the_name_and_all_else_stands(porvoo_organiser, draft):
    before = list(draft.phases.values_list("kind", "opens", "closes"))
    change_part(by=porvoo_organiser, slug="joki", edition=1, changes={"title": {"fi": "Uusi", "sv": "Ny"}})
    stands = Campaign.objects.get()
    assert stands.title == {"fi": "Uusi", "sv": "Ny"}
    assert stands.lead == draft.lead
    assert list(stands.phases.values_list("kind", "opens", "closes")) == before
    assert [subject.slug for subject in stands.categories.all()] == ["luonto", "liikkuminen"]
    assert stands.edition == 2
    assert AuditEntry.objects.get(operation="change_campaign").target == f"campaign:{stands.pk}"


def test_two_who_change_different_parts_do_not_meet(porvoo_organiser, pekka, draft):
    change_part(by=pekka, slug="joki", edition=1, changes={"art": "sea"})
    change_part(by=porvoo_organiser, slug="joki", edition=1, changes={"influence": "involve"})
    stands = Campaign.objects.get()
    assert (stands.art, stands.influence, stands.edition) == ("sea", "involve", 3)


def test_two_who_change_the_same_part_are_told_who_and_what(porvoo_organiser, pekka, draft):
    change_part(by=pekka, slug="joki", edition=1, changes={"lead": {"fi": "Pekan"}})
    with pytest.raises(ChangedMeanwhile) as refusal:
        change_part(by=porvoo_organiser, slug="joki", edition=1, changes={"lead": {"fi": "Pirkon"}})
    assert "Pekka" in str(refusal.value.fields["edition"])
    assert Campaign.objects.get().lead == {"fi": "Pekan"}
    change_part(by=porvoo_organiser, slug="joki", edition=2, changes={"lead": {"fi": "Pirkon"}})
    assert Campaign.objects.get().lead == {"fi": "Pirkon"}


def test_an_edition_that_never_was_is_refused(porvoo_organiser, draft):
    for edition in (0, 7):
        with pytest.raises(ChangedMeanwhile):
            change_part(by=porvoo_organiser, slug="joki", edition=edition, changes={"art": "sea"})


def test_phases_of_every_kind_follow_each_other_and_none_lasts_centuries(porvoo_organiser, draft):
    begins = draft.phases.first().opens
    years = begins.replace(year=begins.year + 200)
    with pytest.raises(InvalidInput):
        change_part(
            by=porvoo_organiser,
            slug="joki",
            edition=1,
            changes={"phases": [PhasePlan("follow_up", begins, years)]},
        )
    kinds = ("inform", "collect", "inform", "discuss", "collect", "support", "results", "follow_up")
    days = [begins.replace(year=begins.year + n) for n in range(9)]
    phases = [PhasePlan(kind, days[n], days[n + 1]) for n, kind in enumerate(kinds)]
    change_part(by=porvoo_organiser, slug="joki", edition=1, changes={"phases": phases})
    assert [phase.kind for phase in Campaign.objects.get().phases.all()] == list(kinds)


def test_whether_the_promise_was_kept_needs_a_reason(porvoo_organiser, campaign):
    with pytest.raises(InvalidInput):
        change_part(by=porvoo_organiser, slug="joki", edition=1, changes={"influence_kept": "partly"})
    kept = {"influence_kept": "partly", "influence_reason": {"fi": "Raha loppui."}}
    change_part(by=porvoo_organiser, slug="joki", edition=1, changes=kept)
    assert Campaign.objects.get().influence_kept == "partly"


def test_rules_of_a_public_campaign_stand(porvoo_organiser, campaign):
    for change in ({"support_limit": 3}, {"supports_hidden": True}, {"phases": []}):
        with pytest.raises(AlreadyPublished):
            change_part(by=porvoo_organiser, slug="joki", edition=1, changes=change)


def test_only_organisers_change_and_a_draft_is_nobody_elses(aino, porvoo_organiser, make_campaign):
    make_campaign("sipoon", published=False, municipality="sipoo")
    make_campaign("julkinen")
    with pytest.raises(NotFound):
        change_part(by=porvoo_organiser, slug="sipoon", edition=1, changes={"art": "sea"})
    with pytest.raises(MayNot):
        change_part(by=aino, slug="julkinen", edition=1, changes={"art": "sea"})


def test_who_changed_what_is_theirs_to_read_and_forgotten_with_them(porvoo_organiser, draft):
    change_part(by=porvoo_organiser, slug="joki", edition=1, changes={"art": "sea"})
    assert personal_data_of(porvoo_organiser)["campaigns_changed"][0]["parts"] == ["art"]
    forget_person(account=porvoo_organiser)
    assert CampaignChange.objects.get().changed_by is None
