# SPDX-License-Identifier: EUPL-1.2
"""A municipality's own colours and logo on a page."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from backend.common import clock
from backend.common.text import in_language, language_shown
from backend.faces.pages import wording
from backend.faces.pages.looks import look_shown

if TYPE_CHECKING:
    from backend.region.places.models import Municipality

register = template.Library()


@register.simple_tag
def look_stylesheet(municipality: Municipality) -> SafeString:
    """The link to a municipality's colours; nothing where it has none."""
    look = look_shown(municipality.slug)
    if look is None or not look.has_colour:
        return mark_safe("")
    url = reverse("municipality_stylesheet", args=[municipality.slug])
    return format_html('<link rel="stylesheet" href="{}?{}">', url, look.edition)


@register.simple_tag
def look_logo(municipality: Municipality) -> SafeString:
    """A municipality's logo, with its words for those who cannot see it; nothing where it has none."""
    look = look_shown(municipality.slug)
    if look is None or not look.has_logo:
        return mark_safe("")
    return format_html(
        '<p class="own-logo"><img src="{}?{}" width="{}" height="{}" alt="{}" lang="{}"></p>',
        reverse("municipality_logo", args=[municipality.slug]),
        look.edition,
        look.logo_width,
        look.logo_height,
        in_language(look.logo_alt, wording.language()),
        language_shown(look.logo_alt, wording.language()),
    )


@register.simple_tag
def days_left(due_at: datetime.datetime) -> int:
    """Whole days until a moment, for display; negative when it is over."""
    return (due_at - clock.now()).days
