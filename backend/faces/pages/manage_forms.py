# SPDX-License-Identifier: EUPL-1.2
"""M2: the forms of a campaign, one for each part that is saved on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.text import LANGUAGES, in_language
from backend.faces.pages import wording
from backend.faces.pages.part_form import PartForm, by_language
from backend.faces.pages.phases_form import PhasesForm
from backend.region.places.selectors import districts_of
from backend.region.programme.selectors import spearheads

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign

_MOST_SUBJECTS = 24
_READING = ("ideas_read_first", "comments_read_first", "read_within_hours")
_ART = (
    ("river", _("River")),
    ("park", _("Park")),
    ("city", _("Town")),
    ("forest", _("Forest")),
    ("sea", _("Sea")),
)
INFLUENCES: tuple[tuple[str, StrOrPromise], ...] = (
    ("inform", _("Inform: we tell what is going to happen")),
    ("consult", _("Consult: we listen before we decide")),
    ("involve", _("Involve: we work on the ideas and tell how they changed the decision")),
    ("collaborate", _("Collaborate: we prepare the decision together")),
    ("empower", _("Empower: residents decide, we carry it out")),
)
KEPT: tuple[tuple[str, StrOrPromise], ...] = (("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No")))


class NameForm(PartForm):
    """Name, languages, spearhead and picture."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of the campaign"),
        help_text=_("A bilingual municipality needs Finnish and Swedish before it can publish."),
        choices=list(wording.LANGUAGE_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    spearhead = forms.ChoiceField(label=_("Spearhead of the strategy"), required=False)
    art = forms.ChoiceField(label=_("Picture"), choices=_ART, required=False, widget=forms.RadioSelect)

    def build(self) -> None:
        """Names, and the spearheads that there are."""
        self.add_texts("title", length=120)
        offered = self.fields["spearhead"]
        if isinstance(offered, forms.ChoiceField):
            offered.choices = [(one.slug, in_language(one.name, wording.language())) for one in spearheads()]

    def titles(self) -> list[BoundField]:
        """Names of the campaign."""
        return self.texts("title")

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """As it stands."""
        stands = {"languages": campaign.languages, "spearhead": campaign.spearhead.slug, "art": campaign.art}
        return {**stands, **by_language("title", campaign.title)}

    def changes(self) -> dict[str, Any]:
        """Name, languages and picture; the spearhead is asked for by itself."""
        typed = self.cleaned_data
        return {"title": self.written("title"), "languages": typed["languages"], "art": typed["art"] or "park"}


class TextsForm(PartForm):
    """What is asked and promised."""

    influence = forms.ChoiceField(
        label=_("How much do those who take part decide?"),
        help_text=_("It is shown on the campaign's page, and at the end you say whether it was kept."),
        choices=[("", _("Not said")), *INFLUENCES],
        required=False,
    )

    def build(self) -> None:
        """Two texts."""
        for name in ("lead", "promise"):
            self.add_texts(name, rows=3, length=1000)

    def leads(self) -> list[BoundField]:
        """What is asked."""
        return self.texts("lead")

    def promises(self) -> list[BoundField]:
        """What is promised."""
        return self.texts("promise")

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """As it stands."""
        texts = {**by_language("lead", campaign.lead), **by_language("promise", campaign.promise)}
        return {"influence": campaign.influence, **texts}

    def changes(self) -> dict[str, Any]:
        """Both texts and the level."""
        texts = {name: self.written(name) for name in ("lead", "promise")}
        return {**texts, "influence": self.cleaned_data["influence"]}


class SubjectsForm(PartForm):
    """Subjects and districts."""

    categories = forms.CharField(label=_("Subjects"), required=False)
    districts = forms.MultipleChoiceField(label=_("Districts"), required=False, widget=forms.CheckboxSelectMultiple)

    def build(self) -> None:
        """A row for each subject, and two more."""
        self.rows = min(max(len(self.campaign.categories.all()) + 2, 4), _MOST_SUBJECTS)
        for row in range(self.rows):
            for language in LANGUAGES:
                self.fields[f"subject_{row}_{language}"] = forms.CharField(
                    label=wording.LANGUAGE_NAMES[language],
                    required=False,
                    max_length=80,
                    widget=forms.TextInput(attrs={"lang": language}),
                )
        known = districts_of(self.campaign.municipality_id)
        choices = [(one.slug, in_language(one.name, wording.language())) for one in known]
        offered = self.fields["districts"]
        if choices and isinstance(offered, forms.ChoiceField):
            offered.choices = choices
        else:
            del self.fields["districts"]

    def subject_rows(self) -> list[list[BoundField]]:
        """Rows of a subject's names."""
        return [[self[f"subject_{row}_{language}"] for language in LANGUAGES] for row in range(self.rows)]

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """As they stand."""
        initial: dict[str, Any] = {"districts": [district.slug for district in campaign.districts.all()]}
        for row, subject in enumerate(campaign.categories.all()):
            initial |= by_language(f"subject_{row}", subject.name)
        return initial

    def changes(self) -> dict[str, Any]:
        """Subjects that have a name, and the chosen districts."""
        named = [self.written(f"subject_{row}") for row in range(self.rows)]
        subjects = [{language: text for language, text in name.items() if text} for name in named]
        chosen = self.cleaned_data.get("districts", [])
        districts = list(districts_of(self.campaign.municipality_id).filter(slug__in=chosen)) if chosen else []
        return {"categories": [one for one in subjects if one], "districts": districts}


class RulesForm(PartForm):
    """How supporting goes."""

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

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """As it stands."""
        return {"support_limit": campaign.support_limit, "supports_hidden": campaign.supports_hidden}

    def changes(self) -> dict[str, Any]:
        """Both rules."""
        typed = self.cleaned_data
        return {"support_limit": typed["support_limit"], "supports_hidden": typed["supports_hidden"]}


class ReadingForm(PartForm):
    """Whether a moderator reads what is written before it is shown."""

    ideas_read_first = forms.BooleanField(label=_("A moderator reads each idea before it is shown"), required=False)
    comments_read_first = forms.BooleanField(
        label=_("A moderator reads each comment before it is shown"), required=False
    )
    read_within_hours = forms.IntegerField(
        label=_("Within how many hours do you promise to read it?"),
        help_text=_("From 1 to 120. Everybody sees the promise, and how well it is kept."),
        error_messages={
            "required": _("Write a number of hours from 1 to 120."),
            "invalid": _("Write a number of hours from 1 to 120."),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3}),
    )

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """As it stands."""
        return {name: getattr(campaign, name) for name in _READING}

    def changes(self) -> dict[str, Any]:
        """What is read first, and by when."""
        return {name: self.cleaned_data[name] for name in _READING}


class OutcomeForm(PartForm):
    """Whether the promise was kept."""

    influence_kept = forms.ChoiceField(
        label=_("Was the promise kept?"), choices=[("", _("Not said")), *KEPT], required=False
    )

    def build(self) -> None:
        """The reason by language."""
        self.add_texts("influence_reason", rows=3, length=1000)

    def reasons(self) -> list[BoundField]:
        """Why, by language."""
        return self.texts("influence_reason")

    @staticmethod
    def initial_of(campaign: Campaign) -> dict[str, Any]:
        """As it stands."""
        reasons = by_language("influence_reason", campaign.influence_reason)
        return {"influence_kept": campaign.influence_kept, **reasons}

    def changes(self) -> dict[str, Any]:
        """Yes, partly or no, and why."""
        return {
            "influence_kept": self.cleaned_data["influence_kept"],
            "influence_reason": self.written("influence_reason"),
        }


PARTS: dict[str, type[PartForm]] = {
    "name": NameForm,
    "texts": TextsForm,
    "phases": PhasesForm,
    "subjects": SubjectsForm,
    "rules": RulesForm,
    "reading": ReadingForm,
    "outcome": OutcomeForm,
}
"""The parts by the last word of their address."""
