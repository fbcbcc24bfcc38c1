# SPDX-License-Identifier: EUPL-1.2
"""A real OpenID Connect provider (allauth's own) with a database and a process of its own, for tests."""
