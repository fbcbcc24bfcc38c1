# SPDX-License-Identifier: EUPL-1.2
"""`export_municipality SLUG --out FILE`: everything of a municipality as one archive that imports elsewhere."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.common.errors import Refused
from backend.records.exports.services import export_municipality


class Command(BaseCommand):
    help = "Write everything of a municipality as one archive. The last line printed is JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("municipality", metavar="SLUG")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def handle(self, *_args: Any, municipality: str, out: Path, **_options: Any) -> None:
        try:
            written = export_municipality(municipality_slug=municipality, file=out)
        except Refused as refusal:
            self.stderr.write(f"{refusal.code}: {refusal}")
            raise SystemExit(1) from refusal
        self.stdout.write(json.dumps(dataclasses.asdict(written), ensure_ascii=False))
