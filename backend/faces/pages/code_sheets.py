# SPDX-License-Identifier: EUPL-1.2
"""M6: new codes as sheets to print, in the answer to their making and nowhere else: letters, or slips to cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from backend.common.errors import InvalidInput
from backend.common.text import in_language
from backend.faces.pages import wording
from backend.faces.pages.phases import phase_name
from backend.faces.pages.places import names_of_holders
from backend.participation.campaigns.rules import languages_needed
from backend.participation.participants.codes import MadeCodes, make_codes
from backend.participation.participants.recipients import Recipient, read_recipients

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.models import Account

SHEETS = ("letters", "slips")
MOST_PRINTED = 500
_SLIPS_A_SHEET = 8
_TAKING_PART = ("collect", "discuss", "support")
_NOBODY = Recipient(())


@dataclass(frozen=True)
class Asked:
    """What a sheet says in one language: who asks, what, and when one takes part in which way."""

    language: str
    holders: str
    title: str
    lead: str
    phases: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """A code as it is printed: in groups, with the address that its QR code opens and to whom it goes."""

    code: str
    groups: tuple[str, ...]
    address: str
    texts: tuple[Asked, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printed:
    """New codes, and for letters to whom each goes, known in this request only."""

    made: MadeCodes
    recipients: tuple[Recipient, ...]


def make_for_print(account: Account, slug: str, typed: dict[str, Any]) -> Printed:
    """Make the codes, as many as the file has lines where there is one. Raises what make_codes raises, InvalidInput."""
    count, recipients, made_as = typed["count"] or 0, tuple[Recipient, ...](), typed["made_as"]
    if typed["recipients"]:
        if made_as != "letters":
            raise InvalidInput(fields={"recipients": _("Names and addresses are printed on letters only.")})
        recipients = tuple(read_recipients(typed["recipients"].read(), most=MOST_PRINTED))
        count = len(recipients)
    if made_as in SHEETS and count > MOST_PRINTED:
        raise InvalidInput(fields={"count": _("Print at most 500 at a time, or take the codes as a file.")})
    made = make_codes(by=account, campaign_slug=slug, count=count, channel=typed["channel"], note=typed["note"])
    return Printed(made, recipients)


def sheets(request: HttpRequest, campaign: Campaign, printed: Printed, made_as: str) -> HttpResponse:
    """The page with the sheets."""
    address = request.build_absolute_uri(reverse("identify", args=[campaign.slug]))
    texts = {language: _asked(campaign, language) for language in languages_needed(campaign)}
    recipients = printed.recipients or (_NOBODY,) * len(printed.made.codes)
    made = [
        _sheet(code, address, texts, recipient) for code, recipient in zip(printed.made.codes, recipients, strict=True)
    ]
    context = {
        "campaign": campaign,
        "address": address,
        "count": len(made),
        "made": made,
        "pages": [made[first : first + _SLIPS_A_SHEET] for first in range(0, len(made), _SLIPS_A_SHEET)],
        "named": bool(printed.recipients),
    }
    return render(request, f"manage/code_{made_as}.html", context)


def _sheet(code: str, address: str, texts: dict[str, Asked], recipient: Recipient) -> Sheet:
    ordered = sorted(texts.values(), key=lambda one: one.language != recipient.language)
    return Sheet(code, tuple(code.split("-")), f"{address}#{code}", tuple(ordered), recipient.lines)


def _asked(campaign: Campaign, language: str) -> Asked:
    with translation.override(language):
        phases = tuple(
            (phase_name(phase.kind), wording.period(phase.opens, phase.closes))
            for phase in campaign.phases.all()
            if phase.kind in _TAKING_PART
        )
        return Asked(
            language,
            names_of_holders(campaign),
            in_language(campaign.title, language),
            in_language(campaign.lead, language),
            phases,
        )
