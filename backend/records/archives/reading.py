# SPDX-License-Identifier: EUPL-1.2
"""What an archive tells, as everybody read it on the pages: nothing hidden, withdrawn or erased, public names only."""

import dataclasses
import datetime
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import get_language, gettext

from backend.common.text import LANGUAGES, in_language
from backend.insight.engagement.selectors import CampaignStatistics, campaign_statistics
from backend.participation.campaigns.attendance import cost_shown, gathered_of, total_of
from backend.participation.campaigns.models import Campaign, Gathering, Phase
from backend.participation.campaigns.partners import partners_of
from backend.participation.campaigns.rules import languages_needed
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.discussion.models import Comment
from backend.participation.discussion.selectors import CommentQuery, comments_on
from backend.participation.ideas import stored_files
from backend.participation.ideas.models import Idea
from backend.participation.ideas.selectors import answer_to, coauthors_of, photo_of, versions_of, with_people_and_places
from backend.participation.moderation.grounds import place_of_hidden
from backend.participation.participants.models import Participant
from backend.participation.supports.models import Outcome
from backend.participation.supports.selectors import outcome_of, with_tallies

_SHOWN = (Idea.State.PUBLISHED, Idea.State.MERGED, Idea.State.ERASED, Idea.State.HIDDEN)


@dataclasses.dataclass(frozen=True)
class Picture:
    """A photo: its name in the archive, what it shows, its size and its bytes."""

    name: str
    alt: str
    width: int
    height: int
    content: bytes


@dataclasses.dataclass(frozen=True)
class Remark:
    """A comment or reply as the page showed it; without words where it is gone, and then why stands in `gone`."""

    name: str
    official: bool
    stance: str
    written_at: datetime.datetime
    language: str
    text: str
    gone: str
    replies: tuple["Remark", ...]


@dataclasses.dataclass(frozen=True)
class IdeaTold:
    """An idea with all that belongs to it, in one language of the frame; what people wrote stays in theirs."""

    idea: Idea
    title: str
    names: str
    text: str
    supports: int | None
    unverified: int
    answer_office: str
    answer_text: str
    answer_status: str
    answered_at: datetime.datetime | None
    changed: tuple[datetime.datetime, ...]
    remarks: tuple[Remark, ...]
    picture: Picture | None


@dataclasses.dataclass(frozen=True)
class CampaignTold:
    """A campaign with what the front page and the statistics of its archive need."""

    campaign: Campaign
    holders: str
    languages: tuple[str, ...]
    phases: tuple[Phase, ...]
    ideas: tuple[IdeaTold, ...]
    outcome: tuple[Outcome, ...]
    statistics: CampaignStatistics
    gatherings: tuple[Gathering, ...]
    cost: Decimal | None


def tell(slug: str) -> CampaignTold:
    """All of it, in the active language; a photo is read with its idea."""
    campaign = campaign_by_slug(slug)
    language = _language()
    holders = [campaign.municipality.name, *(one.name for one in partners_of(campaign))]
    cost = cost_shown(campaign, viewer=None)
    return CampaignTold(
        campaign=campaign,
        holders=", ".join(in_language(name, language) for name in holders),
        languages=tuple(languages_needed(campaign)),
        phases=tuple(campaign.phases.all()),
        ideas=tuple(_ideas(campaign)),
        outcome=tuple(outcome_of(campaign.pk).select_related("idea")),
        statistics=campaign_statistics(campaign),
        gatherings=tuple(gathered_of(campaign)),
        cost=None if cost is None else total_of(cost),
    )


def _ideas(campaign: Campaign) -> Iterator[IdeaTold]:
    shown = Idea.objects.filter(campaign=campaign, state__in=_SHOWN).order_by("pk")
    for idea in with_tallies(with_people_and_places(shown)):
        yield _idea(idea)


def _idea(idea: Idea) -> IdeaTold:
    answer, language = answer_to(idea), _language()
    stands = idea.title != "" and not idea.hidden_for
    return IdeaTold(
        idea=idea,
        title=title_of(idea),
        names=_names(idea) if stands else "",
        text=idea.text if stands else "",
        supports=getattr(idea, "supports", None),
        unverified=getattr(idea, "unverified", None) or 0,
        answer_office=in_language(answer.office, language) if answer else "",
        answer_text=in_language(answer.text, language) if answer else "",
        answer_status=_status_name(answer.status) if answer else "",
        answered_at=answer.answered_at if answer else None,
        changed=tuple(one.replaced_at for one in versions_of(idea)) if stands else (),
        remarks=tuple(_remark(one) for one in comments_on(idea.pk, query=CommentQuery(order="oldest"))),
        picture=_picture(idea),
    )


def _status_name(status: str) -> str:
    names = {
        "investigating": gettext("Being looked into"),
        "accepted": gettext("Under way"),
        "declined": gettext("Will not be done"),
        "done": gettext("Done"),
    }
    return names.get(status, "")


def title_of(idea: Idea) -> str:
    """The title, or what stands where there is none."""
    if idea.hidden_for:
        return place_of_hidden(idea.hidden_for)
    return idea.title or gettext("Removed at the author's request")


def _names(idea: Idea) -> str:
    if idea.actor is not None:
        return in_language(idea.actor.name, _language())
    joined = [one.name or gettext("A participant") for one in coauthors_of(idea)]
    return ", ".join([_public_name(idea.author), *joined])


def _public_name(author: Participant | None) -> str:
    if author is None:
        return gettext("Imported")
    return author.account.pseudonym if author.account else gettext("A participant")


def _remark(comment: Comment) -> Remark:
    gone = ""
    if comment.withdrawn_at is not None:
        gone = gettext("The writer has removed this comment.")
    elif comment.hidden_for:
        gone = place_of_hidden(comment.hidden_for)
    elif not comment.text:
        gone = gettext("Removed at the writer's request.")
    speaker = comment.official or comment.actor
    name = in_language(speaker.name, _language()) if speaker is not None else _public_name(comment.author)
    return Remark(
        name="" if gone else name,
        official=comment.official is not None,
        stance="" if gone else comment.stance,
        written_at=comment.written_at,
        language=comment.language,
        text="" if gone else comment.text,
        gone=gone,
        replies=() if comment.parent_id is not None else tuple(_remark(one) for one in comment.replies.all()),
    )


def _picture(idea: Idea) -> Picture | None:
    photo = photo_of(idea)
    if photo is None:
        return None
    name = f"photos/{idea.pk}.webp"
    return Picture(name, photo.alt, photo.width, photo.height, stored_files.read(photo.large_id))


def _language() -> str:
    return next(one for one in LANGUAGES if one == (get_language() or "fi")[:2])
