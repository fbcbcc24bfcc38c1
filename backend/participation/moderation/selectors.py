# SPDX-License-Identifier: EUPL-1.2
"""Reading cases that wait, statements of reasons, reports by their link, and appeals."""

import dataclasses
import datetime
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate

from backend.common.clock import REGION_ZONE, ClockTimestamp, database_now
from backend.common.errors import NotFound
from backend.common.personal import PersonalData, rows_of
from backend.common.text import LanguageText
from backend.participation.discussion.hiding import hidden_text, hidden_texts
from backend.participation.discussion.models import WaitingComment
from backend.participation.discussion.waiting import waiting_texts
from backend.participation.ideas.hiding import hidden_words, hidden_words_of
from backend.participation.ideas.models import Idea, WaitingIdea
from backend.participation.ideas.waiting import waiting_words_of
from backend.participation.moderation.content import Content, content_of_case
from backend.participation.moderation.models import Appeal, Case, Decision, Flag, Report
from backend.participation.moderation.permissions import may_moderate, moderated_places
from backend.participation.moderation.rules import APPEAL_TIME, DECIDED_IN
from backend.participation.moderation.scope import appeals_of, cases_of, decisions_of, municipality_of, placed_cases
from backend.participation.participants.selectors import participant_ids_of
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import Viewer, addresses_of


@dataclasses.dataclass(frozen=True)
class Words:
    """What a content says, hidden or not; a comment has no title."""

    title: str
    text: str


def words_of(content: Content) -> Words:
    """What the content says, for those who may read what is hidden or waits."""
    if content.waiting is not None:
        return Words(getattr(content.waiting, "title", ""), content.waiting.text)
    if content.comment is not None:
        return Words("", content.comment.text or hidden_text(content.comment))
    hidden = hidden_words(content.idea)
    return Words(hidden.title, hidden.text) if hidden else Words(content.idea.title, content.idea.text)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Waiting:
    """A case that waits for a decision, with its evidence."""

    case: Case
    words: Words
    reports: list[Report]
    is_hidden: bool
    flags: list[Flag] = dataclasses.field(default_factory=list)
    revision: int | None = None
    is_overdue: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody but its author has seen it: it is read before it is shown."""
        return self.revision is not None

    @property
    def is_changed(self) -> bool:
        """Whether the text was changed after somebody reported it."""
        now = (self.case.comment or self.case.idea).version
        return any(report.version < now for report in self.reports)


def waiting_cases(*, by: Account, municipality_id: int | None = None, most: int = 50) -> list[Waiting]:
    """The open cases without a decision of one or all of the account's municipalities, the oldest first.

    Five queries, whatever their number.
    """
    cases = _with_content(open_cases(by, municipality_id))
    reports = Prefetch("reports", queryset=Report.objects.order_by("made_at", "id"))
    found = list(cases.prefetch_related(reports, "flags")[:most])
    return _shown(found)


def number_waiting(by: Account, municipality_id: int | None = None) -> int:
    """How many cases wait for the account."""
    return open_cases(by, municipality_id).count()


def number_overdue(by: Account, municipality_id: int | None = None) -> int:
    """How many of them wait for longer than was promised."""
    return open_cases(by, municipality_id).filter(due_at__lt=ClockTimestamp()).count()


def open_cases(by: Account, municipality_id: int | None = None) -> QuerySet[Case]:
    """Those cases without what they are about."""
    return cases_of(_undecided(), moderated_places(by, municipality_id)).order_by("opened_at", "id")


@dataclasses.dataclass(frozen=True)
class CasesWaiting:
    """How many cases of a campaign one municipality's moderators should decide by one day."""

    campaign_id: int
    title: LanguageText
    municipality_id: int
    due_on: datetime.date
    count: int


def cases_waiting(municipality_id: int | None = None) -> list[CasesWaiting]:
    """All cases that wait for a decision, of one or all municipalities, by campaign and day; one query."""
    cases = placed_cases(_undecided())
    if municipality_id is not None:
        cases = cases.filter(place=municipality_id)
    opened = TruncDate("opened_at", tzinfo=REGION_ZONE)
    columns = ("campaign_id", "campaign__title", "place", "opened_on")
    rows = cases.annotate(opened_on=opened).values_list(*columns).annotate(n=Count("pk"))
    return [
        CasesWaiting(campaign, title, place, day + DECIDED_IN, count)
        for campaign, title, place, day, count in rows.order_by("opened_on", "campaign_id")
    ]


def _undecided() -> QuerySet[Case]:
    standing = Decision.objects.filter(case=OuterRef("pk"), undone_at__isnull=True)
    return Case.objects.filter(~Exists(standing), closed_at__isnull=True)


