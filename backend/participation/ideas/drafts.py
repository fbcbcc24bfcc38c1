# SPDX-License-Identifier: EUPL-1.2
"""Drafts of ideas, kept on the server: one of a person in a campaign, never overwritten unseen."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.common.clock import ClockTimestamp, database_now
from backend.common.errors import InvalidInput
from backend.common.text import clean_text
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.selectors import campaign_alone
from backend.participation.ideas.errors import DraftChangedElsewhere
from backend.participation.ideas.models import KeptDraft, Photo
from backend.participation.ideas.photos import forget, waiting_photo
from backend.region.accounts.models import Account

FIELDS = ("title", "text", "category", "district", "place", "latitude", "longitude", "photo_alt")
LONGEST_FIELD = 10_000
KEPT_FOR = datetime.timedelta(days=180)
"""How long a draft is kept after it was last saved."""


def drafts_of(account: Account) -> QuerySet[KeptDraft]:
    """The account's drafts with their campaigns, the latest first."""
    return KeptDraft.objects.filter(account=account).select_related("campaign", "photo").order_by("-saved_at")


def draft_of(account: Account, campaign: Campaign) -> KeptDraft | None:
    """What the account is writing for this campaign, with its photo."""
    return drafts_of(account).filter(campaign=campaign).first()


@transaction.atomic
def save_draft(
    *,
    by: Account,
    campaign_slug: str,
    fields: Mapping[str, str],
    photo: str = "",
    revision: int = 0,
    saved_from: str = "",
) -> KeptDraft:
    """Keep what is typed; `revision` is the one that was read, 0 where there was none.

    `saved_from` is a random name of the page or program that saves: what it saved itself it may
    always save over, for its own answers may be on their way. Raises NotFound,
    InvalidInput, DraftChangedElsewhere (another device has saved since; `kept` in its details).
    """
    campaign = campaign_alone(campaign_slug, viewer=by)
    typed = _typed(fields)
    kept = KeptDraft.objects.select_for_update().filter(account=by, campaign=campaign).first()
    if kept is None:
        # two first savings at once: the second one waits here, then finds a row that it has not read
        kept, made = KeptDraft.objects.get_or_create(account=by, campaign=campaign, defaults={"revision": 0})
        if not made:
            raise DraftChangedElsewhere(kept=kept)
    elif kept.revision != revision and not (saved_from and kept.saved_from == saved_from):
        raise DraftChangedElsewhere(kept=kept)
    kept.fields, kept.photo = typed, waiting_photo(photo, viewer=by)
    kept.revision, kept.saved_from, kept.saved_at = kept.revision + 1, saved_from[:32], database_now()
    kept.save()
    return kept


@transaction.atomic
def drop_draft(*, by: Account, campaign_slug: str) -> None:
    """Forget what the account was writing for a campaign, and the photo with it. Raises NotFound."""
    forget_draft(by, campaign_alone(campaign_slug, viewer=by))


def forget_draft(account: Account, campaign: Campaign) -> None:
    """Forget a draft in the caller's transaction; its photo too, unless it is on an idea by now."""
    forget_drafts(KeptDraft.objects.filter(account=account, campaign=campaign))


def forget_drafts_of(account: Account) -> None:
    """Forget all that an account was writing, in the caller's transaction."""
    forget_drafts(KeptDraft.objects.filter(account=account))


@transaction.atomic
def forget_old_drafts() -> None:
    """Forget the drafts that nobody has touched for 180 days."""
    forget_drafts(KeptDraft.objects.filter(saved_at__lte=ClockTimestamp() - KEPT_FOR))


def forget_drafts(drafts: QuerySet[KeptDraft]) -> None:
    """Forget these drafts with the photos that wait for them, in the caller's transaction."""
    photos = list(Photo.objects.filter(pk__in=list(drafts.values_list("photo", flat=True)), idea=None))
    drafts.delete()
    forget(photos)


def _typed(fields: Mapping[str, str]) -> dict[str, str]:
    """The known fields in which something is typed; not judged, for it may be half of a word."""
    typed = {name: clean_text(str(fields.get(name) or "")) for name in FIELDS}
    too_long = [name for name, text in typed.items() if len(text) > LONGEST_FIELD]
    if too_long:
        raise InvalidInput(fields={name: _("Shorten the text to 10,000 characters.") for name in too_long})
    return {name: text for name, text in typed.items() if text}
