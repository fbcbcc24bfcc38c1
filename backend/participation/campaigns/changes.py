# SPDX-License-Identifier: EUPL-1.2
"""Who changed what of a campaign: written with each change, read when two write at once."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django_stubs_ext import StrOrPromise

from backend.common.errors import NotFound
from backend.participation.campaigns.errors import ChangedMeanwhile
from backend.participation.campaigns.models import Campaign, CampaignChange
from backend.region.accounts.models import Account


def locked(slug: str) -> Campaign:
    """The campaign, held until the end of the transaction; raises NotFound.

    Not FOR UPDATE: an act's foreign key asks for the row FOR KEY SHARE as late as its commit, and whoever waits
    for that act with the row in hand would wait for ever.
    """
    found = (
        Campaign.objects.select_for_update(of=("self",), no_key=True)
        .select_related("municipality", "spearhead")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def note_change(campaign: Campaign, by: Account, parts: list[str]) -> None:
    """Count the edition on and write down who changed what; the caller saves the campaign."""
    campaign.edition += 1
    CampaignChange.objects.create(campaign=campaign, edition=campaign.edition, parts=parts, changed_by=by)


def changed_meanwhile(campaign: Campaign, edition: int, parts: Iterable[str]) -> ChangedMeanwhile:
    """The refusal of who has read an older edition; `fields` is empty where only other parts were changed."""
    wanted = set(parts)
    since = CampaignChange.objects.filter(campaign=campaign, edition__gt=edition).select_related("changed_by")
    theirs = [(change, [part for part in change.parts if part in wanted]) for change in since.order_by("-edition")]
    told = [_told(change, same) for change, same in theirs if same]
    fields: dict[str, StrOrPromise] = {"edition": told[0]} if told else {}
    if edition > campaign.edition or edition < 1:  # never read at all
        fields = {"edition": str(ChangedMeanwhile.message)}
    return ChangedMeanwhile(fields=fields)


def _told(change: CampaignChange, parts: list[str]) -> str:
    name = change.changed_by.pseudonym if change.changed_by else gettext("Somebody")
    names = ", ".join(_name_of(part) for part in parts)
    return gettext("%(name)s changed this meanwhile: %(parts)s. Save again to put yours in its place.") % {
        "name": name,
        "parts": names,
    }


def _name_of(part: str) -> str:
    names = {
        "title": gettext("the name"),
        "lead": gettext("what is asked"),
        "promise": gettext("the promise"),
        "languages": gettext("the languages"),
        "influence": gettext("the influence promised"),
        "influence_kept": gettext("whether the promise was kept"),
        "influence_reason": gettext("whether the promise was kept"),
        "categories": gettext("the subjects"),
        "phases": gettext("the phases"),
        "districts": gettext("the districts"),
        "partners": gettext("the partners"),
        "support_limit": gettext("the number of supports"),
        "supports_hidden": gettext("hidden supports"),
        "ideas_read_first": gettext("reading before showing"),
        "comments_read_first": gettext("reading before showing"),
        "read_within_hours": gettext("reading before showing"),
        "art": gettext("the picture"),
    }
    return names.get(part, part)
