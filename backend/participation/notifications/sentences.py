# SPDX-License-Identifier: EUPL-1.2
"""The sentence of each kind of notice and why its reader is told, in the active language."""

from collections.abc import Callable

from django.utils.translation import gettext

from backend.common.text import in_language
from backend.participation.discussion.models import Comment
from backend.participation.notifications.models import Notice
from backend.participation.notifications.office_sentences import OFFICE
from backend.participation.notifications.told_names import campaign_title, language, pilot_name
from backend.participation.participants.models import Participant
from backend.region.programme.events import ActorConfirmed, ActorDeclined, ActorMembershipEnded


def actor_id(notice: Notice) -> int | None:
    """Which organisation a notice is about, None for any other."""
    return getattr(notice, "actor_id", None)


def actor_name(notice: Notice) -> str:
    """The organisation's name."""
    return in_language(getattr(notice, "actor_name", None) or {}, language())


def _municipality(notice: Notice) -> str:
    return in_language(notice.campaign.municipality.name, language()) if notice.campaign else ""


def _idea(notice: Notice) -> str:
    return notice.idea.title if notice.idea else ""


def name_of(author: Participant | None) -> str:
    """The public name of a participant, read with its account."""
    return author.account.pseudonym if author and author.account else gettext("A participant")


def writer_of(comment: Comment) -> str:
    """In whose name a comment is said: the municipality, an organisation, or the writer's own."""
    if comment.official is not None:
        return in_language(comment.official.name, language())
    return in_language(comment.actor.name, language()) if comment.actor is not None else name_of(comment.author)


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
        "campaign": campaign_title(notice), "idea": _idea(notice),
    }  # fmt: skip


def _withdrawn(notice: Notice) -> str:
    return gettext("The author withdrew the idea “%(idea)s”.") % {"idea": _idea(notice)}


def _assigned(notice: Notice) -> str:
    return gettext("A colleague gave you the idea “%(idea)s” to see to.") % {"idea": _idea(notice)}


def _milestone(notice: Notice) -> str:
    return gettext("A step towards the idea “%(idea)s” is done.") % {"idea": _idea(notice)}


def _due_soon(notice: Notice) -> str:
    return gettext("Ideas of the campaign “%(campaign)s” wait for answers that are due within a week.") % {
        "campaign": campaign_title(notice)
    }


