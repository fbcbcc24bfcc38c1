# SPDX-License-Identifier: EUPL-1.2
"""Why somebody is not, or not yet, let in to a campaign."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import Conflict, MayNot, RuleRefused

WAYS: dict[str, StrOrPromise] = {
    "strong": _("It takes strong identification, such as bank codes or a mobile certificate."),
    "register": _("It takes the number by which you are in the campaign's register."),
    "code": _("It takes the code that you were given for this campaign."),
}
"""How one identifies, by kind of identifier."""


class IdentificationNeeded(MayNot):
    """The campaign asks to know the person by more than an account; `needs` is strong, register or code."""

    code = "identification_needed"
    message = _("Identify yourself first. %(how)s")

    def __init__(self, *, needs: str, campaign: str) -> None:
        super().__init__(needs=needs, campaign=campaign, how=WAYS[needs])


class NotEligible(RuleRefused):
    """The campaign is for people of another age or another place; `fields` names what decides."""

    code = "not_eligible"
    message = _("You cannot take part in this. %(why)s")


class IdentifiedOtherwise(Conflict):
    """The account stands for somebody else's identifier already."""

    code = "identified_otherwise"
    message = _("This account is identified as somebody else already. Sign out and use your own.")
