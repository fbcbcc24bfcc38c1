# SPDX-License-Identifier: EUPL-1.2
"""`{% asset "styles/resident.css" %}`: the hashed address of a built file."""

from django import template

from backend.faces.pages.built_files import built_file

register = template.Library()
register.simple_tag(built_file, name="asset")


@register.simple_tag
def font(weight: int) -> str:
    """The address of the typeface in that weight, for the preload."""
    return built_file(f"node_modules/@fontsource/finlandica/files/finlandica-latin-{weight}-normal.woff2")
