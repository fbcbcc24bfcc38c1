# SPDX-License-Identifier: EUPL-1.2
"""Appealing against a decision within six months, and deciding that by another person than the first."""

from django.db import transaction

from backend.common.clock import database_now
from backend.common.errors import NotFound
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.moderation.content import content_of_case
from backend.participation.moderation.errors import (
    AppealDecidedAlready,
    AppealMadeAlready,
    AppealTooLate,
    OtherPersonDecides,
    OwnContent,
)
from backend.participation.moderation.events import AppealDecided, AppealMade
from backend.participation.moderation.models import Appeal, Decision, Report
from backend.participation.moderation.permissions import require_may_moderate
from backend.participation.moderation.rules import APPEAL_TIME, Reasons, checked_reasons, checked_words
from backend.participation.moderation.scope import municipality_of
from backend.participation.moderation.services import carry_out
from backend.region.accounts.models import Account

_OTHER_WAY = {
    Decision.Outcome.HIDE: Decision.Outcome.RESTORE,
    Decision.Outcome.LEAVE: Decision.Outcome.HIDE,
    Decision.Outcome.RESTORE: Decision.Outcome.HIDE,
}


@transaction.atomic
def appeal(*, by: Account, decision_id: int, text: str) -> Appeal:
    """Object to the hiding of what one wrote, or to the outcome of what one reported.

    Raises NotFound, AppealMadeAlready, AppealTooLate, InvalidInput.
    """
    decision = _told(decision_id)
    report = Report.objects.filter(case=decision.case, account=by).first()
    wrote = by.pk in content_of_case(decision.case).author_ids
    if decision.outcome == Decision.Outcome.HIDE and wrote:
        return _appeal(decision, by=by, report=None, text=text)
    if decision.outcome != Decision.Outcome.HIDE and report is not None:
        return _appeal(decision, by=by, report=report, text=text)
    raise NotFound


@transaction.atomic
def appeal_as_reporter(*, key: str, text: str) -> Appeal:
    """Object to the outcome of a report by its private link.

    Raises NotFound, AppealMadeAlready, AppealTooLate, InvalidInput.
    """
    report = Report.objects.filter(key=key, case__campaign__published_at__isnull=False).first()
    latest = latest_decision(report.case_id) if report is not None else None
    if report is None or latest is None or latest.outcome == Decision.Outcome.HIDE:
        raise NotFound
    return _appeal(_told(latest.pk), by=report.account, report=report, text=text)


@transaction.atomic
def decide_appeal(*, by: Account, appeal_id: int, stands: bool, reasons: Reasons, language: str) -> Appeal:
    """Let a decision stand or turn it round, with reasons; at once, and told to both sides.

    `reasons.facts` are the reasons; to hide needs a ground too. Raises NotFound, AppealDecidedAlready,
    OtherPersonDecides, OwnContent, InvalidInput.
    """
    found = Appeal.objects.select_for_update(of=("self",)).select_related("decision__case__campaign")
    made = found.filter(pk=appeal_id).first()
    if made is None:
        raise NotFound
    case = made.decision.case
    place = municipality_of(content_of_case(case))
    require_may_moderate(by, place)
    if made.decided_at is not None:
        raise AppealDecidedAlready
    if by.pk == made.first_decided_by_id:
        raise OtherPersonDecides
    _require_outsider(by, made)
    outcome = made.decision.outcome if stands else _OTHER_WAY[Decision.Outcome(made.decision.outcome)]
    made.reasons = checked_words("facts", reasons.facts)
    if not stands:
        _turn_round(made, outcome, by=by, reasons=reasons, language=language)
    made.stands, made.decided_by, made.decided_at = stands, by, database_now()
    made.save(update_fields=["stands", "decided_by", "decided_at", "reasons"])
    record(
        actor_id=by.pk,
        operation="decide_appeal",
        target=f"appeal:{made.pk}",
        municipality_id=place,
    )
    publish(
        AppealDecided(
            campaign_id=case.campaign_id,
            subject_id=made.pk,
            channel="office",
            decision=made.decision_id,
            stands=stands,
        )
    )
    return made


def latest_decision(case_id: int) -> Decision | None:
    """The decision of a case that counts now, on appeal or not; None while there is none that was told."""
    told = Decision.objects.filter(case_id=case_id, carried_out_at__isnull=False)
    return told.select_related("case__campaign__municipality").order_by("-carried_out_at", "-id").first()


def _told(decision_id: int) -> Decision:
    """A decision that has taken effect, locked; raises NotFound."""
    told = Decision.objects.select_for_update(of=("self",)).select_related("case__campaign")
    decision = told.filter(pk=decision_id, carried_out_at__isnull=False).first()
    if decision is None:
        raise NotFound
    return decision


def _appeal(decision: Decision, *, by: Account | None, report: Report | None, text: str) -> Appeal:
    if Appeal.objects.filter(decision__case=decision.case, report=report).exists():
        raise AppealMadeAlready
    if decision.carried_out_at is None or database_now() > decision.carried_out_at + APPEAL_TIME:
        raise AppealTooLate
    text = checked_words("text", text)
    made = Appeal.objects.create(
        decision=decision, account=by, report=report, text=text, first_decided_by=decision.decided_by
    )
    publish(AppealMade(campaign_id=decision.case.campaign_id, subject_id=made.pk, decision=decision.pk))
    return made


def _turn_round(made: Appeal, outcome: str, *, by: Account, reasons: Reasons, language: str) -> None:
    """The decision that takes the place of the one appealed against."""
    checked = checked_reasons(outcome, reasons)
    now = database_now()
    turned = Decision.objects.create(
        case=made.decision.case,
        outcome=outcome,
        ground=checked.ground,
        reference=checked.reference,
        facts=checked.facts,
        language=language,
        decided_by=by,
        decided_at=now,
        takes_effect_at=now,
        appeal=made,
    )
    carry_out(turned)


def _require_outsider(by: Account, made: Appeal) -> None:
    """Raises OwnContent where the account wrote, reported or appealed."""
    wrote = content_of_case(made.decision.case).author_ids
    reported = Report.objects.filter(case=made.decision.case, account=by).exists()
    if by.pk in wrote or reported or by.pk == made.account_id:
        raise OwnContent
