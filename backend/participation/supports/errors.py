# SPDX-License-Identifier: EUPL-1.2
"""Why support was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, RuleRefused
from backend.participation.campaigns.errors import PhaseNotOpen


class SupportNotOpen(PhaseNotOpen):
    """The voting window is not open at this moment by the database's clock."""

    code = "support_not_open"
    message = _("Supporting is not open now. Nothing was counted.")


class SupportLimitReached(RuleRefused):
    """The person has given all the support that the rule allows."""

    code = "support_limit_reached"
    message = _("You have used all your %(limit)s supports. Take one back to support this idea.")


class SupportsHidden(RuleRefused):
    """The campaign shows no count of supports before the vote is closed, nor an order that follows from it."""

    code = "supports_hidden"
    message = _("The supports of this campaign are shown when the vote is closed.")


class MergeNotPossible(RuleRefused):
    """Only two ideas of one campaign that stand by themselves and include no others can be merged."""

    code = "merge_not_possible"
    message = _("These two ideas cannot be merged. Both must stand in the same campaign.")


class MergeChain(RuleRefused):
    """An idea into which others were merged is not merged further: its lineage stays one step deep."""

    code = "merge_chain"
    message = _("Other ideas have been merged into this one. Merge into it, or undo those first.")


class MergeAfterClose(RuleRefused):
    """The vote has ended and its count is announced: what counted for what stands."""

    code = "merge_after_close"
    message = _("The vote has ended, and its count stands. Ideas can no longer be merged or taken apart.")


class NotMerged(Conflict):
    """Only a merged idea is taken apart again."""

    code = "not_merged"
    message = _("The idea has not been merged into another one.")


class WindowNotOver(RuleRefused):
    """A window is closed after its end only."""

    code = "window_not_over"
    message = _("The vote has not ended yet.")
