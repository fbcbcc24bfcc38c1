# SPDX-License-Identifier: EUPL-1.2
"""`import_pabulib FILE [--campaign SLUG] [--municipality SLUG]`: a real election as a new campaign."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.common.errors import Refused
from backend.records.importers.services import import_pabulib


class Command(BaseCommand):
    help = "Make a new campaign of a Pabulib approval or choose-1 election. The last line printed is JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--campaign", default="", help="its address; the file's name where none is given")
        parser.add_argument("--municipality", default="helsinki")

    def handle(self, *_args: Any, file: Path, campaign: str, municipality: str, **_options: Any) -> None:
        try:
            imported = import_pabulib(file=file, campaign=campaign, municipality=municipality)
        except Refused as refusal:
            self.stderr.write(f"{refusal.code}: {refusal}")
            raise SystemExit(1) from refusal
        self.stdout.write(json.dumps(dataclasses.asdict(imported), ensure_ascii=False))
