# SPDX-License-Identifier: EUPL-1.2
"""What the page of an idea shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from backend.faces.pages import places
from backend.faces.pages.answers import answer_shown, follow_up_shown
from backend.faces.pages.comments_shown import discussion_context
from backend.faces.pages.devices import participant_in
from backend.faces.pages.follows import idea_button
from backend.faces.pages.initiatives_shown import row_of
from backend.faces.pages.kept import kept
from backend.faces.pages.people import author_name, is_organiser, viewer_of
from backend.faces.pages.phases import open_until
from backend.participation.campaigns.rules import may_act
from backend.participation.campaigns.selectors import with_phases
from backend.participation.discussion.selectors import with_counts
from backend.participation.handling.shown import with_follow_up
from backend.participation.ideas.hiding import hidden_words
from backend.participation.ideas.selectors import (
    MergedIdea,
    card_version_of,
    coauthors_of,
    idea_by_id,
    is_author,
    merged_ideas,
    photo_of,
    pilot_with,
    visible_ideas,
)
from backend.participation.initiatives.selectors import initiative_of_idea
from backend.participation.moderation.selectors import hiding_decisions
from backend.participation.notifications.selectors import with_follows
from backend.participation.supports.lineage import merging_of
from backend.participation.supports.selectors import with_tallies

if TYPE_CHECKING:
    from backend.participation.ideas.models import Idea
    from backend.region.programme.models import Pilot

_OTHERS = 3


@dataclass(frozen=True)
class Shown:
    """An idea with the reader's own relation to it."""

    idea: Idea
    participant_id: int | None
    can_support: bool
    can_comment: bool
    is_author: bool
    can_edit: bool
    can_withdraw: bool
    can_restore: bool
    card_version: int
    included: list[MergedIdea]
    pilot: Pilot | None


def shown_idea(request: HttpRequest, idea_id: int) -> Shown:
    """The idea with `supports`, `supported` and `comments`; raises NotFound."""
    viewer = viewer_of(request)
    plain = idea_by_id(idea_id, viewer=viewer)
    campaign = with_phases(plain.campaign)
    participant_id = participant_in(request, campaign)
    stands = visible_ideas(campaign_id=campaign.id).filter(pk=idea_id)
    seen = with_follows(with_tallies(stands, participant_id=participant_id, viewer=viewer), viewer, participant_id)
    idea = with_follow_up(with_counts(seen)).first() or plain
    idea.campaign = campaign
    stays, is_first = idea.state == "published", participant_id is not None and idea.author_id == participant_id
    may_edit = may_act(campaign, "edit")
    return Shown(
        idea=idea,
        participant_id=participant_id,
        can_support=stays and may_act(campaign, "support"),
        can_comment=stays and may_act(campaign, "comment"),
        is_author=is_author(idea, participant_id),
        can_edit=stays and may_edit and is_author(idea, participant_id),
        can_withdraw=stays and may_edit and is_first,
        card_version=card_version_of(plain),
        included=merged_ideas(plain),
        pilot=pilot_with(plain),
        can_restore=idea.state == "withdrawn" and may_edit and is_first,
    )


def idea_context(request: HttpRequest, idea_id: int) -> dict[str, Any]:
    """All that the page of an idea shows."""
    shown = shown_idea(request, idea_id)
    idea, campaign = shown.idea, shown.idea.campaign
    return {
        **discussion_context(request, shown),
        "campaign": campaign,
        "municipality": places.name_of(campaign.municipality),
        "region": places.region(campaign.municipality),
        "author": author_name(idea.author),
        "follow": idea_button(idea.id, follows=getattr(idea, "followed", False)),
        "coauthors": [one.name or gettext("A participant") for one in coauthors_of(idea)],
        "photo": photo_of(idea),
        "official": answer_shown(idea),
        "follow_up": follow_up_shown(idea),
        "shown": shown,
        "merging": merging_of(idea),
        "included": shown.included,
        "address": request.build_absolute_uri(reverse("idea", args=[idea.id])),
        "card": request.build_absolute_uri(f"{reverse('share_card', args=[idea.id])}?{shown.card_version}"),
        "shows_answering": is_organiser(request, campaign.municipality_id),
        "edits": idea.version - 1,
        "others": [other for other in _others(campaign.id) if other.id != idea.id][:_OTHERS],
        "undo_until": open_until(campaign, "support"),
        **_own_hidden(shown),
        **_initiative(request, shown),
    }


def _own_hidden(shown: Shown) -> dict[str, Any]:
    """What a hidden idea says, and by which decision it is hidden: for its author alone, in two queries."""
    if not shown.idea.hidden_for or shown.participant_id is None or shown.idea.author_id != shown.participant_id:
        return {}
    decided = hiding_decisions(idea_id=shown.idea.pk, participant_id=shown.participant_id)
    return {"own_hidden": hidden_words(shown.idea), "hiding_id": decided[None]} if None in decided else {}


def _initiative(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    """The formal initiative that came of the idea, and whether its reader can make one of it."""
    found = initiative_of_idea(shown.idea.pk, viewer=viewer_of(request))
    is_over = found is None or found.state in {"withdrawn", "lapsed"}
    return {
        "initiative": row_of(found) if found is not None and not shown.idea.hidden_for else None,
        "can_promote": shown.is_author
        and shown.idea.state == "published"
        and is_over
        and request.user.is_authenticated,
    }


def _others(campaign_id: int) -> list[Idea]:
    """A few other ideas of the campaign, chosen anew each minute."""
    return kept(f"others:{campaign_id}", 60, lambda: list(with_tallies(visible_ideas(campaign_id=campaign_id))[:4]))
