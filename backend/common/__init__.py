# SPDX-License-Identifier: EUPL-1.2
"""Ground floor: errors, clock, ids and text that every floor may use."""
