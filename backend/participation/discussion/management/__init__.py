# SPDX-License-Identifier: EUPL-1.2
"""Management of the tallies."""
