# SPDX-License-Identifier: EUPL-1.2
"""Participation statistics folded from the ledger."""
