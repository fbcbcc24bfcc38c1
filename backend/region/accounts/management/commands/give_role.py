# SPDX-License-Identifier: EUPL-1.2
"""Gives a staff role to an account that exists: the first admin of an installation, who then invites the others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from backend.common.errors import NotFound
from backend.region.accounts.selectors import account_called
from backend.region.accounts.services import give_role
from backend.region.accounts.staff import KINDS, note_change
from backend.region.places.selectors import municipality_by_slug


class Command(BaseCommand):
    """`python -m backend give_role anneli@porvoo.example admin --municipality porvoo`."""

    help = "Give a staff role to an account, for a municipality or for the whole region."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account", help="e-mail address or UUID")
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("--municipality", default="", help="its name in addresses; left out: the whole region")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        try:
            account = account_called(options["account"])
            place = municipality_by_slug(options["municipality"]) if options["municipality"] else None
        except NotFound as error:
            raise CommandError("There is no such account or municipality.") from error
        with transaction.atomic():
            note_change(None, give_role(account=account, kind=options["kind"], municipality=place), given=True)
        self.stdout.write(f"{account.pseudonym} is {options['kind']} of {place or 'the whole region'}.")
