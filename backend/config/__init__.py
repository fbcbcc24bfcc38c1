# SPDX-License-Identifier: EUPL-1.2
"""How the pieces are put together."""
