# SPDX-License-Identifier: EUPL-1.2
"""The four spearheads are there without a seed, in three languages, as the demonstration describes them."""

import importlib
import json
from pathlib import Path

import pytest

from backend.region.programme.selectors import spearheads

SEED = Path(__file__).resolve().parents[3] / "backend" / "config" / "seed" / "spearheads.json"
MIGRATION = importlib.import_module("backend.region.programme.migrations.0002_spearheads")


@pytest.mark.django_db
def test_a_new_database_knows_the_spearheads():
    assert [spearhead.slug for spearhead in spearheads()] == [
        "urban-cleantech",
        "health-and-wellness",
        "digitalising-industry",
        "citizen-city",
    ]
    for spearhead in spearheads():
        assert all(spearhead.name[language] and spearhead.description[language] for language in ("fi", "sv", "en"))


def test_the_demonstration_says_the_same():
    told = [(one["slug"], one["name"], one["description"]) for one in json.loads(SEED.read_text(encoding="utf-8"))]
    assert list(MIGRATION.SPEARHEADS) == told
