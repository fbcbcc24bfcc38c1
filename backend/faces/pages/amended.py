# SPDX-License-Identifier: EUPL-1.2
"""What of a public campaign was extended, paused or amended, in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext

from backend.common.text import LanguageText
from backend.faces.pages import wording
from backend.faces.pages.phases import phase_name

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign


@dataclass(frozen=True)
class AmendmentShown:
    """One change, when it was made, and why."""

    words: str
    when: str
    reason: LanguageText


def amendments_shown(campaign: Campaign) -> list[AmendmentShown]:
    """The latest first, of a campaign read by `campaign_by_slug`; no query."""
    made: list[dict[str, Any]] = getattr(campaign, "amended", [])
    return [
        AmendmentShown(_words(one), wording.day(datetime.datetime.fromisoformat(one["made_at"])), one["reason"])
        for one in made
    ]


def is_paused(campaign: Campaign) -> bool:
    """Whether the open phase is paused."""
    return any(phase.paused_at is not None and getattr(phase, "is_open", False) for phase in campaign.phases.all())


def _words(made: dict[str, Any]) -> str:
    if made["kind"] == "extended":
        closes = datetime.datetime.fromisoformat(made["after"]["closes"])
        said = {"phase": phase_name(made["phase"]), "day": wording.closing(closes)}
        return gettext("%(phase)s: open until %(day)s") % said
    if made["kind"] == "rule":
        return _rule_words(made["after"])
    return gettext("Paused") if made["kind"] == "paused" else gettext("Goes on again")


def _rule_words(rule: dict[str, Any]) -> str:
    limit = rule.get("limit")
    if limit is None:
        said = gettext("Everyone may support as many ideas as they like")
    else:
        said = ngettext("Everyone may support %(n)s idea", "Everyone may support %(n)s ideas", limit)
        said %= {"n": wording.number(limit)}
    return f"{said}, {gettext('counts hidden until the close')}" if rule.get("hidden_until_close") else said
