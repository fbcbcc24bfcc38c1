# SPDX-License-Identifier: EUPL-1.2
"""Icons: `{% icon "check" %}` draws one, `{% sprite %}` at the end of the page brings those that were drawn."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_SOURCE = Path(settings.FRONTEND_DIST).parent / "templates" / "components" / "symbols.svg"
_ONE = re.compile(r'<(symbol|pattern) id="([\w-]+)".*?</\1>', re.DOTALL)


@cache
def _symbols() -> dict[str, str]:
    return {match.group(2): match.group(0) for match in _ONE.finditer(_SOURCE.read_text("utf-8"))}


def _used(context: Context) -> dict[str, None]:
    """The names drawn on this page so far, kept with the request since partials have contexts of their own."""
    request = context.get("request") or getattr(context, "request", None)
    holder = vars(request) if request is not None else context.dicts[0]
    used: dict[str, None] = holder.setdefault("symbols_used", {})
    return used


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, size: str = "s") -> SafeString:
    """An icon beside a word; it is never the only sign, so it is hidden from screen readers."""
    _used(context)[f"i-{name}"] = None
    classes = f"i {size}".strip()
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', classes, name)


@register.simple_tag(takes_context=True)
def uses(context: Context, *names: str) -> str:
    """Brings symbols or patterns that only a later swap or a style sheet refers to."""
    _used(context).update(dict.fromkeys(names))
    return ""


@register.simple_tag(takes_context=True)
def sprite(context: Context) -> SafeString:
    """All symbols that this page uses, each once."""
    symbols = _symbols()
    drawn = "".join(symbols[name] for name in _used(context))
    return mark_safe(  # noqa: S308 -- our own file, no input
        f'<svg class="sprite" aria-hidden="true" focusable="false">{drawn}</svg>' if drawn else ""
    )
