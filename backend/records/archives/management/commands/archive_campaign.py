# SPDX-License-Identifier: EUPL-1.2
"""`archive_campaign SLUG --out FILE`: a finished campaign's archive in a zip file."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.common.errors import Refused
from backend.records.archives.services import archive_campaign


class Command(BaseCommand):
    help = "Write the archive of a campaign that is over into a zip file. The last line printed is JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", metavar="SLUG")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def handle(self, *_args: Any, campaign: str, out: Path, **_options: Any) -> None:
        try:
            made = archive_campaign(campaign_slug=campaign, path=out)
        except Refused as refusal:
            self.stderr.write(f"{refusal.code}: {refusal}")
            raise SystemExit(1) from refusal
        self.stdout.write(json.dumps(dataclasses.asdict(made), ensure_ascii=False))
