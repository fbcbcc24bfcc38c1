# SPDX-License-Identifier: EUPL-1.2
"""Campaigns, their phases and voting windows."""
