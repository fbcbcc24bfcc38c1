# SPDX-License-Identifier: EUPL-1.2
"""Catalogues are compiled as gettext's own tools would."""

import gettext
import io
from pathlib import Path

import pytest

from dev import translations
from dev.failure import Failure

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
CATALOGUE = (
    HEADER
    + """
# A remark of the translator
#. A remark of the developer
#: backend/faces/pages/home.py:1
msgid "Support"
msgstr "Kannata"

msgctxt "noun"
msgid "Support"
msgstr "Kannatus"

#, python-format
msgid "%(count)s idea"
msgid_plural "%(count)s ideas"
msgstr[0] "%(count)s idea yksin"
msgstr[1] "%(count)s ideaa"

msgid ""
"A long "
"message\\n"
msgstr ""
"Pitkä \\"viesti\\"\\n"
"\\tjatkuu"

#, fuzzy
msgid "Unsure"
msgstr "Epävarma"

msgid "Untranslated"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Poissa"
"""
)


def read(text: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(translations.compile_text(text)))


def test_a_compiled_catalogue_reads_as_its_text_says():
    catalogue = read(CATALOGUE)
    assert catalogue.gettext("Support") == "Kannata"
    assert catalogue.pgettext("noun", "Support") == "Kannatus"
    assert catalogue.ngettext("%(count)s idea", "%(count)s ideas", 1) == "%(count)s idea yksin"
    assert catalogue.ngettext("%(count)s idea", "%(count)s ideas", 7) == "%(count)s ideaa"
    assert catalogue.gettext("A long message\n") == 'Pitkä "viesti"\n\tjatkuu'


@pytest.mark.parametrize("source", ["Unsure", "Untranslated", "Gone"])
def test_what_is_not_translated_stays_as_in_the_source(source):
    assert read(CATALOGUE).gettext(source) == source


def test_a_fuzzy_header_still_gives_the_charset_and_plurals():
    assert read("#, fuzzy\n" + CATALOGUE).ngettext("%(count)s idea", "%(count)s ideas", 2) == "%(count)s ideaa"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', "line 3: the message 'a' is there twice"),
        ('msgid "a"\nmsgstr b\n', "line 2: not a line of a .po file"),
        ('"lonely"\n', "line 1: not a line of a .po file"),
        ('msgstr "b"\n', "line 1: msgstr before any msgid"),
    ],
)
def test_a_broken_catalogue_is_refused_with_its_line(text, told):
    with pytest.raises(Failure, match=told):
        translations.compile_text(text, name="fi.po")


def write(folder: Path, text: str) -> Path:
    source = folder / "fi" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(text, encoding="utf-8")
    return source


def test_a_second_compilation_changes_nothing(tmp_path):
    target = write(tmp_path, CATALOGUE).with_suffix(".mo")
    translations.compile_all(tmp_path)
    first = target.stat().st_mtime_ns
    translations.compile_all(tmp_path)
    assert target.stat().st_mtime_ns == first


def test_a_translation_that_loses_a_placeholder_is_a_fault(tmp_path):
    write(tmp_path, HEADER + 'msgid "%(name)s votes"\nmsgstr "Äänestää"\n\nmsgid "{n} left"\nmsgstr "{n} jäljellä"\n')
    assert [fault.split(": ", 1)[1] for fault in translations.faults(tmp_path)] == [
        "the placeholders are not those of the source"
    ]


def test_the_catalogues_of_the_product_have_no_fault():
    assert translations.faults() == []
