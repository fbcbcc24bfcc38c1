# SPDX-License-Identifier: EUPL-1.2
"""Extending, pausing and resuming what is public: with a reason for everybody, logged and told."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.clock import by_the_wall_clock, database_now, wall_clock_between
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LanguageText, clean_languages, missing_languages
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.campaigns.changes import locked, note_change
from backend.participation.campaigns.errors import NotPaused, NotPublishedYet, PausedAlready, PhaseOver
from backend.participation.campaigns.events import CampaignPaused, CampaignResumed, PhaseExtended
from backend.participation.campaigns.models import Amendment, Campaign, Phase, VotingWindow
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.campaigns.rules import (
    PhasePlan,
    languages_by_law,
    require_phases_fit,
    require_plausible_length,
)
from backend.region.accounts.models import Account

_LONGEST_REASON = 1000
_OPERATIONS = {
    Amendment.Kind.EXTENDED: "extend_phase",
    Amendment.Kind.PAUSED: "pause_campaign",
    Amendment.Kind.RESUMED: "resume_campaign",
    Amendment.Kind.RULE: "amend_support_rule",
}


@transaction.atomic
def extend_phase(
    *, by: Account, slug: str, phase_id: int, closes: datetime.datetime, reason: LanguageText
) -> Amendment:
    """Let a phase that has not ended end later; phases after it move as far as they must.

    The window of a vote is held FOR UPDATE: a vote that waits for it is judged by the new end. Raises
    NotFound, MayNot, NotPublishedYet, PhaseOver, InvalidInput.
    """
    campaign = locked_public(by, slug)
    reason = require_reason(campaign, reason)
    phases, now = _locked_phases(campaign)
    phase = next((one for one in phases if one.pk == phase_id), None)
    if phase is None:
        raise NotFound
    if phase.closes <= now:
        raise PhaseOver
    if closes <= phase.closes:
        raise InvalidInput(fields={"closes": _("The new end must be later than the one that stands.")})
    before = phase.closes
    changed = _with_later_end(phases, phase, closes)
    _store(changed)
    note_change(campaign, by, ["phases"])
    campaign.save(update_fields=["edition"])
    amendment = log_amendment(
        campaign=campaign,
        by=by,
        phase=phase,
        kind=Amendment.Kind.EXTENDED,
        reason=reason,
        before={"closes": before.isoformat()},
        after={"closes": closes.isoformat()},
    )
    publish(PhaseExtended(campaign_id=campaign.pk, subject_id=amendment.pk, channel="office"))
    return amendment


@transaction.atomic
def pause_campaign(*, by: Account, slug: str, reason: LanguageText) -> Amendment:
    """Let nobody take part in the phase that is open, until it is resumed; its dates go on.

    Raises NotFound, MayNot, NotPublishedYet, PhaseOver where nothing is open, PausedAlready, InvalidInput.
    """
    campaign = locked_public(by, slug)
    reason = require_reason(campaign, reason)
    phase, now = _open_one(campaign)
    if phase.paused_at is not None:
        raise PausedAlready
    _set_paused(phase, now)
    return _logged(campaign, by, phase, Amendment.Kind.PAUSED, reason)


@transaction.atomic
def resume_campaign(*, by: Account, slug: str, reason: LanguageText) -> Amendment:
    """Let people take part again. Raises what pause_campaign raises, and NotPaused."""
    campaign = locked_public(by, slug)
    reason = require_reason(campaign, reason)
    phase, _now = _open_one(campaign)
    if phase.paused_at is None:
        raise NotPaused
    _set_paused(phase, None)
    return _logged(campaign, by, phase, Amendment.Kind.RESUMED, reason)


def locked_public(by: Account, slug: str) -> Campaign:
    """A public campaign, held, for one of its organisers; raises NotFound, MayNot, NotPublishedYet."""
    campaign = locked(slug)
    require_may_change(by, campaign)
    if campaign.published_at is None:
        raise NotPublishedYet
    return campaign


def require_reason(campaign: Campaign, reason: LanguageText) -> LanguageText:
    """The reason, cleaned; raises InvalidInput where the law asks for a language that it has not."""
    cleaned = clean_languages(reason)
    needed = languages_by_law(campaign)
    wrong: dict[str, StrOrPromise] = {
        f"reason_{language}": _("Say why, in every language that the municipality must use.")
        for language in missing_languages(cleaned, needed)
    }
    wrong |= {
        f"reason_{language}": _("A reason has at most 1,000 characters.")
        for language, text in cleaned.items()
        if len(text) > _LONGEST_REASON
    }
    if wrong:
        raise InvalidInput(fields=wrong)
    return cleaned


def log_amendment(
    *,
    campaign: Campaign,
    by: Account,
    phase: Phase,
    kind: Amendment.Kind,
    reason: LanguageText,
    before: Mapping[str, object],
    after: Mapping[str, object],
    rule_hash: str = "",
) -> Amendment:
    """Write down what was changed and why, for everybody and in the audit log."""
    record(
        actor_id=by.pk,
        operation=_OPERATIONS[kind],
        target=f"campaign:{campaign.pk}",
        municipality_id=campaign.municipality_id,
    )
    return Amendment.objects.create(
        campaign=campaign,
        phase=phase,
        kind=kind,
        reason=reason,
        before=dict(before),
        after=dict(after),
        rule_hash=rule_hash,
        made_by=by,
    )


def _logged(campaign: Campaign, by: Account, phase: Phase, kind: Amendment.Kind, reason: LanguageText) -> Amendment:
    note_change(campaign, by, ["phases"])
    campaign.save(update_fields=["edition"])
    amendment = log_amendment(campaign=campaign, by=by, phase=phase, kind=kind, reason=reason, before={}, after={})
    event = CampaignPaused if kind == Amendment.Kind.PAUSED else CampaignResumed
    publish(event(campaign_id=campaign.pk, subject_id=amendment.pk, channel="office"))
    return amendment


def _locked_phases(campaign: Campaign) -> tuple[list[Phase], datetime.datetime]:
    """The phases and their windows, held, and the database's clock after that."""
    list(VotingWindow.objects.select_for_update().filter(phase__campaign=campaign).order_by("id"))
    phases = list(Phase.objects.select_for_update(no_key=True).filter(campaign=campaign).order_by("opens"))
    return phases, database_now()


