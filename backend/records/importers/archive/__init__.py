# SPDX-License-Identifier: EUPL-1.2
"""A municipality's archive, read in: first wholly checked, then stored."""
