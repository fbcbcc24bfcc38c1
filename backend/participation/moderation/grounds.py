# SPDX-License-Identifier: EUPL-1.2
"""The grounds on which something may be hidden: the law's and those of the rules of discussion, with what to cite."""

import dataclasses

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclasses.dataclass(frozen=True)
class Ground:
    """A ground by its stable code; `reference` is what a decision cites where nobody writes something else."""

    code: str
    name: StrOrPromise
    reference: StrOrPromise
    is_legal: bool


_LEGAL = (
    ("hate", _("Agitation against a group of people"), _("Criminal Code 39/1889, chapter 11, section 10")),
    ("threat", _("A threat"), _("Criminal Code 39/1889, chapter 25, section 7")),
    ("defamation", _("Defamation"), _("Criminal Code 39/1889, chapter 24, section 9")),
    ("privacy", _("Somebody's private information"), _("Criminal Code 39/1889, chapter 24, section 8")),
    ("copyright", _("Somebody else's work or picture"), _("Copyright Act 404/1961, section 2")),
    ("illegal", _("Against the law in another way"), ""),
)
_RULES = (
    ("insult", _("Insulting somebody"), _("Rules of discussion, point 1")),
    ("spam", _("Advertising, or the same thing again and again"), _("Rules of discussion, point 2")),
    ("off_topic", _("Does not belong to the subject"), _("Rules of discussion, point 3")),
    ("rules", _("Against the rules of discussion in another way"), _("Rules of discussion")),
)
GROUNDS: dict[str, Ground] = {
    **{code: Ground(code, name, reference, is_legal=False) for code, name, reference in _RULES},
    **{code: Ground(code, name, reference, is_legal=True) for code, name, reference in _LEGAL},
}
"""By code; first the rules, which most reports are about."""
CODES = tuple(GROUNDS)


def reference_of(code: str) -> str:
    """What a ground cites by itself, in the active language; "" for none."""
    return str(GROUNDS[code].reference) if code in GROUNDS else ""


def ground_name(code: str) -> str:
    """What people call a ground, in the active language; "" for none."""
    return str(GROUNDS[code].name) if code in GROUNDS else ""


def place_of_hidden(code: str) -> str:
    """What stands where something is hidden, in the active language."""
    return gettext("Hidden by the municipality, reason: %(ground)s") % {"ground": ground_name(code)}
