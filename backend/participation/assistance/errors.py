# SPDX-License-Identifier: EUPL-1.2
"""Why keeping an act, or a kiosk, was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import NotFound, RuleRefused, TooOften


class NothingKept(NotFound):
    """The act is not kept any more: it was carried out, forgotten, or its time was over."""

    code = "nothing_kept"
    message = _("This is not kept any more. Do it again, please.")


class TooManyKept(TooOften):
    """Somebody who is not signed in has as many acts waiting as are kept."""

    code = "too_many_kept"
    message = _("Sign in first: as many things as can be kept are waiting already.")


class KioskNotPossible(RuleRefused):
    """A kiosk is for a published campaign, and for at least one resident an hour."""

    code = "kiosk_not_possible"
    message = _("A kiosk can be started for a published campaign only.")


class KioskAllowanceUsed(TooOften):
    """As many residents as the kiosk's allowance have identified themselves in this hour."""

    code = "kiosk_allowance_used"
    message = _("Many people have signed in here within an hour. Wait a moment, or ask the staff.")
