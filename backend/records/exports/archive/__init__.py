# SPDX-License-Identifier: EUPL-1.2
"""Everything of one municipality as one archive that another instance imports: what is in it, and writing it."""
