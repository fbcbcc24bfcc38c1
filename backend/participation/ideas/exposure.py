# SPDX-License-Identifier: EUPL-1.2
"""Counting which ideas lists show, off the request, and making the orders in which the least seen come first.

What a process has shown it adds up in its memory, and a thread of its own stores the sums every few
seconds: no request waits for it, nothing but the number of showings is kept, and a process that is
killed forgets a few seconds of them.
"""

import atexit
import os
import threading
from collections import Counter
from collections.abc import Iterable

import structlog
from django.conf import settings
from django.db import Error, connection, transaction

from backend.common.faults import kind_of
from backend.methods.exposure.plan import ORDERS, PAGE, least_seen_first, plan
from backend.participation.ideas.fair import forget_latest
from backend.participation.ideas.models import STANDING, Edition

REMAKE_SECONDS = 300
NEW_IDEA_SECONDS = 60
"""An idea that came after the latest edition waits no longer than this for the next one."""
KEPT_HOURS = 6
"""So long an address of an older edition still shows what it showed."""
_log = structlog.get_logger(__name__)
_lock = threading.Lock()
_shown: Counter[int] = Counter()
_thread: tuple[int, threading.Thread] | None = None


def note_shown(idea_ids: Iterable[int]) -> None:
    """Count ideas as shown; only memory is touched."""
    with _lock:
        _shown.update(idea_ids)
    if settings.IMPRESSION_SECONDS:
        _begin_storing()


def store_impressions() -> int:
    """Add what this process has counted to the exposure of the ideas; how many showings.

    What could not be stored is kept for the next time.
    """
    with _lock:
        taken = dict(_shown)
        _shown.clear()
    if not taken:
        return 0
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                # in the order of ids, so that two processes never wait for each other crosswise
                "INSERT INTO ideas_exposure (idea_id, shown)"
                " SELECT seen.id, seen.times FROM unnest(%s::bigint[], %s::bigint[]) AS seen (id, times)"
                " JOIN ideas_idea USING (id) ORDER BY seen.id"
                " ON CONFLICT (idea_id) DO UPDATE SET shown = ideas_exposure.shown + excluded.shown",
                [list(taken), list(taken.values())],
            )
    except Error:
        with _lock:
            _shown.update(taken)
        raise
    return sum(taken.values())


def remake_orders() -> int:
    """Make the next edition of each campaign that needs one, and forget old ones; how many were made."""
    due = _due()
    for campaign_id in due:
        remake(campaign_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM ideas_edition AS old WHERE made_at < clock_timestamp() - make_interval(hours => %s)"
            " AND EXISTS (SELECT FROM ideas_edition AS new"
            " WHERE new.campaign_id = old.campaign_id AND new.number > old.number)",
            [KEPT_HOURS],
        )
    return len(due)


@transaction.atomic
def remake(campaign_id: int) -> Edition:
    """Make a campaign's next edition from what has been shown until now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('editions'), %s)", [campaign_id % 2**31])
        cursor.execute(
            "SELECT id, coalesce(shown, 0) FROM ideas_idea LEFT JOIN ideas_exposure ON idea_id = id"
            " WHERE campaign_id = %s AND state = ANY(%s) ORDER BY id",
            [campaign_id, list(STANDING)],
        )
        rows = cursor.fetchall()
    latest = Edition.objects.filter(campaign_id=campaign_id).defer("idea_ids", "heads").order_by("-number").first()
    number, total = (latest.number if latest else 0) + 1, sum(row[1] for row in rows)
    ids, shown = least_seen_first([row[0] for row in rows], [row[1] for row in rows], edition=number)
    visitors = (total - latest.shown) / PAGE / ORDERS if latest else 1.0
    made = Edition.objects.create(
        campaign_id=campaign_id,
        number=number,
        idea_ids=ids.astype("<i8").tobytes(),
        heads=plan(shown, visitors=visitors).astype("<u4").tobytes(),
        shown=total,
        newest_id=rows[-1][0] if rows else 0,
    )
    forget_latest(campaign_id)
    return made


def _due() -> list[int]:
    """Campaigns without an edition, and those where something was shown or proposed since their latest."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT idea.campaign_id FROM ideas_idea AS idea LEFT JOIN ideas_exposure AS seen ON seen.idea_id = idea.id"
            " LEFT JOIN LATERAL (SELECT number, shown, newest_id, made_at, octet_length(idea_ids) / 8 AS ideas"
            "   FROM ideas_edition WHERE campaign_id = idea.campaign_id ORDER BY number DESC LIMIT 1) AS latest ON true"
            " WHERE idea.state = ANY(%s)"
            " GROUP BY idea.campaign_id, latest.number, latest.shown, latest.newest_id, latest.made_at, latest.ideas"
            " HAVING latest.number IS NULL"
            " OR coalesce(sum(seen.shown), 0) <> latest.shown"
            "  AND clock_timestamp() - latest.made_at >= make_interval(secs => %s)"
            " OR (max(idea.id) <> latest.newest_id OR count(*) > latest.ideas)"
            "  AND clock_timestamp() - latest.made_at >= make_interval(secs => %s)"
            " ORDER BY idea.campaign_id",
            [list(STANDING), REMAKE_SECONDS, NEW_IDEA_SECONDS],
        )
        return [row[0] for row in cursor.fetchall()]


def _begin_storing() -> None:
    """Start this process's thread, once; a process that was forked has none yet."""
    global _thread  # noqa: PLW0603 one thread a process
    if _thread is not None and _thread[0] == os.getpid() and _thread[1].is_alive():
        return
    with _lock:
        if _thread is None or _thread[0] != os.getpid() or not _thread[1].is_alive():
            _thread = (os.getpid(), threading.Thread(target=_store_on, name="impressions", daemon=True))
            _thread[1].start()


def _store_on() -> None:
    """Store at intervals, as long as the process lives; a database that is away is tried again."""
    end = threading.Event()
    atexit.register(_store_quietly)
    while not end.wait(settings.IMPRESSION_SECONDS):
        _store_quietly()


def _store_quietly() -> None:
    try:
        store_impressions()
    except Error as error:
        _log.warning("impressions_wait", error=kind_of(error))
    finally:
        connection.close()
