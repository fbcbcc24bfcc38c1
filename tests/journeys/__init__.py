# SPDX-License-Identifier: EUPL-1.2
"""What the product exists for, from one end to the other, over real HTTP and real processes."""
