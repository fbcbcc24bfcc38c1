# SPDX-License-Identifier: EUPL-1.2
"""What residents and municipalities do together."""
