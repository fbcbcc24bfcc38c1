# SPDX-License-Identifier: EUPL-1.2
"""Every side effect in one table: to learn what follows from an act, read this file only."""

from backend.faces.live.push import push_tallies
from backend.insight.engagement.follow_ups import fold_statistics
from backend.ledger.events.catch_up import FollowUps
from backend.participation.discussion.follow_ups import fold_comments, fold_thanks
from backend.participation.ideas.follow_ups import want_share_cards
from backend.participation.initiatives.follow_ups import fold_signatures
from backend.participation.moderation.flagging import flag_what_looks_like_spam
from backend.participation.moderation.follow_ups import queue_what_waits
from backend.participation.notifications.follow_ups import fold_notices
from backend.participation.supports.follow_ups import fold_supports

TABLE = FollowUps(
    # in the relay, in the transaction that gives positions
    now=(fold_supports, fold_comments, fold_thanks, fold_signatures),
    # after that transaction, from a thread of its own that may drop frames
    push=(push_tallies,),
    # in the Celery worker, each from its own place
    later={
        "engagement": fold_statistics,
        "notifications": fold_notices,
        "share_cards": want_share_cards,
        "moderation": queue_what_waits,
        "spam": flag_what_looks_like_spam,
    },
)
