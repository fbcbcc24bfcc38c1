# SPDX-License-Identifier: EUPL-1.2
"""The 26 municipalities of Helsinki-Uusimaa and their districts."""
