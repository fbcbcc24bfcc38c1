# SPDX-License-Identifier: EUPL-1.2
"""What else happens in Porvoo: merging, changes of mind, erasure, answers, pilots, and campaigns held together."""

import dataclasses
import datetime
from decimal import Decimal
from typing import Any

from backend.common.clock import database_now, local_day
from backend.participation.campaigns.joining import invite_partner, join_campaign
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.services import publish_campaign
from backend.participation.discussion.services import withdraw_comment, write_comment
from backend.participation.handling.services import estimate_idea, plan_milestone, reach_milestone
from backend.participation.ideas.promotion import promote_to_pilot
from backend.participation.ideas.services import answer_idea, withdraw_idea
from backend.participation.supports.merging import merge_ideas
from backend.participation.supports.services import support_idea, withdraw_support
from backend.records.privacy.services import erase_person
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.municipalities.services import LookDraft, change_look, change_statement
from backend.region.places.models import Municipality
from backend.region.programme.pilot_rules import FundingDraft, PilotDraft
from backend.region.programme.piloting import add_funding, move_pilot, plan_pilot_step, reach_pilot_step
from tests.records.privacy.life import TEXTS, Life


@dataclasses.dataclass
class Town:
    """Porvoo: the marked life, its officer, and the campaign in which most has happened."""

    life: Life
    officer: Account
    busy: Campaign
    joint: Campaign
    of_sipoo: Campaign


def make_town(life: Life, *, make_campaign: Any, make_idea: Any, make_person: Any, settle: Any) -> Town:
    """Everything, and all of it folded."""
    porvoo, sipoo = (Municipality.objects.get(slug=slug) for slug in ("porvoo", "sipoo"))
    officer, sofia = Account.objects.get(pk=life.world.officer.pk), make_person("Sofia", municipality="sipoo")
    for account, place in ((officer, porvoo), (sofia, sipoo)):
        give_role(account=account, kind="admin", municipality=place)
    officer, sofia = (Account.objects.get(pk=account.pk) for account in (officer, sofia))
    busy = make_campaign("vilkas")
    people = [make_person(name, birth_year=year) for name, year in (("Bertta", 1950), ("Cilla", 2001), ("Essi", 1980))]
    _argue(busy, people, make_idea=make_idea, officer=officer)
    joint = _held_together("yhdessa", officer, porvoo, sofia, sipoo, make_campaign=make_campaign)
    support_idea(by=people[0], idea_id=make_idea(joint, "Yhteinen reitti", by=people[1]).pk)
    of_sipoo = _held_together("tillsammans", sofia, sipoo, officer, porvoo, make_campaign=make_campaign)
    make_idea(of_sipoo, "Sipoon reitti", by=people[1])
    change_look(by=officer, municipality=porvoo, draft=LookDraft(brand_colour="#0b5d66", name=TEXTS, welcome=TEXTS))
    change_statement(
        by=officer, municipality=porvoo, lacking=TEXTS, assessed_on=local_day(database_now()), by_outsider=True
    )
    settle()
    return Town(life, officer, busy, joint, of_sipoo)


def _argue(busy: Campaign, people: list[Account], *, make_idea: Any, officer: Account) -> None:
    bertta, cilla, essi = people
    pier, jetty, bench, gone, theirs = (
        make_idea(busy, title, by=by)
        for title, by in (
            ("Laituri", bertta),
            ("Laituri tähän", cilla),
            ("Penkki", essi),
            ("Turha", essi),
            ("Puu", cilla),
        )
    )
    withdraw_in_time(busy, by=essi, idea_id=gone.pk)
    for person, idea in ((bertta, pier), (cilla, pier), (cilla, jetty), (essi, jetty), (essi, bench), (bertta, theirs)):
        support_idea(by=person, idea_id=idea.pk)
    withdraw_support(by=essi, idea_id=bench.pk)
    first = write_comment(by=cilla, idea_id=pier.pk, text="Hyvä!", stance="for")
    write_comment(by=bertta, idea_id=pier.pk, text="Kiitos, @Cilla!", parent_id=first.pk)
    regretted = write_comment(by=essi, idea_id=pier.pk, text="Tätä kadun.", stance="against")
    withdraw_comment(by=essi, comment_id=regretted.pk)
    write_comment(by=essi, idea_id=theirs.pk, text="Ei puuta.", stance="against")
    merge_ideas(by=officer, source_id=jetty.pk, target_id=pier.pk, reason="Sama laituri samaan rantaan.")
    for status in ("investigating", "accepted"):
        answer_idea(by=officer, idea_id=pier.pk, status=status, office=TEXTS, text=TEXTS)
    estimate_idea(by=officer, idea_id=pier.pk, feasibility="feasible", cost=Decimal(1200), reason=TEXTS)
    today = local_day(database_now())
    step = plan_milestone(by=officer, idea_id=pier.pk, title=TEXTS, due_on=today + datetime.timedelta(days=30))
    reach_milestone(by=officer, milestone_id=step.pk)
    draft = PilotDraft(name=TEXTS, summary=TEXTS, spearhead=busy.spearhead.slug, municipality=busy.municipality)
    pilot = promote_to_pilot(by=officer, idea_id=pier.pk, draft=draft)
    reach_pilot_step(by=officer, step_id=plan_pilot_step(by=officer, pilot_id=pilot.pk, title=TEXTS, due_on=today).pk)
    add_funding(
        by=officer,
        pilot_id=pilot.pk,
        draft=FundingDraft(instrument="erdf", year=today.year, granted=Decimal(5000), paid=Decimal(100)),
    )
    move_pilot(by=officer, pilot_id=pilot.pk, state="running")
    erase_person(account=Account.objects.get(pk=essi.pk))


def withdraw_in_time(campaign: Campaign, *, by: Account, idea_id: int) -> None:
    """Take an idea back while ideas are collected."""
    phases = dict(campaign.phases.values_list("id", "kind"))
    campaign.phases.update(kind="collect")  # tests move the dates, not the clock
    withdraw_idea(by=by, idea_id=idea_id)
    for phase_id, kind in phases.items():
        campaign.phases.filter(pk=phase_id).update(kind=kind)


def _held_together(
    slug: str, lead: Account, own: Municipality, partner: Account, other: Municipality, *, make_campaign: Any
) -> Campaign:
    draft = make_campaign(slug, municipality=own.slug, published=False)
    invite_partner(by=lead, slug=draft.slug, municipality=other)
    join_campaign(by=partner, slug=draft.slug, municipality=other)
    return publish_campaign(by=lead, slug=draft.slug)
