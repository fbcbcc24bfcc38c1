# SPDX-License-Identifier: EUPL-1.2
"""What is sent and answered, field by field: shapes only; rules are the rooms'."""
