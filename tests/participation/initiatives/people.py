# SPDX-License-Identifier: EUPL-1.2
"""People who are strongly identified, and how many live where."""

import datetime

from backend.common.clock import database_now
from backend.participation.ideas.models import Idea
from backend.participation.initiatives.models import Initiative
from backend.participation.initiatives.rules import Maker
from backend.participation.initiatives.services import promote_idea
from backend.participation.participants.services import note_identification
from backend.region.accounts.models import Account, Assertion
from backend.region.places.models import Municipality
from backend.region.places.services import PopulationRow, store_population

MAKER = Maker(name="Kirsi Kirjoittaja", contact="kirsi@example.org", name_is_public=True)
TEXT = {
    "fi": "Valtuusto käsitteli aloitteen. Laituri rakennetaan keväällä.",
    "sv": "Fullmäktige behandlade initiativet. Bryggan byggs i vår.",
    "en": "The council handled the initiative. The jetty is built in spring.",
}


def strongly(account: Account, identifier: str, *, lives_in: str | None = "porvoo") -> Account:
    """The account after a strong sign-in at an issuer that says where the person lives (None: does not say)."""
    note_identification(account=account, kind="strong", identifier=identifier, assurance="strong")
    if lives_in:
        place = Municipality.objects.get(slug=lives_in)
        said = {"municipality": place, "assurance": "strong", "asserted_at": database_now()}
        Assertion.objects.update_or_create(account=account, issuer="suomi", defaults=said)
    return account


def people_live_in(slug: str, people: int) -> None:
    """So many people live in a municipality, by a made-up source."""
    store_population(
        reference_date=datetime.date(2025, 12, 31),
        source="Made for tests",
        licence="CC0",
        synthetic=True,
        rows=[PopulationRow(Municipality.objects.get(slug=slug).pk, people)],
    )


def made_by(author: Account, idea: Idea, *, identifier: str = "010180-123A", **told: object) -> Initiative:
    """An initiative to Porvoo by an idea's author, a resident of Porvoo."""
    return promote_idea(by=strongly(author, identifier), idea_id=idea.pk, maker=MAKER, **told)


def initiative_of(idea: Idea) -> Initiative:
    """An initiative of an idea to its campaign's municipality that collects; nobody who signs in made it."""
    return Initiative.objects.create(
        idea=idea,
        municipality=idea.campaign.municipality,
        title=idea.title,
        text=idea.text,
        language=idea.language,
        idea_version=idea.version,
        closes_at=database_now() + datetime.timedelta(days=200),
    )
