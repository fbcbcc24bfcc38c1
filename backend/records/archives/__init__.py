# SPDX-License-Identifier: EUPL-1.2
"""Archives of campaigns that are over: everything that was public, readable without the service."""