def _overdue(notice: Notice) -> str:
    return gettext("Answers to ideas of the campaign “%(campaign)s” are late. The late ones are on a public list.") % {
        "campaign": campaign_title(notice)
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
    return opened % {"campaign": campaign_title(notice)}


def _results(notice: Notice) -> str:
    return gettext("The results of the campaign “%(campaign)s” are out.") % {"campaign": campaign_title(notice)}


def _closed(notice: Notice) -> str:
    return gettext("Supporting has ended in the campaign “%(campaign)s”, and the count is announced.") % {
        "campaign": campaign_title(notice)
    }


def _claim_confirmed(notice: Notice) -> str:
    return gettext("You can now act in the name of %(organisation)s.") % {"organisation": actor_name(notice)}


def _claim_declined(notice: Notice) -> str:
    return gettext("Your request to act in the name of %(organisation)s was declined.") % {
        "organisation": actor_name(notice)
    }


def _membership_ended(notice: Notice) -> str:
    return gettext("You no longer act in the name of %(organisation)s.") % {"organisation": actor_name(notice)}


def _took_over(notice: Notice) -> str:
    return gettext(
        "What was done for you at a desk in the campaign “%(campaign)s” is now yours."
        " If it was not you who took it over, tell the municipality."
    ) % {"campaign": campaign_title(notice)}


def _extended(notice: Notice) -> str:
    return gettext("The campaign “%(campaign)s” was given more time.") % {"campaign": campaign_title(notice)}


def _campaign_paused(notice: Notice) -> str:
    return gettext("The campaign “%(campaign)s” is paused.") % {"campaign": campaign_title(notice)}


def _campaign_resumed(notice: Notice) -> str:
    return gettext("The campaign “%(campaign)s” goes on again.") % {"campaign": campaign_title(notice)}


def _rule_amended(notice: Notice) -> str:
    return gettext("A rule of the campaign “%(campaign)s” was changed before the first vote.") % {
        "campaign": campaign_title(notice)
    }


def _reported(notice: Notice) -> str:
    return gettext("We have your report in the campaign “%(campaign)s”.") % {"campaign": campaign_title(notice)}


def _decided(notice: Notice) -> str:
    if notice.reason == "reporter":
        return gettext("Your report in the campaign “%(campaign)s” is decided.") % {"campaign": campaign_title(notice)}
    return gettext("The municipality has decided about a text of yours in the campaign “%(campaign)s”.") % {
        "campaign": campaign_title(notice)
    }


def _appeal_decided(notice: Notice) -> str:
    return gettext("An appeal in the campaign “%(campaign)s” is decided.") % {"campaign": campaign_title(notice)}


def _initiative(sentence: Callable[[], str]) -> Callable[[Notice], str]:
    """A sentence about an initiative that came of an idea."""
    return lambda notice: sentence() % {"idea": getattr(notice, "initiative_title", "") or _idea(notice)}


def _pilot_says(sentence: Callable[[], str]) -> Callable[[Notice], str]:
    """A sentence with the names of a pilot and of the idea that it came of."""
    return lambda notice: sentence() % {"pilot": pilot_name(notice), "idea": _idea(notice)}


def _paused(_notice: Notice) -> str:
    return gettext(
        "The mail server did not accept our letter to you, so we stopped writing. You can start it again here."
    )


SENTENCES: dict[str, Callable[[Notice], str]] = {
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
    "idea_became_pilot": _pilot_says(lambda: gettext("The idea “%(idea)s” became the pilot “%(pilot)s”.")),
    "initiative_made": _initiative(lambda: gettext("The idea “%(idea)s” is now a formal initiative. You can sign it.")),
    "initiative_reached": _initiative(
        lambda: gettext("The initiative “%(idea)s” has as many signatures of residents as oblige the municipality.")
    ),
    "initiative_handed_over": _initiative(
        lambda: gettext("The initiative “%(idea)s” was handed over to the municipality.")
    ),
    "initiative_decided": _initiative(
        lambda: gettext("The municipality has handled the initiative “%(idea)s”. Read what was decided.")
    ),
    "initiative_withdrawn": _initiative(lambda: gettext("The initiative “%(idea)s” was withdrawn.")),
    "initiative_lapsed": _initiative(
        lambda: gettext("The time to collect signatures for the initiative “%(idea)s” is over.")
    ),
    "initiative_due_soon": _initiative(lambda: gettext("The initiative “%(idea)s” must be taken up within a month.")),
    "initiative_overdue": _initiative(
        lambda: gettext("The initiative “%(idea)s” should have been taken up. The day is over.")
    ),
    "pilot_began": _pilot_says(lambda: gettext("The pilot “%(pilot)s” has begun.")),
    "pilot_finished": _pilot_says(lambda: gettext("The pilot “%(pilot)s” is done. Read what came of it.")),
    "pilot_stopped": _pilot_says(lambda: gettext("The pilot “%(pilot)s” was stopped. Read why.")),
    "pilot_step_reached": _pilot_says(lambda: gettext("A step of the pilot “%(pilot)s” is done.")),
    "pilot_join_asked": _pilot_says(lambda: gettext("An organisation wants to join the pilot “%(pilot)s”.")),
    "pilot_joined": _pilot_says(lambda: gettext("Your organisation takes part in the pilot “%(pilot)s”.")),
    "pilot_join_declined": _pilot_says(lambda: gettext("Your organisation was not taken into the pilot “%(pilot)s”.")),
    **OFFICE,
}
"""The words of each kind; whoever tells a new kind adds its words here."""


def why(reason: str) -> str:
    """Why the reader is told, "" where the sentence says it."""
    reasons = {
        "author": gettext("You proposed it."),
        "coauthor": gettext("You are one of its authors."),
        "assigned": gettext("It is yours to see to."),
        "deputy": gettext("You stand in for a colleague."),
        "admin": gettext("You are an admin of the municipality."),
        "officer": gettext("You organise for the municipality."),
        "merged": gettext("Your idea was merged into it."),
        "target": gettext("You are an author of the other idea."),
        "maker": gettext("You made it."),
        "signer": gettext("You signed it."),
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
        "member": gettext("You act for an organisation."),
    }
    return reasons.get(reason, "")
