# SPDX-License-Identifier: EUPL-1.2
"""Why an idea was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot


class NotYourIdea(MayNot):
    """Only the author changes or withdraws an idea."""

    code = "not_your_idea"
    message = _("Only the author can change this idea.")


class IdeaWithdrawnAlready(Conflict):
    """The idea has been taken back."""

    code = "idea_withdrawn"
    message = _("This idea has been withdrawn by its author.")


class IdeaChanged(Conflict):
    """The idea was changed since it was read."""

    code = "idea_changed"
    message = _("The idea was changed meanwhile. Your text is kept below; compare and save again.")
