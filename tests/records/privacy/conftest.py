# SPDX-License-Identifier: EUPL-1.2
"""What the tests of privacy share."""

import io
import logging
from collections.abc import Iterator

import pytest

from backend.config.logs import formatter


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the process logs, as production writes it: one JSON object a line."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(formatter(json=True))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)
