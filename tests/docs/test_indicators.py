# SPDX-License-Identifier: EUPL-1.2
"""docs/indicators.md is made from the catalogue."""

from pathlib import Path

from backend.methods.indicators.catalogue import Indicator, catalogue

DOCUMENT = Path(__file__).parents[2] / "docs/indicators.md"
HEAD = """# Indicators

What each figure of the strategy's follow-up means. The same catalogue makes the pages, the API
(`/api/v1/indicators/`) and the files; a change of meaning raises an indicator's version. Rules of disclosure: R0 no
persons; R1 of at least five people; R2 also complementary suppression and closed periods only. An indicator of which
nothing is known says so ("no data"), never 0.
This file is made from the code: `python -m pytest tests/docs/test_indicators.py` says when it is out of date.
"""


def entry(indicator: Indicator) -> str:
    told = ", ".join(indicator.dimensions) or "the platform as a whole"
    proxy = " (Labelled as a proxy.)" if indicator.proxy else ""
    return (
        f"\n### {indicator.code} · {indicator.name['en']}\n\n"
        f"{indicator.name['fi']} · {indicator.name['sv']}\n\n"
        f"{indicator.definition['en']}{proxy}\n\n"
        f"`{indicator.formula}`, in {indicator.unit}; told by {told}; from {indicator.source}, renewed"
        f" {indicator.refresh}; rule {indicator.rule}; version {indicator.version}.\n"
    )


def written() -> str:
    known = catalogue()
    parts = [HEAD]
    for group, name in known.groups.items():
        if known.of_group(group):
            parts.append(f"\n## {name['en']}\n")
            parts += [entry(indicator) for indicator in known.of_group(group)]
    return "".join(parts)


def test_the_document_says_what_the_catalogue_says():
    assert DOCUMENT.read_text() == written()
