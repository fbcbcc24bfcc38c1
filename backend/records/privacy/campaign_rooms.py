# SPDX-License-Identifier: EUPL-1.2
"""The rooms that know people of a campaign, asked when its time is over, and the models that they answer for."""

import dataclasses
from collections.abc import Callable

from django.db.models import QuerySet

from backend.common.personal import Kept
from backend.participation.assistance import retention as assistance
from backend.participation.discussion import retention as discussion
from backend.participation.discussion.names import blank_names
from backend.participation.discussion.whom import blank_earlier_names, hold_texts
from backend.participation.handling import retention as handling
from backend.participation.ideas import retention as ideas
from backend.participation.initiatives import retention as initiatives
from backend.participation.moderation import retention as moderation
from backend.participation.notifications import retention as notifications
from backend.participation.participants import retention as participants
from backend.participation.participants.models import Participant


@dataclasses.dataclass(frozen=True)
class CampaignRoom:
    """One that answers; `models` as app label and name."""

    models: tuple[str, ...]
    kept_of_campaign: Callable[[int], list[Kept]]


def _links(campaign_id: int) -> list[Kept]:
    return [Kept("links", participants.linked(campaign_id), _cut)]


def _cut(rows: QuerySet[Participant]) -> None:
    """Names in what others wrote first, while it is known whose they are; then the link itself."""
    people = list(rows.order_by("id").values_list("id", flat=True))
    list(Participant.objects.select_for_update(of=("self",)).filter(id__in=people).order_by("id").values_list("id"))
    hold_texts(people)
    blank_earlier_names(people)
    blank_names(people)
    participants.cut_links(Participant.objects.filter(id__in=people))


CAMPAIGN_ROOMS = (
    CampaignRoom(
        (
            "notifications.Follow",
            "notifications.Mute",
            "notifications.Notice",
            "notifications.Letter",
            "notifications.Reminder",
        ),
        notifications.kept_of_campaign,
    ),
    CampaignRoom(
        ("moderation.Report", "moderation.Appeal", "moderation.Decision"),
        moderation.kept_of_campaign,
    ),
    CampaignRoom(("assistance.DeskAct",), assistance.kept_of_campaign),
    CampaignRoom(("initiatives.Initiative", "initiatives.Signature"), initiatives.kept_of_campaign),
    CampaignRoom(("handling.HandlingNote",), handling.kept_of_campaign),
    CampaignRoom(
        ("ideas.KeptDraft", "ideas.CoauthorInvitation", "ideas.Photo", "ideas.WaitingIdea"), ideas.kept_of_campaign
    ),
    CampaignRoom(
        ("discussion.Mention", "discussion.CommentVersion", "discussion.WaitingComment"), discussion.kept_of_campaign
    ),
    CampaignRoom(("participants.Participant",), _links),
    CampaignRoom(
        (
            "participants.SecondAccount",
            "participants.Identification",
            "participants.Code",
            "participants.FrozenContext",
            "participants.RegisterRow",
        ),
        participants.kept_of_campaign,
    ),
)
"""In the order in which they clear; links before further accounts, contexts last."""

_OFFICE = "who did something for the municipality, whose record it is"
_PUBLIC = "public words, which stay without the name of who wrote them"
_NUMBERS = "numbers, of nobody in particular"
EXCUSED = {
    "assistance.Kiosk": _OFFICE,
    "campaigns.Amendment": _OFFICE,
    "campaigns.Campaign": _OFFICE,
    "campaigns.CampaignChange": _OFFICE,
    "participants.AddressAllowance": _OFFICE,
    "participants.CodeBatch": _OFFICE,
    "handling.Handling": _OFFICE,
    "ideas.Answer": _OFFICE,
    "supports.Merging": _OFFICE,
    "exports.Export": _OFFICE,
    "handling.Milestone": "the municipality's own plan for an idea",
    "ideas.Idea": _PUBLIC,
    "ideas.IdeaPilot": "which pilot came of a public idea",
    "ideas.IdeaVersion": _PUBLIC,
    "ideas.ShareCard": _PUBLIC,
    "ideas.HiddenIdea": "what moderation hid, which it may show again; nobody reads it, and no name stands beside it",
    "discussion.Comment": _PUBLIC,
    "discussion.HiddenComment": "what moderation hid, which it may show again; nobody reads it, without a name beside",
    "ideas.Sketch": "numbers of pieces of a public title",
    "ideas.Coauthor": "who wrote together: random numbers of participants that are nobody's once the link is cut",
    "discussion.Thank": "random numbers of participants that are nobody's once the link is cut",
    "supports.Support": "random numbers of participants that are nobody's once the link is cut",
    "moderation.Flag": "numbers of what a machine noticed of a public text",
    "moderation.Case": "that there was something to decide, without who asked for it",
    "events.Event": "random numbers of participants that are nobody's once the link is cut",
    "ideas.Exposure": _NUMBERS,
    "discussion.Tally": _NUMBERS,
    "discussion.ThanksTally": _NUMBERS,
    "initiatives.SignatureTally": _NUMBERS,
    "supports.Tally": _NUMBERS,
    "supports.Outcome": _NUMBERS,
}
"""Models with a path to a person of a campaign that keep what they have, and why."""
