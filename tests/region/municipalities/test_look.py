# SPDX-License-Identifier: EUPL-1.2
"""A municipality's look: a colour that can be read everywhere, a logo of our own making, texts."""

import datetime
import io
import re
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from backend.common.errors import InvalidInput, MayNot
from backend.ledger.audit.models import AuditEntry
from backend.region.accounts.services import give_role
from backend.region.municipalities import colours
from backend.region.municipalities.errors import LogoUnreadable
from backend.region.municipalities.models import Look
from backend.region.municipalities.selectors import looks_shown
from backend.region.municipalities.services import LookDraft, change_look, change_statement, require_readable
from backend.region.places.models import Municipality

SURFACES = ("paper", "surface", "sunk")
ALT = {"fi": "Vaakuna", "sv": "Vapen"}


@pytest.fixture
def porvoo(db):
    return Municipality.objects.get(slug="porvoo")


@pytest.fixture
def admin(make_person, porvoo):
    account = make_person("Anneli")
    give_role(account=account, kind="admin", municipality=porvoo)
    return account


def picture(kind: str = "PNG", size: tuple[int, int] = (1000, 500), **about) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA" if kind != "JPEG" else "RGB", size, (10, 84, 112)).save(file, kind, **about)
    return file.getvalue()


def test_contrast_is_that_of_the_guidelines():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@settings(deadline=None)
@given(st.integers(0, 0xFFFFFF))
def test_whatever_the_colour_the_nearest_passes_and_so_does_what_is_made_of_it(number):
    colour = f"#{number:06x}"
    near = colours.nearest_that_passes(colour)
    assert colours.passes(near)
    if colours.passes(colour):
        assert near == colour
    made = colours.palette(near)
    for surface in (*colours.LIGHT_SURFACES, made.tint):
        assert colours.contrast(made.accent, surface) >= colours.TEXT
    for surface in (*colours.DARK_SURFACES, made.tint_dark, made.ink_dark):
        assert colours.contrast(made.accent_dark, surface) >= colours.TEXT
    assert colours.contrast("#ffffff", made.field) >= colours.TEXT
    assert colours.contrast("#ffffff", made.field_dark) >= colours.TEXT


def test_a_colour_that_cannot_be_read_is_refused_with_its_figure_and_the_nearest_that_can():
    with translation.override("en"), pytest.raises(InvalidInput) as refused:
        require_readable("#FFCC00")
    said = refused.value.fields["brand_colour"]
    near = colours.nearest_that_passes("#ffcc00")
    assert "1.3 to 1" in said
    assert "4.5 to 1" in said
    assert near in said
    assert require_readable(near) == near


@pytest.mark.parametrize("typed", ["blue", "#12", "#12345g", "#1234567"])
def test_what_is_no_colour_is_refused(typed):
    with pytest.raises(InvalidInput):
        require_readable(typed)


def test_a_look_is_saved_and_written_down(admin, porvoo):
    draft = LookDraft(
        brand_colour="0A5470", name={"fi": "Porvoon kaupunki"}, welcome={"fi": "Hei!"}, logo=picture(), logo_alt=ALT
    )
    look = change_look(by=admin, municipality=porvoo, draft=draft)
    assert (look.brand_colour, look.edition, look.logo_width, look.logo_height) == ("#0a5470", 1, 384, 192)
    shown = looks_shown()["porvoo"]
    assert (shown.has_colour, shown.has_logo) == (True, True)
    assert AuditEntry.objects.get().operation == "change_look"
    kept = change_look(by=admin, municipality=porvoo, draft=LookDraft(brand_colour="", logo_alt=ALT))
    assert (kept.logo_width, kept.edition) == (384, 2)
    gone = change_look(by=admin, municipality=porvoo, draft=LookDraft(removes_logo=True))
    assert (gone.logo, gone.logo_width) == (None, 0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_encoded_anew_and_nothing_hides_in_it(admin, porvoo, kind):
    about = {}
    if kind == "PNG":
        about["pnginfo"] = PngImagePlugin.PngInfo()
        about["pnginfo"].add_text("Comment", "MARKER")
    else:
        about["exif"] = b"Exif\x00\x00MARKER"
    draft = LookDraft(logo=picture(kind, **about) + b"MARKER", logo_alt=ALT)
    content = bytes(change_look(by=admin, municipality=porvoo, draft=draft).logo)
    assert b"MARKER" not in content
    with Image.open(io.BytesIO(content)) as made:
        assert made.format == "WEBP"


@pytest.mark.parametrize("file", [
    b'<svg xmlns="http://www.w3.org/2000/svg"/>', b"", b"GIF89a", b"x" * (2 * 1024**2 + 1),
    picture(size=(4000, 4000)),
], ids=["svg", "empty", "gif", "too long", "too many pixels"])  # fmt: skip
def test_what_is_no_logo_is_refused(admin, porvoo, file):
    with pytest.raises(LogoUnreadable):
        change_look(by=admin, municipality=porvoo, draft=LookDraft(logo=file, logo_alt=ALT))
    assert not Look.objects.exists()


def test_a_logo_needs_its_words(admin, porvoo):
    with pytest.raises(InvalidInput) as refused:
        change_look(by=admin, municipality=porvoo, draft=LookDraft(logo=picture(), logo_alt={"fi": "Vaakuna"}))
    assert list(refused.value.fields) == ["logo_alt_sv"]


def test_only_admins_of_the_municipality_change_it(admin, porvoo, porvoo_organiser, aino):
    sipoo = Municipality.objects.get(slug="sipoo")
    day = datetime.date(2026, 1, 1)
    for by, place in ((porvoo_organiser, porvoo), (aino, porvoo), (admin, sipoo)):
        with pytest.raises(MayNot):
            change_look(by=by, municipality=place, draft=LookDraft())
        with pytest.raises(MayNot):
            change_statement(by=by, municipality=place, lacking={}, assessed_on=day, by_outsider=False)


def test_the_surfaces_are_those_of_the_stylesheet():
    tokens = Path("frontend/styles/tokens.css").read_text()
    named = [re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", tokens).groups() for name in SURFACES]
    assert tuple(colours.normal_colour(light) for light, _dark in named) == colours.LIGHT_SURFACES
    assert tuple(colours.normal_colour(dark) for _light, dark in named) == colours.DARK_SURFACES
