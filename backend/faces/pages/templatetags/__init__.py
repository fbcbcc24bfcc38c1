# SPDX-License-Identifier: EUPL-1.2
"""Template tags: built files, icons, words, charts."""
