# SPDX-License-Identifier: EUPL-1.2
"""Moderation: reports, decisions with reasons, appeals, and what the public is told of them."""
