# SPDX-License-Identifier: EUPL-1.2
"""Why something about an initiative was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, MayNot, RuleRefused


class StrongIdentityNeeded(MayNot):
    """A legal act was tried by somebody who is not strongly identified."""

    code = "strong_identity_needed"
    message = _("This is a legal act. Sign in with strong identification first.")


class InitiativeAlready(Conflict):
    """The idea is an initiative that collects signatures or waits for the municipality."""

    code = "initiative_already"
    message = _("This idea is a formal initiative already.")


class InitiativeNotCollecting(RuleRefused):
    """The initiative was handed over, withdrawn, or its time to collect is over by the database's clock."""

    code = "initiative_not_collecting"
    message = _("This initiative does not collect signatures any more. Nothing was counted.")


class NotTheMaker(MayNot):
    """Only who made the initiative hands it over or withdraws it."""

    code = "not_the_maker"
    message = _("Only the person who made the initiative can do this.")


class MakerStays(RuleRefused):
    """The maker's own signature goes with the initiative only."""

    code = "maker_stays"
    message = _("You made this initiative. Your signature is taken back when you withdraw the initiative.")


class InitiativeNotHandedOver(RuleRefused):
    """The municipality handles an initiative when it has been handed over."""

    code = "initiative_not_handed_over"
    message = _("The initiative has not been handed over to the municipality.")


class InitiativeDecidedAlready(Conflict):
    """The municipality has said already what is done about the initiative."""

    code = "initiative_decided_already"
    message = _("This initiative is decided already. Look at the decision.")
