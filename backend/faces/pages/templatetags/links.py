# SPDX-License-Identifier: EUPL-1.2
"""What the frame of each page needs: languages, theme, the current section, the way to the sign-in page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from backend.faces.pages import office, places, wording
from backend.faces.pages.errors import came_from
from backend.faces.pages.notices import unread_words
from backend.faces.pages.people import is_staff
from backend.faces.pages.theme import theme_of

register = template.Library()

_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


@dataclass(frozen=True)
class LanguageLink:
    """A language by its own name, and the same page in it."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True)
class ThemeChoice:
    """Light, dark, or as the device wants."""

    code: str
    name: str
    pressed: str


@dataclass(frozen=True)
class OfficeChoice:
    """A municipality that an officer serves."""

    slug: str
    name: str
    is_here: bool


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request


def address(request: HttpRequest, **changes: str | None) -> str:
    """The address of this page with some parameters changed, or left out where empty."""
    query = QueryDict(request.GET.urlencode(), mutable=True)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}" if query else request.path


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """The three languages, the current one marked."""
    request = _request(context)
    return [
        LanguageLink(code, name, address(request, lang=code), code == wording.language())
        for code, name in _NAMES.items()
    ]


@register.simple_tag(takes_context=True)
def with_parameters(context: Context, **changes: str | None) -> str:
    """`{% with_parameters page=2 %}`: this address with another page, keeping search and filters."""
    return address(_request(context), **changes)


@register.simple_tag(takes_context=True)
def theme_attribute(context: Context) -> SafeString:
    """` data-theme="dark"` on the html element, so that a chosen theme never flashes."""
    theme = theme_of(_request(context))
    return mark_safe("") if theme == "system" else format_html(' data-theme="{}"', theme)


@register.simple_tag(takes_context=True)
def theme_choices(context: Context) -> list[ThemeChoice]:
    """The three choices, the current one pressed."""
    chosen = theme_of(_request(context))
    names = {"light": gettext("Light"), "dark": gettext("Dark"), "system": gettext("As on the device")}
    return [ThemeChoice(code, name, "true" if code == chosen else "false") for code, name in names.items()]


@register.simple_tag(takes_context=True)
def current_section(context: Context, name: str) -> SafeString:
    """` aria-current="page"` in the menu, by the first part of the address."""
    path = _request(context).path
    first = path.strip("/").split("/")[0]
    section = {"ideas": "campaigns", "comments": "campaigns", "exports": "statistics", "follows": "notices"}.get(
        first, first
    )
    if path.startswith("/campaigns/") and path.rstrip("/").endswith(("/statistics", "/statistics/people", "/exports")):
        section = "statistics"
    return format_html(' aria-current="{}"', "page") if section == name else mark_safe("")


@register.simple_tag(takes_context=True)
def sign_in_url(context: Context) -> str:
    """The sign-in page, and from there back to this one."""
    request = _request(context)
    here = came_from(request)
    login = reverse("account_login")
    return login if here.startswith("/accounts/") else f"{login}?{urlencode({'next': here})}"


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> str:
    """How many notices the person has not read, "" when none; asked only for somebody who has signed in."""
    return unread_words(_request(context))


@register.simple_tag(takes_context=True)
def shows_staff(context: Context) -> bool:
    """Whether the menu has the officer's pages."""
    return is_staff(_request(context))


@register.simple_tag(takes_context=True)
def office_menu(context: Context) -> list[office.Door]:
    """The menu of the officer's side."""
    return office.menu(_request(context))


@register.simple_tag(takes_context=True)
def office_places(context: Context) -> list[OfficeChoice]:
    """The municipalities that the officer serves, the one whose work is shown marked."""
    request = _request(context)
    here = office.here(request)
    return [OfficeChoice(one.slug, places.name_of(one), one == here) for one in office.offices(request)]
