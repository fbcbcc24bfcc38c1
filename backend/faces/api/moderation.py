# SPDX-License-Identifier: EUPL-1.2
"""Reporting without an account, the moderators' queue, decisions with reasons, and appeals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.common.errors import NotFound
from backend.common.limits import require_not_too_often
from backend.faces.api.authentication import person_of
from backend.faces.api.endpoint import Endpoint
from backend.faces.api.paging import PageQuery, oldest_by, page_of
from backend.faces.api.reading import read
from backend.faces.api.shapes.common import page_shape
from backend.faces.api.shapes.moderation import (
    AddressConfirmed,
    AppealDecided,
    AppealShape,
    AppealWritten,
    CaseNumber,
    CaseOpened,
    CasesShape,
    DecisionShape,
    DecisionWritten,
    ReportShape,
    ReportWritten,
    StatementShape,
)
from backend.faces.api.throttles import network_of
from backend.participation.moderation import appeals, services
from backend.participation.moderation.addresses import confirm_address
from backend.participation.moderation.rules import Reasons, ReportDraft
from backend.participation.moderation.selectors import (
    number_waiting,
    report_by_key,
    statement_for,
    waiting_appeals,
    waiting_cases,
)

if TYPE_CHECKING:
    from backend.region.accounts.models import Account

_MOST = 100


class Reports(Endpoint):
    """What both ways to report share: nobody needs an account."""

    permission_classes = (AllowAny,)

    def _report(self, request: Request, **of: int) -> Response:
        sent = read(ReportWritten, request.data)
        require_not_too_often("reports", network_of(request))
        language = sent.pop("language", None) or _language()
        made = services.report_content(by=_person_or_none(request), draft=ReportDraft(**sent), language=language, **of)
        return Response(ReportShape(report_by_key(made.key)).data, status=201)


class IdeaReports(Reports):
    """Reports of an idea."""

    @extend_schema(operation_id="report_idea", request=ReportWritten, responses={201: ReportShape})
    def post(self, request: Request, idea_id: int) -> Response:
        """Say what is wrong with an idea; the answer has the key by which the report is followed."""
        return self._report(request, idea_id=idea_id)


class CommentReports(Reports):
    """Reports of a comment."""

    @extend_schema(operation_id="report_comment", request=ReportWritten, responses={201: ReportShape})
    def post(self, request: Request, comment_id: int) -> Response:
        """Say what is wrong with a comment; the answer has the key by which the report is followed."""
        return self._report(request, comment_id=comment_id)


class OneReport(Endpoint):
    """A report by its key."""

    @extend_schema(operation_id="get_report", responses=ReportShape)
    def get(self, request: Request, report_key: str) -> Response:  # noqa: ARG002 the key is the right
        """What became of it."""
        return Response(ReportShape(report_by_key(report_key)).data)


class ReportAddress(Endpoint):
    """The reporter's address."""

    permission_classes = (AllowAny,)

    @extend_schema(operation_id="confirm_report_address", request=AddressConfirmed, responses=ReportShape)
    def post(self, request: Request) -> Response:
        """Confirm that the address is the reporter's, with the token of the letter that was sent to it."""
        made = confirm_address(token=read(AddressConfirmed, request.data)["token"])
        return Response(ReportShape(report_by_key(made.key)).data)


class ReportAppeal(Endpoint):
    """The reporter's appeal."""

    permission_classes = (AllowAny,)

    @extend_schema(operation_id="appeal_report", request=AppealWritten, responses={201: AppealShape})
    def post(self, request: Request, report_key: str) -> Response:
        """Object to the outcome of a report, within six months."""
        made = appeals.appeal_as_reporter(key=report_key, text=read(AppealWritten, request.data)["text"])
        return Response(AppealShape(made).data, status=201)


