# SPDX-License-Identifier: EUPL-1.2
"""What the discussion of an idea shows: a page of comments in their order, and the form with what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from backend.common import clock
from backend.common.text import in_language
from backend.faces.pages import charts, wording
from backend.faces.pages.forms import CommentForm
from backend.faces.pages.kept import kept
from backend.faces.pages.paging import Page, page_of
from backend.faces.pages.people import author_name
from backend.faces.pages.places import name_of
from backend.faces.pages.speakers import speakers_for
from backend.faces.pages.waiting import waiting_act
from backend.participation.assistance.acts import WriteComment
from backend.participation.discussion.hiding import hidden_texts
from backend.participation.discussion.rules import EDIT_WINDOW
from backend.participation.discussion.selectors import CommentQuery, Order, comments_on, number_of_comments, stances_on
from backend.participation.discussion.waiting import own_waiting_comments
from backend.participation.ideas.selectors import is_author
from backend.participation.moderation.selectors import hiding_decisions, refusals_of_comments

if TYPE_CHECKING:
    from django.forms import Form

    from backend.faces.pages.ideas_shown import Shown
    from backend.participation.discussion.models import Comment, WaitingComment

_COMMENTS = 30
_ORDERS: tuple[Order, ...] = ("newest", "oldest", "thanked")
_STANCES = ("for", "against", "neutral")


Kind = Literal["official", "actor", "author", ""]


@dataclass(frozen=True)
class HiddenShown:
    """What one's own hidden comment says, and by which decision it is hidden."""

    text: str
    decision_id: int


@dataclass(frozen=True)
class Said:
    """A comment or reply as the reader sees it.

    `kind` says in whose name it stands: official, actor, author (of the idea) or "" (anybody else);
    `by_name` is the public name by which its writer can be mentioned, "" where they speak for others.
    """

    comment: Comment
    name: str
    kind: Kind
    by_name: str
    words: SafeString
    is_mine: bool
    can_thank: bool
    can_edit: bool
    replies: list[Said] = field(default_factory=list)
    hidden: HiddenShown | None = None


@dataclass(frozen=True)
class Typed:
    """A form of one comment that was sent and refused: a reply to it, or a change of it."""

    act: Literal["reply", "edit"]
    comment_id: int
    form: Form


@dataclass(frozen=True)
class Choice:
    """A link that orders or filters the comments."""

    name: str
    query: str
    current: bool


def comment_query(request: HttpRequest) -> CommentQuery:
    """Order and stance from the address; what is not known is left out."""
    order, stance = request.GET.get("order", ""), request.GET.get("stance", "")
    return CommentQuery(
        order=next((one for one in _ORDERS if one == order), "newest"), stance=stance if stance in _STANCES else ""
    )


def discussion_context(
    request: HttpRequest, shown: Shown, form: CommentForm | None = None, typed: Typed | None = None
) -> dict[str, Any]:
    """What the discussion of an idea shows: stances, comments, and the form with what was typed."""
    idea, query = shown.idea, comment_query(request)
    stances = kept(f"stances:{idea.id}", 2, lambda: stances_on(idea.id))
    count = sum(stances.values())
    comments, page = _page(request, shown, query)
    speakers = speakers_for(request, idea.campaign) if shown.can_comment else []
    hidden = own_hidden(comments, shown)
    return {
        "idea": idea,
        "own_waiting": _own_waiting(shown),
        "can_support": shown.can_support,
        "can_comment": shown.can_comment,
        "counts": {**stances, "all": count},
        "stances": charts.parts([(stance, stances[stance]) for stance in _STANCES]),
        "comments": [said(comment, shown, hidden) for comment in comments],
        "known": getattr(comments[0], "standing", None) or 0 if comments else count,
        "comment_page": page,
        "comment_form": form or CommentForm(speakers, auto_id="comment-%s"),
        "speakers": speakers,
        "typed": typed,
        "orders": _orders(query),
        "stance_links": _stance_links(query),
        "is_newest": query == CommentQuery() and page.number == 1,
        "place": _place(request),
        "author_by_name": author_name(idea.author) if idea.author_id and not idea.actor_id else "",
    }


def _own_waiting(shown: Shown) -> list[tuple[WaitingComment, int | None]]:
    """What the reader said here and nobody else sees, with the decision by which it was refused."""
    if not shown.idea.campaign.comments_read_first:
        return []
    own = own_waiting_comments(shown.idea.pk, shown.participant_id)
    refused = [one.comment_id for one in own if one.refused_for]
    decisions = refusals_of_comments(refused) if refused else {}
    return [(one, decisions.get(one.comment_id)) for one in own]


