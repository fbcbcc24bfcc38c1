# SPDX-License-Identifier: EUPL-1.2
"""Telling people what became of what they follow: inbox, mail, feeds."""
