# SPDX-License-Identifier: EUPL-1.2
"""Whose work waits and is late: deputies' lists, and reminders that go up step by step."""
