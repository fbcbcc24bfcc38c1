# SPDX-License-Identifier: EUPL-1.2
"""The parts of the pages with their states, drawn by the same templates: a reference for who builds them."""

import dataclasses

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.common.errors import NotFound

ICONS = (
    "support", "check", "undo", "comment", "follow", "share", "pin", "search", "calendar", "clock", "download", "info",
    "warning", "answer", "person", "close", "plus", "chart", "minus", "merge", "feed",
)  # fmt: skip
COLOURS = {
    "paper": "page",
    "surface": "fields, dialog",
    "sunk": "notice, footer",
    "ink": "text",
    "ink-2": "secondary text",
    "line": "hairline, track",
    "edge": "border of a control",
    "accent": "action, now",
    "accent-tint": "now, tinted",
    "field": "hero of home and results",
    "ok": "state: done",
    "warn": "state: watch out",
    "bad": "state: wrong or late",
    "d1": "data 1",
    "d2": "data 2",
    "d3": "data 3",
    "d4": "data 4",
}
_TAGS = (
    ("", "", "Neutral"), ("now", "clock", "Under way"), ("ok", "check", "Done"), ("warn", "warning", "Provisional"),
    ("bad", "clock", "Overdue"), ("off", "answer", "Official"),
)  # fmt: skip


@dataclasses.dataclass(frozen=True)
class SampleIdea:
    """What the support control asks of an idea."""

    id: int
    supports: int
    supported: bool
    title: str = "Pier at Savio"
    comments: int = 12
    hidden_for: str = ""


@dataclasses.dataclass(frozen=True)
class SamplePhase:
    """What the phase bar asks of a phase."""

    name: str
    period: str
    is_over: bool = False
    is_open: bool = False
    name_now: str = ""
    left: str = ""
    days: int = 41
    passed: int = 22
    progress: str = "22 of 41 days have passed"


class SampleForm(forms.Form):
    """A field as it is, and one with an error."""

    title = forms.CharField(label="Name of the idea", help_text="At most 80 characters.")
    place = forms.CharField(label="Place")


PHASES = (
    SamplePhase("Ideas", "25 Sept – 22 Oct", is_over=True),
    SamplePhase("Support", "2 Nov – 13 Dec", is_open=True, name_now="Support ideas", left="19 days left"),
    SamplePhase("Results", "from 13 Dec"),
)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """The reference; in production there is no such page."""
    if settings.PRODUCTION:
        raise NotFound
    context = {
        "icons": ICONS,
        "colours": COLOURS.items(),
        "tags": _TAGS,
        "given": SampleIdea(id=2, supports=232, supported=True),
        "open": SampleIdea(id=1, supports=231, supported=False),
        "steps": PHASES,
        "form": SampleForm({"title": "Pier at Savio", "place": ""}),
    }
    return render(request, "styleguide/styleguide.html", context)
