# SPDX-License-Identifier: EUPL-1.2
"""Supporting an idea, taking it back, and closing the vote with its count."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.ledger.events.event import Channel
from backend.ledger.events.services import publish
from backend.participation.campaigns.conditions import condition_of
from backend.participation.campaigns.models import Campaign, VotingWindow
from backend.participation.campaigns.services import seal_window
from backend.participation.ideas.models import STANDING
from backend.participation.ideas.rules import require_not_withdrawn, require_stands
from backend.participation.participants.models import Participant
from backend.participation.participants.selectors import participant_ids_of
from backend.participation.participants.services import admit
from backend.participation.supports import gate
from backend.participation.supports.errors import SupportLimitReached, SupportNotOpen, WindowNotOver
from backend.participation.supports.events import SupportGiven, SupportWithdrawn, VotingClosed
from backend.participation.supports.models import Merging, Support
from backend.participation.supports.selectors import (
    SupportState,
    SupportTarget,
    counts_of_window,
    given_in_window,
    has_opened,
    shown_counts,
    support_target,
    windows_to_close,
    windows_to_seal,
)
from backend.region.accounts.models import Account


@transaction.atomic
def support_idea(*, by: Account, idea_id: int, channel: Channel = "web") -> SupportState:
    """Support an idea, once; a second time changes nothing and says so (`counted_now` False).

    A support of a merged idea counts for the one into which it was merged, and is that one's in what is returned.
    Raises NotFound, IdeaWithdrawnAlready, SupportNotOpen, SupportLimitReached, IdentificationNeeded, NotEligible.
    Queries: 5; a person's first act in the campaign 7; a limit adds 2.
    """
    target = support_target(idea_id, viewer=by)
    require_stands(target.counted)
    window_id, limit = _gate_of(target)
    # the person's row before the window's, always: two acts of one person must not wait for each other
    admission = admit(campaign=target.idea.campaign, account=by, act="support")
    participant_id = admission.participant_id
    left = _left_before(window_id, participant_id, idea_id, limit)
    _seal_if_first(target)
    passage = gate.give(window_id=window_id, participant_id=participant_id, idea_id=idea_id)
    if not passage.open:
        raise SupportNotOpen
    if passage.changed:
        publish(
            SupportGiven(
                campaign_id=target.idea.campaign_id,
                participant_id=participant_id,
                subject_id=passage.counts_for,
                channel=channel,
                assurance=admission.assurance,
            )
        )
        left = None if left is None else left - 1
    counted = passage.counts_for or target.counted.pk
    supports, unverified = shown_counts(target, counted, participant_id)
    return SupportState(counted, True, supports, passage.changed, left, unverified)


@transaction.atomic
def withdraw_support(*, by: Account, idea_id: int, channel: Channel = "web") -> SupportState:
    """Take one's support back while the vote is open, from all that was merged into one idea.

    Raises NotFound, SupportNotOpen.
    """
    target = support_target(idea_id, viewer=by)
    require_not_withdrawn(target.idea)
    window_id, limit = _gate_of(target)
    admission = admit(campaign=target.idea.campaign, account=by, act="withdraw")
    participant_id = admission.participant_id
    _seal_if_first(target)
    passage = gate.take_back(window_id=window_id, participant_id=participant_id, idea_id=idea_id)
    if not passage.open:
        raise SupportNotOpen
    if passage.changed:
        publish(
            SupportWithdrawn(
                campaign_id=target.idea.campaign_id,
                participant_id=participant_id,
                subject_id=passage.counts_for,
                sign=-1,
                channel=channel,
                assurance=admission.assurance,
            )
        )
    left = None if limit is None else max(0, limit - given_in_window(window_id, participant_id))
    counted = passage.counts_for or target.counted.pk
    supports, unverified = shown_counts(target, counted, participant_id)
    return SupportState(counted, False, supports, passage.changed, left, unverified)


def forget_person(*, account: Account) -> None:
    """Take a person's supports back where the vote is still open; later they stay in the announced totals.

    What an officer merged stays merged, and says no more who did it. Runs in the caller's transaction,
    which holds the person's participants.
    """
    Merging.objects.filter(merged_by=account).update(merged_by=None)
    Merging.objects.filter(undone_by=account).update(undone_by=None)
    for support in gate.take_all_back(participant_ids_of(account)):
        publish(
            SupportWithdrawn(
                campaign_id=support.campaign_id,
                participant_id=support.participant_id,
                subject_id=support.idea_id,
                sign=-1,
                assurance="device" if account.kind == Account.Kind.DEVICE else "none",
            )
        )


def support_rule(campaign: Campaign) -> dict[str, object]:
    """The rule that is sealed when support opens: who is one person, who takes part, and how many each."""
    condition = condition_of(campaign, "support")
    return {
        "kind": "support",
        "identifier": campaign.identifier,
        **condition.as_written(),
        "limit": campaign.support_limit,
        **({"hidden_until_close": True} if campaign.supports_hidden else {}),
    }


@transaction.atomic
def seal_due_windows() -> int:
    """Seal the windows that have opened, as the first support does too; how many."""
    due = windows_to_seal()
    for window in VotingWindow.objects.filter(id__in=due).select_related("phase__campaign"):
        seal_window(window_id=window.id, rule=support_rule(window.phase.campaign))
    return len(due)


def close_due_windows() -> int:
    """Close and count the windows whose end has passed, each in its own transaction; how many."""
    due = windows_to_close()
    for window_id in due:
        close_window(window_id=window_id)
    return len(due)


@transaction.atomic
def close_window(*, window_id: int) -> VotingWindow:
    """Close a window and announce its count, both in this transaction; once. Raises WindowNotOver.

    Holding the row FOR UPDATE makes every vote wait that has not passed; setting `closed_at`
    turns them away, so accepted equals announced.
    """
    window = (
        VotingWindow.objects.select_for_update(of=("self",))
        .select_related("phase__campaign")
        .annotate(seen_at=ClockTimestamp())
        .get(id=window_id)
    )
    if window.closed_at is not None:
        return window
    if window.seen_at < window.closes and not window.phase.campaign.imported:  # an imported vote is over
        raise WindowNotOver
    if window.sealed_at is None:
        seal_window(window_id=window_id, rule=support_rule(window.phase.campaign))
    window.closed_at = window.seen_at
    VotingWindow.objects.filter(id=window_id).update(closed_at=window.seen_at)
    _announce(window)
    return window


def _announce(window: VotingWindow) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO supports_outcome (window_id, idea_id, supports, unverified)"
            " SELECT %s, idea.id, count(support.id), count(support.id) FILTER (WHERE supporter.kind = 'device')"
            " FROM ideas_idea AS idea"
            " LEFT JOIN supports_support AS support ON support.counts_for_id = idea.id AND support.window_id = %s"
            " LEFT JOIN participants_participant AS supporter ON supporter.id = support.participant_id"
            " WHERE idea.campaign_id = %s AND idea.state = ANY(%s) GROUP BY idea.id",
            [window.id, window.id, window.phase.campaign_id, list(STANDING)],
        )
    counted = counts_of_window(window.id)
    publish(
        VotingClosed(
            campaign_id=window.phase.campaign_id,
            subject_id=window.id,
            channel="office",
            supports=counted.supports,
            people=counted.people,
            ideas=counted.ideas,
        )
    )


def _gate_of(target: SupportTarget) -> tuple[int, int | None]:
    """The window's id and limit; raises where there is nothing to pass."""
    if target.window_id is None:
        raise SupportNotOpen
    if target.sealed:
        return target.window_id, target.limit
    if not has_opened(target.window_id):  # its rule may still be changed
        raise SupportNotOpen
    return target.window_id, target.idea.campaign.support_limit


