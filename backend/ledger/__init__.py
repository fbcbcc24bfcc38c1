# SPDX-License-Identifier: EUPL-1.2
"""What happened, in order."""
