# SPDX-License-Identifier: EUPL-1.2
"""What this room keeps of the people of a campaign until its time is over."""

from django.db.models import Q

from backend.common.personal import Kept, emptied
from backend.participation.moderation.models import Appeal, Decision, Report


def kept_of_campaign(campaign_id: int) -> list[Kept]:
    """Who reported and appealed and what they wrote, and what decisions say of texts; numbers and grounds stay."""
    reports = Report.objects.filter(case__campaign=campaign_id)
    appeals = Appeal.objects.filter(decision__case__campaign=campaign_id)
    decisions = Decision.objects.filter(case__campaign=campaign_id)
    said = Q(account__isnull=False) | ~Q(name="") | ~Q(email="") | ~Q(explanation="")
    appealed = Q(account__isnull=False) | ~Q(text="") | ~Q(reasons="")
    return [
        emptied("reports", reports.filter(said), account=None, name="", email="", explanation=""),
        emptied("appeals", appeals.filter(appealed), account=None, text="", reasons=""),
        emptied("decisions_about_texts", decisions.exclude(facts=""), facts=""),
    ]
