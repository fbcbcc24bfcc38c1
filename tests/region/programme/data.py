# SPDX-License-Identifier: EUPL-1.2
"""An association of Porvoo, as a person types it."""

import datetime
from decimal import Decimal

from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.programme.contact_rules import ContactDraft
from backend.region.programme.contacts import confirm_contact, write_to_pilot
from backend.region.programme.contacts_shown import token_of
from backend.region.programme.models import Actor, PilotActor, PilotContact
from backend.region.programme.pilot_rules import FundingDraft, PilotDraft
from backend.region.programme.piloting import add_funding, make_pilot, plan_pilot_step
from backend.region.programme.platforms import make_platform
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


def message_to_pilot(**changes) -> ContactDraft:
    """A message that is right, with some of it changed."""
    typed = {
        "wish": "partner",
        "name": "Saara Sahlberg",
        "organisation": "Veneseura ry",
        "email": "saara@example.org",
        "message": "Haluaisimme kokeilla laituria veneillämme.",
        "consent": True,
    }
    return ContactDraft(**{**typed, **changes})


def contact_to(pilot_id: int, **changes) -> PilotContact:
    """A message whose address is confirmed."""
    write_to_pilot(pilot_id=pilot_id, draft=message_to_pilot(**changes), language="sv")
    return confirm_contact(token=token_of(PilotContact.objects.order_by("-id")[0]))


def pilot_of_porvoo(officer: Account) -> dict[str, int]:
    """A pilot with a step, a row of funding and an organisation that waits, by the names in addresses."""
    words = {"fi": "Laituri kokeeksi", "sv": "Brygga på prov"}
    porvoo = Municipality.objects.get(slug="porvoo")
    draft = PilotDraft(name=words, summary=words, spearhead="citizen-city", municipality=porvoo)
    pilot = make_pilot(by=officer, draft=draft)
    step = plan_pilot_step(by=officer, pilot_id=pilot.pk, title=words, due_on=datetime.date(2027, 5, 1))
    row = FundingDraft(instrument="erdf", year=2027, granted=Decimal(9000))
    funding = add_funding(by=officer, pilot_id=pilot.pk, draft=row)
    actor = Actor.objects.create(name=words, kind="company", municipality=porvoo, sort_key="laituri")
    part = PilotActor.objects.create(pilot=pilot, actor=actor, role="partner")
    platform = make_platform(by=officer, municipality=porvoo, spearhead="citizen-city", name=words, description=words)
    contact = contact_to(pilot.pk)
    more = {"platform_id": platform.pk, "contact_id": contact.pk}
    return {**more, "pilot_id": pilot.pk, "step_id": step.pk, "funding_id": funding.pk, "part_id": part.pk}
