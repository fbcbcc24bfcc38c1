# SPDX-License-Identifier: EUPL-1.2
"""What the tests of ideas share."""

import pytest


@pytest.fixture
def collecting(make_campaign):
    """A campaign that collects ideas."""
    return make_campaign("keruu", open_phase="collect")


@pytest.fixture
def onnis_idea(collecting, make_idea, onni):
    """An idea that Onni may still change."""
    return make_idea(collecting, by=onni)
