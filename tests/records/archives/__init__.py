# SPDX-License-Identifier: EUPL-1.2
"""Archives of campaigns that are over."""
