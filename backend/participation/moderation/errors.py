# SPDX-License-Identifier: EUPL-1.2
"""Why moderation refused something."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot, RuleRefused


class CaseDecidedAlready(Conflict):
    """Another moderator has decided the case, or the moment before."""

    code = "case_decided"
    message = _("Somebody has decided this already.")


class UndoOver(Conflict):
    """A decision is undone by who made it within ten seconds; then it takes effect and is told."""

    code = "undo_over"
    message = _("The decision has taken effect and cannot be undone any more. You can make a new one.")


class HiddenAlready(Conflict):
    """What is hidden already is not reported or hidden again."""

    code = "content_hidden"
    message = _("This is hidden already.")


class NotHidden(Conflict):
    """Only what is hidden is shown again."""

    code = "content_not_hidden"
    message = _("This is not hidden.")


class TextChanged(Conflict):
    """The author changed a waiting text after the moderator had read it."""

    code = "text_changed"
    message = _("The text was changed meanwhile. Read what it says now.")


class NothingThere(Conflict):
    """The text was withdrawn or erased: there is nothing to report or to decide about."""

    code = "content_gone"
    message = _("The text is not there any more.")


class OwnContent(MayNot):
    """Nobody decides about what they wrote or reported themselves."""

    code = "own_content"
    message = _("You wrote or reported this yourself. Somebody else decides about it.")


class OtherPersonDecides(MayNot):
    """An appeal is decided by another person than who made the decision."""

    code = "other_person_decides"
    message = _("You made the decision that is appealed against. Somebody else decides the appeal.")


class AppealMadeAlready(Conflict):
    """Each side appeals once in a case."""

    code = "appeal_made"
    message = _("You have appealed already.")


class AppealDecidedAlready(Conflict):
    """The appeal has been decided."""

    code = "appeal_decided"
    message = _("This appeal has been decided already.")


class AppealTooLate(RuleRefused):
    """An appeal is made within six months of the decision."""

    code = "appeal_too_late"
    message = _("The time to appeal is over: it was six months.")
