# SPDX-License-Identifier: EUPL-1.2
"""What a report, a decision and an appeal must have."""

import dataclasses
import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import InvalidInput
from backend.common.text import clean_line, clean_text
from backend.participation.moderation.grounds import GROUNDS
from backend.participation.moderation.models import Decision

UNDO_TIME = datetime.timedelta(seconds=10)
"""How long who decided may undo it, before it takes effect and is told."""
DECIDED_IN = datetime.timedelta(days=7)
"""Within how long a case should be decided; who moderates is reminded, deputies and admins when it is late."""
APPEAL_TIME = datetime.timedelta(days=184)
"""How long one may appeal: six months, whichever they are (DSA article 20)."""
EXPLANATION_LENGTH = (10, 3000)
FACTS_LENGTH = (10, 3000)


@dataclasses.dataclass(frozen=True, kw_only=True)
class ReportDraft:
    """A report as it is typed; name and e-mail may be empty."""

    category: str
    explanation: str
    name: str = ""
    email: str = ""
    good_faith: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reasons:
    """Why something is decided, as it is typed; ground and reference are needed for hiding."""

    ground: str = ""
    reference: str = ""
    facts: str = ""


def checked_report(draft: ReportDraft) -> ReportDraft:
    """The draft cleaned; raises InvalidInput with every field that is wrong."""
    checked = ReportDraft(
        category=draft.category,
        explanation=clean_text(draft.explanation),
        name=clean_line(draft.name)[:100],
        email=draft.email.strip().lower(),
        good_faith=draft.good_faith,
    )
    wrong: dict[str, StrOrPromise] = {}
    if checked.category not in GROUNDS:
        wrong["category"] = _("Choose what is wrong with it.")
    if note := _wrong_length(checked.explanation, EXPLANATION_LENGTH):
        wrong["explanation"] = note
    if checked.email and not _is_address(checked.email):
        wrong["email"] = _("Write an e-mail address, such as name@service.fi.")
    if not checked.good_faith:
        wrong["good_faith"] = _("Confirm this, so that we can handle your report.")
    if wrong:
        raise InvalidInput(fields=wrong)
    return checked


def checked_reasons(outcome: str, reasons: Reasons) -> Reasons:
    """The reasons cleaned; raises InvalidInput."""
    ground = GROUNDS.get(reasons.ground) if outcome == Decision.Outcome.HIDE else None
    checked = Reasons(
        ground=ground.code if ground else "",
        reference=clean_line(reasons.reference),
        facts=clean_text(reasons.facts),
    )
    wrong: dict[str, StrOrPromise] = {}
    if outcome not in Decision.Outcome.values:
        wrong["outcome"] = _("Choose what is done.")
    if outcome == Decision.Outcome.HIDE and ground is None:
        wrong["ground"] = _("Choose the ground.")
    elif ground is not None and not (checked.reference or ground.reference):
        wrong["reference"] = _("Name the law or the rule.")
    if len(checked.reference) > 200:
        wrong["reference"] = _("Shorten this to 200 characters.")
    needs_facts = outcome != Decision.Outcome.LEAVE or checked.facts
    if needs_facts and (note := _wrong_length(checked.facts, FACTS_LENGTH)):
        wrong["facts"] = note
    if wrong:
        raise InvalidInput(fields=wrong)
    return checked


def checked_words(field: str, text: str) -> str:
    """An appeal's text, or the reasons for a decision about it, cleaned; raises InvalidInput."""
    text = clean_text(text)
    if wrong := _wrong_length(text, FACTS_LENGTH):
        raise InvalidInput(fields={field: wrong})
    return text


def _wrong_length(text: str, allowed: tuple[int, int]) -> StrOrPromise | None:
    if len(text) < allowed[0]:
        return _("Explain this in at least one sentence.")
    return _("Shorten this to 3,000 characters.") if len(text) > allowed[1] else None


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254
