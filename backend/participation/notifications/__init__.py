# SPDX-License-Identifier: EUPL-1.2
"""Telling people what became of it: follows, the inbox, letters and reminders."""
