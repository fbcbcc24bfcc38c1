# SPDX-License-Identifier: EUPL-1.2
"""Organisations of the demonstration: one that takes part, one that waits for its municipality."""

from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.programme.models import Actor
from backend.region.programme.rules import ActorDraft
from backend.region.programme.services import confirm_claim, propose_actor

_CAMPAIGN, _MEMBER = "keravanjoen-ranta", "Aamumeloja"
_RESIDENT, _STAFF = "asukas@parvi.example", "jarjestaja@parvi.example"
_PADDLERS = "Voisiko samaan laituriin tehdä matalan kohdan kanooteille? Se maksaa vähän ja palvelee kahta joukkoa."
_CITY = "Kiitos, otamme korkeuden mukaan mittauksiin. Tavoite on enintään 30 senttiä vedenpinnasta."


def bring_organisations() -> None:
    """Bring them in once, and let one of them and the municipality speak on the first idea of a campaign."""
    if Actor.objects.exists():
        return
    staff, kerava = Account.objects.get(email=_STAFF), Municipality.objects.get(slug="kerava")
    paddlers = propose_actor(
        by=Account.objects.get(pseudonym=_MEMBER),
        draft=ActorDraft(
            name={"fi": "Melonta ja retket ry", "sv": "Paddling och utflykter rf"},
            description={
                "fi": "Retkimelojien yhdistys, joka pitää joen rantoja kunnossa.",
                "sv": "En förening för utfärdspaddlare som sköter om åns stränder.",
            },
            kind="association",
            municipality=kerava,
        ),
        message="Olen yhdistyksen sihteeri. Nimeni on yhdistysrekisterissä.",
    )
    confirm_claim(by=staff, claim_id=paddlers.id)
    propose_actor(
        by=Account.objects.get(email=_RESIDENT),
        draft=ActorDraft(name={"fi": "Rantaraitin ystävät ry"}, kind="association", municipality=kerava),
        message="Olen yhdistyksen puheenjohtaja. Soittakaa, niin kerron lisää.",
    )
    idea = Idea.objects.filter(campaign__slug=_CAMPAIGN).order_by("id").first()
    if idea is None:
        return
    said = write_comment(by=paddlers.account, idea_id=idea.id, text=_PADDLERS, actor_id=paddlers.actor_id)
    write_comment(by=staff, idea_id=idea.id, text=_CITY, parent_id=said.id, as_official=True)
