# SPDX-License-Identifier: EUPL-1.2
"""Public names that tell nothing: a bird of the region and a number."""

import secrets

_BIRDS = (
    "Kuikka", "Telkkä", "Kiuru", "Peippo", "Sinitiainen", "Västäräkki", "Naakka", "Kurki", "Joutsen", "Pääsky",
    "Rastas", "Leppälintu", "Haahka", "Tiira", "Kottarainen", "Punarinta", "Hippiäinen", "Käpytikka", "Varpunen",
)  # fmt: skip


def new_pseudonym() -> str:
    """A name such as "Kuikka-482913"; unique enough to try, the database decides."""
    return f"{secrets.choice(_BIRDS)}-{secrets.randbelow(900_000) + 100_000}"
