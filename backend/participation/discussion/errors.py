# SPDX-License-Identifier: EUPL-1.2
"""Why a comment was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot, RuleRefused


class NotYourComment(MayNot):
    """Only its writer changes a comment or takes it back."""

    code = "not_your_comment"
    message = _("Only its writer can change or withdraw this comment.")


class NotOfficial(MayNot):
    """Only staff of the campaign's municipality speak in its name."""

    code = "not_official"
    message = _("Only the municipality's own staff can comment in its name.")


class CommentWithdrawnAlready(Conflict):
    """The comment has been taken back."""

    code = "comment_withdrawn"
    message = _("This comment has been withdrawn.")


class CommentHiddenNow(Conflict):
    """Moderation hides the comment: it is not changed, answered or thanked for until it is shown again."""

    code = "comment_hidden"
    message = _("The municipality has hidden this comment.")


class CommentChanged(Conflict):
    """The comment was changed since it was read."""

    code = "comment_changed"
    message = _("The comment was changed meanwhile, maybe in another window. Compare and save again.")


class EditWindowOver(RuleRefused):
    """A comment can be changed in the first 15 minutes by the database's clock; withdrawing stays possible."""

    code = "edit_window_over"
    message = _("A comment can be changed for 15 minutes. You can still remove it.")


class OneName(RuleRefused):
    """A comment is said in one name: one's own, an organisation's or the municipality's."""

    code = "one_name"
    message = _("Choose one name in which you write.")


class OwnComment(RuleRefused):
    """Nobody thanks for their own comment."""

    code = "own_comment"
    message = _("You cannot thank yourself.")


class TooDeep(RuleRefused):
    """A reply is answered in the same conversation, not below it."""

    code = "reply_too_deep"
    message = _("Answer the first comment of the conversation.")
