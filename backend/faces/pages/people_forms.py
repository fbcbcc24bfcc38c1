# SPDX-License-Identifier: EUPL-1.2
"""Forms around who takes part: identifying oneself, conditions, register, codes, and the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.text import in_language
from backend.faces.pages import places, wording
from backend.participation.campaigns.conditions import CONDITIONED, LEVELS, Condition
from backend.participation.campaigns.rules import levels_allowed
from backend.participation.campaigns.selectors import conditions_shown
from backend.region.places.selectors import districts_of

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea

IDENTIFIERS: tuple[tuple[str, StrOrPromise], ...] = (
    ("account", _("An account: whoever signs in")),
    ("strong", _("Strong identification: bank codes, mobile certificate")),
    ("register", _("A number of the register that you upload")),
    ("code", _("A one-time code that you hand out or mail")),
    ("device", _("Nobody has to sign in; such acts are shown apart as unverified")),
)
WHO: dict[str, StrOrPromise] = {
    "everyone": _("Everyone, also without signing in"),
    "signed_in": _("Whoever signs in"),
    "strong": _("Whoever is strongly identified"),
    "register": _("Whoever is in the register"),
    "code": _("Whoever has a code"),
}
ACT_NAMES: dict[str, StrOrPromise] = {
    "propose": _("Who proposes ideas?"),
    "comment": _("Who comments?"),
    "support": _("Who supports ideas?"),
}
CODE_LABELS: dict[str, StrOrPromise] = {
    "code": _("Your code"),
    "register": _("Your number in the register"),
}


def _number(label: StrOrPromise, hint: StrOrPromise = "", length: int = 4) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": length, "autocomplete": "off"})
    return forms.IntegerField(label=label, help_text=hint, required=False, widget=widget)


class ProofForm(forms.Form):
    """A code or a register's number, and the year of birth where the register knows it."""

    code = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off", "autocapitalize": "characters"}),
    )
    birth_year = _number(_("Your year of birth"), _("Four digits, such as 1980."))

    def __init__(self, identifier: str, *args: Any, asks_birth_year: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = CODE_LABELS.get(identifier, _("The code of your slip"))
        if identifier != "register":
            self.fields["code"].help_text = _("Capital or small letters, with or without hyphens.")
        if not asks_birth_year:
            del self.fields["birth_year"]


class WhoForm(forms.Form):
    """What makes one person, and who may do what."""

    identifier = forms.ChoiceField(
        label=_("What makes one person?"),
        help_text=_("Each identifier counts once, whatever the number of accounts."),
        choices=IDENTIFIERS,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = [(one.slug, one.name) for one in places.choices()]
        parts = [(d.slug, in_language(d.name, wording.language())) for d in districts_of(campaign.municipality_id)]
        for act in CONDITIONED:
            self.fields[f"{act}_who"] = forms.ChoiceField(
                label=_("Identified how?"),
                choices=[("", _("As the campaign counts people")), *WHO.items()],
                required=False,
            )
            self.fields[f"{act}_minimum_age"] = _number(_("At least how old?"), length=3)
            self.fields[f"{act}_municipalities"] = self._places(_("Living in which municipalities?"), home)
            if parts:
                self.fields[f"{act}_districts"] = self._places(_("Living in which districts?"), parts)

    @staticmethod
    def _places(label: StrOrPromise, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
        return forms.MultipleChoiceField(
            label=label,
            help_text=_("Choose none for people from anywhere."),
            choices=choices,
            required=False,
            widget=forms.SelectMultiple(attrs={"size": 5}),
        )

    def acts(self) -> list[tuple[StrOrPromise, list[BoundField]]]:
        """Each act's heading and fields."""
        return [
            (name, [bound for bound in self if bound.name.startswith(f"{act}_")]) for act, name in ACT_NAMES.items()
        ]

    def conditions(self, campaign: Campaign) -> dict[str, Condition]:
        """What was chosen, as the use case takes it; an act left as it is has no condition of its own."""
        typed = self.cleaned_data
        home = {one.slug: one.pk for one in places.all_municipalities()}
        parts = {one.slug: one.pk for one in districts_of(campaign.municipality_id)}
        level = LEVELS.get(typed["identifier"], "signed_in")
        found = {
            act: Condition(
                who=typed[f"{act}_who"] or level,
                minimum_age=typed[f"{act}_minimum_age"],
                municipalities=tuple(home[slug] for slug in typed[f"{act}_municipalities"]),
                districts=tuple(parts[slug] for slug in typed.get(f"{act}_districts", [])),
            )
            for act in CONDITIONED
        }
        return {act: condition for act, condition in found.items() if condition != Condition(who=level)}


def initial_of(campaign: Campaign) -> dict[str, Any]:
    """What the form of a campaign's participants starts with."""
    initial: dict[str, Any] = {"identifier": campaign.identifier}
    for one in conditions_shown(campaign):
        allowed = levels_allowed(campaign.identifier, one.act)
        initial |= {
            f"{one.act}_who": "" if one.who == LEVELS[campaign.identifier] or one.who not in allowed else one.who,
            f"{one.act}_minimum_age": one.minimum_age,
            f"{one.act}_municipalities": [place.slug for place in one.municipalities],
            f"{one.act}_districts": [place.slug for place in one.districts],
        }
    return initial


class RegisterForm(forms.Form):
    """The file of a register."""

    file = forms.FileField(
        label=_("Register as a CSV file"),
        help_text=_(
            "Columns: identifier, and if you like municipality, district and birth_year. The file replaces the register"
            " that is there. Identifiers are stored as hashes that nobody can read back."
        ),
        required=False,
    )


class CodesForm(forms.Form):
    """A batch of codes."""

    count = _number(_("How many codes?"), length=5)
    channel = forms.ChoiceField(
        label=_("How do they reach people?"),
        choices=[("letter", _("By letter")), ("school", _("At school")), ("desk", _("At a desk"))],
        required=False,
        initial="letter",
        widget=forms.RadioSelect,
    )
    made_as = forms.ChoiceField(
        label=_("As what do you want them?"),
        help_text=_("Letters and slips are pages that you print, at most 500 codes at a time."),
        choices=[
            ("letters", _("Letters, one on each sheet")),
            ("slips", _("Slips, eight on each sheet")),
            ("file", _("A file for a printing house")),
        ],
        required=False,
        initial="letters",
        widget=forms.RadioSelect,
    )
    recipients = forms.FileField(
        label=_("Names and addresses for the letters (you may leave this empty)"),
        help_text=_(
            "A CSV file with the columns name, address, postcode, town and language: a letter for each line. It is"
            " printed and forgotten: neither the names nor who got which code are stored."
        ),
        required=False,
    )
    note = forms.CharField(
        label=_("Note for yourselves"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"}),
    )


class DeskForm(forms.Form):
    """One thing done for a resident who is present."""

    act = forms.ChoiceField(
        label=_("What does the resident want to do?"),
        choices=[
            ("support", _("Support an idea")),
            ("comment", _("Comment on an idea")),
            ("propose", _("Propose an idea")),
        ],
        required=False,
        initial="support",
        widget=forms.RadioSelect,
    )
    idea = forms.ChoiceField(label=_("Which idea?"), help_text=_("For a support or a comment."), required=False)
    text = forms.CharField(
        label=_("What the resident says"),
        help_text=_("The text of the comment, or of the new idea."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 5000}),
    )
    title = forms.CharField(
        label=_("Name of the new idea"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 80, "autocomplete": "off"}),
    )
    category = forms.ChoiceField(label=_("Subject of the new idea"), required=False)
    code = forms.CharField(
        label=_("Code or number of the resident"),
        help_text=_("A letter's code, an earlier slip or the register's number. Empty: the resident gets a new slip."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"}),
    )
    birth_year = _number(_("Year of birth, if the resident tells it"))
    municipality = forms.ChoiceField(label=_("Home municipality, if the resident tells it"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the resident"),
        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
        required=False,
        initial="fi",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why do you act for the resident?"),
        help_text=_("Stored with your name. Do not write the resident's name."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 300, "autocomplete": "off"}),
    )

    def __init__(self, campaign: Campaign, ideas: Iterable[Idea], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("idea", [("", _("Choose")), *((str(one.pk), one.title) for one in ideas)])
        self._offer("municipality", [("", _("Not said")), *((one.slug, one.name) for one in places.choices())])
        subjects = [(one.slug, in_language(one.name, wording.language())) for one in campaign.categories.all()]
        if subjects:
            self._offer("category", [("", _("Choose")), *subjects])
        else:
            del self.fields["category"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
