# SPDX-License-Identifier: EUPL-1.2
"""`erase_person`: forget a person for good (GDPR article 17), or say what that would do."""

import dataclasses
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.common.errors import NotFound
from backend.records.privacy.services import erase_person, try_erasure
from backend.region.accounts.selectors import account_called


class Command(BaseCommand):
    help = "Erase a person at their request. Nobody can undo it: see with --dry-run first what it does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="the e-mail address or the UUID of the account")
        parser.add_argument("--dry-run", action="store_true", help="change nothing, and print the same numbers")

    def handle(self, *_args: Any, person: str, dry_run: bool, **_options: Any) -> None:
        try:
            account = account_called(person)
        except NotFound as error:
            raise CommandError(f"{error.code}: {error}") from error
        done = try_erasure(account=account) if dry_run else erase_person(account=account)
        self.stdout.write(json.dumps(dataclasses.asdict(done), indent=2))
