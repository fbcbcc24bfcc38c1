# SPDX-License-Identifier: EUPL-1.2
"""Tests of how the pieces are put together."""
