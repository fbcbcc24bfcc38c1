# SPDX-License-Identifier: EUPL-1.2
"""Why somebody is not, or not yet, let in to a campaign."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import Conflict, MayNot, RuleRefused, TooOften

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


class NotInRegister(RuleRefused):
    """No row of the register has this number, or its year of birth is another; which of them is not said."""

    code = "not_in_register"
    message = _("The number and the year of birth are not in the register. Check both.")


class CodeNotValid(RuleRefused):
    """There is no such code for this campaign, or its batch is void."""

    code = "code_not_valid"
    message = _("This code does not work here. Check it letter by letter.")


class CodeUsed(Conflict):
    """Somebody else used the code; a code is good for one person."""

    code = "code_used"
    message = _("This code has been used already. If it was not you, ask the municipality for a new one.")


class TooManyTries(TooOften):
    """Too many numbers or codes were tried by one person, session or address."""

    code = "too_many_tries"
    message = _("Too many tries. Wait an hour, or ask the municipality for help.")


class TooManyDevices(TooOften):
    """As many browsers of this address, or texts of theirs, as a campaign lets in within an hour without sign-in."""

    code = "too_many_devices"
    message = _(
        "Many people have taken part from this network within an hour without signing in. Sign in, or wait an hour."
    )


class RegisterNotValid(RuleRefused):
    """The file of a register has faults, all of which `faults` and `fields` (`line.3`) name; nothing was stored."""

    code = "register_not_valid"
    message = _("The register was not stored. Lines with faults: %(count)s.")

    def __init__(self, faults: Sequence[RegisterFault]) -> None:
        super().__init__(
            count=len(faults),
            fields={f"line.{fault.line}": f"{fault.code}: {FAULTS[fault.code]}" for fault in faults},
        )
        self.faults = tuple(faults)


FAULTS: dict[str, StrOrPromise] = {
    "not_text": _("The file is not text in UTF-8 or Latin-1."),
    "no_identifier_column": _("The first line must name the columns, one of them “identifier”."),
    "unknown_column": _("There is a column that is not known."),
    "empty": _("There are no rows."),
    "too_many_rows": _("There are more than 500,000 rows."),
    "too_many_values": _("There are more values than columns."),
    "no_identifier": _("There is no identifier."),
    "identifier_too_long": _("The identifier is longer than 100 characters."),
    "identifier_twice": _("The identifier stands in an earlier line already."),
    "unknown_municipality": _("There is no such municipality."),
    "unknown_district": _("The municipality has no such district."),
    "birth_year": _("The year of birth is not a year from 1900 to this year."),
}
"""What can be wrong with a line of a register, by its stable code."""


@dataclasses.dataclass(frozen=True)
class RegisterFault:
    """What is wrong with a line (1 is the line that names the columns)."""

    line: int
    code: str

    @property
    def words(self) -> StrOrPromise:
        """The same in words."""
        return FAULTS[self.code]
