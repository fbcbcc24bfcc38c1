# SPDX-License-Identifier: EUPL-1.2
"""M2: the form of a campaign: texts in three languages, phases by day, subjects."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from backend.common.clock import start_of_day
from backend.common.text import LANGUAGES, in_language
from backend.faces.pages import places, wording
from backend.faces.pages.phases import phase_name
from backend.participation.campaigns.rules import PhasePlan
from backend.participation.campaigns.services import CampaignPlan
from backend.region.places.selectors import districts_of
from backend.region.programme.selectors import spearheads

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign, Phase
    from backend.region.places.models import Municipality

PHASES, SUBJECTS = 5, 6
_DAY = datetime.timedelta(days=1)
_ART = (
    ("river", _("River")),
    ("park", _("Park")),
    ("city", _("Town")),
    ("forest", _("Forest")),
    ("sea", _("Sea")),
)
_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def _date() -> forms.DateField:
    return forms.DateField(
        required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), input_formats=["%Y-%m-%d"]
    )


class CampaignForm(forms.Form):
    """Everything that an organiser writes of a campaign."""

    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    spearhead = forms.ChoiceField(label=_("Spearhead of the strategy"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages of the campaign"),
        help_text=_("A bilingual municipality needs Finnish and Swedish before it can publish."),
        choices=list(_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=list(LANGUAGES),
    )
    phases = forms.CharField(label=_("Phases"), required=False)
    categories = forms.CharField(label=_("Subjects"), required=False)
    districts = forms.MultipleChoiceField(label=_("Districts"), required=False, widget=forms.CheckboxSelectMultiple)
    support_limit = forms.IntegerField(
        label=_("How many ideas may one person support?"),
        help_text=_("Leave this empty for as many as they like."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )
    supports_hidden = forms.BooleanField(
        label=_("Hide the supports until the vote is closed"),
        help_text=_("Nobody but organisers sees a count of supports before. It cannot be changed once it is public."),
        required=False,
    )
    art = forms.ChoiceField(label=_("Picture"), choices=_ART, required=False, widget=forms.RadioSelect, initial="park")
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, organised: Iterable[Municipality], *args: Any, campaign: Campaign | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self._offer("spearhead", [(one.slug, in_language(one.name, wording.language())) for one in spearheads()])
        self._offer("municipality", [(one.slug, places.name_of(one)) for one in organised])
        self._offer_districts(campaign)
        for language, name in _NAMES.items():
            self._add_texts(language, name)
        for row in range(PHASES):
            self._add_phase(row)
        for row in range(SUBJECTS):
            for language, name in _NAMES.items():
                self.fields[f"subject_{row}_{language}"] = forms.CharField(label=name, required=False, max_length=80)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _offer_districts(self, campaign: Campaign | None) -> None:
        known = districts_of(campaign.municipality_id) if campaign else []
        choices = [(one.slug, in_language(one.name, wording.language())) for one in known]
        if choices:
            self._offer("districts", choices)
        else:
            del self.fields["districts"]

    def _add_texts(self, language: str, name: str) -> None:
        area = forms.Textarea(attrs={"rows": 3, "maxlength": 1000, "lang": language})
        line = forms.TextInput(attrs={"maxlength": 120, "lang": language})
        self.fields[f"title_{language}"] = forms.CharField(label=name, required=False, widget=line)
        for field in ("lead", "promise"):
            self.fields[f"{field}_{language}"] = forms.CharField(label=name, required=False, widget=area)

    def _add_phase(self, row: int) -> None:
        kinds = [
            ("", _("Not used")),
            *((kind, phase_name(kind)) for kind in ("collect", "discuss", "support", "results")),
        ]
        self.fields[f"phase_{row}_kind"] = forms.ChoiceField(label=_("What is done"), choices=kinds, required=False)
        for name, label in (("first", _("First day")), ("last", _("Last day"))):
            self.fields[f"phase_{row}_{name}"] = _date()
            self.fields[f"phase_{row}_{name}"].label = label

    # --- what the template walks through --------------------------------------------------------

    def texts(self, name: str) -> list[BoundField]:
        """The three fields of a text, one for each language."""
        return [self[f"{name}_{language}"] for language in LANGUAGES]

    def titles(self) -> list[BoundField]:
        """Names of the campaign."""
        return self.texts("title")

    def leads(self) -> list[BoundField]:
        """What is asked."""
        return self.texts("lead")

    def promises(self) -> list[BoundField]:
        """What is promised."""
        return self.texts("promise")

    def phase_rows(self) -> list[list[BoundField]]:
        """Rows of kind, first day and last day."""
        return [[self[f"phase_{row}_{name}"] for name in ("kind", "first", "last")] for row in range(PHASES)]

    def subject_rows(self) -> list[list[BoundField]]:
        """Rows of a subject's names."""
        return [[self[f"subject_{row}_{language}"] for language in LANGUAGES] for row in range(SUBJECTS)]

    # --- to and from the plan -------------------------------------------------------------------

    def plan(self) -> CampaignPlan:
        """What was typed, as the use case takes it."""
        typed = self.cleaned_data
        return CampaignPlan(
            title=self._languages("title"),
            lead=self._languages("lead"),
            promise=self._languages("promise"),
            languages=typed["languages"],
            categories=list(self._subjects()),
            phases=list(self._phases()),
            districts=self._districts(),
            support_limit=typed["support_limit"],
            supports_hidden=typed["supports_hidden"],
            art=typed["art"] or "park",
            slug=self.campaign.slug if self.campaign else "",
        )

    def _languages(self, name: str) -> dict[str, str]:
        return {language: self.cleaned_data[f"{name}_{language}"] for language in LANGUAGES}

    def _subjects(self) -> Iterator[dict[str, str]]:
        for row in range(SUBJECTS):
            name = {language: self.cleaned_data[f"subject_{row}_{language}"] for language in LANGUAGES}
            if any(name.values()):
                yield {language: text for language, text in name.items() if text}

    def _districts(self) -> list[Any]:
        if self.campaign is None or "districts" not in self.fields:
            return []
        return list(districts_of(self.campaign.municipality_id).filter(slug__in=self.cleaned_data["districts"]))

    def _phases(self) -> Iterator[PhasePlan]:
        stored = {_days(phase): phase for phase in self.campaign.phases.all()} if self.campaign else {}
        for row in range(PHASES):
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
        for row in range(PHASES):
            given = [typed.get(f"phase_{row}_{name}") for name in ("kind", "first", "last")]
            if any(given) and not all(given):
                self.add_error("phases", _("Give each phase its kind, its first and its last day."))
                break
        return typed


def _days(phase: Phase) -> tuple[datetime.date, datetime.date]:
    return wording.local_day_of(phase.opens), wording.local_day_of(wording.last_moment(phase.closes))


def initial_of(campaign: Campaign) -> dict[str, Any]:
    """What the form starts with."""
    initial: dict[str, Any] = {
        "spearhead": campaign.spearhead.slug,
        "municipality": campaign.municipality.slug,
        "languages": campaign.languages,
        "districts": [district.slug for district in campaign.districts.all()],
        "support_limit": campaign.support_limit,
        "supports_hidden": campaign.supports_hidden,
        "art": campaign.art,
        "edition": campaign.edition,
    }
    for name in ("title", "lead", "promise"):
        initial |= {f"{name}_{language}": text for language, text in getattr(campaign, name).items()}
    for row, phase in enumerate(campaign.phases.all()):
        first, last = _days(phase)
        initial |= {f"phase_{row}_kind": phase.kind, f"phase_{row}_first": first, f"phase_{row}_last": last}
    for row, subject in enumerate(campaign.categories.all()):
        initial |= {f"subject_{row}_{language}": text for language, text in subject.name.items()}
    return initial
