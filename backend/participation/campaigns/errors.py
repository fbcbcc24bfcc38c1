# SPDX-License-Identifier: EUPL-1.2
"""Why a campaign, a phase or a window refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, RuleRefused


class PhaseNotOpen(RuleRefused):
    """No phase in which this is done is open by the database's clock."""

    code = "phase_not_open"
    message = _("This part of the campaign is not open now.")


class CampaignIncomplete(RuleRefused):
    """Something is missing before a campaign may be published; `fields` says what."""

    code = "campaign_incomplete"
    message = _("Something is missing before the campaign can be published.")


class PhasesOverlap(RuleRefused):
    """Two phases of a campaign would be open at the same time."""

    code = "phases_overlap"
    message = _("Two phases overlap. A phase may begin when the one before it has ended.")


class OneSupportPhase(RuleRefused):
    """A campaign has at most one phase of support."""

    code = "one_support_phase"
    message = _("A campaign can have one support phase only.")


class AlreadyPublished(Conflict):
    """Phases and rules of a published campaign stand."""

    code = "already_published"
    message = _("The campaign is published: its phases and rules stand.")


class WindowSealedAlready(Conflict):
    """A sealed rule cannot be replaced."""

    code = "window_sealed"
    message = _("The rule of this vote is sealed and stands.")


class SlugTaken(Conflict):
    """Another campaign has this address."""

    code = "slug_taken"
    message = _("A campaign with this address exists already.")


class ChangedMeanwhile(Conflict):
    """Somebody else changed the same part since it was read; `fields` says who and what."""

    code = "changed_meanwhile"
    message = _("Someone changed this meanwhile. Look at it and try again.")


class PhaseOver(Conflict):
    """A phase that has ended is not extended, paused or resumed."""

    code = "phase_over"
    message = _("This phase has ended already.")


class NotPublishedYet(Conflict):
    """A draft is changed as it is; only what is public is amended."""

    code = "not_published_yet"
    message = _("The campaign is not public yet: change it as you like.")


class PausedAlready(Conflict):
    """The phase is paused."""

    code = "paused_already"
    message = _("The campaign is paused already.")


class NotPaused(Conflict):
    """The phase is not paused."""

    code = "not_paused"
    message = _("The campaign is not paused.")


class VotingHasBegun(Conflict):
    """Somebody has voted by the rule, so that it stands."""

    code = "voting_has_begun"
    message = _("People have voted by this rule already. It stands.")


class LeadIsNoPartner(RuleRefused):
    """The municipality that leads a campaign was chosen as its own partner."""

    code = "lead_is_no_partner"
    message = _("The municipality leads this campaign already.")


class PartnerAlready(Conflict):
    """The municipality was asked before, whether it has answered or not."""

    code = "partner_already"
    message = _("This municipality is a partner, or has been asked, already.")


class NoPartner(Conflict):
    """The municipality neither holds the campaign as a partner nor is asked to."""

    code = "no_partner"
    message = _("This municipality is not a partner of the campaign, or has left.")
