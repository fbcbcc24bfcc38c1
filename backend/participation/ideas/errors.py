# SPDX-License-Identifier: EUPL-1.2
"""Why an idea was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot, Refused, RuleRefused, TooOften


class TextIsRead(Conflict):
    """A moderator has read the text: it is neither changed nor taken back as one that waits."""

    code = "text_read"
    message = _("A moderator has read this already.")


class NotYourIdea(MayNot):
    """Only its authors change an idea, and only the first one withdraws it."""

    code = "not_your_idea"
    message = _("Only the author can change this idea.")


class IdeaWithdrawnAlready(Conflict):
    """The idea has been taken back."""

    code = "idea_withdrawn"
    message = _("This idea has been withdrawn by its author.")


class IdeaErasedAlready(Conflict):
    """What the idea said was erased with its author's data."""

    code = "idea_erased"
    message = _("This idea has been removed at its author's request.")


class IdeaMergedAlready(Conflict):
    """The idea has been merged into another, and counts for that one."""

    code = "idea_merged"
    message = _("This idea has been merged into another one. Supports and comments go there.")


class IdeaIncludesOthers(Conflict):
    """Others have been merged into the idea: their supporters would lose what they support."""

    code = "idea_includes_others"
    message = _("Other ideas have been merged into this one. The merging must be undone first.")


class IdeaHiddenNow(Conflict):
    """Moderation hides the idea: nothing more is said or given to it until it is shown again."""

    code = "idea_hidden"
    message = _("The municipality has hidden this idea.")


class IdeaChanged(Conflict):
    """The idea was changed since it was read."""

    code = "idea_changed"
    message = _("The idea was changed meanwhile. Your text is kept below; compare and save again.")


class PhotoTooLarge(Refused):
    """A photo may have 10 MB."""

    code = "photo_too_large"
    status = 413
    message = _("The photo is too large. It may have 10 megabytes.")


class PhotoTooManyPixels(RuleRefused):
    """A photo with more pixels than are decoded: 60 million as JPEG, 25 million as PNG or WebP."""

    code = "photo_too_many_pixels"
    message = _("The photo has too many pixels. Make it smaller and choose it again.")


class PhotoUnreadable(RuleRefused):
    """The file is no photo in JPEG, PNG or WebP, or it is broken."""

    code = "photo_unreadable"
    message = _("This file could not be read. Choose a photo in the format JPEG, PNG or WebP.")


class TooManyPhotos(TooOften):
    """Too many photos wait for their idea: 30 of one person, 500 of all who have not signed in."""

    code = "too_many_photos"
    message = _("Too many photos have been sent in a short time. Try again tomorrow.")


class DraftChangedElsewhere(Conflict):
    """The draft was saved from another device since it was read."""

    code = "draft_changed_elsewhere"
    message = _("A newer draft was saved on another device. Nothing was overwritten.")


class InvitationOver(Conflict):
    """The link of an invitation has been used, taken back, or is older than 14 days."""

    code = "invitation_over"
    message = _("This invitation is no longer valid. Ask the author for a new one.")


class AuthorAlready(Conflict):
    """The person is an author of the idea already."""

    code = "author_already"
    message = _("You are an author of this idea already.")


class NotACoauthor(Conflict):
    """Only who has joined an idea's authors can leave them; the first author withdraws it."""

    code = "not_a_coauthor"
    message = _("You are not a co-author of this idea.")


class AuthorsFull(RuleRefused):
    """An idea has ten co-authors and open invitations at most."""

    code = "authors_full"
    message = _("An idea can have ten co-authors and open invitations at most.")


class IdeaStands(Conflict):
    """Only a withdrawn idea is brought back."""

    code = "idea_stands"
    message = _("The idea has not been withdrawn.")


class IdeaIsPilot(Conflict):
    """An idea becomes one pilot only."""

    code = "idea_is_pilot"
    message = _("This idea is a pilot already.")
