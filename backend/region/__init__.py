# SPDX-License-Identifier: EUPL-1.2
"""Where and who."""
