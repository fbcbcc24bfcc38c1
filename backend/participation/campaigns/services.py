# SPDX-License-Identifier: EUPL-1.2
"""Making, changing and publishing campaigns; sealing a window; recording that a phase opened."""

import dataclasses
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp, database_now, local_day
from backend.common.errors import InvalidInput
from backend.common.text import LANGUAGES, LanguageText, clean_languages, in_language, slug_of
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.campaigns.changes import changed_meanwhile, locked, note_change
from backend.participation.campaigns.conditions import Condition
from backend.participation.campaigns.errors import (
    AlreadyPublished,
    CampaignIncomplete,
    SlugTaken,
    WindowSealedAlready,
)
from backend.participation.campaigns.events import CampaignPublished, PhaseOpened, WindowSealed
from backend.participation.campaigns.models import Amendment, Campaign, CampaignChange, Category, Phase, VotingWindow
from backend.participation.campaigns.permissions import require_may_change, require_may_organise
from backend.participation.campaigns.plans import PARTS, CampaignPlan, parts_changed, plan_of
from backend.participation.campaigns.rules import (
    missing_before_publishing,
    require_conditions_fit,
    require_phases_fit,
    require_plausible_length,
    rule_hash,
)
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.programme.models import Spearhead

MOST_READING_HOURS = 120
_STANDING_RULES = (
    "support_limit",
    "supports_hidden",
    "ideas_read_first",
    "comments_read_first",
    "read_within_hours",
)
"""What of a published campaign is changed by no plan."""


@transaction.atomic
def create_campaign(
    *, by: Account | None, municipality: Municipality, spearhead: Spearhead, plan: CampaignPlan, imported: bool = False
) -> Campaign:
    """Make a draft campaign; `by` is None for imports and seeds (nobody's act).

    Raises MayNot, InvalidInput, PhasesOverlap, OneSupportPhase, SlugTaken.
    """
    if by is not None:
        require_may_organise(by, municipality.id)
    _require_plan(plan)
    if not imported:
        require_plausible_length(plan.phases)
    wanted = slug_of(plan.slug or in_language(plan.title, "fi")) or "campaign"
    slug = wanted if plan.slug else _free_slug(wanted)
    if Campaign.objects.filter(slug=slug).exists():
        raise SlugTaken(fields={"slug": SlugTaken.message})
    campaign = Campaign(
        slug=slug,
        municipality=municipality,
        spearhead=spearhead,
        imported=imported,
        created_by=by,
        reference_date=local_day(min((phase.opens for phase in plan.phases), default=database_now())),
    )
    _write(campaign, plan)
    if by is not None:
        _note(by, "create_campaign", campaign)
    return campaign


@transaction.atomic
def change_campaign(*, by: Account, slug: str, plan: CampaignPlan, edition: int, spearhead: Spearhead) -> Campaign:
    """Replace a draft's contents; of a published one, only its texts change.

    `edition` is the one that was read: a campaign changed meanwhile raises ChangedMeanwhile, nothing is lost.
    Raises NotFound, MayNot, InvalidInput, AlreadyPublished and what create_campaign raises.
    """
    campaign = locked(slug)
    require_may_change(by, campaign)
    if campaign.edition != edition:
        raise changed_meanwhile(campaign, edition, PARTS)
    return _change(by, campaign, plan, spearhead)


@transaction.atomic
def change_part(
    *, by: Account, slug: str, edition: int, changes: Mapping[str, object], spearhead: Spearhead | None = None
) -> Campaign:
    """Change some parts of a campaign's plan (names of CampaignPlan's fields) and leave the others as they stand.

    What others changed since `edition` in other parts stays too; in the same part it raises ChangedMeanwhile.
    Raises what change_campaign raises.
    """
    campaign = locked(slug)
    require_may_change(by, campaign)
    if campaign.edition != edition:
        refusal = changed_meanwhile(campaign, edition, changes)
        if refusal.fields:
            raise refusal
    plan = dataclasses.replace(plan_of(campaign), **changes)  # type: ignore[arg-type]
    return _change(by, campaign, plan, spearhead or campaign.spearhead)


