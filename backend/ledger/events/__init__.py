# SPDX-License-Identifier: EUPL-1.2
"""The ledger: append-only events, their positions, and the places of those who read it."""
