# SPDX-License-Identifier: EUPL-1.2
"""The set-up layer is tested without a database."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _ledger_may_be_emptied_between_tests():
    """There is no ledger here."""
