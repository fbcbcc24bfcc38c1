# SPDX-License-Identifier: EUPL-1.2
"""What the strategy is about: spearheads, and the actors (organisations) that carry it."""
