# SPDX-License-Identifier: EUPL-1.2
"""Parts of pages that need a little computing: form fields."""

from typing import Any

import segno
from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def _kind(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "pills"
    return "check" if isinstance(widget, forms.CheckboxInput) else "text"


@register.inclusion_tag("partials/field.html", takes_context=True)
def field(context: Context, bound: BoundField) -> dict[str, Any]:
    """One field of a form: label, hint, error, field; a choice as pills, a yes as a check box."""
    kind = _kind(bound)
    return {
        "request": context.get("request"),
        "field": bound,
        "kind": kind,
        "control": bound.as_widget(attrs={"class": "in"}) if kind == "text" else "",
    }


@register.simple_tag
def photo_url(file: str) -> str:
    """The address of a photo's file."""
    return reverse("photo", args=[file.removeprefix("photos/")])


@register.simple_tag
def qr(address: str) -> SafeString:
    """The QR code of an address, drawn into the page so that it is on paper too."""
    drawn = segno.make_qr(address, error="m").svg_inline(omitsize=True, svgclass="qr", lineclass=None, light="#fff")
    return mark_safe(drawn)  # noqa: S308 made of black and white squares, not of what somebody wrote
