# SPDX-License-Identifier: EUPL-1.2
"""Codes in a person's data have their words, in three languages."""

import pytest
from django.utils import translation

from backend.ledger.audit.models import AuditEntry
from backend.participation.assistance.acts import KINDS
from backend.participation.campaigns.models import Amendment, Campaign
from backend.participation.campaigns.plans import PARTS
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Answer, Idea
from backend.participation.initiatives.models import Initiative
from backend.participation.moderation.grounds import GROUNDS
from backend.participation.moderation.models import Decision
from backend.participation.notifications.models import Consent, Letter, MailChoice
from backend.participation.notifications.sentences import SENTENCES
from backend.participation.participants.models import Identification
from backend.records.exports.models import Export
from backend.records.privacy.codes import CODES, value_label
from backend.region.accounts.models import Account, Assertion, Role
from backend.region.municipalities.models import Feedback
from backend.region.programme.models import ActorClaim, PilotActor, PilotContact

ENUMERATIONS = {
    "pilots_asked_to_join.state": PilotActor.State,
    "pilots_asked_to_join.role": PilotActor.Role,
    "roles.kind": Role.Kind,
    "staff_invitations.kinds": Role.Kind,
    "participations.kind": Campaign.Identifier,
    "identifications.kind": Identification.Kind,
    "assertions.assurance": Assertion.Assurance,
    "identifications.assurance": Assertion.Assurance,
    "acts_as_staff.status": AuditEntry.Status,
    "comments.stance": Comment.Stance,
    "initiatives_made.state": Initiative.State,
    "ideas.state": Idea.State,
    "organisations.state": ActorClaim.State,
    "messages_to_pilots.wish": PilotContact.Wish,
    "messages_to_pilots.outcome": PilotContact.Outcome,
    "letters.state": Letter.State,
    "letters.kind": Letter.Kind,
    "exports_requested.state": Export.State,
    "decisions_about_your_texts.outcome": Decision.Outcome,
    "moderation_decisions.outcome": Decision.Outcome,
    "letter_choices.frequency": MailChoice.Frequency,
    "answers_given.status": Answer.Status,
    "campaigns_amended.kind": Amendment.Kind,
    "feedback.kind": Feedback.Kind,
    "consents.purpose": Consent.Purpose,
}
OTHERS = {
    "notices.kind": set(SENTENCES),
    "campaigns_changed.parts": set(PARTS) | {"spearhead"},
    "done_for_you_at_a_desk.act": set(KINDS),
    "done_by_you_at_a_desk.act": set(KINDS),
    "reports.category": set(GROUNDS),
    "ideas.hidden_for": set(GROUNDS),
    "comments.hidden_for": set(GROUNDS),
    "account.language": {code for code, _name in Account._meta.get_field("language").choices or ()},
}


@pytest.mark.parametrize("place", ENUMERATIONS)
def test_every_value_of_an_enumeration_has_its_words(place):
    assert {value for value in ENUMERATIONS[place].values if value} <= set(CODES[place])


@pytest.mark.parametrize("place", OTHERS)
def test_every_other_code_has_its_words(place):
    assert OTHERS[place]
    assert OTHERS[place] <= set(CODES[place])


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_words_are_in_the_readers_language_and_no_code(language):
    for place, words in CODES.items():
        section, field = place.split(".")
        with translation.override("en"):
            english = {code: str(value_label(section, field, code)) for code in words}
        with translation.override(language):
            said = {code: str(value_label(section, field, code)) for code in words}
        same = {code for code in words if said[code] in {code, english[code]} and english[code] != "Moderator"}
        assert not same, (place, same)


def test_why_somebody_was_told_is_a_sentence_and_a_text_stays_a_text():
    with translation.override("en"):
        assert value_label("notices", "reason", "follower") == "You follow it."
        assert value_label("comments", "text", "hidden") == "hidden"
