# SPDX-License-Identifier: EUPL-1.2
"""Why a comment was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot, RuleRefused


class NotYourComment(MayNot):
    """Only its writer takes a comment back."""

    code = "not_your_comment"
    message = _("Only its writer can withdraw this comment.")


class CommentWithdrawnAlready(Conflict):
    """The comment has been taken back."""

    code = "comment_withdrawn"
    message = _("This comment has been withdrawn.")


class TooDeep(RuleRefused):
    """A reply is answered in the same conversation, not below it."""

    code = "reply_too_deep"
    message = _("Answer the first comment of the conversation.")
