# SPDX-License-Identifier: EUPL-1.2
"""What this browser keeps until its person is identified, for the pages that show it."""

from django import template
from django.conf import settings
from django.template import Context

from backend.faces.pages.waiting import Waiting, shown_waiting, waiting_acts
from backend.participation.assistance.acts import SupportIdea

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_acts(context: Context) -> list[Waiting]:
    """`{% kept_acts as waiting %}`: what waits, in words."""
    request = context.get("request")
    return shown_waiting(request) if request is not None else []


@register.simple_tag(takes_context=True)
def keeps_support(context: Context, idea_id: int) -> bool:
    """`{% keeps_support idea.id as is_kept %}`: whether a support for the idea is kept and not counted yet."""
    request = context.get("request")
    if request is None:
        return False
    kept = (one.act for one in waiting_acts(request))
    return any(isinstance(act, SupportIdea) and act.idea_id == idea_id and not act.taken_back for act in kept)


@register.simple_tag
def kiosk_seconds() -> int:
    """`{% kiosk_seconds as seconds %}`: how long a kiosk waits for somebody who does nothing."""
    return int(settings.KIOSK_SECONDS)
