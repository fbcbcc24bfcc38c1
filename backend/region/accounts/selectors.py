# SPDX-License-Identifier: EUPL-1.2
"""Reading accounts and roles."""

import dataclasses

from django.contrib.auth.models import AnonymousUser

from backend.region.accounts.models import Account, Role

Viewer = Account | AnonymousUser | None
"""Who looks at a page: an account, or somebody not signed in."""


@dataclasses.dataclass(frozen=True)
class Rights:
    """The staff roles of one viewer: (kind, municipality id), None standing for the whole region."""

    held: frozenset[tuple[str, int | None]] = frozenset()

    def has(self, kind: str, municipality_id: int) -> bool:
        """Whether the viewer has this role in this municipality (an admin has every role)."""
        return any((role, place) in self.held for role in (kind, "admin") for place in (municipality_id, None))

    def places(self, kind: str) -> frozenset[int | None]:
        """The municipalities of a role; None among them means the whole region."""
        return frozenset(place for role, place in self.held if role in {kind, "admin"})

    @property
    def is_staff(self) -> bool:
        """Whether the viewer has any role at all."""
        return bool(self.held)


def rights_of(viewer: Viewer) -> Rights:
    """The viewer's roles; one query per account object, none when not signed in."""
    if not isinstance(viewer, Account):
        return Rights()
    known: Rights | None = getattr(viewer, "known_rights", None)
    if known is None:
        held = Role.objects.filter(account=viewer).values_list("kind", "municipality_id")
        known = Rights(frozenset(held))
        viewer.known_rights = known  # type: ignore[attr-defined]
    return known