def _seal_if_first(target: SupportTarget) -> None:
    """Seal the window's rule if nobody had done it when the target was read."""
    if not target.sealed and target.window_id is not None:
        seal_window(window_id=target.window_id, rule=support_rule(target.idea.campaign))


def _left_before(window_id: int, participant_id: int, idea_id: int, limit: int | None) -> int | None:
    """How many supports the person may still give, with the person's row locked; raises at the limit."""
    if limit is None:
        return None
    # not FOR UPDATE: every act of the person holds this row FOR KEY SHARE already, and would wait for the others
    Participant.objects.select_for_update(no_key=True).filter(id=participant_id).first()
    left = limit - given_in_window(window_id, participant_id)
    given = Q(idea_id=idea_id) | Q(counts_for_id=idea_id)
    if left <= 0 and not Support.objects.filter(given, participant_id=participant_id).exists():
        raise SupportLimitReached(limit=limit)
    return max(left, 0)  # a merging that was undone may leave somebody with more than the limit


@transaction.atomic
def import_supports(*, campaign: Campaign, window: VotingWindow, approvals: Iterable[tuple[int, int]]) -> int:
    """Store supports of imported participants and their ledger events in bulk; how many.

    `approvals` are (participant id, idea id); a pair twice counts once. The window must be sealed
    and not closed; only the comparison with the clock does not apply. Events are of the channel
    `import` on the local day of the window's last moment.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE approval (participant_id bigint, idea_id bigint) ON COMMIT DROP")
        with cursor.copy("COPY approval FROM STDIN") as copy:
            for approval in approvals:
                copy.write_row(approval)
        cursor.execute(
            "WITH gate AS MATERIALIZED (SELECT id FROM campaigns_votingwindow WHERE id = %s"
            " AND sealed_at IS NOT NULL AND paused_at IS NULL AND closed_at IS NULL FOR SHARE),"
            " given AS (INSERT INTO supports_support (participant_id, idea_id, counts_for_id, window_id)"
            "  SELECT participant_id, idea_id, idea_id, gate.id FROM approval, gate"
            "  ON CONFLICT (participant_id, idea_id) DO NOTHING RETURNING participant_id, idea_id)"
            " INSERT INTO events_event (kind, campaign_id, participant_id, subject_id, day, channel, assurance)"
            " SELECT %s, %s, participant_id, idea_id,"
            "  ((SELECT closes FROM campaigns_votingwindow WHERE id = %s) - interval '1 microsecond')"
            "  AT TIME ZONE 'Europe/Helsinki', 'import', 'none' FROM given",
            [window.id, SupportGiven.kind, campaign.id, window.id],
        )
        stored: int = cursor.rowcount
        cursor.execute("DROP TABLE approval")
    return stored
