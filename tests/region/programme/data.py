# SPDX-License-Identifier: EUPL-1.2
"""An association of Porvoo, as a person types it."""

from backend.region.places.models import Municipality
from backend.region.programme.rules import ActorDraft

MESSAGE = "Olen yhdistyksen puheenjohtaja, numero yhdistysrekisterissä."


def association(**changes) -> ActorDraft:
    """A draft that is right, with some of it changed."""
    typed = {
        "name": {"fi": "Melonta ja retket ry"},
        "kind": "association",
        "municipality": Municipality.objects.get(slug="porvoo"),
        "business_id": "1234567-1",
        "website": "https://melonta.example/",
    }
    return ActorDraft(**{**typed, **changes})
