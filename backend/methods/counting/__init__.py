# SPDX-License-Identifier: EUPL-1.2
"""Elections: reading files and counting votes by named rules."""
