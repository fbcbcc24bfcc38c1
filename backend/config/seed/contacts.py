# SPDX-License-Identifier: EUPL-1.2
"""Messages to a pilot of the demonstration, one answered and one waiting, and a deputy of its moderators."""

from backend.region.accounts import post
from backend.region.accounts.models import Account, Deputy
from backend.region.places.models import Municipality
from backend.region.programme.contact_rules import ContactDraft
from backend.region.programme.contacts import answer_contact, close_contact, confirm_contact, write_to_pilot
from backend.region.programme.contacts_shown import token_of
from backend.region.programme.models import Pilot, PilotContact

_ORGANISER, _MODERATOR, _OTHER = (
    "jarjestaja@parvi.example", "moderoija@parvi.example", "toinen.moderoija@parvi.example",
)  # fmt: skip
_MESSAGES = (
    ContactDraft(
        wish="partner", name="Saara Sahlberg", organisation="Veneveistämö Sahlberg", email="saara@veistamo.example",
        message="Teemme laitureita kierrätyspuusta. Haluaisimme kokeilla kahta mallia samalla rannalla kuin te.",
        consent=True,
    ),
    ContactDraft(
        wish="learn", name="Emil Backman", organisation="", email="emil@studier.example",
        message="Jag skriver mitt examensarbete om hur kommuner prövar saker. Får jag läsa vad ni har mätt hittills?",
        consent=True,
    ),
)  # fmt: skip


def bring_contacts() -> None:
    """Once, and to a pilot of Kerava."""
    kerava = Municipality.objects.get(slug="kerava")
    pilot = Pilot.objects.filter(municipality=kerava).order_by("pk").first()
    if pilot is None or PilotContact.objects.exists():
        return
    made = [_written(pilot.pk, draft) for draft in _MESSAGES]
    organiser = Account.objects.get(email=_ORGANISER)
    answer_contact(by=organiser, contact_id=made[1].pk, answer="Tack, Emil! Mätningarna ligger i bilagan till piloten.")
    close_contact(by=organiser, contact_id=made[1].pk, outcome="answered")
    for contact in made:  # nobody reads these addresses
        post.take_back(f"contact:{contact.pk}")
    moderators = {one.email: one for one in Account.objects.filter(email__in=(_MODERATOR, _OTHER))}
    Deputy.objects.create(
        account=moderators[_MODERATOR], deputy=moderators[_OTHER], kind="moderator", municipality=kerava
    )


def _written(pilot_id: int, draft: ContactDraft) -> PilotContact:
    write_to_pilot(pilot_id=pilot_id, draft=draft, language="fi")
    written = PilotContact.objects.get(email=draft.email)
    return confirm_contact(token=token_of(written))
