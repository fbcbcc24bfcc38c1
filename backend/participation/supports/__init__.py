# SPDX-License-Identifier: EUPL-1.2
"""Open, revocable support for ideas and its tally."""
