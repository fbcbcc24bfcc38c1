# SPDX-License-Identifier: EUPL-1.2
"""The own look of one municipality, so that the demonstration shows what differs."""

import datetime
import io

from PIL import Image, ImageDraw

from backend.common.clock import database_now, local_day
from backend.region.accounts.models import Account
from backend.region.municipalities.models import Feedback, Look
from backend.region.municipalities.services import LookDraft, change_look, change_statement, give_feedback
from backend.region.places.models import Municipality

COLOUR = "#8c2f1f"
"""The red of the storehouses by the river."""


def dress_porvoo() -> None:
    """Give Porvoo its look, statement and a piece of feedback, once."""
    porvoo = Municipality.objects.get(slug="porvoo")
    admin = Account.objects.filter(email="yllapito@parvi.example").first()
    if admin is None or Look.objects.filter(municipality=porvoo).exists():
        return
    draft = LookDraft(
        brand_colour=COLOUR,
        name={"fi": "Porvoon kaupunki", "sv": "Borgå stad", "en": "City of Porvoo"},
        welcome={
            "fi": "Porvoo kysyy, ennen kuin päättää. Kerro, mitä kaupunki tarvitsee.",
            "sv": "Borgå frågar innan staden beslutar. Berätta vad staden behöver.",
            "en": "Porvoo asks before it decides. Say what the town needs.",
        },
        contact={
            "fi": "Asiakaspalvelu Kompassi, arkisin 9–15, osallisuus@porvoo.example",
            "sv": "Kundtjänst Kompassen, vardagar 9–15, delaktighet@porvoo.example",
            "en": "Customer service Kompassi, weekdays 9–15, participation@porvoo.example",
        },
        logo=_storehouses(),
        logo_alt={"fi": "Punaiset ranta-aitat", "sv": "Röda strandbodar", "en": "Red storehouses by the river"},
    )
    change_look(by=admin, municipality=porvoo, draft=draft)
    lacking = {
        "fi": "Kartalta valittavaa paikkaa ei voi vielä kuunnella ruudunlukijalla; osoitteen voi kirjoittaa.",
        "sv": "Platsen på kartan kan ännu inte höras med skärmläsare; adressen kan skrivas.",
        "en": "The place on the map cannot be heard with a screen reader yet; an address can be typed.",
    }
    day = local_day(database_now()) - datetime.timedelta(days=60)
    change_statement(by=admin, municipality=porvoo, lacking=lacking, assessed_on=day, by_outsider=True)
    given = give_feedback(
        municipality=porvoo,
        kind="accessibility",
        text="Kampanjan sivulla suodattimet jäävät kiinni, kun suurennan tekstin 200 prosenttiin.",
        page="/campaigns/",
        language="fi",
    )
    received = database_now() - datetime.timedelta(days=9)
    Feedback.objects.filter(pk=given.pk).update(received_at=received, due_at=received + datetime.timedelta(days=14))


def _storehouses() -> bytes:
    """Three gables and the water, drawn."""
    picture = Image.new("RGBA", (360, 144), (0, 0, 0, 0))
    drawing = ImageDraw.Draw(picture)
    for left in (12, 124, 236):
        drawing.polygon([(left, 60), (left + 52, 14), (left + 104, 60), (left + 104, 112), (left, 112)], fill=COLOUR)
        drawing.rectangle((left + 38, 70, left + 66, 112), fill="#f3f1ea")
    drawing.rectangle((0, 120, 360, 132), fill="#0a5470")
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