def _change(by: Account, campaign: Campaign, plan: CampaignPlan, spearhead: Spearhead) -> Campaign:
    _require_plan(plan)
    before = plan_of(campaign)
    if before.phases != list(plan.phases):
        require_plausible_length(plan.phases)
    if campaign.published_at is not None:
        _require_rules_stand(campaign, plan)
    parts = parts_changed(before, plan) + (["spearhead"] if campaign.spearhead_id != spearhead.pk else [])
    campaign.spearhead = spearhead
    note_change(campaign, by, parts)
    _write(campaign, plan)
    _note(by, "change_campaign", campaign)
    return campaign


@transaction.atomic
def decide_who_takes_part(*, by: Account, slug: str, identifier: str, conditions: Mapping[str, Condition]) -> Campaign:
    """Say of a draft what makes one person, and who may do what; an act left out follows the identifier.

    Raises NotFound, MayNot, AlreadyPublished, InvalidInput.
    """
    campaign = locked(slug)
    require_may_change(by, campaign)
    if campaign.published_at is not None:
        raise AlreadyPublished
    require_conditions_fit(identifier, conditions)
    campaign.identifier = identifier
    campaign.conditions = {act: condition.as_written() for act, condition in conditions.items()}
    note_change(campaign, by, ["conditions"])
    campaign.save(update_fields=["identifier", "conditions", "edition"])
    _note(by, "decide_who_takes_part", campaign)
    return campaign


@transaction.atomic
def publish_campaign(*, by: Account | None, slug: str) -> Campaign:
    """Make a draft public; its support phase gets its window. Raises CampaignIncomplete, AlreadyPublished."""
    campaign = locked(slug)
    if by is not None:
        require_may_change(by, campaign)
    if campaign.published_at is not None:
        raise AlreadyPublished
    missing = {} if campaign.imported else missing_before_publishing(campaign)
    if missing:
        raise CampaignIncomplete(fields=missing)
    campaign.published_at = database_now()
    campaign.save(update_fields=["published_at"])
    for phase in campaign.phases.filter(kind=Phase.Kind.SUPPORT):
        VotingWindow.objects.create(phase=phase, opens=phase.opens, closes=phase.closes)
    publish(CampaignPublished(campaign_id=campaign.id, channel="office"))
    if by is not None:
        _note(by, "publish_campaign", campaign)
    return campaign


def forget_person(*, account: Account) -> None:
    """A campaign is the municipality's: it stays, without saying who made it. In the caller's transaction."""
    Amendment.objects.filter(made_by=account).update(made_by=None)
    CampaignChange.objects.filter(changed_by=account).update(changed_by=None)
    Campaign.objects.filter(created_by=account).update(created_by=None)


@transaction.atomic
def seal_window(*, window_id: int, rule: Mapping[str, object]) -> VotingWindow:
    """Seal the rule of a window, once; whoever locks first seals, the others read it.

    Raises WindowSealedAlready when another rule stands there.
    """
    sealed_now = VotingWindow.objects.filter(id=window_id, sealed_at__isnull=True).update(
        rule=dict(rule), rule_hash=rule_hash(rule), sealed_at=ClockTimestamp()
    )
    window = VotingWindow.objects.select_related("phase").get(id=window_id)
    if sealed_now:
        publish(WindowSealed(campaign_id=window.phase.campaign_id, subject_id=window.id, channel="office"))
    elif window.rule_hash != rule_hash(rule):
        raise WindowSealedAlready
    return window


@transaction.atomic
def record_opened_phases() -> int:
    """Write the ledger's record of phases that have opened since; how many. Only a record."""
    opened = Phase.objects.select_for_update(skip_locked=True).filter(
        opening_recorded_at__isnull=True, opens__lte=ClockTimestamp(), campaign__published_at__isnull=False
    )
    for phase in opened:
        publish(PhaseOpened(campaign_id=phase.campaign_id, subject_id=phase.id, channel="office"))
    return Phase.objects.filter(id__in=[phase.id for phase in opened]).update(opening_recorded_at=ClockTimestamp())


