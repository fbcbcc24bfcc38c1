# SPDX-License-Identifier: EUPL-1.2
"""Why something about an actor was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot


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
