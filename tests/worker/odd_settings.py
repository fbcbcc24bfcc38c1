# SPDX-License-Identifier: EUPL-1.2
"""The product's settings with follow-ups that are slow or fail, and a task that ends its process."""

from backend.config.settings import *  # noqa: F403

FOLLOW_UPS = "tests.worker.odd_follow_ups"
