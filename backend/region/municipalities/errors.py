# SPDX-License-Identifier: EUPL-1.2
"""Why a municipality's wish, or somebody's feedback, was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, InvalidInput, TooOften


class LogoUnreadable(InvalidInput):
    """The file is no PNG, JPEG or WebP of at most 2 megabytes (422)."""

    code = "logo_unreadable"
    message = _("The logo must be a PNG, JPEG or WebP file of 2 megabytes at most. SVG files are not taken.")


class FeedbackAnsweredAlready(Conflict):
    """Somebody has answered this feedback."""

    code = "feedback_answered_already"
    message = _("This feedback has been answered already.")


class TooMuchFeedback(TooOften):
    """Many people wrote at once, or one wrote a lot (429)."""

    code = "too_much_feedback"
    message = _("A lot of feedback came just now. Try again tomorrow, or write to the municipality.")
