# SPDX-License-Identifier: EUPL-1.2
"""What notices say, in the active language: made when they are read, from what they are about."""

import dataclasses
import datetime
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext

from backend.common.text import in_language
from backend.participation.notifications.models import Notice
from backend.participation.notifications.office_sentences import ABOUT_CONTACTS, ABOUT_FEEDBACK, ABOUT_PARTNERS
from backend.participation.notifications.sentences import (
    SENTENCES,
    actor_id,
    actor_name,
    why,
)
from backend.participation.notifications.telling import ABOUT_PILOTS, INITIATIVE_KINDS
from backend.participation.notifications.told_names import campaign_title, language, pilot_name, place_name, place_slug
from backend.region.programme.events import ActorDeclined

_EXCERPT = 280


@dataclasses.dataclass(frozen=True)
class Said:
    """One notice in words: a sentence, why the reader is told, what was written, and where to read on."""

    id: int
    kind: str
    sentence: str
    why: str
    excerpt: str
    path: str
    told_at: datetime.datetime
    unread: bool


@dataclasses.dataclass(frozen=True)
class Group:
    """Notices about one idea or campaign, the newest first."""

    title: str
    path: str
    language: str
    said: list[Said]

    @property
    def unread(self) -> int:
        """How many are not read."""
        return sum(one.unread for one in self.said)


def grouped(notices: Iterable[Notice]) -> list[Group]:
    """Notices in words, under what they are about; a group stands where its newest notice is."""
    groups: dict[tuple[int | str | None, ...], Group] = {}
    for notice in notices:
        pilot = notice.subject_id if pilot_name(notice) and not notice.idea_id else None
        about = (
            notice.idea_id,
            None if notice.idea_id else notice.campaign_id,
            actor_id(notice),
            pilot,
            place_name(notice),
        )
        if about not in groups:
            groups[about] = Group(*_about(notice), said=[])
        groups[about].said.append(said(notice))
    return list(groups.values())


def said(notice: Notice) -> Said:
    """A notice, read with `selectors.with_all_that_is_said`, in words."""
    return Said(
        id=notice.pk,
        kind=notice.kind,
        sentence=SENTENCES[notice.kind](notice),
        why=why(notice.reason),
        excerpt=_excerpt(notice),
        path=path_of(notice),
        told_at=notice.told_at,
        unread=notice.read_at is None,
    )


def path_of(notice: Notice) -> str:
    """Where on this site the notice leads."""
    if notice.kind in _ELSEWHERE:
        return _ELSEWHERE[notice.kind](notice)
    if notice.idea_id is not None:
        place = f"#comment-{notice.comment_id}" if notice.comment_id else ""
        if notice.kind in {"idea_answered", "answer_changed"}:
            place = "#answer-title"
        if notice.kind == "milestone_reached":
            place = "#steps-title"
        return f"{reverse('idea', args=[notice.idea_id])}{place}"
    if notice.campaign is not None:
        return reverse("campaign", args=[notice.campaign.slug])
    actor = actor_id(notice)
    if actor is not None and notice.kind == ActorDeclined.kind:
        return reverse("organisations")  # what was new with the claim has no page
    if actor is not None:
        return reverse("organisation", args=[actor])
    return reverse("notice_settings")


def _work_path(notice: Notice) -> str:
    return reverse("manage_idea", args=[notice.idea_id]) if notice.idea_id else reverse("manage_ideas")


def _partners_path(notice: Notice) -> str:
    return reverse("manage_partners", args=[notice.campaign.slug if notice.campaign else "-"])


_ELSEWHERE: dict[str, Callable[[Notice], str]] = {
    **dict.fromkeys(("idea_assigned", "answers_due_soon", "answers_overdue"), _work_path),
    **dict.fromkeys(ABOUT_PILOTS, lambda notice: reverse("pilot", args=[notice.subject_id])),
    **dict.fromkeys(("cases_due_soon", "cases_overdue"), lambda _notice: reverse("manage_moderation")),
    **dict.fromkeys(INITIATIVE_KINDS, lambda notice: reverse("initiative", args=[notice.subject_id])),
    **dict.fromkeys(
        ("initiative_due_soon", "initiative_overdue"),
        lambda notice: reverse("manage_initiative", args=[notice.subject_id]),
    ),
    **dict.fromkeys(ABOUT_FEEDBACK, lambda notice: reverse("manage_feedback", args=[place_slug(notice)])),
    "pilot_join_asked": lambda notice: reverse("manage_pilot", args=[notice.subject_id]),
    **dict.fromkeys(ABOUT_PARTNERS, _partners_path),
    **dict.fromkeys(ABOUT_CONTACTS, lambda _notice: reverse("manage_contacts")),
    "content_reported": lambda notice: reverse("report", args=[getattr(notice, "report_key", None) or "-"]),
    "moderation_decided": lambda notice: reverse("decision", args=[notice.subject_id]),
    "appeal_decided": lambda notice: reverse("decision", args=[getattr(notice, "appealed_id", None) or 0]),
}
"""Notices that lead to the officer's pages, and to those of moderation."""


def _about(notice: Notice) -> tuple[str, str, str]:
    """Title, path and language of what the notice is about."""
    if notice.idea is not None:
        return notice.idea.title, reverse("idea", args=[notice.idea.pk]), notice.idea.language
    if notice.campaign is not None:
        return campaign_title(notice), reverse("campaign", args=[notice.campaign.slug]), ""
    if actor_id(notice) is not None:
        return actor_name(notice), path_of(notice), ""
    if place_name(notice):
        return place_name(notice), path_of(notice), ""
    if pilot_name(notice):
        return pilot_name(notice), path_of(notice), ""
    return gettext("Letters to you"), reverse("notice_settings"), ""


def _excerpt(notice: Notice) -> str:
    """The beginning of what was written: a comment, an answer, a new idea, or the reason of a decision."""
    amended = getattr(notice, "amended", None) or {}
    text = getattr(notice, "decision", None) or in_language(amended.get("reason", {}), language())
    if notice.comment is not None:
        text = notice.comment.text
    elif notice.idea is not None and notice.kind in {"idea_answered", "answer_changed"}:
        answer = getattr(notice.idea, "answer", None)
        text = in_language(answer.text, language()) if answer else ""
    elif notice.idea is not None and notice.kind == "idea_proposed":
        text = notice.idea.text
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"
