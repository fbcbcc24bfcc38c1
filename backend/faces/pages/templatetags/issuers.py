# SPDX-License-Identifier: EUPL-1.2
"""`{% issuer_links as links %}`: the issuers by which a person may sign in, and their names."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.translation import get_language

from backend.common.text import in_language
from backend.region.accounts.issuers import Issuer, issuer_named

register = template.Library()


@dataclass(frozen=True)
class IssuerLink:
    """An issuer by name, and the way there."""

    key: str
    name: str
    url: str


@register.simple_tag(takes_context=True)
def issuer_links(context: Context, process: str = "login") -> list[IssuerLink]:
    """The region's issuers first, then the municipalities'; each leads back to where the person was going."""
    request: HttpRequest = context["request"]
    query = {"process": process} if process != "login" else {}
    onward = request.POST.get("next") or request.GET.get("next")
    if onward and process == "login":
        query["next"] = onward
    links = [(bool(issuer.municipality), _name(issuer), _link(issuer, query)) for issuer in settings.ISSUERS]
    return [link for _of_a_municipality, _by_name, link in sorted(links, key=lambda one: one[:2])]


@register.filter
def issuer_name(key: str) -> str:
    """The name of an issuer in the active language; its key where the settings no longer name it."""
    issuer = issuer_named(settings.ISSUERS, key)
    return _name(issuer) if issuer else key


def _name(issuer: Issuer) -> str:
    return in_language(issuer.name, (get_language() or "fi")[:2])


def _link(issuer: Issuer, query: dict[str, str]) -> IssuerLink:
    address = reverse("openid_connect_login", args=[issuer.key])
    return IssuerLink(issuer.key, _name(issuer), f"{address}?{urlencode(query)}" if query else address)
