# SPDX-License-Identifier: EUPL-1.2
"""The demonstration region: believable campaigns, ideas and people that do not exist."""
