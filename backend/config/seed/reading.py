# SPDX-License-Identifier: EUPL-1.2
"""A campaign of the demonstration in which a moderator reads first: an idea is shown, an idea and a comment wait."""

import datetime

from django.db.models import F

from backend.config.seed.content import midnight
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.plans import CampaignPlan
from backend.participation.campaigns.rules import PhasePlan
from backend.participation.campaigns.services import create_campaign, publish_campaign
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import propose_idea
from backend.participation.moderation.models import Decision
from backend.participation.moderation.rules import Reasons
from backend.participation.moderation.selectors import waiting_cases
from backend.participation.moderation.services import carry_out_due_decisions, decide
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.programme.selectors import spearhead_by_slug

_SLUG = "turvallinen-koulumatka"
_RESIDENT, _MODERATOR = "asukas@parvi.example", "moderoija@parvi.example"
_SHOWN = IdeaDraft(
    title="Hidasteet Lapilan koulun eteen",
    text="Aamulla autot ajavat koulun ohi liian lujaa. Kaksi hidastetta suojatien molemmin puolin riittäisi.",
    category="tiet",
    place="Lapilan koulu",
)
_WAITS = IdeaDraft(
    title="Valot alikulkuun Santaniityssä",
    text="Alikulku on talvella pimeä, ja pienimmät pelkäävät kulkea siitä. Valot saisivat palaa kello seitsemästä.",
    category="kavelytiet",
    place="Santaniitty",
)
_COMMENT = "Meidän lapsi kulkee tästä joka aamu. Hidaste toisi rauhan, kunhan se aurataan talvella."


def bring_reading(today: datetime.date) -> None:
    """Make the campaign, let one idea be shown, and leave an idea and a comment waiting; once."""
    if Campaign.objects.filter(slug=_SLUG).exists():
        return
    _make_campaign(today)
    writer = Account.objects.filter(email__startswith="kannattaja").order_by("id").first()
    if writer is None:
        return
    shown = propose_idea(by=writer, campaign_slug=_SLUG, draft=_SHOWN)
    catch_up()
    _let_be_shown(Account.objects.get(email=_MODERATOR))
    resident = Account.objects.get(email=_RESIDENT)
    write_comment(by=resident, idea_id=shown.pk, text=_COMMENT, stance="for")
    propose_idea(by=resident, campaign_slug=_SLUG, draft=_WAITS)


def _make_campaign(today: datetime.date) -> None:
    plan = CampaignPlan(
        slug=_SLUG,
        title={"fi": "Turvallinen koulumatka", "sv": "En trygg skolväg", "en": "A safe way to school"},
        lead={
            "fi": "Mikä tekisi lasten koulumatkasta turvallisemman? Lapset kirjoittavat mukana.",
            "sv": "Vad skulle göra barnens skolväg tryggare? Barnen skriver med.",
            "en": "What would make the way to school safer? Children write too.",
        },
        influence="consult",
        categories=[
            {"fi": "Tiet", "sv": "Vägar", "en": "Roads"},
            {"fi": "Kävelytiet", "sv": "Gångvägar", "en": "Ways"},
        ],
        phases=[
            PhasePlan("collect", midnight(today, -2), midnight(today, 19)),
            PhasePlan("results", midnight(today, 19), midnight(today, 60)),
        ],
        ideas_read_first=True,
        comments_read_first=True,
        art="park",
    )
    kerava = Municipality.objects.get(slug="kerava")
    create_campaign(by=None, municipality=kerava, spearhead=spearhead_by_slug("citizen-city"), plan=plan)
    publish_campaign(by=None, slug=_SLUG)


def _let_be_shown(moderator: Account) -> None:
    for item in waiting_cases(by=moderator):
        if item.waits:
            decide(
                by=moderator,
                case_id=item.case.pk,
                outcome="leave",
                reasons=Reasons(),
                language="fi",
                revision=item.revision,
            )
    Decision.objects.filter(carried_out_at=None).update(takes_effect_at=F("decided_at"))
    carry_out_due_decisions()
