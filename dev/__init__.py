# SPDX-License-Identifier: EUPL-1.2
"""From an empty machine to a running Parvi: set-up, servers, supervisor and checks (standard library only)."""
