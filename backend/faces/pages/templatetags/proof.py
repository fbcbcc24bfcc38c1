# SPDX-License-Identifier: EUPL-1.2
"""Who takes part, beside an act: the field for a code, and what is said where everyone may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template import Context
from django.utils.translation import gettext

from backend.faces.pages import wording
from backend.faces.pages.devices import acts_to_take_over
from backend.faces.pages.people_forms import ProofForm
from backend.faces.pages.proving import proof_form
from backend.participation.assistance.devices import DeviceActs
from backend.participation.participants.devices import lets_devices_in

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign

register = template.Library()


@register.simple_tag(takes_context=True)
def proof_fields(
    context: Context, campaign: Campaign, act: str, number: int, parent_id: int | None = None
) -> ProofForm | None:
    """`{% proof_fields campaign "support" idea.id as proof %}`: the fields, or None where nothing is asked.

    A reply names the comment to which it is one.
    """
    request = context.get("request")
    name = f"{act}-{number}" if parent_id is None else f"reply-{parent_id}"
    return proof_form(request, campaign, act, name, parent_id) if request is not None else None


@register.filter
def open_to_all(campaign: Campaign) -> bool:
    """Whether browsers take part in a campaign without sign-in."""
    return lets_devices_in(campaign)


@register.simple_tag
def unverified_words(idea: Any) -> str:
    """`{% unverified_words idea %}`: how many of its supports are verified and, apart, how many are not."""
    return gettext("%(verified)s verified, %(unverified)s unverified") % {
        "verified": wording.number(idea.supports - idea.unverified),
        "unverified": wording.number(idea.unverified),
    }


@register.simple_tag(takes_context=True)
def device_acts(context: Context) -> DeviceActs:
    """`{% device_acts as done %}`: what this browser did before its person signed in."""
    request = context.get("request")
    return acts_to_take_over(request) if request is not None else DeviceActs()
