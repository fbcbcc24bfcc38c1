# SPDX-License-Identifier: EUPL-1.2
"""Why something about an actor was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot, TooOften


class NotYourActor(MayNot):
    """Only confirmed members act in an actor's name."""

    code = "not_your_actor"
    message = _("You cannot act in the name of this organisation.")


class ActorClaimedAlready(Conflict):
    """The account has a claim to this actor, waiting or confirmed."""

    code = "actor_claimed"
    message = _("You have asked for this organisation already.")


class BusinessIdTaken(Conflict):
    """A confirmed actor has this business ID."""

    code = "business_id_taken"
    message = _("An organisation with this business ID is here already. Find it in the list and ask to act for it.")


class ClaimDecidedAlready(Conflict):
    """The claim is not waiting any more, or the membership has ended."""

    code = "claim_decided"
    message = _("This request has been decided already.")


class PilotEnded(Conflict):
    """A pilot that is done or stopped stays as it is."""

    code = "pilot_ended"
    message = _("This pilot has ended.")


class PilotJoinedAlready(Conflict):
    """The actor takes part in the pilot, or has asked to."""

    code = "pilot_joined_already"
    message = _("This organisation is in the pilot already, or has asked to join.")


class PilotPartDecided(Conflict):
    """The request to join a pilot has been decided, or the part has ended."""

    code = "pilot_part_decided"
    message = _("This has been decided already.")


class ContactAnswered(Conflict):
    """Somebody has answered or closed this message."""

    code = "contact_answered"
    message = _("This message has been answered already.")


class ContactClosed(Conflict):
    """Somebody has closed this message."""

    code = "contact_closed"
    message = _("This message has been closed already.")


class TooManyContacts(TooOften):
    """Many people wrote to a pilot within a day (429)."""

    code = "too_many_contacts"
    message = _("Many have written to this pilot today. Try again tomorrow.")