def kept_comment(request: HttpRequest, speakers: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What the form holds when a kept comment came back to be corrected (`?kept=`)."""
    waiting = waiting_act(request, request.GET.get("kept"))
    if waiting is None or not isinstance(waiting.act, WriteComment):
        return {}
    parent = waiting.act.parent_id
    form = CommentForm(speakers, {**asdict(waiting.act), "parent": parent}, auto_id="comment-%s")
    if parent is None:
        return {"kept_id": waiting.id, "comment_form": form}
    return {"kept_id": waiting.id, "typed": Typed("reply", parent, form)}


def _page(request: HttpRequest, shown: Shown, query: CommentQuery) -> tuple[list[Comment], Page]:
    """The comments of the page that is asked for; only beyond the last one it asks a second time."""
    found = comments_on(shown.idea.id, query=query, participant_id=shown.participant_id, with_totals=True)
    wanted = page_of(request.GET.get("page"), 10**7, _COMMENTS)
    comments = list(found[wanted.first : wanted.first + _COMMENTS])
    if not comments and wanted.first:
        page = page_of(str(wanted.number), number_of_comments(shown.idea.id, query), _COMMENTS)
        return list(found[page.first : page.first + _COMMENTS]), page
    of_all = int(getattr(comments[0], "of_all", 0)) if comments else 0
    return comments, page_of(str(wanted.number), of_all, _COMMENTS)


def page_number(before: int) -> int:
    """On which page a comment stands that has so many before it."""
    return before // _COMMENTS + 1


def own_hidden(comments: Sequence[Comment], shown: Shown) -> dict[int, HiddenShown]:
    """The reader's own hidden comments among these, by id; asks nothing where there are none, else two queries."""
    everything = [one for comment in comments for one in (comment, *comment.replies.all())]
    mine = [one.pk for one in everything if one.hidden_for and one.author_id == shown.participant_id]
    if not mine or shown.participant_id is None:
        return {}
    decided = hiding_decisions(idea_id=shown.idea.pk, participant_id=shown.participant_id)
    return {one: HiddenShown(text, decided[one]) for one, text in hidden_texts(mine).items() if one in decided}


def said(comment: Comment, shown: Shown, hidden: Mapping[int, HiddenShown] | None = None) -> Said:
    """A comment with its replies, as the reader of `shown` sees it."""
    stands = comment.withdrawn_at is None and comment.text != ""
    is_mine = stands and comment.author_id == shown.participant_id
    name, speaks_for = spoken_by(comment)
    is_own = not speaks_for and is_author(shown.idea, comment.author_id)
    kind: Kind = "author" if is_own else speaks_for
    return Said(
        comment=comment,
        name=name,
        kind=kind,
        by_name=name if kind in {"", "author"} else "",
        words=words_of(comment),
        is_mine=is_mine,
        can_thank=stands and shown.can_comment and not is_mine,
        can_edit=is_mine and shown.can_comment and clock.now() < comment.written_at + EDIT_WINDOW,
        replies=[] if comment.parent_id is not None else [said(one, shown, hidden) for one in comment.replies.all()],
        hidden=(hidden or {}).get(comment.pk),
    )


def spoken_by(comment: Comment) -> tuple[str, Literal["official", "actor", ""]]:
    """In whose name a comment stands."""
    if comment.official is not None:
        return name_of(comment.official), "official"
    if comment.actor is not None:
        return in_language(comment.actor.name, wording.language()), "actor"
    return author_name(comment.author), ""


def words_of(comment: Comment) -> SafeString:
    """The text as paragraphs, the names that it mentions in bold."""
    marks: list[dict[str, int]] = getattr(comment, "marks", [])
    if not marks or not comment.text:
        return mark_safe(linebreaks(comment.text, autoescape=True))  # noqa: S308 -- escaped by it
    parts, at = [], 0
    for mark in sorted(marks, key=lambda one: one["start"]):
        start, end = mark["start"], mark["start"] + mark["length"]
        parts += [escape(comment.text[at:start]), format_html("<b>{}</b>", comment.text[start:end])]
        at = end
    parts.append(escape(comment.text[at:]))
    return mark_safe(linebreaks("".join(parts)))  # noqa: S308 -- each part is escaped


def _orders(query: CommentQuery) -> list[Choice]:
    names = {"newest": gettext("Newest"), "oldest": gettext("Oldest"), "thanked": gettext("Most thanked")}
    return [Choice(names[order], _address(order, query.stance), order == query.order) for order in _ORDERS]


def _stance_links(query: CommentQuery) -> list[Choice]:
    names = {
        "": pgettext("stances", "All"),
        "for": gettext("For"),
        "against": gettext("Against"),
        "neutral": pgettext("stance", "Other"),
    }
    return [Choice(name, _address(query.order, stance), stance == query.stance) for stance, name in names.items()]


def _address(order: str, stance: str) -> str:
    parts = [f"order={order}" if order != "newest" else "", f"stance={stance}" if stance else ""]
    return "&".join(part for part in parts if part)


def _place(request: HttpRequest) -> str:
    """The query by which an act on a comment comes back to the same list, "" for the first page of the newest."""
    kept_names = ("order", "stance", "page")
    parts = {name: request.GET[name] for name in kept_names if request.GET.get(name, "").isalnum()}
    return "?" + "&".join(f"{name}={value}" for name, value in parts.items()) if parts else ""
