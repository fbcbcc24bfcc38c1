# SPDX-License-Identifier: EUPL-1.2
"""Names in texts: stored as relations when a comment is written, taken out when their owner is forgotten."""

from backend.participation.discussion.models import Comment, CommentVersion, HiddenComment, Mention
from backend.participation.discussion.rules import names_in
from backend.participation.discussion.selectors import people_on
from backend.participation.discussion.whom import store_names


def mark_names(comment: Comment) -> None:
    """Store whom the text mentions, and put `marks` on the comment; asks nothing where it has no `@`."""
    named = names_in(comment.text, people_on(comment.idea_id)) if "@" in comment.text else []
    named = store_names(comment, named) if named else []
    comment.marks = [{"start": one.start, "length": one.length} for one in named]  # type: ignore[attr-defined]


def blank_names(participant_ids: list[int]) -> None:
    """Take the names of some participants out of all texts that mention them, and forget the mentions."""
    mentions = Mention.objects.filter(participant_id__in=participant_ids)
    texts = dict(Comment.objects.filter(mentions__in=mentions).values_list("id", "text"))
    hidden = HiddenComment.objects.filter(comment__mentions__in=mentions)
    texts |= dict(hidden.values_list("comment_id", "text"))
    for mention in mentions:
        text, end = texts[mention.comment_id], mention.start + mention.length
        name = text[mention.start : end]
        # dots of the same length: the other names of the text stay where they are
        blank = "@" + "…" * (mention.length - 1)
        texts[mention.comment_id] = text[: mention.start] + blank + text[end:]
        shown = Comment.objects.filter(pk=mention.comment_id, hidden_for="")
        shown.update(text=texts[mention.comment_id])
        HiddenComment.objects.filter(pk=mention.comment_id).update(text=texts[mention.comment_id])
        for version in CommentVersion.objects.filter(comment_id=mention.comment_id, text__icontains=name):
            version.text = version.text.replace(name, blank)
            version.save(update_fields=["text"])
    mentions.delete()
