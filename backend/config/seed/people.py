# SPDX-License-Identifier: EUPL-1.2
"""Accounts of the demonstration: a few to sign in with, and a region full of supporters."""

import dataclasses

import numpy as np
from allauth.account.models import EmailAddress

from backend.config.seed.content import PersonSeed
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

PASSWORD = "parvi-kokeilu"  # noqa: S105 printed for everybody who starts the demonstration
NO_PASSWORD = "!"  # noqa: S105 nobody can sign in with it
SUPPORTERS = 1400


@dataclasses.dataclass(frozen=True)
class DemoAccount:
    """An account to sign in with: its address, and its role as (kind, municipality slug or "" for the region)."""

    email: str
    pseudonym: str
    municipality: str
    roles: tuple[tuple[str, str], ...] = ()

    @property
    def what(self) -> str:
        """What the account shows, for the list printed at start."""
        return ", ".join(f"{kind} of {place or 'the region'}" for kind, place in self.roles) or "resident"


DEMO_ACCOUNTS = (
    DemoAccount("asukas@parvi.example", "Aamuvirkku", "kerava"),
    DemoAccount("jarjestaja@parvi.example", "Keravan kaupunki", "kerava", (("organiser", "kerava"),)),
    DemoAccount("moderoija@parvi.example", "Keravan moderoija", "kerava", (("moderator", "kerava"),)),
    DemoAccount("toinen.moderoija@parvi.example", "Keravan toinen moderoija", "kerava", (("moderator", "kerava"),)),
    DemoAccount("ordnare@parvi.example", "Borgå stad", "porvoo", (("organiser", "porvoo"),)),
    DemoAccount("arvioija@parvi.example", "Uudenmaan arvioija", "helsinki", (("evaluator", ""),)),
    DemoAccount("yllapito@parvi.example", "Ylläpito", "helsinki", (("admin", ""),)),
)


def make_demo_accounts() -> None:
    """Make the accounts to sign in with, once."""
    places = {place.slug: place for place in Municipality.objects.all()}
    for demo in DEMO_ACCOUNTS:
        if Account.objects.filter(email=demo.email).exists():
            continue
        account = Account.objects.create_user(
            demo.email,
            PASSWORD,
            pseudonym=demo.pseudonym,
            municipality=places[demo.municipality],
            birth_year=1984,
        )
        EmailAddress.objects.create(user=account, email=demo.email, verified=True, primary=True)
        for kind, place in demo.roles:
            give_role(account=account, kind=kind, municipality=places[place] if place else None)


def make_authors(people: list[PersonSeed]) -> dict[str, Account]:
    """The people who write, by pseudonym."""
    places = {place.slug: place for place in Municipality.objects.all()}
    known = {account.pseudonym: account for account in Account.objects.all()}
    missing = [person for person in people if person["pseudonym"] not in known]
    made = Account.objects.bulk_create(
        Account(
            email=f"kirjoittaja{len(known) + number}@parvi.example",
            password=NO_PASSWORD,
            pseudonym=person["pseudonym"],
            municipality=places[person["municipality"]],
            birth_year=person["birth_year"],
            language=person["language"],
        )
        for number, person in enumerate(missing)
    )
    return known | {account.pseudonym: account for account in made}


def make_supporters(randomness: np.random.Generator) -> list[Account]:
    """Residents who support: ages and languages roughly as in the region, most in the campaigns' municipalities."""
    standing = list(Account.objects.filter(email__startswith="kannattaja").order_by("id"))
    if standing:
        return standing
    places = list(Municipality.objects.all())
    weights = np.array([8.0 if place.slug in {"kerava", "hyvinkaa", "porvoo", "espoo"} else 1.0 for place in places])
    homes = randomness.choice(len(places), size=SUPPORTERS, p=weights / weights.sum())
    ages = np.clip(randomness.normal(46, 18, SUPPORTERS), 12, 92).astype(int)
    languages = randomness.choice(["fi", "sv", "en"], size=SUPPORTERS, p=[0.86, 0.09, 0.05])
    return Account.objects.bulk_create(
        Account(
            email=f"kannattaja{number}@parvi.example",
            password=NO_PASSWORD,
            pseudonym=f"Asukas {number + 1}",
            municipality=places[homes[number]],
            birth_year=2026 - int(ages[number]),
            language=str(languages[number]),
        )
        for number in range(SUPPORTERS)
    )
