# SPDX-License-Identifier: EUPL-1.2
"""What the tests of pages share."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_kept():
    """A figure kept by another test would hide a statement, or be of another campaign with the same id."""
    cache.clear()


@pytest.fixture
def signed_in(client, aino):
    """A browser in which Aino is signed in."""
    client.force_login(aino)
    return client
