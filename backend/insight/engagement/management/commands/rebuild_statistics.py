# SPDX-License-Identifier: EUPL-1.2
"""`rebuild_statistics [--compare] [--campaign SLUG]`: the cubes made anew from the ledger, or compared with it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.common.snapshot import one_snapshot
from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.services import rebuild_statistics
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.selectors import campaign_id_of


class Command(BaseCommand):
    help = (
        "Make the statistics anew from the ledger; with --compare change nothing, list every difference between them "
        "and exit with 1 when there is one. Stamps and folds what is pending first. The last line printed is JSON."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--compare", action="store_true", help="change nothing, compare")
        parser.add_argument("--campaign", metavar="SLUG", help="only this campaign")

    def handle(self, *_args: Any, compare: bool, campaign: str | None, **_options: Any) -> None:
        campaign_id = campaign_id_of(campaign) if campaign else None
        catch_up()
        self._compare(campaign_id) if compare else self._rebuild(campaign_id)

    def _rebuild(self, campaign_id: int | None) -> None:
        position = rebuild_statistics(campaign_id=campaign_id)
        self.stdout.write(f"The statistics have been made anew from the ledger up to position {position}.")
        self.stdout.write(json.dumps({"position": position}))

    def _compare(self, campaign_id: int | None) -> None:
        with one_snapshot():
            found = compare_with_ledger(campaign_id=campaign_id)
        for difference in found.differences:
            self.stdout.write(str(difference))
        self.stdout.write(
            f"{len(found.differences)} differences between statistics and ledger at position {found.position};"
            f" {found.acts} acts compared, {found.not_folded} not folded yet."
        )
        self.stdout.write(json.dumps(found.summary()))
        if found.differences:
            raise SystemExit(1)
