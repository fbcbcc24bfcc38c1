# SPDX-License-Identifier: EUPL-1.2
"""What people and programs meet."""
