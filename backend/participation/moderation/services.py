# SPDX-License-Identifier: EUPL-1.2
"""Reporting an idea or a comment, deciding about it, undoing that in time, and carrying decisions out."""

import dataclasses
from collections.abc import Mapping, Sequence

from django.db import transaction

from backend.common.clock import ClockTimestamp, database_now
from backend.common.errors import Conflict, NotFound
from backend.common.text import LANGUAGES
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.moderation.content import Content, content_of_case, visible_content
from backend.participation.moderation.errors import (
    CaseDecidedAlready,
    HiddenAlready,
    NotHidden,
    NothingThere,
    OwnContent,
    TextChanged,
    UndoOver,
)
from backend.participation.moderation.events import ContentReported, ModerationDecided
from backend.participation.moderation.models import Case, Decision, Report
from backend.participation.moderation.permissions import require_may_moderate
from backend.participation.moderation.rules import (
    DECIDED_IN,
    UNDO_TIME,
    Reasons,
    ReportDraft,
    checked_reasons,
    checked_report,
)
from backend.participation.moderation.scope import municipality_of
from backend.region.accounts.models import Account
from backend.region.accounts.standing_in import stood_in_for


@transaction.atomic
def report_content(
    *,
    by: Account | None,
    draft: ReportDraft,
    language: str,
    idea_id: int | None = None,
    comment_id: int | None = None,
) -> Report:
    """Report an idea or a comment, with an account or without; reports of the same thing are one case.

    A person's second report of it is the first one. Raises NotFound, NothingThere, HiddenAlready, InvalidInput.
    """
    content = visible_content(viewer=by, idea_id=idea_id, comment_id=comment_id)
    if content.is_held_back:
        raise NotFound
    _require_shown(content)
    checked = checked_report(draft)
    case = _open_case(content, Case.Source.REPORT)
    standing = Report.objects.filter(case=case, account=by).first() if by is not None else None
    if standing is not None:
        return standing
    report = Report.objects.create(
        case=case,
        category=checked.category,
        explanation=checked.explanation,
        name="" if by else checked.name,
        email="" if by else checked.email,
        account=by,
        language=language if language in LANGUAGES else "fi",
        version=content.version,
        made_at=database_now(),
    )
    publish(
        ContentReported(
            campaign_id=case.campaign_id, subject_id=report.pk, of_idea=case.idea_id, of_comment=case.comment_id
        )
    )
    return report


@transaction.atomic
def open_case(*, by: Account, idea_id: int | None = None, comment_id: int | None = None) -> Case:
    """Look at something without a report, to hide it or to show it again. Raises NotFound, NothingThere."""
    content = visible_content(viewer=by, idea_id=idea_id, comment_id=comment_id)
    require_may_moderate(by, municipality_of(content))
    if not content.is_there:
        raise NothingThere
    case = _open_case(content, Case.Source.STAFF)
    _note(by, "open_case", f"case:{case.pk}", case)
    return case


@transaction.atomic
def decide(
    *, by: Account, case_id: int, outcome: str, reasons: Reasons, language: str, revision: int | None = None
) -> Decision:
    """Hide, leave or show again what a case is about; it takes effect in ten seconds and may be undone until then.

    What waits is shown where it is left, and refused where it is hidden; `revision` is the one of it that was read.
    Raises NotFound, CaseDecidedAlready, OwnContent, InvalidInput, HiddenAlready, NotHidden, NothingThere, TextChanged.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("campaign").filter(pk=case_id).first()
    if case is None:
        raise NotFound
    content = content_of_case(case)
    require_may_moderate(by, municipality_of(content))
    if case.closed_at is not None or _standing(case) is not None:
        raise CaseDecidedAlready
    _require_others(by, case, content)
    checked = checked_reasons(outcome, reasons)
    _require_changes(content, outcome)
    _require_read(content, revision)
    now = database_now()
    _note(by, "decide_case", f"case:{case.pk}", case)
    return Decision.objects.create(
        case=case,
        outcome=outcome,
        **dataclasses.asdict(checked),
        language=language if language in LANGUAGES else "fi",
        decided_by=by,
        decided_at=now,
        takes_effect_at=now + UNDO_TIME,
        revision=content.waiting.revision if content.waits and content.waiting else None,
    )


@dataclasses.dataclass(frozen=True)
class Decided:
    """What became of several cases: the decisions made, and how many others had decided meanwhile."""

    decisions: list[Decision]
    passed_over: int


@transaction.atomic
def decide_many(
    *,
    by: Account,
    case_ids: Sequence[int],
    outcome: str,
    reasons: Reasons,
    language: str,
    revisions: Mapping[int, int] | None = None,
) -> Decided:
    """Decide several cases alike; those that were decided or changed meanwhile are passed over.

    `revisions` are those of waiting texts that were read, by case.
    Raises NotFound, OwnContent, InvalidInput; then none is decided.
    """
    decisions: list[Decision] = []
    passed_over = 0
    for case_id in sorted(set(case_ids)):
        try:
            with transaction.atomic():
                made = decide(
                    by=by,
                    case_id=case_id,
                    outcome=outcome,
                    reasons=reasons,
                    language=language,
                    revision=(revisions or {}).get(case_id),
                )
            decisions.append(made)
        except Conflict:
            passed_over += 1
    return Decided(decisions, passed_over)


@transaction.atomic
def undo_decision(*, by: Account, decision_id: int) -> Case:
    """Take one's decision back before it takes effect. Raises NotFound, UndoOver."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("case__campaign")
    decision = found.filter(pk=decision_id).first()
    if decision is None or decision.decided_by_id != by.pk:
        raise NotFound
    if decision.undone_at is not None:
        return decision.case
    if decision.carried_out_at is not None or decision.takes_effect_at <= database_now():
        raise UndoOver
    Decision.objects.filter(pk=decision.pk).update(undone_at=ClockTimestamp())
    _note(by, "undo_decision", f"decision:{decision.pk}", decision.case)
    return decision.case


