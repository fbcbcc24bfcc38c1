# SPDX-License-Identifier: EUPL-1.2
"""Disclosure control: which counts of people may be shown."""
