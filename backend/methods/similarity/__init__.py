# SPDX-License-Identifier: EUPL-1.2
"""Which titles say nearly the same, across inflections, typing errors, word order and compounds."""
