# SPDX-License-Identifier: EUPL-1.2
"""Formal initiatives: what residents may have their municipality take up (Local Government Act 410/2015, §23)."""
