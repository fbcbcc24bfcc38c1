# SPDX-License-Identifier: EUPL-1.2
"""Nothing that a person reads is untranslated, and nothing in the catalogues is unused."""

import pytest

from dev.translations import faults, parse
from tests.faces.pages.messages import ROOT, Message, all_messages, in_code, in_template


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_message_is_translated(language):
    source = ROOT / "frontend" / "locale" / language / "LC_MESSAGES" / "django.po"
    entries = [entry for entry in parse(source.read_text("utf-8")) if entry.source]
    translated = {Message(entry.context, entry.source, entry.plural) for entry in entries if entry.is_usable}
    found = all_messages()
    assert {file: message for message, file in found.items() if message not in translated} == {}
    assert translated - set(found) == set()


def test_placeholders_are_kept():
    assert faults() == []


def test_the_search_finds_every_way_of_marking_a_message():
    template = (
        '{% translate "One" %}{% translate "Two" context "numbers" %}{{ _("Three") }}'
        "{% blocktranslate count n=n %}{{ n }} idea{% plural %}{{ n }} ideas{% endblocktranslate %}"
    )
    assert list(in_template(template)) == [
        Message(None, "One", None),
        Message("numbers", "Two", None),
        Message(None, "Three", None),
        Message(None, "%(n)s idea", "%(n)s ideas"),
    ]
    code = 'gettext("One"); pgettext("c", "Two"); ngettext("%(n)s a", "%(n)s b", n)'
    assert set(in_code(code)) == {
        Message(None, "One", None),
        Message("c", "Two", None),
        Message(None, "%(n)s a", "%(n)s b"),
    }
