# SPDX-License-Identifier: EUPL-1.2
"""Tests, mirroring the floors and rooms of the code."""
