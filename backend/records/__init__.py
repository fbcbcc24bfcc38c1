# SPDX-License-Identifier: EUPL-1.2
"""Data in, data out."""
