# SPDX-License-Identifier: EUPL-1.2
"""What may break, broken on purpose: `make faults`."""
