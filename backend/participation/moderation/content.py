# SPDX-License-Identifier: EUPL-1.2
"""What a case is about: an idea or a comment, who wrote it, what it says, hidden or not."""

import dataclasses

from backend.common.errors import NotFound
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import may_see
from backend.participation.discussion import hiding as comments
from backend.participation.discussion.models import Comment, WaitingComment
from backend.participation.discussion.waiting import refuse_waiting_comment, show_waiting_comment, waiting_text
from backend.participation.ideas import hiding as ideas
from backend.participation.ideas.coauthors import author_account_ids
from backend.participation.ideas.models import Idea, WaitingIdea
from backend.participation.ideas.waiting import refuse_waiting_idea, show_waiting_idea, waiting_words
from backend.participation.moderation.models import Case
from backend.region.accounts.selectors import Viewer


@dataclasses.dataclass(frozen=True, kw_only=True)
class Content:
    """An idea, or with `comment` a comment on it."""

    idea: Idea
    comment: Comment | None = None

    @property
    def campaign(self) -> Campaign:
        """In which campaign it is."""
        return self.idea.campaign

    waiting: WaitingIdea | WaitingComment | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether moderation hides it, or refused to show it."""
        return bool(self.waiting.refused_for if self.waiting else (self.comment or self.idea).hidden_for)

    @property
    def waits(self) -> bool:
        """Whether it waits to be read before it is shown."""
        return self.waiting is not None and not self.waiting.refused_for

    @property
    def is_held_back(self) -> bool:
        """Whether nobody but its author has ever seen it."""
        return self.comment.waits if self.comment is not None else self.idea.state == Idea.State.WAITING

    @property
    def is_there(self) -> bool:
        """Whether it says something, hidden or not: a withdrawn comment and an erased text do not."""
        if self.is_held_back:
            return self.waiting is not None
        if self.comment is not None:
            return self.comment.withdrawn_at is None and bool(self.comment.text or self.comment.hidden_for)
        return bool(self.idea.title or self.idea.hidden_for)

    @property
    def version(self) -> int:
        """The number of its text's version."""
        return (self.comment or self.idea).version

    @property
    def language(self) -> str:
        """The language in which it is written."""
        return (self.comment or self.idea).language

    @property
    def author_ids(self) -> list[int]:
        """The accounts of those who wrote it."""
        if self.comment is None:
            return author_account_ids(self.idea.pk)
        return [self.comment.author.account_id] if self.comment.author.account_id is not None else []

    def hide(self, reason: str) -> bool:
        """Leave an empty place, or refuse what waits; in the caller's transaction."""
        if self.waiting is not None and self.comment is not None:
            return refuse_waiting_comment(self.comment.pk, reason=reason)
        if self.waiting is not None:
            return refuse_waiting_idea(self.idea.pk, reason=reason)
        if self.comment is not None:
            return comments.hide_comment(self.comment.pk, reason=reason)
        return ideas.hide_idea(self.idea.pk, reason=reason)

    def show_again(self) -> bool:
        """Put the words back, or show what was never shown; in the caller's transaction."""
        if self.waiting is not None and self.comment is not None:
            return show_waiting_comment(self.comment.pk)
        if self.waiting is not None:
            return show_waiting_idea(self.idea.pk)
        if self.comment is not None:
            return comments.show_comment_again(self.comment.pk)
        return ideas.show_idea_again(self.idea.pk)


def content_of(*, idea_id: int | None = None, comment_id: int | None = None) -> Content:
    """The idea or the comment; raises NotFound."""
    if comment_id is not None:
        comment = (
            Comment.with_waiting.select_related("idea__campaign__municipality", "author").filter(pk=comment_id).first()
        )
        if comment is None:
            raise NotFound
        return Content(idea=comment.idea, comment=comment, waiting=waiting_text(comment))
    idea = Idea.with_waiting.select_related("campaign__municipality").filter(pk=idea_id or 0).first()
    if idea is None:
        raise NotFound
    return Content(idea=idea, waiting=waiting_words(idea))


def visible_content(*, viewer: Viewer, idea_id: int | None = None, comment_id: int | None = None) -> Content:
    """The same where the viewer may see its campaign, and it waits for nobody; raises NotFound."""
    content = content_of(idea_id=idea_id, comment_id=comment_id)
    if content.waits or not may_see(viewer, content.campaign):
        raise NotFound
    return content


def content_of_case(case: Case) -> Content:
    """What a case is about, as it stands now."""
    return content_of(idea_id=case.idea_id, comment_id=case.comment_id)
