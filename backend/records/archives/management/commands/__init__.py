# SPDX-License-Identifier: EUPL-1.2
"""Commands that take data out."""
