# SPDX-License-Identifier: EUPL-1.2
"""What runs when. Kept in memory only: nothing here depends on when it ran last."""

import time
from typing import Any

from celery.beat import Scheduler
from celery.schedules import crontab
from django.core.cache import cache

SIGN_OF_LIFE = "beat alive"


def _every(seconds: float) -> dict[str, Any]:
    """A schedule whose message is void when the next one is due."""
    return {"schedule": seconds, "options": {"expires": seconds}}


TIMETABLE: dict[str, dict[str, Any]] = {
    "follow the ledger": {"task": "follow_ledger", **_every(2)},
    "ship the audit log": {"task": "ship_audit_log", **_every(10)},
    "deliver office letters": {"task": "deliver_office_letters", **_every(5)},
    "forget old addresses of feedback": {
        "task": "forget_old_feedback_addresses",
        "schedule": crontab(hour="4", minute="45"),
        "options": {"expires": 3600},
    },
    "forget old messages to pilots": {
        "task": "forget_old_contacts",
        "schedule": crontab(hour="4", minute="50"),
        "options": {"expires": 3600},
    },
    "forget old invitations": {
        "task": "forget_old_invitations",
        "schedule": crontab(hour="4", minute="40"),
        "options": {"expires": 3600},
    },
    "seal the windows that open": {"task": "seal_due_windows", **_every(5)},
    "close the windows that end": {"task": "close_due_windows", **_every(5)},
    "remind of answers": {
        "task": "remind_of_answers",
        "schedule": crontab(hour="5", minute="40"),
        "options": {"expires": 3600},
    },
    "remind of work": {
        "task": "remind_of_duties",
        "schedule": crontab(hour="5", minute="45"),
        "options": {"expires": 3600},
    },
    "attend to initiatives": {"task": "attend_initiatives", **_every(60)},
    "record the phases that open": {"task": "record_opened_phases", **_every(30)},
    "remake the varied orders": {"task": "remake_orders", **_every(20)},
    "carry out decisions of moderation": {"task": "carry_out_decisions", **_every(2)},
    "forget who reported": {
        "task": "forget_old_reporters",
        "schedule": crontab(hour="4", minute="40"),
        "options": {"expires": 3600},
    },
    # by night, and often enough there that a large campaign is done in a night
    "delete what is kept long enough": {
        "task": "retain_campaigns",
        "schedule": crontab(hour="2-3"),
        "options": {"expires": 60},
    },
    "deliver letters": {"task": "deliver_letters", **_every(2)},
    "draw share cards": {"task": "draw_share_cards", **_every(5)},
    "delete files that nothing shows": {"task": "delete_unwanted_files", **_every(30)},
    "forget old drafts": {
        "task": "forget_old_drafts",
        "schedule": crontab(hour="4", minute="20"),
        "options": {"expires": 3600},
    },
    "make exports": {"task": "run_exports", **_every(3)},
    "publish counts of people": {"task": "publish_releases", **_every(20)},
    "make archives": {"task": "make_archives", **_every(300)},
    "forget acts kept long enough": {"task": "forget_expired_acts", **_every(20)},
    "forget old notices": {
        "task": "forget_old_notices",
        "schedule": crontab(hour="4", minute="10"),
        "options": {"expires": 3600},
    },
    "remove accounts that nobody confirmed": {"task": "remove_unconfirmed_accounts", **_every(3600)},
    "forget old sessions": {
        "task": "clear_sessions",
        "schedule": crontab(minute="30"),
        "options": {"expires": 3600},
    },
}


class InMemory(Scheduler):
    """Celery's scheduler without a file, which gives a sign of life."""

    _told = 0.0

    def setup_schedule(self) -> None:
        """The timetable, and nothing that Celery would add."""
        self.update_from_dict(TIMETABLE)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due; told to be alive at most once a second."""
        if time.monotonic() - self._told > 1:
            self._told = time.monotonic()
            cache.set(SIGN_OF_LIFE, time.time(), timeout=60)
        return float(super().tick(*args, **kwargs))
