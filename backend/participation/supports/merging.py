# SPDX-License-Identifier: EUPL-1.2
"""Merging an idea into another that says the same, and taking them apart again: every supporter counts once."""

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from backend.common.clock import database_now
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import clean_text
from backend.ledger.audit.services import record
from backend.ledger.events.services import publish
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.permissions import require_may_change
from backend.participation.ideas.models import Idea
from backend.participation.supports.errors import MergeAfterClose, MergeChain, MergeNotPossible, NotMerged
from backend.participation.supports.events import IdeaMerged, IdeaUnmerged
from backend.participation.supports.models import Merging
from backend.participation.supports.moving import move_supports, return_supports
from backend.region.accounts.models import Account

REASON_LENGTH = 1000


@transaction.atomic
def merge_ideas(*, by: Account, source_id: int, target_id: int, reason: str) -> Merging:
    """Merge an idea into another of its campaign, for a public reason; who supports both counts once.

    Comments stay where they were said, and the source's page leads to the target.
    Raises NotFound, MayNot, InvalidInput, MergeAfterClose, MergeNotPossible, MergeChain.
    """
    source, target = held_ideas(by, source_id, target_id)
    reason = checked_reason(reason)
    if source.pk == target.pk or source.campaign_id != target.campaign_id:
        raise MergeNotPossible
    if {source.state, target.state} != {Idea.State.PUBLISHED}:
        raise MergeNotPossible
    if Idea.objects.filter(merged_into=source).exists():
        raise MergeChain
    Idea.objects.filter(pk=source.pk).update(state=Idea.State.MERGED, merged_into=target)
    moved = move_supports(campaign_id=source.campaign_id, source_id=source.pk, target_id=target.pk)
    merging = Merging.objects.create(
        source=source, target=target, reason=reason, supports=moved.supports, added=moved.of_target, merged_by=by
    )
    _note(by, "merge_ideas", source)
    publish(
        IdeaMerged(
            campaign_id=source.campaign_id,
            subject_id=source.pk,
            sign=-1,
            channel="office",
            target=target.pk,
            supports=moved.supports,
            added=moved.of_target,
        )
    )
    return merging


@transaction.atomic
def unmerge_idea(*, by: Account, idea_id: int, reason: str) -> Merging:
    """Let a merged idea stand by itself again, with all who support it and have not taken that back.

    Raises NotFound, MayNot, InvalidInput, MergeAfterClose, NotMerged.
    """
    merged_into = Idea.objects.filter(pk=idea_id).values_list("merged_into_id", flat=True).first()
    source, target = held_ideas(by, idea_id, merged_into or idea_id)
    reason = checked_reason(reason)
    merging = Merging.objects.filter(source=source, target=target, undone_at__isnull=True).first()
    if merging is None:
        raise NotMerged
    state = Idea.State.PUBLISHED if source.title else Idea.State.ERASED  # its author was forgotten meanwhile
    if source.hidden_for:  # moderation hid it meanwhile
        state = Idea.State.HIDDEN
    returned = return_supports(campaign_id=source.campaign_id, source_id=source.pk, target_id=target.pk)
    Idea.objects.filter(pk=source.pk).update(state=state, merged_into=None)
    merging.undone_reason, merging.undone_by, merging.undone_at = reason, by, database_now()
    merging.save(update_fields=["undone_reason", "undone_by", "undone_at"])
    _note(by, "unmerge_idea", source)
    publish(
        IdeaUnmerged(
            campaign_id=source.campaign_id,
            subject_id=source.pk,
            channel="office",
            target=target.pk,
            supports=returned.supports,
            removed=returned.of_target,
        )
    )
    return merging


def held_ideas(by: Account, source_id: int, target_id: int) -> tuple[Idea, Idea]:
    """Both ideas, locked, of a campaign that the account organises and whose vote has not ended.

    The windows are held first, as an act does it: nothing is counted and announced meanwhile.
    """
    found = Idea.objects.select_related("campaign").filter(pk__in=[source_id, target_id])
    campaigns = {idea.campaign_id: idea.campaign for idea in found}
    if len({idea.pk for idea in found}) != len({source_id, target_id}):
        raise NotFound
    for campaign in campaigns.values():
        require_may_change(by, campaign)
        _require_vote_not_over(campaign)
    ideas = (
        Idea.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .filter(pk__in=[source_id, target_id])
        .order_by("pk")
    )
    by_id = {idea.pk: idea for idea in ideas}
    return by_id[source_id], by_id[target_id]


def checked_reason(reason: str) -> str:
    """The reason cleaned; raises InvalidInput without one."""
    reason = clean_text(reason)
    if not 3 <= len(reason) <= REASON_LENGTH:
        raise InvalidInput(fields={"reason": _("Give a reason in 3–1,000 characters. It is public.")})
    return reason


def _require_vote_not_over(campaign: Campaign) -> None:
    """Hold the campaign's windows FOR SHARE; raises MergeAfterClose where one has ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT voting.closed_at IS NULL AND clock_timestamp() < voting.closes"
            " FROM campaigns_votingwindow AS voting"
            " JOIN campaigns_phase AS phase ON phase.id = voting.phase_id WHERE phase.campaign_id = %s"
            " ORDER BY voting.id FOR SHARE OF voting",
            [campaign.pk],
        )
        if not all(is_going_on for (is_going_on,) in cursor.fetchall()):
            raise MergeAfterClose


def _note(by: Account, operation: str, source: Idea) -> None:
    municipality_id = source.campaign.municipality_id
    record(actor_id=by.pk, operation=operation, target=f"idea:{source.pk}", municipality_id=municipality_id)
