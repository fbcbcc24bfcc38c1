# SPDX-License-Identifier: EUPL-1.2
"""Load the demonstration region (never in production)."""

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.config.seed.load import load_demonstration
from backend.config.seed.people import DEMO_ACCOUNTS, PASSWORD


class Command(BaseCommand):
    """`python -m backend seed [--migrate] [--accounts]`."""

    help = "Load the demonstration region: campaigns, ideas and people that do not exist. Again: adds what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="bring the schema up to date first")
        parser.add_argument("--accounts", action="store_true", help="only list the accounts to sign in with, as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration has public passwords: it is not loaded in production.")
        if options["accounts"]:
            for account in DEMO_ACCOUNTS:
                self.stdout.write(json.dumps({"email": account.email, "password": PASSWORD, "what": account.what}))
            return
        if options["migrate"]:
            call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(f"{load_demonstration()} campaigns loaded.")
