# SPDX-License-Identifier: EUPL-1.2
"""What a municipality says of itself: its look and texts, its accessibility statement, and feedback on its clock."""
