# SPDX-License-Identifier: EUPL-1.2
"""Elections and archives of other systems, read in."""
