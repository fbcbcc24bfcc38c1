# SPDX-License-Identifier: EUPL-1.2
"""What the codes in a person's data are called by people: `data.json` keeps the codes, `index.html` says the words."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.participation.moderation.grounds import GROUNDS
from backend.participation.notifications.sentences import why

Words = dict[str, StrOrPromise]

_ROLES: Words = {
    "organiser": _("Organiser"),
    "moderator": _("Moderator"),
    "evaluator": _("Evaluator"),
    "admin": _("Admin"),
}
_IDENTIFIERS: Words = {
    "account": _("By an account"),
    "strong": _("By strong identification"),
    "register": _("By the municipality's register"),
    "code": _("By a one-time code"),
    "device": _("By the device alone, without sign-in"),
    "joined": _("Joined of two that were one person's"),
}
_ASSURANCES: Words = {
    "none": _("Not sure at all"),
    "account": _("As sure as an account"),
    "code": _("As sure as a one-time code"),
    "register": _("As sure as the municipality's register"),
    "strong": _("As sure as strong identification"),
}
_AUDIT: Words = {
    "done": _("It was done"),
    "refused": _("It was refused"),
}
_STANCES: Words = {
    "for": _("For"),
    "against": _("Against"),
    "neutral": _("Neither for nor against"),
}
_IDEA_STATES: Words = {
    "published": _("Everybody sees it"),
    "withdrawn": _("Taken back"),
    "erased": _("Erased, its place stays"),
    "merged": _("Merged into another idea"),
    "hidden": _("Hidden by moderation"),
    "waiting": _("Not shown: a moderator reads it first, or refused it"),
}
_INITIATIVE_STATES: Words = {
    "collecting": _("Collects signatures"),
    "handed_over": _("Waits for the municipality"),
    "decided": _("The municipality has handled it"),
    "withdrawn": _("Taken back"),
    "lapsed": _("The time is over"),
}
_CLAIM_STATES: Words = {
    "pending": _("Waits for the municipality"),
    "confirmed": _("Confirmed by the municipality"),
    "declined": _("Declined by the municipality"),
    "ended": _("It has ended"),
}
_PART_STATES: Words = {"asked": _CLAIM_STATES["pending"], **_CLAIM_STATES}
_PART_ROLES: Words = {
    "carrier": _("Carries it out"),
    "partner": _("Partner"),
    "tester": _("Tries it out"),
    "knowledge": _("Brings knowledge"),
    "funder": _("Funds it"),
}
_WISHES: Words = {
    "partner": _("To take part as a partner"),
    "learn": _("To learn more"),
    "press": _("To write about it in the media"),
}
_CONTACTS: Words = {
    "joined": _("Joined the pilot"),
    "answered": _("Was answered"),
    "not_ours": _("Is not for this pilot"),
}
_LETTER_STATES: Words = {
    "queued": _("Waits to be sent"),
    "sent": _("It was sent"),
    "refused": _("Your e-mail service refused it"),
    "void": _("There was nothing left to say"),
}
_LETTERS: Words = {
    "news": _("News of what you follow"),
    "confirm": _("A question whether you want a reminder"),
    "reminder": _("A reminder of a vote"),
    "report": _("A receipt of a report"),
    "decided": _("What was decided about a report"),
}
_EXPORT_STATES: Words = {
    "queued": _("Waits to be made"),
    "running": _("Is being made"),
    "done": _("It is ready"),
    "failed": _("It could not be made"),
}
_OUTCOMES: Words = {
    "hide": _("It was hidden"),
    "leave": _("It was left as it is"),
    "restore": _("It was shown again"),
}
_FREQUENCIES: Words = {
    "instant": _("At once"),
    "daily": _("Once a day"),
    "weekly": _("Once a week"),
    "none": _("Never"),
}
_ANSWERS: Words = {
    "investigating": _("The municipality looks into it"),
    "accepted": _("The municipality does it"),
    "declined": _("The municipality does not do it"),
    "done": _("The municipality has done it"),
}
_ACTS: Words = {
    "support": _("Supported an idea"),
    "propose": _("Proposed an idea"),
    "comment": _("Commented on an idea"),
    "thank": _("Gave thanks for a comment"),
    "follow_idea": _("Followed an idea"),
    "follow_campaign": _("Followed a campaign"),
    "follow_district": _("Followed a district"),
}
_AMENDMENTS: Words = {
    "extended": _("More time was given"),
    "paused": _("A pause was begun"),
    "resumed": _("A pause was ended"),
    "rule": _("The rule of the vote was changed"),
}
_FEEDBACK: Words = {
    "accessibility": _("Accessibility"),
    "other": _("Something else"),
}
_PURPOSES: Words = {
    "newsletter": _("The region's newsletter"),
}
_KEYS: Words = {
    "totp": _("Authenticator app"),
    "webauthn": _("Passkey"),
    "recovery_codes": _("Recovery codes"),
}
_LANGUAGES: Words = {
    "fi": _("Finnish"),
    "sv": _("Swedish"),
    "en": _("English"),
}
_PARTS: Words = {
    "title": _("Name"),
    "lead": _("What is asked"),
    "promise": _("What is promised"),
    "languages": _("Languages"),
    "influence": _("How much it can change"),
    "influence_kept": _("Whether the promise was kept"),
    "influence_reason": _("Why the promise was kept or not"),
    "categories": _("Subjects"),
    "phases": _("Phases"),
    "districts": _("Districts"),
    "support_limit": _("How many supports each has"),
    "supports_hidden": _("Whether supports are hidden"),
    "ideas_read_first": _("Whether ideas are read before they are shown"),
    "comments_read_first": _("Whether comments are read before they are shown"),
    "read_within_hours": _("Within how many hours they are read"),
    "art": _("Picture"),
    "spearhead": _("Spearhead of the strategy"),
    "participation": _("Who takes part"),
}
_NOTICES: Words = {
    "idea_answered": _("An idea was answered"),
    "answer_changed": _("An answer was changed"),
    "coauthor_joined": _("Somebody joined the authors"),
    "comment_written": _("A comment was written"),
    "idea_proposed": _("An idea was proposed"),
    "idea_withdrawn": _("An idea was taken back"),
    "idea_assigned": _("An idea was given to you"),
    "milestone_reached": _("A step of an idea is done"),
    "answers_due_soon": _("Answers are due soon"),
    "answers_overdue": _("Answers are late"),
    "feedback_due_soon": _("Feedback is due soon"),
    "feedback_overdue": _("Feedback is late"),
    "cases_due_soon": _("Reports are due soon"),
    "cases_overdue": _("Reports are late"),
    "idea_merged": _("Two ideas were merged"),
    "idea_became_pilot": _("A pilot came of an idea"),
    "initiative_made": _("An idea became an initiative"),
    "initiative_reached": _("An initiative has enough signatures"),
    "initiative_handed_over": _("An initiative was handed over"),
    "initiative_decided": _("An initiative was decided"),
    "initiative_withdrawn": _("An initiative was taken back"),
    "initiative_lapsed": _("The time of an initiative is over"),
    "initiative_due_soon": _("An initiative is due soon"),
    "initiative_overdue": _("An initiative is late"),
    "pilot_began": _("A pilot began"),
    "pilot_finished": _("A pilot was finished"),
    "pilot_stopped": _("A pilot was stopped"),
    "pilot_step_reached": _("A step of a pilot is done"),
    "pilot_join_asked": _("An organisation wants to join a pilot"),
    "partner_invited": _("A municipality was asked to hold a campaign together"),
    "partner_joined": _("A municipality joined a campaign"),
    "partner_left": _("A municipality left a campaign"),
    "pilot_contacted": _("Somebody wrote to a pilot"),
    "contacts_due_soon": _("Messages to a pilot are due soon"),
    "contacts_overdue": _("Messages to a pilot are late"),
    "pilot_joined": _("An organisation joined a pilot"),
    "pilot_join_declined": _("An organisation was not taken into a pilot"),
    "idea_unmerged": _("Merged ideas were taken apart"),
    "phase_opened": _("A phase has begun"),
    "results_opened": _("The results are there"),
    "voting_closed": _("A vote has ended"),
    "desk_acts_claimed": _("Acts at a desk were taken over"),
    "phase_extended": _("A phase has more time"),
    "campaign_paused": _("A campaign has a pause"),
    "campaign_resumed": _("A campaign goes on"),
    "rule_amended": _("A rule was changed"),
    "mail_paused": _("E-mails to you are paused"),
    "actor_confirmed": _("Your organisation was confirmed"),
    "actor_declined": _("Your organisation was declined"),
    "actor_membership_ended": _("You no longer act for an organisation"),
    "content_reported": _("Something was reported"),
    "moderation_decided": _("Moderation decided"),
    "appeal_decided": _("An appeal was decided"),
}
_GROUNDS: Words = {code: ground.name for code, ground in GROUNDS.items()}

CODES: dict[str, Words] = {
    "roles.kind": _ROLES,
    "deputies.kind": _ROLES,
    "stands_in.kind": _ROLES,
    "staff_invitations.kinds": _ROLES,
    "participations.kind": _IDENTIFIERS,
    "identifications.kind": _IDENTIFIERS,
    "identifications.assurance": _ASSURANCES,
    "assertions.assurance": _ASSURANCES,
    "acts_as_staff.status": _AUDIT,
    "comments.stance": _STANCES,
    "initiatives_made.state": _INITIATIVE_STATES,
    "ideas.state": _IDEA_STATES,
    "organisations.state": _CLAIM_STATES,
    "pilots_asked_to_join.state": _PART_STATES,
    "pilots_asked_to_join.role": _PART_ROLES,
    "messages_to_pilots.wish": _WISHES,
    "messages_to_pilots.outcome": _CONTACTS,
    "letters.state": _LETTER_STATES,
    "letters.kind": _LETTERS,
    "exports_requested.state": _EXPORT_STATES,
    "decisions_about_your_texts.outcome": _OUTCOMES,
    "moderation_decisions.outcome": _OUTCOMES,
    "letter_choices.frequency": _FREQUENCIES,
    "answers_given.status": _ANSWERS,
    "done_for_you_at_a_desk.act": _ACTS,
    "done_by_you_at_a_desk.act": _ACTS,
    "campaigns_amended.kind": _AMENDMENTS,
    "campaigns_changed.parts": _PARTS,
    "feedback.kind": _FEEDBACK,
    "consents.purpose": _PURPOSES,
    "sign_in_keys.type": _KEYS,
    "notices.kind": _NOTICES,
    "account.language": _LANGUAGES,
    "ideas.language": _LANGUAGES,
    "comments.language": _LANGUAGES,
    "participations.language": _LANGUAGES,
    "drafts.language": _LANGUAGES,
    "reports.category": _GROUNDS,
    "ideas.hidden_for": _GROUNDS,
    "comments.hidden_for": _GROUNDS,
    "decisions_about_your_texts.ground": _GROUNDS,
    "moderation_decisions.ground": _GROUNDS,
}
"""By section and field; the tests say which enumeration of the models each of them spells out."""


def value_label(section: str, field: str, code: str) -> StrOrPromise:
    """What people call a code, or the text itself where it is none."""
    if (section, field) == ("notices", "reason"):
        return why(code) or code
    return CODES.get(f"{section}.{field}", {}).get(code, code)