def _with_content(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related(
        "campaign__municipality", "idea__author__account", "comment__author__account", "idea__campaign"
    )


def _shown(cases: Iterable[Case]) -> list[Waiting]:
    cases = list(cases)
    comments = hidden_texts([case.comment_id for case in cases if case.comment_id is not None])
    ideas = hidden_words_of([case.idea_id for case in cases if case.comment_id is None])
    held = [case for case in cases if _is_held_back(case)]
    texts = waiting_texts([case.comment_id for case in held if case.comment_id is not None]) if held else {}
    words = waiting_words_of([case.idea_id for case in held if case.comment_id is None]) if held else {}
    now = database_now() if held else None
    return [
        _held_back(case, texts.get(case.comment_id) if case.comment_id else words.get(case.idea_id), now)
        if _is_held_back(case)
        else _waiting(case, comments, ideas)
        for case in cases
    ]


def _is_held_back(case: Case) -> bool:
    return case.comment.waits if case.comment is not None else case.idea.state == Idea.State.WAITING


def _held_back(case: Case, waiting: WaitingIdea | WaitingComment | None, now: datetime.datetime | None) -> Waiting:
    """What waits or was refused; without words where its author took it back this moment."""
    if waiting is None:
        return Waiting(case=case, words=Words("", ""), reports=[], is_hidden=False, revision=0)
    return Waiting(
        case=case,
        words=Words(getattr(waiting, "title", ""), waiting.text),
        reports=[],
        is_hidden=bool(waiting.refused_for),
        revision=None if waiting.refused_for else waiting.revision,
        is_overdue=case.due_at is not None and now is not None and case.due_at < now,
    )


def _waiting(case: Case, comments: dict[int, str], ideas: dict[int, tuple[str, str]]) -> Waiting:
    if case.comment is not None:
        words = Words("", case.comment.text or comments.get(case.comment.pk, ""))
    else:
        words = Words(*ideas.get(case.idea_id, (case.idea.title, case.idea.text)))
    is_hidden = bool((case.comment or case.idea).hidden_for)
    return Waiting(
        case=case,
        words=words,
        reports=list(case.reports.all()),
        flags=list(case.flags.all()),
        is_hidden=is_hidden,
    )


def undoable_decisions(by: Account) -> list[Decision]:
    """The account's decisions that have not taken effect yet, the latest first."""
    mine = Decision.objects.filter(
        decided_by=by, undone_at__isnull=True, carried_out_at__isnull=True, takes_effect_at__gt=ClockTimestamp()
    )
    return list(mine.select_related("case").order_by("-decided_at", "-id"))


def decisions_made(*, by: Account, municipality_id: int | None = None) -> QuerySet[Decision]:
    """The decisions of the account's municipalities that took effect, the latest first."""
    told = Decision.objects.filter(carried_out_at__isnull=False)
    return (
        decisions_of(told, moderated_places(by, municipality_id))
        .select_related("case__campaign__municipality", "case__idea", "case__comment", "decided_by")
        .order_by("-carried_out_at", "-id")
    )


def waiting_appeals(*, by: Account, municipality_id: int | None = None) -> QuerySet[Appeal]:
    """Appeals in the account's municipalities that wait, the oldest first."""
    waiting = Appeal.objects.filter(decided_at__isnull=True)
    return (
        appeals_of(waiting, moderated_places(by, municipality_id))
        .select_related("decision__case__campaign__municipality", "decision__decided_by", "report")
        .order_by("made_at", "id")
    )


def waiting_appeal(*, by: Account, appeal_id: int) -> Appeal:
    """One of them; raises NotFound."""
    found = waiting_appeals(by=by).filter(pk=appeal_id).first()
    if found is None:
        raise NotFound
    return found


@dataclasses.dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement of reasons as one of its readers sees it; `words` are null for who only reported."""

    decision: Decision
    content: Content
    words: Words | None
    appeals: list[Appeal]
    appeal_until: datetime.datetime
    may_appeal: bool
    found_by_machine: bool


def statement_for(viewer: Viewer, decision_id: int) -> Statement:
    """The statement for who wrote, who reported with an account, and moderators; raises NotFound."""
    told = Decision.objects.select_related("case__campaign__municipality", "appeal")
    decision = told.filter(pk=decision_id, carried_out_at__isnull=False).first()
    if decision is None or not isinstance(viewer, Account):
        raise NotFound
    content = content_of_case(decision.case)
    wrote = viewer.pk in content.author_ids
    report = Report.objects.filter(case=decision.case, account=viewer).first()
    staff = may_moderate(viewer, municipality_of(content))
    if not (wrote or report or staff):
        raise NotFound
    read_first = decision.case.source == Case.Source.PREMODERATION
    if not staff and not report and decision.outcome == Decision.Outcome.LEAVE and not read_first:
        raise NotFound  # that somebody reported it is not told to who wrote it
    side = _side(decision, report=report, wrote=wrote)
    return _statement(decision, content, side, words=words_of(content) if wrote or staff else None, all_sides=staff)


@dataclasses.dataclass(frozen=True)
class _Side:
    """Whose appeals are shown: the author's, or those of a report; and whether that side may appeal."""

    report: Report | None
    may: bool


def _side(decision: Decision, *, report: Report | None, wrote: bool) -> _Side:
    if decision.outcome == Decision.Outcome.HIDE:
        return _Side(None if wrote else report, wrote)
    return _Side(report, report is not None)


def _statement(
    decision: Decision, content: Content, side: _Side, *, words: Words | None, all_sides: bool = False
) -> Statement:
    appeals = Appeal.objects.filter(decision__case=decision.case).select_related("decided_by")
    shown = list(appeals if all_sides else appeals.filter(report=side.report))
    until = (decision.carried_out_at or decision.takes_effect_at) + APPEAL_TIME
    appealed = any(one.report_id == (side.report.pk if side.report else None) for one in shown)
    may = side.may and not appealed and database_now() <= until
    return Statement(
        decision=decision,
        content=content,
        words=words,
        appeals=shown,
        appeal_until=until,
        may_appeal=may,
        found_by_machine=Flag.objects.filter(case=decision.case).exists(),
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Followed:
    """A report by its private link: what was decided, null while it waits."""

    report: Report
    content: Content
    statement: Statement | None


def report_by_key(key: str) -> Followed:
    """A report for who has its link; raises NotFound."""
    found = Report.objects.select_related("case__campaign__municipality")
    report = found.filter(key=key, case__campaign__published_at__isnull=False).first()
    if report is None:
        raise NotFound
    content = content_of_case(report.case)
    told = Decision.objects.filter(case=report.case, carried_out_at__isnull=False).select_related("case__campaign")
    latest = told.order_by("-carried_out_at", "-id").first()
    if latest is None:
        return Followed(report=report, content=content, statement=None)
    side = _Side(report, latest.outcome != Decision.Outcome.HIDE)
    return Followed(report=report, content=content, statement=_statement(latest, content, side, words=None))


def hiding_decisions(*, idea_id: int, participant_id: int) -> dict[int | None, int]:
    """Decisions by which a participant's idea (None) and comments on it (by id) are hidden, for its page; one query."""
    mine = Q(case__comment__author_id=participant_id, case__comment__hidden_for__gt="") | Q(
        case__comment=None, case__idea__author_id=participant_id, case__idea__hidden_for__gt=""
    )
    hid = Decision.objects.filter(mine, case__idea_id=idea_id, outcome="hide", carried_out_at__isnull=False)
    return dict(hid.order_by("carried_out_at", "id").values_list("case__comment_id", "pk"))


def refusal_of(idea_id: int) -> int | None:
    """The decision by which a waiting idea was refused, for its author's page."""
    refused = Decision.objects.filter(
        case__idea=idea_id, case__comment=None, outcome=Decision.Outcome.HIDE, carried_out_at__isnull=False
    )
    return refused.order_by("-carried_out_at").values_list("pk", flat=True).first()


def refusals_of_comments(comment_ids: Iterable[int]) -> dict[int, int]:
    """The decisions by which waiting comments were refused, by comment; one query."""
    refused = Decision.objects.filter(
        case__comment__in=list(comment_ids), outcome=Decision.Outcome.HIDE, carried_out_at__isnull=False
    )
    return dict(refused.order_by("carried_out_at").values_list("case__comment_id", "pk"))


def decisions_about(account: Account) -> QuerySet[Decision]:
    """The decisions that were told to a person about what they wrote, hiding or showing it."""
    own = participant_ids_of(account)
    about = Q(case__comment__author_id__in=own) | Q(case__comment=None, case__idea__author_id__in=own)
    told = Decision.objects.filter(about, carried_out_at__isnull=False)
    unheard = Q(outcome=Decision.Outcome.LEAVE) & ~Q(case__source=Case.Source.PREMODERATION)
    return told.exclude(unheard).order_by("id")


def personal_data_of(account: Account) -> PersonalData:
    """What a person reported, appealed and decided, and what was decided about what they wrote."""
    reports = Report.objects.filter(_reported_by(account)).order_by("id")
    appeals = Appeal.objects.filter(account=account).order_by("id")
    decided = Decision.objects.filter(decided_by=account).order_by("id")
    answered = Appeal.objects.filter(Q(decided_by=account) | Q(first_decided_by=account)).order_by("id")
    told = ("outcome", "ground", "reference", "facts", "decided_at")
    return {
        "reports": rows_of(
            reports,
            "category",
            "explanation",
            "name",
            "email",
            "email_confirmed_at",
            "case__idea_id",
            "case__comment_id",
            "made_at",
        ),
        "appeals": rows_of(appeals, "text", "made_at", "stands", "reasons", "decided_at"),
        "decisions_about_your_texts": rows_of(decisions_about(account), "case__idea_id", "case__comment_id", *told),
        "moderation_decisions": rows_of(decided, "case__idea_id", "case__comment_id", *told),
        "appeals_you_answered": rows_of(answered.filter(decided_by=account), "stands", "reasons", "decided_at"),
    }


def _reported_by(account: Account) -> Q:
    """Those of the account, and those that left its address."""
    return Q(account=account) | Q(account=None, email__in=addresses_of(account))
