# SPDX-License-Identifier: EUPL-1.2
"""The rooms that are asked when a person wants their data, or wants it gone, and the models that they answer for."""

import dataclasses
from collections.abc import Callable

from backend.common.personal import PersonalData
from backend.participation.assistance import selectors as assistance_read
from backend.participation.assistance import services as assistance
from backend.participation.campaigns import selectors as campaigns_read
from backend.participation.campaigns import services as campaigns
from backend.participation.discussion import forgetting as discussion
from backend.participation.handling import selectors as handling_read
from backend.participation.handling import services as handling
from backend.participation.ideas import forgetting as ideas
from backend.participation.initiatives import forgetting as initiatives
from backend.participation.moderation import forgetting as moderation
from backend.participation.moderation import selectors as moderation_read
from backend.participation.notifications import selectors as notifications_read
from backend.participation.notifications import services as notifications
from backend.participation.participants import forgetting as participants
from backend.participation.supports import selectors as supports_read
from backend.participation.supports import services as supports
from backend.records.archives import services as archives
from backend.records.exports import selectors as exports_read
from backend.records.exports import services as exports
from backend.records.privacy import sign_ins
from backend.region.accounts import selectors as accounts_read
from backend.region.accounts import services as accounts
from backend.region.municipalities import selectors as municipalities_read
from backend.region.municipalities import services as municipalities
from backend.region.programme import selectors as programme_read
from backend.region.programme import services as programme


@dataclasses.dataclass(frozen=True)
class Room:
    """One that answers: `models` are those with something of a person in them, as app label and name."""

    models: tuple[str, ...]
    personal_data_of: Callable[..., PersonalData]
    forget_person: Callable[..., None]


ROOMS = (
    Room(
        (
            "notifications.Follow",
            "notifications.Mute",
            "notifications.MailChoice",
            "notifications.Reminder",
            "notifications.Letter",
            "notifications.Notice",
            "notifications.Consent",
        ),
        notifications_read.personal_data_of,
        notifications.forget_person,
    ),
    Room(
        ("moderation.Case", "moderation.Flag", "moderation.Report", "moderation.Decision", "moderation.Appeal"),
        moderation_read.personal_data_of,
        moderation.forget_person,
    ),
    Room(("assistance.Kiosk", "assistance.DeskAct"), assistance_read.personal_data_of, assistance.forget_person),
    Room((), archives.personal_data_of, archives.forget_person),
    Room(("exports.Export",), exports_read.personal_data_of, exports.forget_person),
    Room(
        ("initiatives.Initiative", "initiatives.Signature"),
        initiatives.personal_data_of,
        initiatives.forget_person,
    ),
    Room(
        (
            "discussion.Comment",
            "discussion.HiddenComment",
            "discussion.WaitingComment",
            "discussion.CommentVersion",
            "discussion.Thank",
            "discussion.Mention",
        ),
        discussion.personal_data_of,
        discussion.forget_person,
    ),
    Room(
        ("handling.Handling", "handling.HandlingNote"),
        handling_read.personal_data_of,
        handling.forget_person,
    ),
    Room(("supports.Support", "supports.Merging"), supports_read.personal_data_of, supports.forget_person),
    Room(
        (
            "ideas.Idea",
            "ideas.HiddenIdea",
            "ideas.WaitingIdea",
            "ideas.IdeaVersion",
            "ideas.Answer",
            "ideas.Photo",
            "ideas.Coauthor",
            "ideas.CoauthorInvitation",
            "ideas.KeptDraft",
            "ideas.ShareCard",
            "ideas.Sketch",
        ),
        ideas.personal_data_of,
        ideas.forget_person,
    ),
    Room(
        (
            "participants.Participant",
            "participants.SecondAccount",
            "participants.Identification",
            "participants.FrozenContext",
            "participants.Code",
            "participants.CodeBatch",
            "participants.AddressAllowance",
        ),
        participants.personal_data_of,
        participants.forget_person,
    ),
    Room(
        ("municipalities.Feedback", "municipalities.PopulationUpload"),
        municipalities_read.personal_data_of,
        municipalities.forget_person,
    ),
    Room(
        ("programme.ActorClaim", "programme.PilotActor", "programme.PilotContact"),
        programme_read.personal_data_of,
        programme.forget_person,
    ),
    Room(
        ("campaigns.Campaign", "campaigns.CampaignChange", "campaigns.Amendment"),
        campaigns_read.personal_data_of,
        campaigns.forget_person,
    ),
    Room(sign_ins.MODELS, sign_ins.personal_data_of, sign_ins.forget_person),
    Room(
        (
            "accounts.Account",
            "accounts.Role",
            "accounts.Deputy",
            "accounts.Session",
            "accounts.Assertion",
            "accounts.StaffInvitation",
            "accounts.OfficeLetter",
        ),
        accounts_read.personal_data_of,
        accounts.forget_person,
    ),
)
"""In the order in which they forget: each before the room in which it looks up whose its rows are."""

EXCUSED = {
    "handling.Milestone": "the municipality's own plan for an idea",
    "ideas.IdeaPilot": "which pilot came of an idea: two numbers",
    "discussion.Tally": "numbers of comments on an idea, of nobody in particular",
    "discussion.ThanksTally": "numbers of thanks for a comment, of nobody in particular",
    "initiatives.SignatureTally": "numbers of signatures of an initiative, of nobody in particular",
    "ideas.Exposure": "how often an idea was on a list, of nobody in particular",
    "supports.Tally": "numbers of supports of an idea, of nobody in particular",
    "supports.Outcome": "numbers that were announced, which stand",
    "events.Event": "random numbers of participants, which point to nobody once the link is cut",
    "engagement.PersonIndex": "a random number of a person, retired with the erasure and never given again",
}
"""Models with a path to a person that have nothing to give or to forget, and why."""
