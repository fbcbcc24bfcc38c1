# SPDX-License-Identifier: EUPL-1.2
"""Whether a campaign's supports are hidden from somebody: all but its organisers, until the vote is closed."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from backend.participation.campaigns.models import Campaign, VotingWindow
from backend.participation.campaigns.permissions import may_organise
from backend.region.accounts.models import Account, Role
from backend.region.accounts.selectors import Viewer


def supports_hidden(campaign: Campaign, *, viewer: Viewer = None) -> bool:
    """Whether no count of the campaign's supports may reach the viewer now; no query where nothing is ever hidden."""
    return campaign.supports_hidden and not may_organise(viewer, campaign.municipality_id) and not _is_closed(campaign)


def hidden_from_others(campaign: Campaign) -> bool:
    """Whether those who may see the counts must know that others may not."""
    return campaign.supports_hidden and not _is_closed(campaign)


def hiding_campaigns(campaign_ids: Iterable[int]) -> set[int]:
    """Which of some campaigns hide their supports now; one query."""
    return {campaign_id for campaign_id, is_hidden in secrecy_of(campaign_ids).items() if is_hidden}


def secrecy_of(campaign_ids: Iterable[int]) -> dict[int, bool]:
    """Of some campaigns those that hide supports until the close, and whether they do so now; one query."""
    found = Campaign.objects.filter(id__in=list(campaign_ids), supports_hidden=True)
    return dict(found.annotate(is_hidden=~_closed("pk")).values_list("id", "is_hidden"))


def hidden_ids(campaign_ids: Iterable[int], *, viewer: Viewer = None) -> set[int]:
    """Which of some campaigns hide their supports from the viewer now; one query, a second one where some do."""
    hiding = hiding_campaigns(campaign_ids)
    if not hiding:
        return hiding
    homes = Campaign.objects.filter(id__in=hiding).values_list("id", "municipality_id")
    return {campaign_id for campaign_id, municipality_id in homes if not may_organise(viewer, municipality_id)}


def hidden_where(path: str, *, viewer: Viewer = None) -> Q:
    """The condition, in a statement, that the campaign at `path` ("campaign") hides its supports from the viewer."""
    hidden = Q(**{f"{path}__supports_hidden": True}) & ~Q(_closed(f"{path}_id"))
    if not isinstance(viewer, Account):
        return hidden
    roles = Role.objects.filter(
        Q(municipality__isnull=True) | Q(municipality=OuterRef(f"{path}__municipality")),
        account=viewer,
        kind__in=[Role.Kind.ORGANISER, Role.Kind.ADMIN],
    )
    return hidden & ~Q(Exists(roles))


def _closed(path: str) -> Exists:
    return Exists(VotingWindow.objects.filter(phase__campaign=OuterRef(path), closed_at__isnull=False))


def _is_closed(campaign: Campaign) -> bool:
    return VotingWindow.objects.filter(phase__campaign=campaign, closed_at__isnull=False).exists()
