# SPDX-License-Identifier: EUPL-1.2
"""Forms: what is typed, kept and shown again; what is right is for the use cases to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backend.common.errors import NotFound, Refused, SignInFirst
from backend.common.text import in_language
from backend.faces.pages import places, wording
from backend.faces.pages.held import Held
from backend.participation.ideas.selectors import photo_of
from backend.participation.participants.errors import IdentificationNeeded

if TYPE_CHECKING:
    from backend.participation.campaigns.models import Campaign
    from backend.participation.ideas.models import Idea
    from backend.region.accounts.models import Account

Answer = TypeVar("Answer")


def carry_out(form: forms.Form, act: Callable[[dict[str, Any]], Answer]) -> tuple[Answer | None, int]:
    """Do the act with what was typed; a refusal is written into the form. Returns the answer and an HTTP status.

    Raises NotFound, which has no form to stand in, and what leads to identification.
    """
    if not form.is_valid():
        return None, 422
    try:
        return act(form.cleaned_data), 200
    except (NotFound, SignInFirst, IdentificationNeeded):
        raise
    except Refused as refusal:
        shown = False
        for name, message in refusal.fields.items():
            shown = True
            form.add_error(name if name in form.fields else None, str(message))
        if not shown:
            form.add_error(None, str(refusal))
        return None, refusal.status


class PhotoForm(forms.Form):
    """A photo and what it shows; the file itself is received before the form is judged (`held`)."""

    photo = forms.FileField(
        label=_("A photo (you may leave this empty)"),
        help_text=_("JPEG, PNG or WebP, 10 megabytes at most. Ask everybody who can be recognised in it."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    photo_key = forms.CharField(required=False, widget=forms.HiddenInput)
    remove_photo = forms.BooleanField(label=_("Remove the photo"), required=False)
    photo_alt = forms.CharField(
        label=_("What does the photo show?"),
        help_text=_("The description is read out to those who cannot see the photo."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 300, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, held: Held | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held or Held()
        send = {"hx-post": reverse("send_photo"), "hx-trigger": "change", "hx-target": "#photo-part"}
        self.fields["photo"].widget.attrs |= {**send, "hx-swap": "outerHTML", "data-focus-after": ""}

    def clean(self) -> dict[str, Any]:
        """A photo that was refused is said beside what else is wrong."""
        if self.held.refusal is not None:
            self.add_error("photo", str(self.held.refusal))
        return self.cleaned_data


class IdeaForm(PhotoForm):
    """R4: an idea."""

    title = forms.CharField(
        label=_("Name of the idea"),
        help_text=_("Say what should be done and where. 3–80 characters."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 80, "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("What do you propose, and why?"),
        help_text=_("Write as you would tell a neighbour."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 5000}),
    )
    category = forms.ChoiceField(label=_("Which subject does it belong to?"), required=False, widget=forms.RadioSelect)
    district = forms.ChoiceField(label=_("Which district?"), required=False)
    place = forms.CharField(
        label=_("Where?"),
        help_text=_("An address or the name of a place. You may leave this empty."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"}),
    )
    # set by the map, where there is one; address and district say as much
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    speaker = forms.CharField(label=_("In whose name?"), required=False, widget=forms.RadioSelect)

    field_order = ("title", "text", "category", "district", "place", "latitude", "longitude", "photo", "photo_alt")

    def __init__(self, campaign: Campaign, *args: Any, speakers: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_speakers(self, speakers)
        self._offer("category", campaign.categories.all(), [])
        self._offer("district", campaign.districts.all(), [("", _("Not one district"))])

    def _offer(self, name: str, choices: Iterable[Any], before: list[Any]) -> None:
        """Offer the campaign's own choices, or leave the field out where it has none."""
        offered = [(one.slug, in_language(one.name, wording.language())) for one in choices]
        field = self.fields[name]
        if offered and isinstance(field, forms.ChoiceField):
            field.choices = [*before, *offered]
        else:
            del self.fields[name]

    @staticmethod
    def of(idea: Idea) -> dict[str, Any]:
        """What the form starts with when an idea is edited."""
        photo = photo_of(idea)
        return {
            "title": idea.title,
            "text": idea.text,
            "category": idea.category.slug if idea.category else "",
            "district": idea.district.slug if idea.district else "",
            "place": idea.place,
            "latitude": idea.latitude,
            "longitude": idea.longitude,
            "photo_alt": photo.alt if photo else "",
            "version": idea.version,
        }


class CommentForm(forms.Form):
    """R8: a comment with a stance, or a reply."""

    stance = forms.ChoiceField(
        label=_("Your stance"),
        choices=[("for", _("For")), ("against", _("Against")), ("neutral", _("Other stance"))],
        initial="neutral",
        required=False,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Write a comment"),
        help_text=_(
            "Give your reasons. Do not write personal data, your own or other people's. "
            "You can call somebody of this discussion: @name."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 3000}),
    )
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    speaker = forms.CharField(label=_("In whose name?"), required=False, widget=forms.RadioSelect)

    def __init__(self, speakers: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_speakers(self, speakers)


class CommentEditForm(forms.Form):
    """R8: one's own comment, changed in its first minutes; `version` is the one that was read."""

    text = forms.CharField(
        label=_("Your comment"), required=False, widget=forms.Textarea(attrs={"rows": 5, "maxlength": 3000})
    )
    version = forms.IntegerField(required=False)


def _offer_speakers(form: forms.Form, speakers: Sequence[tuple[str, str]]) -> None:
    """Offer the names in which the person writes; one name only is no choice."""
    widget = form.fields["speaker"].widget
    if speakers and isinstance(widget, forms.RadioSelect):
        widget.choices = list(speakers)
    else:
        del form.fields["speaker"]


class KioskForm(forms.Form):
    """An officer makes a device a kiosk."""

    allowance = forms.IntegerField(
        label=_("How many people may sign in on this device in an hour?"),
        help_text=_("It stops somebody who tries one address after the other. For a school class, 120 is plenty."),
        initial=120,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}),
    )


class YouForm(forms.Form):
    """Describe yourself: public name, home municipality, birth year, language."""

    pseudonym = forms.CharField(
        label=_("Your public name"),
        help_text=_("Others see it beside your ideas and comments. It need not be your own name."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 40, "autocomplete": "nickname"}),
    )
    municipality = forms.ChoiceField(
        label=_("Your home municipality"),
        help_text=_("It is used for statistics only, and never shown with your name."),
        required=False,
    )
    birth_year = forms.IntegerField(
        label=_("Your year of birth"),
        help_text=_("You may leave this empty. It is used for statistics only."),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "bday-year"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Elsewhere, or not said")), *((one.slug, one.name) for one in places.choices())]

    @staticmethod
    def of(account: Account) -> dict[str, Any]:
        """What the form starts with."""
        return {
            "pseudonym": account.pseudonym,
            "municipality": account.municipality.slug if account.municipality else "",
            "birth_year": account.birth_year,
            "language": account.language,
        }