def _open_one(campaign: Campaign) -> tuple[Phase, datetime.datetime]:
    phases, now = _locked_phases(campaign)
    phase = next((one for one in phases if one.opens <= now < one.closes), None)
    if phase is None:
        raise PhaseOver
    return phase, now


def _set_paused(phase: Phase, moment: datetime.datetime | None) -> None:
    Phase.objects.filter(pk=phase.pk).update(paused_at=moment)
    VotingWindow.objects.filter(phase=phase, closed_at__isnull=True).update(paused_at=moment)


def _with_later_end(phases: list[Phase], phase: Phase, closes: datetime.datetime) -> list[Phase]:
    """The phases with the later end; those after it begin no earlier than it ends and keep their lengths."""
    following = [one for one in phases if one.opens >= phase.closes]
    overlap = max([wall_clock_between(one.opens, closes) for one in following[:1]], default=datetime.timedelta())
    phase.closes = closes
    if overlap > datetime.timedelta():
        for one in following:
            one.opens = by_the_wall_clock(one.opens, overlap)
            one.closes = by_the_wall_clock(one.closes, overlap)
    plan = [PhasePlan(one.kind, one.opens, one.closes) for one in phases]
    require_phases_fit(plan)
    require_plausible_length(plan)
    return [phase, *(following if overlap > datetime.timedelta() else [])]


def _store(phases: list[Phase]) -> None:
    for phase in phases:
        Phase.objects.filter(pk=phase.pk).update(opens=phase.opens, closes=phase.closes)
        VotingWindow.objects.filter(phase=phase).update(opens=phase.opens, closes=phase.closes)
