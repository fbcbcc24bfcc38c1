# SPDX-License-Identifier: EUPL-1.2
"""What can be kept until somebody is identified: one class a kind, which runs the use case itself.

To keep another kind of act, write its class and mark it `may_be_kept`; a room above this one has its own.
"""

import abc
import dataclasses
import json
from typing import Any, ClassVar, TypeVar

from django.utils.translation import gettext_lazy as _

from backend.common.errors import InvalidInput
from backend.common.text import clean_text
from backend.ledger.events.event import Channel
from backend.participation.campaigns.errors import PhaseNotOpen
from backend.participation.campaigns.rules import ACTS, require_open
from backend.participation.campaigns.selectors import campaign_by_slug, opened_at
from backend.participation.discussion.selectors import comment_alone
from backend.participation.discussion.services import thank_for_comment, write_comment
from backend.participation.ideas.errors import IdeaWithdrawnAlready
from backend.participation.ideas.models import Idea
from backend.participation.ideas.rules import IdeaDraft, checked
from backend.participation.ideas.selectors import idea_alone
from backend.participation.ideas.services import propose_idea
from backend.participation.supports.errors import SupportNotOpen
from backend.participation.supports.services import support_idea, withdraw_support
from backend.region.accounts.models import Account


@dataclasses.dataclass(frozen=True)
class Done:
    """An act that was carried out: on which idea, if on one, whether it changed anything, or waits to be read."""

    idea_id: int | None
    changed: bool = True
    comment_id: int | None = None
    waits: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class PendingAct(abc.ABC):
    """An act without its person; its fields are what was tapped or typed."""

    kind: ClassVar[str]

    @abc.abstractmethod
    def check(self) -> None:
        """Raises what would be refused of anybody: nothing is kept that cannot come to anything."""

    @abc.abstractmethod
    def carry_out(self, *, by: Account, channel: Channel) -> Done:
        """Run the use case, now that the person is known; raises what it raises."""

    def about(self) -> tuple[str, ...]:
        """What the act is about: a later one about the same takes its place."""
        return (self.kind, json.dumps(dataclasses.asdict(self), sort_keys=True))


KINDS: dict[str, type[PendingAct]] = {}
"""Every kind of act that is kept, by its name."""
Act = TypeVar("Act", bound=PendingAct)


def may_be_kept(act: type[Act]) -> type[Act]:
    """Mark a class of acts as one that is kept and read back."""
    KINDS[act.kind] = act
    return act


@may_be_kept
@dataclasses.dataclass(frozen=True, kw_only=True)
class SupportIdea(PendingAct):
    """Supporting an idea, or, `taken_back`, withdrawing one's support."""

    kind: ClassVar[str] = "support"
    idea_id: int
    taken_back: bool = False

    def check(self) -> None:
        """Raises NotFound, IdeaWithdrawnAlready, SupportNotOpen."""
        idea = _standing(self.idea_id)
        if opened_at(idea.campaign_id, ACTS["support"]) is None:
            raise SupportNotOpen

    def carry_out(self, *, by: Account, channel: Channel) -> Done:
        """Support the idea, or take it back."""
        act = withdraw_support if self.taken_back else support_idea
        return Done(self.idea_id, changed=act(by=by, idea_id=self.idea_id, channel=channel).counted_now)

    def about(self) -> tuple[str, ...]:
        """The idea: giving and taking back replace each other."""
        return (self.kind, str(self.idea_id))


@may_be_kept
@dataclasses.dataclass(frozen=True, kw_only=True)
class ProposeIdea(PendingAct):
    """Proposing an idea; `draft` are the fields of an IdeaDraft."""

    kind: ClassVar[str] = "propose"
    campaign_slug: str
    draft: dict[str, Any]
    actor_id: int | None = None

    def check(self) -> None:
        """Raises NotFound, PhaseNotOpen, InvalidInput."""
        campaign = campaign_by_slug(self.campaign_slug)
        require_open(campaign.id, "propose")
        checked(IdeaDraft(**self.draft), campaign)

    def carry_out(self, *, by: Account, channel: Channel) -> Done:
        """Propose it."""
        draft = IdeaDraft(**self.draft)
        idea = propose_idea(
            by=by, campaign_slug=self.campaign_slug, draft=draft, actor_id=self.actor_id, channel=channel
        )
        return Done(idea.id, waits=idea.state == Idea.State.WAITING)


@may_be_kept
@dataclasses.dataclass(frozen=True, kw_only=True)
class WriteComment(PendingAct):
    """Writing a comment on an idea, or a reply."""

    kind: ClassVar[str] = "comment"
    idea_id: int
    text: str
    stance: str = "neutral"
    language: str = "fi"
    parent_id: int | None = None
    actor_id: int | None = None
    as_official: bool = False

    def check(self) -> None:
        """Raises NotFound, IdeaWithdrawnAlready, PhaseNotOpen, InvalidInput where nothing is written."""
        idea = _standing(self.idea_id)
        require_open(idea.campaign_id, "comment")
        if not clean_text(self.text):
            raise InvalidInput(fields={"text": _("Write your comment first.")})

    def carry_out(self, *, by: Account, channel: Channel) -> Done:
        """Write it."""
        comment = write_comment(
            by=by,
            idea_id=self.idea_id,
            text=self.text,
            stance=self.stance,
            language=self.language,
            parent_id=self.parent_id,
            actor_id=self.actor_id,
            as_official=self.as_official,
            channel=channel,
        )
        return Done(self.idea_id, comment_id=comment.id, waits=comment.waits)


@may_be_kept
@dataclasses.dataclass(frozen=True, kw_only=True)
class ThankForComment(PendingAct):
    """Thanking for a comment."""

    kind: ClassVar[str] = "thank"
    comment_id: int

    def check(self) -> None:
        """Raises NotFound, PhaseNotOpen."""
        require_open(comment_alone(self.comment_id).idea.campaign_id, "comment")

    def carry_out(self, *, by: Account, channel: Channel) -> Done:
        """Thank."""
        idea_id = comment_alone(self.comment_id, viewer=by).idea_id
        thank_for_comment(by=by, comment_id=self.comment_id, channel=channel)
        return Done(idea_id, comment_id=self.comment_id)


CLOSED = (PhaseNotOpen,)
"""Refusals that say: closed meanwhile (SupportNotOpen is one)."""


def _standing(idea_id: int) -> Idea:
    """A published campaign's idea that has not been withdrawn."""
    idea = idea_alone(idea_id)
    if idea.state == Idea.State.WITHDRAWN:
        raise IdeaWithdrawnAlready
    return idea


def written(act: PendingAct, page: str) -> bytes:
    """An act and the page on which it was done, as JSON."""
    return json.dumps({"kind": act.kind, "page": page, "fields": dataclasses.asdict(act)}).encode()


def read(content: bytes) -> tuple[PendingAct, str]:
    """The act and the page; raises ValueError for a kind that is not known any more."""
    data = json.loads(content)
    kind = KINDS.get(data["kind"])
    if kind is None:
        raise ValueError(data["kind"])
    try:
        return kind(**data["fields"]), data["page"]
    except TypeError as error:  # written by another version of the program
        raise ValueError(data["kind"]) from error
