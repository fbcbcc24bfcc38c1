# SPDX-License-Identifier: EUPL-1.2
"""Describing platforms, where pilots are tried out, and renewing what is said of them."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LanguageText
from backend.ledger.audit.services import record
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.programme.models import Platform, Spearhead
from backend.region.programme.permissions import require_may_lead
from backend.region.programme.pilot_rules import NAME_LENGTH, SUMMARY_LENGTH, checked_words


@transaction.atomic
def make_platform(
    *, by: Account, municipality: Municipality, spearhead: str, name: LanguageText, description: LanguageText
) -> Platform:
    """Describe a place where pilots are tried out. Raises MayNot, InvalidInput."""
    require_may_lead(by, municipality.pk)
    made = Platform(municipality=municipality)
    _write(made, spearhead, name, description)
    _record(by, "make_platform", made)
    return made


@transaction.atomic
def change_platform(
    *, by: Account, platform_id: int, spearhead: str, name: LanguageText, description: LanguageText
) -> Platform:
    """Renew what is said of a platform; its municipality stays. Raises NotFound, MayNot, InvalidInput."""
    found = Platform.objects.select_for_update(of=("self",)).select_related("municipality")
    platform = found.filter(pk=platform_id).first()
    if platform is None:
        raise NotFound
    require_may_lead(by, platform.municipality_id)
    _write(platform, spearhead, name, description)
    _record(by, "change_platform", platform)
    return platform


def _write(platform: Platform, spearhead: str, name: LanguageText, description: LanguageText) -> None:
    theme = Spearhead.objects.filter(slug=spearhead).first()
    if theme is None:
        raise InvalidInput(fields={"spearhead": _("Choose a spearhead.")})
    platform.spearhead = theme
    platform.name = checked_words("name", name, platform.municipality, NAME_LENGTH)
    platform.description = checked_words("description", description, platform.municipality, SUMMARY_LENGTH)
    platform.save()


def _record(by: Account, operation: str, platform: Platform) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=f"platform:{platform.pk}",
        municipality_id=platform.municipality_id,
    )
