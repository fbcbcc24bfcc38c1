# SPDX-License-Identifier: EUPL-1.2
"""Forgetting who reported, appealed and decided; the numbers, grounds and outcomes stay."""

import datetime

from django.db import transaction
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.participation.moderation.models import Appeal, Decision, Report
from backend.participation.moderation.selectors import decisions_about
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import addresses_of

REPORTERS_KEPT = datetime.timedelta(days=365)
"""How long after a decision a reporter's name and address are kept: appeals and their answers are over by then."""


def forget_person(*, account: Account) -> None:
    """Take a person out of reports, appeals and decisions, and their words with them; in the caller's transaction.

    What staff wrote as facts about the person's own texts goes too, for it may repeat them.
    """
    Decision.objects.filter(pk__in=list(decisions_about(account).values_list("pk", flat=True))).update(facts="")
    own = Q(account=account) | Q(account=None, email__in=addresses_of(account))
    Report.objects.filter(own).update(account=None, name="", email="", explanation="")
    Appeal.objects.filter(account=account).update(account=None, text="", reasons="")
    Appeal.objects.filter(first_decided_by=account).update(first_decided_by=None)
    Appeal.objects.filter(decided_by=account).update(decided_by=None)
    Decision.objects.filter(decided_by=account).update(decided_by=None)


@transaction.atomic
def forget_old_reporters() -> int:
    """Forget names and addresses of reporters without an account whose case was closed a year ago; how many."""
    old = Report.objects.filter(case__closed_at__lt=ClockTimestamp() - REPORTERS_KEPT)
    return old.exclude(name="", email="").update(name="", email="")
