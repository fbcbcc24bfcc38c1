# SPDX-License-Identifier: EUPL-1.2
"""The names in the sentences of notices, in the active language."""

from django.utils.translation import get_language

from backend.common.text import in_language
from backend.participation.notifications.models import Notice


def language() -> str:
    """The active language's code."""
    return (get_language() or "fi")[:2]


def campaign_title(notice: Notice) -> str:
    """The title of the campaign, "" where the notice has none."""
    return in_language(notice.campaign.title, language()) if notice.campaign else ""


def pilot_name(notice: Notice) -> str:
    """The name of the pilot, "" where the notice is about none."""
    return in_language(getattr(notice, "pilot_name", None) or {}, language())


def place_name(notice: Notice) -> str:
    """The municipality that a notice is about, "" where it is about none."""
    return in_language(getattr(notice, "told_place", None) or {}, language())


def place_slug(notice: Notice) -> str:
    """Its slug, "-" where the notice is about none."""
    told: dict[str, str] = getattr(notice, "told_place", None) or {}
    return told.get("slug", "-")
