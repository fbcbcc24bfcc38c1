# SPDX-License-Identifier: EUPL-1.2
"""`recount [--campaign SLUG]`: prove that the tallies equal the supports, comments and thanks that are stored."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.common.snapshot import one_snapshot
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.selectors import campaign_id_of
from backend.participation.discussion.differences import comment_tally_differences, thanks_differences
from backend.participation.supports.selectors import tally_differences


class Command(BaseCommand):
    """Lives here because it looks at supports and comments, and this is the upper of the two rooms."""

    help = (
        "Compare the tallies of supports, comments and thanks with what is stored; list every difference and exit "
        "with 1 when there is one. Stamps and folds what is pending first. The last line printed is JSON."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--campaign", metavar="SLUG", help="only this campaign")

    def handle(self, *_args: Any, campaign: str | None, **_options: Any) -> None:
        campaign_id = campaign_id_of(campaign) if campaign else None
        position = catch_up()
        with one_snapshot():
            supports = tally_differences(campaign_id=campaign_id)
            comments = comment_tally_differences(campaign_id=campaign_id)
            thanks = thanks_differences(campaign_id=campaign_id)
        for difference in [*supports, *comments, *thanks]:
            self.stdout.write(str(difference))
        found = {"supports": len(supports), "comments": len(comments), "thanks": len(thanks)}
        self.stdout.write(", ".join(f"{number} differences of {what}" for what, number in found.items()) + ".")
        self.stdout.write(json.dumps({"position": position, "differences": found}))
        if any(found.values()):
            raise SystemExit(1)
