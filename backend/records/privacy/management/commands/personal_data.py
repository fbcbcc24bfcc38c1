# SPDX-License-Identifier: EUPL-1.2
"""`personal_data`: all that the service knows of a person, as JSON (GDPR articles 15 and 20)."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from backend.common.errors import NotFound
from backend.records.privacy.selectors import everything_of, told_of
from backend.region.accounts.selectors import account_called


class Command(BaseCommand):
    help = "Print everything that is stored of a person, with what people call it in the person's language."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="the e-mail address or the UUID of the account")

    def handle(self, *_args: Any, person: str, **_options: Any) -> None:
        try:
            account = account_called(person)
        except NotFound as error:
            raise CommandError(f"{error.code}: {error}") from error
        with translation.override(account.language):
            told = told_of(everything_of(account))
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, default=str))
