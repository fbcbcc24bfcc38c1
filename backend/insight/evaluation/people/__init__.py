# SPDX-License-Identifier: EUPL-1.2
"""Measures of people: from published cells of stored releases alone."""
