# SPDX-License-Identifier: EUPL-1.2
"""Why a municipality's wish, or somebody's feedback, was refused."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import Conflict, InvalidInput, RuleRefused, TooOften


class LogoUnreadable(InvalidInput):
    """The file is no PNG, JPEG or WebP of at most 2 megabytes (422)."""

    code = "logo_unreadable"
    message = _("The logo must be a PNG, JPEG or WebP file of 2 megabytes at most. SVG files are not taken.")


class FeedbackAnsweredAlready(Conflict):
    """Somebody has answered this feedback."""

    code = "feedback_answered_already"
    message = _("This feedback has been answered already.")


class TooMuchFeedback(TooOften):
    """Many people wrote at once, or one wrote a lot (429)."""

    code = "too_much_feedback"
    message = _("A lot of feedback came just now. Try again tomorrow, or write to the municipality.")


class PopulationNotValid(RuleRefused):
    """A file of population figures has faults, all of which `fields` (`line.3`) names; nothing was stored."""

    code = "population_not_valid"
    message = _("The population figures were not stored. Lines with faults: %(count)s.")

    def __init__(self, faults: Mapping[int, str]) -> None:
        super().__init__(
            count=len(faults),
            fields={f"line.{line}": f"{code}: {POPULATION_FAULTS[code]}" for line, code in faults.items()},
        )
        self.faults = dict(faults)


POPULATION_FAULTS: dict[str, StrOrPromise] = {
    "not_text": _("The file is not text in UTF-8."),
    "columns": _(
        "The first line must be: municipality;population, or municipality;age_from;age_to;language;population."
    ),
    "empty": _("There are no rows."),
    "too_many_values": _("There are more or fewer values than columns."),
    "unknown_municipality": _("There is no such municipality."),
    "municipality_twice": _("The same stands in an earlier line already."),
    "ages": _("Ages are whole numbers from 0 to 125, the lower one first; both empty for all ages."),
    "language": _("A language is a short code, such as fi or sv; empty for all languages."),
    "population": _("The population is not a whole number from 1 to 9,999,999."),
}
"""What can be wrong with a line of population figures, by its stable code."""
