# SPDX-License-Identifier: EUPL-1.2
"""`import_municipality FILE [--dry-run]`: everything of a municipality from its archive, once."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.common.errors import Refused
from backend.records.importers.arrivals import import_municipality


class Command(BaseCommand):
    help = "Import a municipality's archive; a second time it changes nothing. The last line printed is JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="check it, and say what would be stored")

    def handle(self, *_args: Any, file: Path, dry_run: bool, **_options: Any) -> None:
        try:
            arrival = import_municipality(file=file, dry_run=dry_run)
        except Refused as refusal:
            self.stderr.write(f"{refusal.code}: {refusal}")
            raise SystemExit(1) from refusal
        if arrival.already:
            self.stdout.write("This archive has been imported before: nothing was changed.")
        self.stdout.write(json.dumps(dataclasses.asdict(arrival), ensure_ascii=False))
