# SPDX-License-Identifier: EUPL-1.2
"""People who sign in, and their roles."""
