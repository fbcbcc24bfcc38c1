# SPDX-License-Identifier: EUPL-1.2
"""Forgetting who reported, appealed and decided; the numbers, grounds and outcomes stay."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from backend.common.clock import ClockTimestamp
from backend.participation.moderation.models import Appeal, Decision, Report
from backend.participation.moderation.rules import APPEAL_TIME
from backend.participation.moderation.selectors import decisions_about
from backend.region.accounts.models import Account
from backend.region.accounts.selectors import addresses_of

UNCONFIRMED_KEPT = datetime.timedelta(days=7)
"""How long an address is kept that nobody confirmed: it may be a stranger's."""


def forget_person(*, account: Account) -> None:
    """Take a person out of reports, appeals and decisions, and their words with them; in the caller's transaction.

    What staff wrote as facts about the person's own texts goes too, for it may repeat them.
    """
    Decision.objects.filter(pk__in=list(decisions_about(account).values_list("pk", flat=True))).update(facts="")
    own = Q(account=account) | Q(account=None, email__in=addresses_of(account))
    Report.objects.filter(own).update(account=None, name="", email="", email_confirmed_at=None, explanation="")
    Appeal.objects.filter(account=account).update(account=None, text="", reasons="")
    Appeal.objects.filter(first_decided_by=account).update(first_decided_by=None)
    Appeal.objects.filter(decided_by=account).update(decided_by=None)
    Decision.objects.filter(decided_by=account).update(decided_by=None)


@transaction.atomic
def forget_old_reporters() -> int:
    """Forget names and addresses of reporters without an account; how many.

    Where the case is closed, the time to appeal against its last decision is over and no appeal waits. An
    address that nobody confirmed goes after a week, whatever became of the case.
    """
    decided = Decision.objects.filter(case=OuterRef("case"), undone_at__isnull=True)
    lately = decided.filter(Q(carried_out_at__isnull=True) | Q(carried_out_at__gte=ClockTimestamp() - APPEAL_TIME))
    appealed = Appeal.objects.filter(decision__case=OuterRef("case"), decided_at__isnull=True)
    over = Q(case__closed_at__isnull=False) & ~Exists(lately) & ~Exists(appealed)
    stale = Q(email_confirmed_at__isnull=True, made_at__lt=ClockTimestamp() - UNCONFIRMED_KEPT) & ~Q(email="")
    forgotten = (
        Report.objects.filter(over).exclude(name="", email="").update(name="", email="", email_confirmed_at=None)
    )
    return forgotten + Report.objects.filter(stale).update(email="")
