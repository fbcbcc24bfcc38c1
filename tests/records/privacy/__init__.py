# SPDX-License-Identifier: EUPL-1.2
"""Tests of a person's own data."""
