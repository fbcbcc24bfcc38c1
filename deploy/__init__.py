# SPDX-License-Identifier: EUPL-1.2
"""What a production platform runs beside the product."""
