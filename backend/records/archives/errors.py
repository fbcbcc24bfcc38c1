# SPDX-License-Identifier: EUPL-1.2
"""Why there is no archive."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, RuleRefused


class CampaignNotOver(RuleRefused):
    """An archive is made of a campaign that is over."""

    code = "campaign_not_over"
    message = _("The archive is made when the campaign is over.")


class ArchiveNotReady(Conflict):
    """It is being made, or made anew since something in it is not public any more."""

    code = "archive_not_ready"
    message = _("The archive is being made. Come back in some minutes.")
