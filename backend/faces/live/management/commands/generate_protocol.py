# SPDX-License-Identifier: EUPL-1.2
"""Write the browser's copy of the protocol anew."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from backend.faces.live.typescript import FILE, protocol_in_typescript


class Command(BaseCommand):
    """`python -m backend generate_protocol`."""

    help = f"Write {FILE} from backend/faces/live/protocol.py."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 Django's signature
        (settings.ROOT / FILE).write_text(protocol_in_typescript(), encoding="utf-8")
        self.stdout.write(f"Wrote {FILE}.")
