# SPDX-License-Identifier: EUPL-1.2
"""The indicators of the strategy's follow-up."""
