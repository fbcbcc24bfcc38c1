# SPDX-License-Identifier: EUPL-1.2
"""With whose eyes an answer is given: what is one's own, and one's own acts counted at once."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from backend.faces.api.shapes.ideas import IdeaShape
from backend.participation.discussion.selectors import with_counts
from backend.participation.ideas.selectors import all_ideas, idea_alone, with_people_and_places
from backend.participation.participants.selectors import participant_id_of
from backend.participation.supports.selectors import with_tallies

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.region.accounts.selectors import Viewer


@dataclasses.dataclass(frozen=True)
class Eyes:
    """A campaign as one asker sees it."""

    campaign: Campaign
    participant_id: int | None
    pseudonym: str

    @property
    def context(self) -> dict[str, Any]:
        """What the shapes of ideas and comments ask for."""
        return {
            "campaign": self.campaign.slug,
            "participant_id": self.participant_id,
            "pseudonym": self.pseudonym,
        }


def own_eyes(viewer: Viewer, campaign: Campaign) -> Eyes:
    """The asker's eyes; one query for somebody who has signed in."""
    return Eyes(campaign, participant_id_of(viewer, campaign.pk), getattr(viewer, "pseudonym", ""))


def shown_idea(idea_id: int, viewer: Viewer) -> Any:
    """An idea as it is answered; raises NotFound. Queries: 3."""
    return idea_shown(idea_id, own_eyes(viewer, idea_alone(idea_id, viewer=viewer).campaign), viewer)


def idea_shown(idea_id: int, eyes: Eyes, viewer: Viewer) -> Any:
    """The same with eyes that are known already."""
    found = with_people_and_places(all_ideas(eyes.campaign.pk).filter(pk=idea_id))
    idea = with_counts(with_tallies(found, participant_id=eyes.participant_id, viewer=viewer)).get()
    return IdeaShape(idea, context=eyes.context).data
