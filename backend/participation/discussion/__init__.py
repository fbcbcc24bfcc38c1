# SPDX-License-Identifier: EUPL-1.2
"""Comments on ideas, two levels deep."""
