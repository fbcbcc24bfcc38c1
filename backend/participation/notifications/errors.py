# SPDX-License-Identifier: EUPL-1.2
"""Why a wish about notices or letters was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import NotFound, RuleRefused


class ReminderTooLate(RuleRefused):
    """The campaign has no vote that is still to open, so there is nothing to be reminded of."""

    code = "reminder_too_late"
    message = _("There is no vote to come in this campaign, so we cannot remind you.")


class LinkUnknown(NotFound):
    """A link of a letter was not made by this service, or what it was for is done."""

    code = "link_unknown"
    message = _("This link does not work any more. Nothing is needed from you.")
