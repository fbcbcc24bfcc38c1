# SPDX-License-Identifier: EUPL-1.2
"""How people sign in: what allauth asks us, and the way to an issuer and back (the only place for its hooks)."""
