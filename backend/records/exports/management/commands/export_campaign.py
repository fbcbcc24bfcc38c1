# SPDX-License-Identifier: EUPL-1.2
"""`export_campaign SLUG --out DIR`: a campaign's dataset as a Data Package in a folder."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.common.errors import Refused
from backend.records.exports.services import export_campaign


class Command(BaseCommand):
    help = "Write the Data Package of a campaign into a folder. The last line printed is JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", metavar="SLUG")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="made where it is missing")

    def handle(self, *_args: Any, campaign: str, out: Path, **_options: Any) -> None:
        try:
            written = export_campaign(campaign_slug=campaign, folder=out)
        except Refused as refusal:
            self.stderr.write(f"{refusal.code}: {refusal}")
            raise SystemExit(1) from refusal
        self.stdout.write(json.dumps(dataclasses.asdict(written), ensure_ascii=False))
