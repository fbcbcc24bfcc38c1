# SPDX-License-Identifier: EUPL-1.2
"""Pages that only say something: help, accessibility, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How Parvi works, in plain language."""
    return render(request, "texts/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "texts/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored of a person, and why."""
    return render(request, "texts/privacy.html")
