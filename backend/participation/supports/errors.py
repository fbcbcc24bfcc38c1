# SPDX-License-Identifier: EUPL-1.2
"""Why support was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import RuleRefused
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


class WindowNotOver(RuleRefused):
    """A window is closed after its end only."""

    code = "window_not_over"
    message = _("The vote has not ended yet.")
