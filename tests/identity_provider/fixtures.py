# SPDX-License-Identifier: EUPL-1.2
"""Fixtures for whoever tests with an issuer."""

from collections.abc import Iterator

import pytest

from tests.identity_provider.provider import Provider, running_provider


@pytest.fixture(scope="session")
def _running_identity_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with running_provider(tmp_path_factory.mktemp("provider")) as provider:
        yield provider


@pytest.fixture
def identity_provider(_running_identity_provider: Provider) -> Iterator[Provider]:
    """A real OpenID Connect provider over HTTP; well behaved at the beginning of each test."""
    yield _running_identity_provider
    _running_identity_provider.tell(fault="")
