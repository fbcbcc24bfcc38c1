# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: complete in three languages, and every indicator measured."""

import pytest
import yaml

from backend.insight.evaluation.selectors import MEASURES
from backend.methods.indicators.catalogue import FILE, CatalogueWrong, catalogue, read_catalogue


def test_every_indicator_is_measured_and_nothing_else():
    assert set(catalogue().indicators) == set(MEASURES)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("group", "weather"),
        ("unit", "furlongs"),
        ("rule", "R9"),
        ("refresh", "sometimes"),
        ("dimensions", ["mood"]),
        ("name", {"fi": "Ideat", "sv": "Idéer"}),
        ("definition", {"fi": "x", "sv": "", "en": "x"}),
        ("version", 0),
        ("colour", "red"),
    ],
)
def test_an_entry_that_means_nothing_is_refused(field, value):
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    data["indicators"][0][field] = value
    with pytest.raises(CatalogueWrong, match=data["indicators"][0]["code"]):
        read_catalogue(yaml.safe_dump(data, allow_unicode=True))


def test_an_indicator_stands_once():
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    data["indicators"].append(data["indicators"][0])
    with pytest.raises(CatalogueWrong, match="twice"):
        read_catalogue(yaml.safe_dump(data, allow_unicode=True))
