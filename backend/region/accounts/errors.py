# SPDX-License-Identifier: EUPL-1.2
"""Why an account's wish was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot, RuleRefused


class PseudonymTaken(Conflict):
    """Somebody else has this public name."""

    code = "pseudonym_taken"
    message = _("Somebody else has this name already. Choose another one.")


class InvitationNotOpen(Conflict):
    """The invitation to work for a municipality was used, taken back, or is too old."""

    code = "staff_invitation_over"
    message = _("This invitation does not open anything any more. Ask for a new one.")


class RoleOfIssuer(RuleRefused):
    """A role that an OpenID Connect issuer says is given and taken there."""

    code = "role_of_issuer"
    message = _("Your municipality's own sign-in service gives this role. Change it there.")


class LastAdmin(RuleRefused):
    """The last admin cannot give up their own role."""

    code = "last_admin"
    message = _("You are the last admin here. Give the role to somebody else first.")


class NotADeputy(RuleRefused):
    """A deputy is another person with the same role in the same municipality."""

    code = "not_a_deputy"
    message = _("Choose a colleague of the same municipality who has this role.")


class DeputyAlready(Conflict):
    """This colleague stands in already, from that day on or for what is late."""

    code = "deputy_already"
    message = _("This colleague stands in already.")


class SecondFactorNeeded(MayNot):
    """Staff roles hold only beside a passkey or a code app (403)."""

    code = "second_factor_needed"
    message = _("Your roles need a second factor. Set up a passkey or a code app first.")
