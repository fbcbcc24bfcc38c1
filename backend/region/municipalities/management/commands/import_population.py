# SPDX-License-Identifier: EUPL-1.2
"""`import_population FILE --reference-date DAY --source WHO --licence WHICH [--synthetic]`: reference population."""

import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.common.errors import Refused
from backend.region.municipalities.population import import_population


class Command(BaseCommand):
    help = (
        "Store the population of municipalities from a CSV file with the columns municipality;population, or "
        "municipality;age_from;age_to;language;population."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--reference-date", type=datetime.date.fromisoformat, required=True)
        parser.add_argument("--source", required=True)
        parser.add_argument("--licence", required=True)
        parser.add_argument("--synthetic", action="store_true", help="the figures were made up for a demonstration")

    def handle(self, *_args: Any, file: Path, **described: Any) -> None:
        described = {name: described[name] for name in ("reference_date", "source", "licence", "synthetic")}
        try:
            stored = import_population(by=None, file=file.read_bytes(), **described)
        except Refused as refusal:
            faults = "".join(f"\n{field}: {what}" for field, what in refusal.fields.items())
            self.stderr.write(f"{refusal.code}: {refusal}{faults}")
            raise SystemExit(1) from refusal
        self.stdout.write(f"{stored}: {stored.rows.values('municipality').distinct().count()} municipalities")