class OneDecision(Endpoint):
    """A statement of reasons."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="get_decision", responses=StatementShape)
    def get(self, request: Request, decision_id: int) -> Response:
        """The decision with its reasons, for who wrote, who reported with an account, and moderators."""
        return Response(StatementShape(statement_for(person_of(request), decision_id)).data)


class DecisionAppeal(Endpoint):
    """An author's appeal, or that of who reported with an account."""

    @extend_schema(operation_id="appeal_decision", request=AppealWritten, responses={201: AppealShape})
    def post(self, request: Request, decision_id: int) -> Response:
        """Object to a decision, within six months; another person decides."""
        sent = read(AppealWritten, request.data)
        made = appeals.appeal(by=person_of(request), decision_id=decision_id, text=sent["text"])
        return Response(AppealShape(made).data, status=201)


class Cases(Endpoint):
    """The moderators' queue."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="list_cases", responses=CasesShape)
    def get(self, request: Request) -> Response:
        """The cases of one's municipalities that wait, the oldest first, a hundred at most."""
        person = person_of(request)
        waiting = waiting_cases(by=person, most=_MOST)
        return Response(CasesShape({"count": number_waiting(person), "results": waiting}).data)

    @extend_schema(operation_id="open_case", request=CaseOpened, responses={201: CaseNumber})
    def post(self, request: Request) -> Response:
        """Look at an idea or a comment without a report, to hide it or to show it again."""
        person, sent = person_of(request), read(CaseOpened, request.data)
        if len(sent) != 1:
            raise NotFound
        case = services.open_case(by=person, idea_id=sent.get("idea"), comment_id=sent.get("comment"))
        return Response(CaseNumber(case).data, status=201)


class CaseDecision(Endpoint):
    """Deciding a case."""

    @extend_schema(operation_id="decide_case", request=DecisionWritten, responses={201: DecisionShape})
    def post(self, request: Request, case_id: int) -> Response:
        """Hide, leave or show again; it takes effect in ten seconds."""
        person, sent = person_of(request), read(DecisionWritten, request.data)
        made = services.decide(
            by=person,
            case_id=case_id,
            outcome=sent["outcome"],
            reasons=_reasons(sent),
            language=sent.get("language") or _language(),
            revision=sent["revision"],
        )
        return Response(DecisionShape(made).data, status=201)


class DecisionUndoing(Endpoint):
    """Undoing a decision."""

    @extend_schema(operation_id="undo_decision", request=None, responses=CaseNumber)
    def post(self, request: Request, decision_id: int) -> Response:
        """Take one's decision back within ten seconds; the case waits again."""
        return Response(CaseNumber(services.undo_decision(by=person_of(request), decision_id=decision_id)).data)


class Appeals(Endpoint):
    """Appeals that wait."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="list_appeals", parameters=[PageQuery], responses=page_shape(AppealShape, "PageOfAppeals")
    )
    def get(self, request: Request) -> Response:
        """Those of one's municipalities, the oldest first."""
        return Response(
            page_of(waiting_appeals(by=person_of(request)), oldest_by("made_at"), request).answer(AppealShape)
        )


class AppealDecision(Endpoint):
    """Deciding an appeal."""

    @extend_schema(operation_id="decide_appeal", request=AppealDecided, responses=AppealShape)
    def post(self, request: Request, appeal_id: int) -> Response:
        """Let the decision stand or turn it round; not by who made it."""
        person, sent = person_of(request), read(AppealDecided, request.data)
        decided = appeals.decide_appeal(
            by=person,
            appeal_id=appeal_id,
            stands=sent["stands"],
            reasons=_reasons(sent),
            language=sent.get("language") or _language(),
        )
        return Response(AppealShape(decided).data)


def _reasons(sent: dict[str, Any]) -> Reasons:
    return Reasons(ground=sent.get("ground", ""), reference=sent["reference"], facts=sent["facts"])


def _person_or_none(request: Request) -> Account | None:
    return None if isinstance(request.user, AnonymousUser) else request.user


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]
