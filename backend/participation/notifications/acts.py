# SPDX-License-Identifier: EUPL-1.2
"""Following as an act that is kept until its person has signed in."""

import dataclasses
from typing import ClassVar

from backend.ledger.events.event import Channel
from backend.participation.assistance.acts import Done, PendingAct, may_be_kept
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.ideas.selectors import idea_alone
from backend.participation.notifications.selectors import follows_campaign, follows_district, follows_idea
from backend.participation.notifications.services import district_called, follow_campaign, follow_district, follow_idea
from backend.region.accounts.models import Account


@may_be_kept
@dataclasses.dataclass(frozen=True, kw_only=True)
class FollowCampaign(PendingAct):
    """Following a campaign."""

    kind: ClassVar[str] = "follow_campaign"
    slug: str

    def check(self) -> None:
        """Raises NotFound."""
        campaign_alone(self.slug)

    def carry_out(self, *, by: Account, channel: Channel) -> Done:  # noqa: ARG002 following has no channel
        """Follow it."""
        followed = follows_campaign(by, campaign_alone(self.slug, viewer=by).pk)
        follow_campaign(by=by, slug=self.slug)
        return Done(None, changed=not followed)


@may_be_kept
@dataclasses.dataclass(frozen=True, kw_only=True)
class FollowIdea(PendingAct):
    """Following an idea."""

    kind: ClassVar[str] = "follow_idea"
    idea_id: int

    def check(self) -> None:
        """Raises NotFound."""
        idea_alone(self.idea_id)

    def carry_out(self, *, by: Account, channel: Channel) -> Done:  # noqa: ARG002 following has no channel
        """Follow it."""
        followed = follows_idea(by, self.idea_id)
        follow_idea(by=by, idea_id=self.idea_id)
        return Done(self.idea_id, changed=not followed)


@may_be_kept
@dataclasses.dataclass(frozen=True, kw_only=True)
class FollowDistrict(PendingAct):
    """Following a district of a municipality."""

    kind: ClassVar[str] = "follow_district"
    municipality: str
    district: str

    def check(self) -> None:
        """Raises NotFound."""
        district_called(self.municipality, self.district)

    def carry_out(self, *, by: Account, channel: Channel) -> Done:  # noqa: ARG002 following has no channel
        """Follow it."""
        followed = follows_district(by, district_called(self.municipality, self.district).pk)
        follow_district(by=by, municipality=self.municipality, district=self.district)
        return Done(None, changed=not followed)
