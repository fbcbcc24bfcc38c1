# SPDX-License-Identifier: EUPL-1.2
"""Changing a municipality's look and statement; receiving and answering feedback within 14 days."""

import dataclasses
import datetime
import secrets
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.cache import forget_looks
from backend.common.clock import ClockTimestamp, database_now, local_day
from backend.common.errors import InvalidInput, NotFound
from backend.common.text import LANGUAGES, LanguageText, clean_languages, clean_line, clean_text
from backend.ledger.audit.services import record
from backend.region.accounts import post
from backend.region.accounts.models import Account
from backend.region.accounts.permissions import require_may_administer
from backend.region.accounts.selectors import addresses_of
from backend.region.accounts.standing_in import stood_in_for
from backend.region.municipalities import colours, logos
from backend.region.municipalities.errors import FeedbackAnsweredAlready, TooMuchFeedback
from backend.region.municipalities.models import Feedback, Look, Statement
from backend.region.municipalities.permissions import require_may_answer_feedback
from backend.region.municipalities.selectors import feedback_of
from backend.region.places.models import Municipality

CLOCK = datetime.timedelta(days=14)
"""Within which feedback on accessibility is answered (Act on the Provision of Digital Services, section 8)."""
ADDRESS_KEPT = datetime.timedelta(days=90)
MOST_A_DAY = 200
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclasses.dataclass(frozen=True, kw_only=True)
class LookDraft:
    """A look as it is typed; `logo` is the file that was sent; it and `logo_alt` are None to keep what there is."""

    brand_colour: str = ""
    name: LanguageText = dataclasses.field(default_factory=dict)
    welcome: LanguageText = dataclasses.field(default_factory=dict)
    contact: LanguageText = dataclasses.field(default_factory=dict)
    logo: bytes | None = None
    logo_alt: LanguageText | None = None
    removes_logo: bool = False


@transaction.atomic
def change_look(*, by: Account, municipality: Municipality, draft: LookDraft) -> Look:
    """Save name, colour, logo and texts. Raises MayNot, InvalidInput, LogoUnreadable."""
    look = _locked_look(by, municipality)
    look.brand_colour = require_readable(draft.brand_colour)
    look.name, look.welcome, look.contact = (clean_languages(one) for one in (draft.name, draft.welcome, draft.contact))
    _require_short(look)
    _write_logo(look, draft)
    return _saved(by, look)


@transaction.atomic
def change_logo(
    *,
    by: Account,
    municipality: Municipality,
    logo: bytes | None = None,
    logo_alt: LanguageText | None = None,
    removes_logo: bool = False,
) -> Look:
    """Put a logo there, say what it shows, or take it off; what is None and all else stays.

    Raises MayNot, InvalidInput, LogoUnreadable.
    """
    look = _locked_look(by, municipality)
    _write_logo(look, LookDraft(logo=logo, logo_alt=logo_alt, removes_logo=removes_logo))
    return _saved(by, look)


def require_readable(colour: str) -> str:
    """The colour as it is stored, "" for none; raises InvalidInput with its figure and the nearest that passes."""
    if not colour.strip():
        return ""
    found = colours.normal_colour(colour)
    if found is None:
        raise InvalidInput(fields={"brand_colour": _("Write the colour as six digits, such as #0a5470.")})
    worst = next((one for one in colours.checks(found) if not one.passes), None)
    if worst is None:
        return found
    words: StrOrPromise = _(
        "The contrast of this colour is %(figure)s to 1, and must be at least %(least)s to 1 to be read. "
        "The nearest colour that passes is %(nearest)s."
    )
    told = {"figure": f"{worst.figure:.1f}", "least": f"{worst.least:.1f}"}
    raise InvalidInput(fields={"brand_colour": str(words) % {**told, "nearest": colours.nearest_that_passes(found)}})


@transaction.atomic
def change_statement(
    *,
    by: Account,
    municipality: Municipality,
    lacking: Mapping[str, str],
    assessed_on: datetime.date,
    by_outsider: bool,
) -> Statement:
    """Save the accessibility statement. Raises MayNot, InvalidInput."""
    require_may_administer(by, municipality.pk)
    if assessed_on > local_day(database_now()):
        raise InvalidInput(fields={"assessed_on": _("The day of the assessment is still to come.")})
    statement, _made = Statement.objects.update_or_create(
        municipality=municipality,
        defaults={
            "lacking": clean_languages(lacking),
            "assessed_on": assessed_on,
            "by_outsider": by_outsider,
            "changed_at": database_now(),
        },
    )
    _note(by, "change_statement", municipality)
    return statement


