# SPDX-License-Identifier: EUPL-1.2
"""Who is one person in a campaign, with the context frozen at the first act."""
