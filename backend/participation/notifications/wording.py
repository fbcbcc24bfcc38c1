# SPDX-License-Identifier: EUPL-1.2
"""What notices say, in the active language: made when they are read, from what they are about."""

import dataclasses
import datetime
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import get_language, gettext

from backend.common.text import in_language
from backend.participation.discussion.models import Comment
from backend.participation.notifications.models import Notice
from backend.participation.participants.models import Participant
from backend.region.programme.events import ActorConfirmed, ActorDeclined, ActorMembershipEnded

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
    groups: dict[tuple[int | None, int | None, int | None], Group] = {}
    for notice in notices:
        about = (notice.idea_id, None if notice.idea_id else notice.campaign_id, _actor_id(notice))
        if about not in groups:
            groups[about] = Group(*_about(notice), said=[])
        groups[about].said.append(said(notice))
    return list(groups.values())


def said(notice: Notice) -> Said:
    """A notice, read with `selectors.with_all_that_is_said`, in words."""
    return Said(
        id=notice.pk,
        kind=notice.kind,
        sentence=_SENTENCES[notice.kind](notice),
        why=_why(notice.reason),
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
    actor_id = _actor_id(notice)
    if actor_id is not None and notice.kind == ActorDeclined.kind:
        return reverse("organisations")  # what was new with the claim has no page
    if actor_id is not None:
        return reverse("organisation", args=[actor_id])
    return reverse("notice_settings")


def _work_path(notice: Notice) -> str:
    return reverse("manage_idea", args=[notice.idea_id]) if notice.idea_id else reverse("manage_ideas")


_ELSEWHERE: dict[str, Callable[[Notice], str]] = {
    **dict.fromkeys(("idea_assigned", "answers_due_soon", "answers_overdue"), _work_path),
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
        return _campaign(notice), reverse("campaign", args=[notice.campaign.slug]), ""
    if _actor_id(notice) is not None:
        return _actor(notice), path_of(notice), ""
    return gettext("Letters to you"), reverse("notice_settings"), ""


def _actor_id(notice: Notice) -> int | None:
    return getattr(notice, "actor_id", None)


def _actor(notice: Notice) -> str:
    return in_language(getattr(notice, "actor_name", None) or {}, _language())


def _language() -> str:
    return (get_language() or "fi")[:2]


def _campaign(notice: Notice) -> str:
    return in_language(notice.campaign.title, _language()) if notice.campaign else ""


def _municipality(notice: Notice) -> str:
    return in_language(notice.campaign.municipality.name, _language()) if notice.campaign else ""


def _idea(notice: Notice) -> str:
    return notice.idea.title if notice.idea else ""


def name_of(author: Participant | None) -> str:
    """The public name of a participant, read with its account."""
    return author.account.pseudonym if author and author.account else gettext("A participant")


def writer_of(comment: Comment) -> str:
    """In whose name a comment is said: the municipality, an organisation, or the writer's own."""
    if comment.official is not None:
        return in_language(comment.official.name, _language())
    return in_language(comment.actor.name, _language()) if comment.actor is not None else name_of(comment.author)


def _writer(notice: Notice) -> str:
    return writer_of(notice.comment) if notice.comment else name_of(None)


def _answered(notice: Notice) -> str:
    return gettext("%(municipality)s answered the idea “%(idea)s”.") % {
        "municipality": _municipality(notice), "idea": _idea(notice),
    }  # fmt: skip


def _answer_changed(notice: Notice) -> str:
    return gettext("%(municipality)s updated its answer to the idea “%(idea)s”.") % {
        "municipality": _municipality(notice), "idea": _idea(notice),
    }  # fmt: skip


def _commented(notice: Notice) -> str:
    named = {"name": _writer(notice), "idea": _idea(notice)}
    if notice.reason == "reply":
        return gettext("%(name)s replied to your comment on the idea “%(idea)s”.") % named
    if notice.reason == "mentioned":
        return gettext("%(name)s mentioned you in the discussion of the idea “%(idea)s”.") % named
    return gettext("%(name)s commented on the idea “%(idea)s”.") % named


def _proposed(notice: Notice) -> str:
    return gettext("A new idea in the campaign “%(campaign)s”: “%(idea)s”.") % {
        "campaign": _campaign(notice), "idea": _idea(notice),
    }  # fmt: skip


def _withdrawn(notice: Notice) -> str:
    return gettext("The author withdrew the idea “%(idea)s”.") % {"idea": _idea(notice)}


def _assigned(notice: Notice) -> str:
    return gettext("A colleague gave you the idea “%(idea)s” to see to.") % {"idea": _idea(notice)}


def _milestone(notice: Notice) -> str:
    return gettext("A step towards the idea “%(idea)s” is done.") % {"idea": _idea(notice)}


def _due_soon(notice: Notice) -> str:
    return gettext("Ideas of the campaign “%(campaign)s” wait for answers that are due within a week.") % {
        "campaign": _campaign(notice)
    }


def _overdue(notice: Notice) -> str:
    return gettext("Answers to ideas of the campaign “%(campaign)s” are late. The late ones are on a public list.") % {
        "campaign": _campaign(notice)
    }


def _merged(notice: Notice) -> str:
    target = notice.idea.merged_into if notice.idea else None
    return gettext("The municipality merged the idea “%(idea)s” into the idea “%(target)s”.") % {
        "idea": _idea(notice), "target": target.title if target else "",
    }  # fmt: skip


def _unmerged(notice: Notice) -> str:
    return gettext("The idea “%(idea)s” stands by itself again: the merging was undone.") % {"idea": _idea(notice)}


def _joined(notice: Notice) -> str:
    return gettext("The idea “%(idea)s” has a new co-author.") % {"idea": _idea(notice)}


def _phase_opened(notice: Notice) -> str:
    texts = {
        "inform": gettext("The campaign “%(campaign)s” has begun: read what it is about."),
        "follow_up": gettext("Now you can follow what becomes of the campaign “%(campaign)s”."),
        "collect": gettext("Now you can propose ideas in the campaign “%(campaign)s”."),
        "discuss": gettext("Now the ideas of the campaign “%(campaign)s” are discussed."),
        "support": gettext("Now you can support ideas in the campaign “%(campaign)s”."),
    }
    opened = texts.get(
        getattr(notice, "phase_kind", ""), gettext("A new phase has begun in the campaign “%(campaign)s”.")
    )
    return opened % {"campaign": _campaign(notice)}


def _results(notice: Notice) -> str:
    return gettext("The results of the campaign “%(campaign)s” are out.") % {"campaign": _campaign(notice)}


def _closed(notice: Notice) -> str:
    return gettext("Supporting has ended in the campaign “%(campaign)s”, and the count is announced.") % {
        "campaign": _campaign(notice)
    }


def _claim_confirmed(notice: Notice) -> str:
    return gettext("You can now act in the name of %(organisation)s.") % {"organisation": _actor(notice)}


def _claim_declined(notice: Notice) -> str:
    return gettext("Your request to act in the name of %(organisation)s was declined.") % {
        "organisation": _actor(notice)
    }


def _membership_ended(notice: Notice) -> str:
    return gettext("You no longer act in the name of %(organisation)s.") % {"organisation": _actor(notice)}


def _took_over(notice: Notice) -> str:
    return gettext(
        "What was done for you at a desk in the campaign “%(campaign)s” is now yours."
        " If it was not you who took it over, tell the municipality."
    ) % {"campaign": _campaign(notice)}


def _extended(notice: Notice) -> str:
    return gettext("The campaign “%(campaign)s” was given more time.") % {"campaign": _campaign(notice)}


def _campaign_paused(notice: Notice) -> str:
    return gettext("The campaign “%(campaign)s” is paused.") % {"campaign": _campaign(notice)}


def _campaign_resumed(notice: Notice) -> str:
    return gettext("The campaign “%(campaign)s” goes on again.") % {"campaign": _campaign(notice)}


def _rule_amended(notice: Notice) -> str:
    return gettext("A rule of the campaign “%(campaign)s” was changed before the first vote.") % {
        "campaign": _campaign(notice)
    }


def _reported(notice: Notice) -> str:
    return gettext("We have your report in the campaign “%(campaign)s”.") % {"campaign": _campaign(notice)}


def _decided(notice: Notice) -> str:
    if notice.reason == "reporter":
        return gettext("Your report in the campaign “%(campaign)s” is decided.") % {"campaign": _campaign(notice)}
    return gettext("The municipality has decided about a text of yours in the campaign “%(campaign)s”.") % {
        "campaign": _campaign(notice)
    }


def _appeal_decided(notice: Notice) -> str:
    return gettext("An appeal in the campaign “%(campaign)s” is decided.") % {"campaign": _campaign(notice)}


def _paused(_notice: Notice) -> str:
    return gettext(
        "The mail server did not accept our letter to you, so we stopped writing. You can start it again here."
    )


_SENTENCES: dict[str, Callable[[Notice], str]] = {
    "idea_answered": _answered,
    "answer_changed": _answer_changed,
    "coauthor_joined": _joined,
    "comment_written": _commented,
    "idea_proposed": _proposed,
    "idea_withdrawn": _withdrawn,
    "idea_assigned": _assigned,
    "milestone_reached": _milestone,
    "answers_due_soon": _due_soon,
    "answers_overdue": _overdue,
    "idea_merged": _merged,
    "idea_unmerged": _unmerged,
    "phase_opened": _phase_opened,
    "results_opened": _results,
    "voting_closed": _closed,
    "desk_acts_claimed": _took_over,
    "phase_extended": _extended,
    "campaign_paused": _campaign_paused,
    "campaign_resumed": _campaign_resumed,
    "rule_amended": _rule_amended,
    "mail_paused": _paused,
    ActorConfirmed.kind: _claim_confirmed,
    ActorDeclined.kind: _claim_declined,
    ActorMembershipEnded.kind: _membership_ended,
    "content_reported": _reported,
    "moderation_decided": _decided,
    "appeal_decided": _appeal_decided,
}
"""The words of each kind; whoever tells a new kind adds its words here."""


def _why(reason: str) -> str:
    reasons = {
        "author": gettext("You proposed it."),
        "coauthor": gettext("You are one of its authors."),
        "assigned": gettext("It is yours to see to."),
        "officer": gettext("You organise for the municipality."),
        "merged": gettext("Your idea was merged into it."),
        "target": gettext("You are an author of the other idea."),
        "supporter": gettext("You support it."),
        "commenter": gettext("You took part in its discussion."),
        "follower": gettext("You follow it."),
        "campaign": gettext("You follow the campaign."),
        "district": gettext("You follow the district."),
        "participant": gettext("You took part in the campaign."),
        "desk": gettext("The code of your slip was used."),
        "claimant": gettext("You asked to act in its name."),
        "writer": gettext("You wrote it."),
        "reporter": gettext("You reported it."),
        "appellant": gettext("You appealed."),
    }
    return reasons.get(reason, "")


def _excerpt(notice: Notice) -> str:
    """The beginning of what was written: a comment, an answer, a new idea, or the reason of a decision."""
    amended = getattr(notice, "amended", None) or {}
    text = getattr(notice, "decision", None) or in_language(amended.get("reason", {}), _language())
    if notice.comment is not None:
        text = notice.comment.text
    elif notice.idea is not None and notice.kind in {"idea_answered", "answer_changed"}:
        answer = getattr(notice.idea, "answer", None)
        text = in_language(answer.text, _language()) if answer else ""
    elif notice.idea is not None and notice.kind == "idea_proposed":
        text = notice.idea.text
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rsplit(' ', 1)[0]} …"
