# SPDX-License-Identifier: EUPL-1.2
"""An idea whose author can make it an initiative."""

import pytest


@pytest.fixture
def idea_of_onni(campaign, make_idea, onni):
    """Onni's idea in a campaign of Porvoo."""
    return make_idea(campaign, by=onni)
