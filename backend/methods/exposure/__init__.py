# SPDX-License-Identifier: EUPL-1.2
"""Orders in which every idea is seen about as often as the others."""
