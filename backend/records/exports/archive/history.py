# SPDX-License-Identifier: EUPL-1.2
"""The ledger in the archive: to which rows the numbers of each kind of event lead."""

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True)
class Kind:
    """An event's `subject` is a row of this table; `numbers` → table, or "" for a municipality by its code."""

    subject: str = ""
    numbers: Mapping[str, str] = dataclasses.field(default_factory=dict)


MUNICIPALITY = ""
_OF_COMMENT = {"comment": "comments"}
_MODERATED = {"of_idea": "ideas", "of_comment": "comments"}

KINDS: dict[str, Kind] = {
    "answers_due_soon": Kind(),
    "answers_overdue": Kind(),
    "appeal_decided": Kind("appeals", {"decision": "decisions"}),
    "appeal_made": Kind("appeals", {"decision": "decisions"}),
    "campaign_paused": Kind("amendments"),
    "campaign_published": Kind(),
    "campaign_resumed": Kind("amendments"),
    "coauthor_invited": Kind("ideas"),
    "coauthor_joined": Kind("ideas"),
    "coauthor_left": Kind("ideas"),
    "comment_edited": Kind("ideas", _OF_COMMENT),
    "comment_hidden": Kind("ideas", _OF_COMMENT),
    "comment_shown_again": Kind("ideas", _OF_COMMENT),
    "comment_thanked": Kind("comments"),
    "comment_withdrawn": Kind("ideas", _OF_COMMENT),
    "comment_written": Kind("ideas", {"comment": "comments", "actor": "actors"}),
    "content_reported": Kind("reports", _MODERATED),
    "context_blurred": Kind(),
    "desk_acts_claimed": Kind(),
    "device_acts_taken_over": Kind(),
    "idea_answered": Kind("ideas"),
    "idea_assigned": Kind("ideas"),
    "idea_became_pilot": Kind("ideas", {"pilot": "pilots"}),
    "idea_edited": Kind("ideas"),
    "idea_erased": Kind("ideas"),
    "idea_estimated": Kind("ideas"),
    "idea_hidden": Kind("ideas"),
    "idea_merged": Kind("ideas", {"target": "ideas"}),
    "idea_proposed": Kind("ideas", {"actor": "actors"}),
    "idea_restored": Kind("ideas"),
    "idea_shown_again": Kind("ideas"),
    "idea_unmerged": Kind("ideas", {"target": "ideas"}),
    "idea_withdrawn": Kind("ideas"),
    **{
        f"initiative_{what}": Kind("ideas", {"initiative": "initiatives"})
        for what in ("made", "reached", "handed_over", "decided", "withdrawn", "lapsed", "due_soon", "overdue")
    },
    "initiative_signed": Kind("initiatives"),
    "initiative_unsigned": Kind("initiatives"),
    "links_cut": Kind(),
    "milestone_reached": Kind("ideas", {"milestone": "milestones"}),
    "moderation_decided": Kind("decisions", _MODERATED),
    "partner_invited": Kind(numbers={"municipality": MUNICIPALITY}),
    "partner_joined": Kind(numbers={"municipality": MUNICIPALITY}),
    "partner_left": Kind(numbers={"municipality": MUNICIPALITY}),
    "phase_extended": Kind("amendments"),
    "phase_opened": Kind("phases"),
    "photo_changed": Kind("ideas"),
    "rule_amended": Kind("amendments"),
    "support_given": Kind("ideas"),
    "support_moved": Kind("ideas"),
    "support_withdrawn": Kind("ideas"),
    "thanks_withdrawn": Kind("comments"),
    "voting_closed": Kind("voting_windows"),
    "window_sealed": Kind("voting_windows"),
}
"""Events of campaigns."""

PILOT_KINDS: dict[str, Kind] = {
    "pilot_began": Kind("pilots"),
    "pilot_finished": Kind("pilots"),
    "pilot_join_asked": Kind("pilots", {"actor": "actors"}),
    "pilot_join_declined": Kind("pilots", {"actor": "actors"}),
    "pilot_joined": Kind("pilots", {"actor": "actors"}),
    "pilot_left": Kind("pilots", {"actor": "actors"}),
    "pilot_made": Kind("pilots"),
    "pilot_step_reached": Kind("pilots", {"milestone": "pilot_milestones"}),
    "pilot_stopped": Kind("pilots"),
}
"""Events of no campaign, of pilots that are in the archive."""

_WAITED = "of words that waited for a moderator; another event follows when they are shown"
_CLAIM = "of a person's claim to an organisation, which leads to an account"
LEFT_OUT: dict[str, str] = {
    "actor_claimed": _CLAIM,
    "actor_confirmed": _CLAIM,
    "actor_declined": _CLAIM,
    "actor_membership_ended": _CLAIM,
    "pilot_contacted": "of a person's letter to a pilot, which is not carried",
    "comment_waits": _WAITED,
    "idea_waits": _WAITED,
    "campaign_arrived": "where the campaign came from before; the importing instance writes its own",
}
"""Kinds of events that are not carried, and why."""
