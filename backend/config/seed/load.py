# SPDX-License-Identifier: EUPL-1.2
"""Loading the demonstration into an empty or already seeded database; what is there stays."""

import datetime
from typing import cast

import numpy as np
from django.db import transaction

from backend.common.clock import database_now, local_day
from backend.config.seed import drawings, history
from backend.config.seed.contacts import bring_contacts
from backend.config.seed.content import CampaignSeed, content, midnight, spearheads
from backend.config.seed.initiatives import bring_initiatives
from backend.config.seed.looks import dress_porvoo
from backend.config.seed.moderation import bring_moderation
from backend.config.seed.office import bring_office_work
from backend.config.seed.organisations import bring_organisations
from backend.config.seed.people import make_authors, make_demo_accounts, make_supporters
from backend.config.seed.pilots import bring_pilots
from backend.config.seed.population import bring_population
from backend.config.seed.reading import bring_reading
from backend.config.seed.reference import bring_reference_data
from backend.ledger.events.catch_up import catch_up
from backend.participation.campaigns.models import Campaign, Partner, VotingWindow
from backend.participation.campaigns.plans import CampaignPlan
from backend.participation.campaigns.rules import PhasePlan
from backend.participation.campaigns.services import create_campaign, publish_campaign
from backend.participation.ideas.models import Idea
from backend.participation.ideas.photos import receive_photo
from backend.participation.supports.services import close_due_windows, seal_due_windows
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.places.services import name_district
from backend.region.programme.selectors import spearhead_by_slug
from backend.region.programme.services import describe_spearhead

# a campaign's share of the supporters, so that the campaigns differ in size
_SHARE = 0.55


def load_demonstration() -> int:
    """Load what is missing; how many campaigns were made."""
    with transaction.atomic():
        for position, spearhead in enumerate(spearheads(), start=1):
            describe_spearhead(
                slug=spearhead["slug"],
                position=position,
                name=spearhead["name"],
                description=spearhead.get("description", {}),
            )
        make_demo_accounts()
    made = 0
    today = local_day(database_now())
    for number, seed in enumerate(content()["campaigns"]):
        if not Campaign.objects.filter(slug=seed["slug"]).exists():
            with transaction.atomic():
                _load_campaign(seed, today, np.random.default_rng(20 + number))
            made += 1
            _illustrate(seed)
    bring_organisations()
    dress_porvoo()
    bring_office_work(today)
    bring_pilots(today)
    bring_population(today)
    bring_initiatives(today)
    bring_contacts()
    bring_moderation()
    bring_reading(today)
    bring_reference_data(today)
    close_due_windows()
    catch_up()
    return made


def _load_campaign(seed: CampaignSeed, today: datetime.date, randomness: np.random.Generator) -> None:
    campaign = _create(seed, today)
    authors = make_authors(content()["people"])
    weighted: list[tuple[Idea, int]] = []
    for written in seed["ideas"]:
        idea = history.propose(campaign, written, seed, authors[written["author"]], today)
        history.discuss(idea, written["comments"], authors, today)
        weighted.append((idea, max(1, written["popularity"])))
    seal_due_windows()
    window = VotingWindow.objects.filter(phase__campaign=campaign, sealed_at__isnull=False).first()
    if window is not None:
        supporters = _some_of(make_supporters(np.random.default_rng(7)), randomness)
        history.support(
            window=window,
            campaign=campaign,
            weighted=weighted,
            supporters=supporters,
            today=today,
            randomness=randomness,
        )
    _answer(seed, weighted, today)


def _illustrate(seed: CampaignSeed) -> None:
    """Put the drawings on their ideas; outside the campaign's transaction, for files are written first."""
    for written in seed["ideas"]:
        if "drawing" in written:
            photo = receive_photo(by=None, upload=drawings.jetty())
            idea = Idea.objects.get(campaign__slug=seed["slug"], title=written["title"])
            history.illustrate(idea, photo.key, written["drawing"])


def _answer(seed: CampaignSeed, weighted: list[tuple[Idea, int]], today: datetime.date) -> None:
    results = next(phase for phase in seed["phases"] if phase["kind"] == "results")
    for number, (written, (idea, _weight)) in enumerate(zip(seed["ideas"], weighted, strict=True)):
        if "answer" in written:
            done = written["answer"]["status"] == "done"
            day = -1 - number % 2 if done else min(-3, results["opens"] + 6) - number % 5
            history.answer(idea, written["answer"], midnight(today, day) + datetime.timedelta(hours=10 + number % 6))


def _create(seed: CampaignSeed, today: datetime.date) -> Campaign:
    municipality = Municipality.objects.get(slug=seed["municipality"])
    districts = [
        name_district(municipality=municipality, slug=district["slug"], name=district["name"])
        for district in seed["districts"]
    ]
    plan = CampaignPlan(
        slug=seed["slug"],
        title=seed["title"],
        lead=seed["lead"],
        promise=seed["promise"],
        languages=seed["languages"],
        categories=[category["name"] for category in seed["categories"]],
        phases=[
            PhasePlan(phase["kind"], midnight(today, phase["opens"]), midnight(today, phase["closes"]))
            for phase in seed["phases"]
        ],
        districts=districts,
        support_limit=seed["support_limit"],
        art=seed["art"],
        influence=seed.get("influence", ""),
        influence_kept="yes" if "kept" in seed else "",
        influence_reason=seed.get("kept", {}),
    )
    spearhead = spearhead_by_slug(seed["spearhead"])
    campaign = create_campaign(by=None, municipality=municipality, spearhead=spearhead, plan=plan)
    # nobody's decision: as the plan is nobody's act
    Campaign.objects.filter(pk=campaign.pk).update(identifier=seed.get("identifier", campaign.identifier))
    # nobody's answer either: the partners have said yes before the demonstration begins
    Partner.objects.bulk_create(
        Partner(campaign=campaign, municipality=one, accepted_at=database_now())
        for one in Municipality.objects.filter(slug__in=seed.get("partners", []))
    )
    return publish_campaign(by=None, slug=campaign.slug)


def _some_of(supporters: list[Account], randomness: np.random.Generator) -> list[Account]:
    chosen = randomness.choice(len(supporters), size=int(len(supporters) * _SHARE), replace=False)
    return [supporters[int(index)] for index in cast("list[int]", chosen)]
