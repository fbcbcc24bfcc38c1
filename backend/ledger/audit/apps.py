# SPDX-License-Identifier: EUPL-1.2
"""The app of the audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Label `audit`."""

    name = "backend.ledger.audit"
    label = "audit"
