# SPDX-License-Identifier: EUPL-1.2
"""M2: the phases of a campaign by day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from backend.common.clock import start_of_day
from backend.faces.pages import wording
from backend.faces.pages.part_form import PartForm, day_field
from backend.faces.pages.phases import phase_name
from backend.participation.campaigns.rules import PhasePlan

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign, Phase

PHASE_KINDS = ("inform", "collect", "discuss", "support", "results", "follow_up")
_DAY = datetime.timedelta(days=1)
_MOST_PHASES = 12


class PhasesForm(PartForm):
    """Phases by day."""

    phases = forms.CharField(label=_("Phases"), required=False)

    def build(self) -> None:
        """A row for each phase, and two more."""
        kinds = [("", _("Not used")), *((kind, phase_name(kind)) for kind in PHASE_KINDS)]
        self.rows = min(max(len(self.campaign.phases.all()) + 2, 4), _MOST_PHASES)
        if self.is_bound:
            self.rows = _MOST_PHASES
        for row in range(self.rows):
            self.fields[f"phase_{row}_kind"] = forms.ChoiceField(label=_("What is done"), choices=kinds, required=False)
            self.fields[f"phase_{row}_first"] = day_field(_("First day"))
            self.fields[f"phase_{row}_last"] = day_field(_("Last day"))

    def phase_rows(self) -> list[list[BoundField]]:
        """Rows of kind, first day and last day."""
        shown = [row for row in range(self.rows) if row < 4 or not self.is_bound or self.data.get(f"phase_{row}_kind")]
        return [[self[f"phase_{row}_{name}"] for name in ("kind", "first", "last")] for row in shown]

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """As they stand."""
        initial: dict[str, Any] = {}
        for row, phase in enumerate(campaign.phases.all()):
            first, last = _days(phase)
            initial |= {f"phase_{row}_kind": phase.kind, f"phase_{row}_first": first, f"phase_{row}_last": last}
        return initial

    def changes(self) -> dict[str, Any]:
        """The phases in the order in which they were typed."""
        return {"phases": list(self._planned())}

    def _planned(self) -> Iterator[PhasePlan]:
        stored = {_days(phase): phase for phase in self.campaign.phases.all()}
        for row in range(self.rows):
            kind, first, last = (self.cleaned_data[f"phase_{row}_{name}"] for name in ("kind", "first", "last"))
            if not kind or not first or not last:
                continue
            same = stored.get((first, last))
            # A phase whose days were not touched keeps its exact times, which another program may have set.
            opens, closes = (same.opens, same.closes) if same else (start_of_day(first), start_of_day(last + _DAY))
            yield PhasePlan(kind, opens, closes)

    def clean(self) -> dict[str, Any]:
        """A phase has a kind and both days, or none of them."""
        typed = super().clean() or self.cleaned_data
        for row in range(self.rows):
            given = [typed.get(f"phase_{row}_{name}") for name in ("kind", "first", "last")]
            if any(given) and not all(given):
                self.add_error("phases", _("Give each phase its kind, its first and its last day."))
                break
        return typed


def _days(phase: Phase) -> tuple[datetime.date, datetime.date]:
    return wording.local_day_of(phase.opens), wording.local_day_of(wording.last_moment(phase.closes))
