# SPDX-License-Identifier: EUPL-1.2
"""What a span of positions means for the clients of each campaign."""

from backend.faces.live.merging import MOST_IDEAS
from backend.faces.live.protocol import RESYNC, IdeaTally, Resync, Snapshot, Tallies
from backend.ledger.events.selectors import Change, changes_in, current_epoch
from backend.ledger.events.services import Span
from backend.participation.campaigns.hiding import secrecy_of
from backend.participation.discussion.selectors import COMMENT_KINDS, comment_counts, comment_total
from backend.participation.ideas.selectors import idea_count
from backend.participation.supports.selectors import SUPPORT_KINDS, support_total, tallies_of

# Only these events happen to an idea; the subject of others is a phase or a window with a number of its own.
_IDEA_CHANGES = (
    "idea_proposed", "idea_edited", "idea_withdrawn", "idea_restored", "idea_merged", "idea_unmerged"
)  # fmt: skip
IDEA_KINDS = (*SUPPORT_KINDS, *COMMENT_KINDS, *_IDEA_CHANGES)
_WITHOUT_SUPPORTS = tuple(kind for kind in IDEA_KINDS if kind not in SUPPORT_KINDS)


def frames_of(span: Span) -> dict[int, Tallies | Resync]:
    """A frame by campaign, for each campaign to which something happened in the span.

    One without changed figures still moves the campaign's position, so that the next leaves no gap.
    Figures are read after the span was folded, so they are at least as new as it; what is newer
    comes again with the next span. Queries: 3, and 7 for each campaign.
    """
    changes = changes_in(after=span.after, upto=span.upto, kinds=IDEA_KINDS)
    secret = secrecy_of(change.campaign_id for change in changes)
    frames: dict[int, Tallies | Resync] = {}
    if secret:
        changes, frames = _kept_quiet(changes, secret, span)
    epoch = current_epoch() if changes else ""
    return frames | {change.campaign_id: _frame(change, epoch) for change in changes}


def _kept_quiet(
    changes: list[Change], secret: dict[int, bool], span: Span
) -> tuple[list[Change], dict[int, Tallies | Resync]]:
    """What may be told where supports are hidden (True) or were until the close (False).

    While they are hidden a support changes nothing that anybody sees, not even that one came: the hubs
    notice within seconds that the ledger went on. At the close everybody asks for all figures anew.
    """
    hiding = {campaign_id for campaign_id, is_hidden in secret.items() if is_hidden}
    quiet = changes_in(after=span.after, upto=span.upto, kinds=_WITHOUT_SUPPORTS) if hiding else []
    closed = changes_in(after=span.after, upto=span.upto, kinds=("voting_closed",)) if set(secret) - hiding else []
    shown = {change.campaign_id for change in closed if change.subject_ids and change.campaign_id in secret}
    told = [change for change in quiet if change.campaign_id in hiding and change.subject_ids]
    told += [change for change in changes if change.campaign_id not in hiding | shown]
    return told, dict.fromkeys(shown, RESYNC)


def whole_frame(snapshot: Snapshot) -> Tallies | Resync:
    """All figures of a campaign as a frame that leaves no gap wherever a client stands: it need not ask."""
    if len(snapshot["ideas"]) > MOST_IDEAS:
        return RESYNC
    return {"type": "tallies", "previous": 0, **snapshot}


def _frame(change: Change, epoch: str) -> Tallies | Resync:
    if len(change.subject_ids) > MOST_IDEAS:
        return RESYNC
    return {
        "type": "tallies",
        "epoch": epoch,
        "previous": change.previous,
        "position": change.position,
        "ideas": _ideas(change),
        "totals": {
            "supports": support_total(change.campaign_id),
            "comments": comment_total(change.campaign_id),
            "ideas": idea_count(change.campaign_id),
        },
    }


def _ideas(change: Change) -> dict[str, IdeaTally]:
    if not change.subject_ids:
        return {}
    supports = tallies_of(change.campaign_id, change.subject_ids).supports
    comments = comment_counts(change.campaign_id, change.subject_ids)
    return {
        str(idea_id): {"supports": supports.get(idea_id, 0), "comments": comments.get(idea_id, 0)}
        for idea_id in change.subject_ids
    }
