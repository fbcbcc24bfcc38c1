# SPDX-License-Identifier: EUPL-1.2
"""`retain_campaign`: delete the personal data of a campaign whose time is over, or say what that would do."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.common.errors import NotFound
from backend.participation.campaigns.selectors import campaign_id_of
from backend.records.privacy.kept import count_rows, due_campaigns
from backend.records.privacy.retention import retain_batch


class Command(BaseCommand):
    help = "Delete the personal data of a campaign whose time is over. See with --dry-run first what it does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the address of the campaign")
        parser.add_argument("--dry-run", action="store_true", help="change nothing, and print the same numbers")

    def handle(self, *_args: Any, slug: str, dry_run: bool, **_options: Any) -> None:
        try:
            campaign_id = campaign_id_of(slug)
        except NotFound as error:
            raise CommandError(f"{error.code}: {error}") from error
        rows = {one.name: one.rows for one in count_rows(campaign_id)}
        if not dry_run and campaign_id not in {one.pk for one in due_campaigns()}:
            raise CommandError("The time of this campaign is not over, it is held, or its data is deleted already.")
        while not dry_run and retain_batch(campaign_id=campaign_id):
            pass
        self.stdout.write(json.dumps(rows, indent=2))
