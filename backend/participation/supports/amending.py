# SPDX-License-Identifier: EUPL-1.2
"""Changing the rule of supporting after all: before the first support, logged, with a reason, and told."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.errors import InvalidInput
from backend.common.text import LanguageText
from backend.ledger.events.services import publish
from backend.participation.campaigns.amending import locked_public, log_amendment, require_reason
from backend.participation.campaigns.changes import note_change
from backend.participation.campaigns.errors import VotingHasBegun
from backend.participation.campaigns.events import RuleAmended
from backend.participation.campaigns.models import Amendment, VotingWindow
from backend.participation.campaigns.rules import rule_hash
from backend.participation.supports.errors import SupportNotOpen
from backend.participation.supports.selectors import has_any_support
from backend.participation.supports.services import support_rule
from backend.region.accounts.models import Account


@transaction.atomic
def amend_support_rule(*, by: Account, slug: str, reason: LanguageText, limit: int | None, hidden: bool) -> Amendment:
    """Change how many ideas each supports and whether counts are hidden, sealed or not, before the first support.

    The window is held FOR UPDATE, so that a support which is on its way is counted first, and then refuses
    this. The database refuses the same. Raises NotFound, MayNot, NotPublishedYet, SupportNotOpen where nothing
    is supported, VotingHasBegun, InvalidInput.
    """
    campaign = locked_public(by, slug)
    reason = require_reason(campaign, reason)
    if limit is not None and not 1 <= limit <= 1000:
        raise InvalidInput(fields={"support_limit": _("Write a number from 1 to 1,000, or leave it empty.")})
    windows = VotingWindow.objects.select_for_update(of=("self",)).select_related("phase")
    window = windows.filter(phase__campaign=campaign).first()
    if window is None:
        raise SupportNotOpen
    if window.closed_at is not None or has_any_support(campaign.pk):
        raise VotingHasBegun
    before = support_rule(campaign)
    campaign.support_limit, campaign.supports_hidden = limit, hidden
    rule = support_rule(campaign)
    amendment = log_amendment(
        campaign=campaign,
        by=by,
        phase=window.phase,
        kind=Amendment.Kind.RULE,
        reason=reason,
        before=before,
        after=rule,
        rule_hash=rule_hash(rule),
    )
    VotingWindow.objects.filter(pk=window.pk, sealed_at__isnull=False).update(rule=rule, rule_hash=rule_hash(rule))
    note_change(campaign, by, ["support_limit", "supports_hidden"])
    campaign.save(update_fields=["support_limit", "supports_hidden", "edition"])
    publish(RuleAmended(campaign_id=campaign.pk, subject_id=amendment.pk, channel="office"))
    return amendment
