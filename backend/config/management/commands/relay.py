# SPDX-License-Identifier: EUPL-1.2
"""Run the relay: positions, tallies and live pushes, four times a second."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from backend.config.relay import Relay


class Command(BaseCommand):
    """`python -m backend relay`."""

    help = "Give each committed event its position, fold the tallies and push them. Several may run; one leads."

    def handle(self, *_args: Any, **_options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        Relay(stop).run()
