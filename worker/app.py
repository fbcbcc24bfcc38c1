# SPDX-License-Identifier: EUPL-1.2
"""The Celery app: its broker, queues, limits and what happens when a process dies.

The ledger and the tables of exports are the queues that must not lose anything; a Celery message is
only a wake-up. Every task may therefore run twice, late, or not at all, and the timetable sends it
again. No results are kept.
"""

import logging
from typing import Any

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings
from kombu import Queue

from worker.listening import LedgerListener

LEDGER, EXPORTS = "ledger", "exports"
SECONDS, HARD_SECONDS = 20, 25
"""How long a task may last: then it is told to stop, and then its process is ended."""

app = Celery("parvi", task_cls="worker.calls:Call", include=["worker.tasks"])
app.conf.update(
    broker_url=settings.BROKER_URL,
    broker_transport="worker.broker:Transport",
    broker_connection_timeout=2,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # a dead Redis is waited for as long as it takes
    broker_transport_options={
        # an unacknowledged message comes back this many seconds after it was taken: longer than a task may last
        "visibility_timeout": 30,
        # and is looked for this often; by default it would be every hundred seconds
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "unacked_mutex_expire": 10,
        "global_keyprefix": "parvi:",
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
    },
    task_default_queue=LEDGER,
    task_queues=[Queue(LEDGER), Queue(EXPORTS)],
    task_routes={"run_exports": {"queue": EXPORTS}, "publish_releases": {"queue": EXPORTS}},
    task_create_missing_queues=False,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_soft_time_limit=SECONDS,
    task_time_limit=HARD_SECONDS,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2},
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=False,  # a task outlives Redis: its work is in PostgreSQL
    worker_redirect_stdouts=False,
    worker_send_task_events=False,
    enable_utc=True,
    timezone=settings.TIME_ZONE,
)
app.steps["worker"].add(LedgerListener)


@setup_logging.connect
def keep_logging(**_options: Any) -> None:
    """Log as the rest of the product: Celery would put its own handlers in, and tell of every wake-up."""
    for name in ("celery.beat", "celery.app.trace", "celery.worker.strategy", "celery.worker.request"):
        logging.getLogger(name).setLevel(logging.WARNING)