@transaction.atomic
def give_feedback(
    *, municipality: Municipality, kind: str, text: str, language: str, page: str = "", email: str = ""
) -> Feedback:
    """Tell a municipality something, without an account. Raises InvalidInput, TooMuchFeedback."""
    text, page, email = clean_text(text), clean_line(page)[:300], email.strip().lower()
    fields = {}
    if not 10 <= len(text) <= 5000:
        fields["text"] = _("Write 10–5,000 characters.")
    if kind not in Feedback.Kind.values:
        fields["kind"] = _("Choose what it is about.")
    if email and not _is_address(email):
        fields["email"] = _("Write an e-mail address, such as name@service.fi.")
    if fields:
        raise InvalidInput(fields=fields)
    since = ClockTimestamp() - datetime.timedelta(days=1)
    if Feedback.objects.filter(municipality=municipality, received_at__gt=since).count() >= MOST_A_DAY:
        raise TooMuchFeedback
    return Feedback.objects.create(
        number="".join(secrets.choice(_ALPHABET) for _place in range(8)),
        municipality=municipality,
        kind=kind,
        text=text,
        page=page,
        email=email,
        language=language if language in LANGUAGES else "fi",
        due_at=database_now() + CLOCK,
    )


@transaction.atomic
def read_feedback(*, by: Account, municipality: Municipality, waiting: bool | None = None) -> QuerySet[Feedback]:
    """The feedback with what people wrote, what waits longest first; written into the audit log. Raises MayNot."""
    require_may_answer_feedback(by, municipality.pk)
    _note(by, "read_feedback", municipality)
    return feedback_of(municipality, waiting=waiting)


@transaction.atomic
def answer_feedback(*, by: Account, feedback_id: int, answer: str) -> Feedback:
    """Answer, by letter where there is an address, which is forgotten with that.

    Raises NotFound, MayNot, InvalidInput, FeedbackAnsweredAlready.
    """
    found = Feedback.objects.select_for_update(of=("self",)).select_related("municipality").filter(pk=feedback_id)
    feedback = found.first()
    if feedback is None:
        raise NotFound
    require_may_answer_feedback(by, feedback.municipality_id)
    answer = clean_text(answer)
    if not 2 <= len(answer) <= 5000:
        raise InvalidInput(fields={"answer": _("Write an answer of 2–5,000 characters.")})
    if feedback.answered_at is not None:
        raise FeedbackAnsweredAlready
    if feedback.email:
        places = {f"place_{language}": name for language, name in feedback.municipality.name.items()}
        words = {"answer": answer, "text": feedback.text, "number": feedback.number, **places}
        about = f"feedback:{feedback.pk}"
        post.write(
            email=feedback.email, language=feedback.language, template="feedback_answer", about=about, words=words
        )
    is_late = feedback.due_at < database_now()
    feedback.answer, feedback.answered_at, feedback.email = answer, database_now(), ""
    feedback.save(update_fields=["answer", "answered_at", "email"])
    place = feedback.municipality
    other = stood_in_for(by, kind="organiser", municipality_id=place.pk, is_late=is_late)
    _note(by, "answer_feedback", place, f"feedback:{feedback.pk}", on_behalf_of=other)
    return feedback


def forget_old_addresses() -> int:
    """Forget addresses of feedback that nobody answered for 90 days; how many."""
    old = Feedback.objects.filter(received_at__lt=ClockTimestamp() - ADDRESS_KEPT).exclude(email="")
    return old.update(email="")


def forget_person(*, account: Account) -> None:
    """Forget what came from the person's address and waits: address and words; in the caller's transaction."""
    written = Feedback.objects.filter(email__in=addresses_of(account))  # stored in small letters
    written.update(email="", text="–", page="")


def _note(
    by: Account, operation: str, municipality: Municipality, target: str = "", *, on_behalf_of: int | None = None
) -> None:
    record(
        actor_id=by.pk,
        operation=operation,
        target=target or f"municipality:{municipality.pk}",
        municipality_id=municipality.pk,
        on_behalf_of=on_behalf_of,
    )


def _locked_look(by: Account, municipality: Municipality) -> Look:
    """The look as it is, for one of the municipality's admins alone until the end; raises MayNot."""
    require_may_administer(by, municipality.pk)
    look = Look.objects.select_for_update().filter(municipality=municipality).first()
    return look or Look(municipality=municipality, edition=0)


def _saved(by: Account, look: Look) -> Look:
    look.edition, look.changed_at = look.edition + 1, database_now()
    look.save()
    _note(by, "change_look", look.municipality)
    transaction.on_commit(forget_looks, robust=True)
    return look


def _require_short(look: Look) -> None:
    limits = {"name": 60, "welcome": 2000, "contact": 1000}
    fields = {
        f"{field}_{language}": _("This is too long.")
        for field, most in limits.items()
        for language, text in getattr(look, field).items()
        if len(text) > most
    }
    if fields:
        raise InvalidInput(fields=fields)


def _write_logo(look: Look, draft: LookDraft) -> None:
    if draft.removes_logo:
        look.logo, look.logo_width, look.logo_height = None, 0, 0
    if draft.logo is not None:
        logo = logos.logo_of(draft.logo)
        look.logo, look.logo_width, look.logo_height = logo.content, logo.width, logo.height
    if draft.logo_alt is not None:
        look.logo_alt = clean_languages(draft.logo_alt)
    if look.logo_width and not {"fi", "sv"} <= set(look.logo_alt):
        missing = next(language for language in ("fi", "sv") if language not in look.logo_alt)
        raise InvalidInput(fields={f"logo_alt_{missing}": _("Say what the logo shows, for those who cannot see it.")})


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
