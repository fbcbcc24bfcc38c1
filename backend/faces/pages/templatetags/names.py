# SPDX-License-Identifier: EUPL-1.2
"""Names that were read together, each looked up where it stands."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def named(names: Mapping[int, str], number: int) -> str:
    """`{{ names|named:7 }}`; an account that is gone says so."""
    return names.get(number) or gettext("a deleted account")