def carry_out_due_decisions(*, most: int = 100) -> int:
    """Let decisions whose time to undo is over take effect, each in its own transaction; how many."""
    done = 0
    while done < most and _carry_out_next():
        done += 1
    return done


@transaction.atomic
def _carry_out_next() -> bool:
    due = Decision.objects.select_for_update(skip_locked=True, of=("self",)).select_related("case")
    decision = due.filter(
        undone_at__isnull=True, carried_out_at__isnull=True, takes_effect_at__lte=ClockTimestamp()
    ).first()
    if decision is None:
        return False
    case = decision.case
    if _is_of_another_text(decision):
        Decision.objects.filter(pk=decision.pk).update(undone_at=ClockTimestamp())
        return True  # the case waits again, with what it says now
    carry_out(decision)
    Case.objects.filter(pk=case.pk).update(closed_at=ClockTimestamp())
    publish(
        ModerationDecided(
            campaign_id=case.campaign_id,
            subject_id=decision.pk,
            channel="office",
            of_idea=case.idea_id,
            of_comment=case.comment_id,
            hides=decision.outcome == Decision.Outcome.HIDE,
        )
    )
    return True


def carry_out(decision: Decision) -> None:
    """Hide or show what the decision is about, and say when; in the caller's transaction."""
    content = content_of_case(decision.case)
    if decision.outcome == Decision.Outcome.HIDE:
        content.hide(decision.ground)
    elif decision.outcome == Decision.Outcome.RESTORE or content.waits:
        content.show_again()
    Decision.objects.filter(pk=decision.pk).update(carried_out_at=ClockTimestamp())


def _is_of_another_text(decision: Decision) -> bool:
    """Whether its author changed a waiting text, or took it back, after it was decided about."""
    if decision.revision is None:
        return False
    content = content_of_case(decision.case)
    return content.waiting is None or content.waiting.revision != decision.revision


def _note(by: Account, operation: str, target: str, case: Case) -> None:
    municipality_id = municipality_of(content_of_case(case))
    is_late = database_now() - case.opened_at > DECIDED_IN
    other = stood_in_for(by, kind="moderator", municipality_id=municipality_id, is_late=is_late)
    record(actor_id=by.pk, operation=operation, target=target, municipality_id=municipality_id, on_behalf_of=other)


def _open_case(content: Content, source: str) -> Case:
    """The open case of the content, locked, made where there is none."""
    comment_id = content.comment.pk if content.comment else None
    case = Case(campaign=content.campaign, idea=content.idea, comment_id=comment_id, source=source)
    for _try in range(2):  # one that closes between the two statements makes room for another
        Case.objects.bulk_create([case], ignore_conflicts=True)
        found = Case.objects.select_for_update().filter(idea=content.idea, comment=content.comment, closed_at=None)
        if standing := found.first():
            return standing
    raise CaseDecidedAlready


def _standing(case: Case) -> Decision | None:
    return Decision.objects.filter(case=case, undone_at__isnull=True).first()


def _require_shown(content: Content) -> None:
    """Raises HiddenAlready, NothingThere."""
    if content.is_hidden:
        raise HiddenAlready
    if not content.is_there:
        raise NothingThere


def _require_read(content: Content, revision: int | None) -> None:
    """Raises NothingThere, TextChanged: nobody lets be shown, or refuses, what they have not read."""
    if content.is_held_back and content.waiting is None:
        raise NothingThere
    if content.waits and content.waiting is not None and content.waiting.revision != revision:
        raise TextChanged


def _require_others(by: Account, case: Case, content: Content) -> None:
    """Raises OwnContent where the account wrote or reported it."""
    if by.pk in content.author_ids or Report.objects.filter(case=case, account=by).exists():
        raise OwnContent


def _require_changes(content: Content, outcome: str) -> None:
    """Raises HiddenAlready, NotHidden."""
    if outcome == Decision.Outcome.HIDE and content.is_hidden:
        raise HiddenAlready
    if outcome == Decision.Outcome.RESTORE and not content.is_hidden:
        raise NotHidden