def _note(by: Account, operation: str, campaign: Campaign) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"campaign:{campaign.pk}",
        municipality_id=campaign.municipality_id,
    )


def _free_slug(wanted: str) -> str:
    taken = set(Campaign.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := wanted if n == 1 else f"{wanted}-{n}") not in taken)


def _require_plan(plan: CampaignPlan) -> None:
    fields = {}
    if not clean_languages(plan.title) and not any(plan.title.values()):
        fields["title_fi"] = _("Give the campaign a name.")
    if any(len(text) > 120 for text in plan.title.values()):
        fields["title_fi"] = _("A name has at most 120 characters.")
    if plan.support_limit is not None and not 1 <= plan.support_limit <= 1000:
        fields["support_limit"] = _("Write a number from 1 to 1,000, or leave it empty.")
    if not 1 <= plan.read_within_hours <= MOST_READING_HOURS:
        fields["read_within_hours"] = _("Write a number of hours from 1 to 120.")
    if plan.influence and plan.influence not in Campaign.Influence.values:
        fields["influence"] = _("Choose one from the list.")
    if plan.influence_kept and plan.influence_kept not in Campaign.Kept.values:
        fields["influence_kept"] = _("Choose one from the list.")
    if plan.influence_kept and not any(plan.influence_reason.values()):
        fields["influence_reason_fi"] = _("Say why, in your own words.")
    if fields:
        raise InvalidInput(fields=fields)
    require_phases_fit(plan.phases)


def _require_rules_stand(campaign: Campaign, plan: CampaignPlan) -> None:
    standing = {(phase.kind, phase.opens, phase.closes) for phase in campaign.phases.all()}
    planned = {(phase.kind, phase.opens, phase.closes) for phase in plan.phases}
    before = plan_of(campaign)
    if standing != planned or any(getattr(before, rule) != getattr(plan, rule) for rule in _STANDING_RULES):
        raise AlreadyPublished


def _write(campaign: Campaign, plan: CampaignPlan) -> None:
    """Store the plan; phases are replaced in a draft only, categories keep theirs by place in the list."""
    campaign.title = dict(plan.title) if campaign.imported else clean_languages(plan.title)
    campaign.lead, campaign.promise = clean_languages(plan.lead), clean_languages(plan.promise)
    campaign.languages = [language for language in LANGUAGES if language in plan.languages]
    campaign.influence, campaign.influence_kept = plan.influence, plan.influence_kept
    campaign.influence_reason = clean_languages(plan.influence_reason)
    campaign.support_limit, campaign.art = plan.support_limit, plan.art
    campaign.supports_hidden = plan.supports_hidden
    campaign.ideas_read_first, campaign.comments_read_first = plan.ideas_read_first, plan.comments_read_first
    campaign.read_within_hours = plan.read_within_hours
    campaign.save()
    campaign.districts.set(plan.districts)
    _write_categories(campaign, plan.categories)
    if campaign.published_at is None:
        campaign.phases.all().delete()
        Phase.objects.bulk_create(
            Phase(campaign=campaign, kind=phase.kind, opens=phase.opens, closes=phase.closes) for phase in plan.phases
        )


def _write_categories(campaign: Campaign, names: Sequence[LanguageText]) -> None:
    standing = list(campaign.categories.all())
    for position, name in enumerate(names):
        if position < len(standing):
            Category.objects.filter(id=standing[position].id).update(name=dict(name), position=position)
            continue
        slug = slug_of(in_language(name, "fi")) or f"subject-{position + 1}"
        if campaign.categories.filter(slug=slug).exists():
            slug = f"{slug[:50]}-{position + 1}"
        Category.objects.create(campaign=campaign, slug=slug, name=dict(name), position=position)
    if campaign.published_at is None:
        campaign.categories.filter(position__gte=len(names)).delete()
