# SPDX-License-Identifier: EUPL-1.2
"""Tests of the live figures from an act to what a page shows."""
