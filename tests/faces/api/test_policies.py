# SPDX-License-Identifier: EUPL-1.2
"""docs/policies.md is true: every method of every address, asked as every kind of person."""

import datetime
import json
import re
from pathlib import Path

import pytest

from backend.common.clock import database_now
from backend.faces.api.urls import urlpatterns
from backend.participation.campaigns.models import Campaign, Cost, Gathering, VotingWindow
from backend.participation.discussion.services import write_comment
from backend.participation.handling.models import Milestone
from backend.participation.ideas.models import Idea, IdeaVersion
from backend.participation.moderation.addresses import confirmation_token
from backend.participation.moderation.models import Decision
from backend.participation.participants.models import AddressAllowance, CodeBatch
from backend.records.exports.models import Export
from backend.region.accounts.invitations import invite_staff
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.municipalities.services import give_feedback
from backend.region.places.models import Municipality
from backend.region.places.services import name_district
from backend.region.programme.contacts_shown import token_of
from backend.region.programme.models import PilotContact
from backend.region.programme.services import propose_actor
from tests.faces.api.conftest import Caller
from tests.faces.api.test_campaigns import draft
from tests.participation.campaigns.joint import join_as_partner
from tests.participation.initiatives.people import initiative_of
from tests.participation.moderation.data import reported
from tests.region.accounts.data import deputyship_in
from tests.region.programme.data import MESSAGE, association, pilot_of_porvoo

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[3] / "docs/policies.md"
PEOPLE = ("not signed in", "resident", "staff elsewhere", "staff here")
KINDS = ("organiser", "moderator", "evaluator", "admin")
METHODS = ("get", "post", "put", "patch", "delete")
WORDS = {"fi": "Kyllä", "sv": "Ja", "en": "Yes"}
ACTOR = {"name": {"fi": "Soutajat ry"}, "kind": "association", "municipality": "porvoo"}
GATHERING = {"kind": "workshop", "held_on": "2026-09-12", "place": "Kirjasto", "title": WORDS, "attended": 24}
PILOT = {"name": WORDS, "summary": WORDS, "spearhead": "citizen-city"}
CONTACT = {
    "wish": "learn", "name": "Saara", "email": "saara@example.org", "message": "Kertoisitteko lisää?", "consent": True,
}  # fmt: skip
REPORT = {"category": "insult", "explanation": "Tämä loukkaa kaikkia muita.", "good_faith": True}
IDEA = {"title": "Uusi laituri", "text": "Laituri rantaan uimareille ja soutajille.", "category": "luonto"}


def sections() -> dict[str, list[list[str]]]:
    """The tables of the document by their heading: method, address, and one code a kind of person."""
    found: dict[str, list[list[str]]] = {}
    for part in DOCUMENT.read_text().split("\n## ")[1:]:
        rows = re.findall(r"^\| ([A-Z]+) \| `(.+?)` \| (.+) \|$", part, re.MULTILINE)
        found[part.splitlines()[0]] = [[method, address, *codes.split(" | ")] for method, address, codes in rows]
    return found


def addresses() -> set[tuple[str, str]]:
    """What the code answers: method and address, converters left out."""
    return {
        (method.upper(), re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern)))
        for pattern in urlpatterns
        for method in METHODS
        if hasattr(pattern.callback.cls, method)
    }


NOBODYS, PUBLISHED, DRAFTS, PARTNERS = sections().values()


def test_every_address_has_its_policy_and_no_other_has():
    assert {tuple(row[:2]) for row in NOBODYS + PUBLISHED} == addresses()
    assert [row[:2] for row in DRAFTS] == [row[:2] for row in PUBLISHED]


@pytest.fixture
def things(campaign, idea, onni, make_person, make_idea):
    """An idea of somebody else, a comment and an export in Porvoo's campaign."""
    comment = write_comment(by=onni, idea_id=idea.id, text="Sanottu")
    reported_idea = make_idea(campaign, "Ilmoitettu idea")
    report = reported(None, idea_id=reported_idea.id)
    decision = Decision.objects.create(
        case=report.case, outcome="leave", takes_effect_at=database_now(), carried_out_at=database_now()
    )
    claim = propose_actor(by=onni, draft=association(business_id=""), message=MESSAGE)
    export = Export.objects.create(campaign=campaign, state="failed", failure="export_error")
    name_district(municipality=campaign.municipality, slug="keskusta", name=WORDS)
    Idea.objects.filter(pk=idea.id).update(version=2)
    IdeaVersion.objects.create(idea=idea, number=1, title="Laituri")
    role = give_role(account=make_person("Anneli"), kind="admin", municipality=campaign.municipality)
    invitation = invite_staff(
        by=role.account, municipality=campaign.municipality, email="a@example.org", kinds=["admin"], language="fi"
    )
    feedback = give_feedback(
        municipality=campaign.municipality, kind="other", text="Kartta ei aukea minulla.", language="fi"
    )
    batch = CodeBatch.objects.create(campaign=campaign, channel="letter")
    allowance = AddressAllowance.objects.create(campaign=campaign, network="192.0.2.0/24", an_hour=90, note="Koulu")
    pilot = pilot_of_porvoo(role.account)
    Cost.objects.create(campaign=campaign, edition=1, staff_hours=1, hour_price=1, purchases=0, is_public=True)
    return {
        "gathering_id": Gathering.objects.create(campaign=campaign, **GATHERING).pk,
        "slug": campaign.slug,
        "code": "idea-n",
        "kind": "visits",
        "idea_id": idea.id,
        "comment_id": comment.id,
        "export_id": export.id,
        "batch_id": batch.id,
        "allowance_id": allowance.id,
        "actor_id": claim.actor_id,
        "claim_id": claim.id,
        "place": "porvoo",
        "deputyship_id": deputyship_in(campaign.municipality, make_person("Poissaolija"), make_person("Varamies")).id,
        "role_id": role.id,
        "staff_invitation_id": invitation.id,
        "municipality": "porvoo",
        "district": "keskusta",
        "number": 2,
        "key": "ideas",
        "invitation_id": 1,
        "initiative_id": initiative_of(idea).pk,
        "year": 2026,
        "milestone_id": Milestone.objects.create(idea=idea, title=WORDS, due_on="2027-01-31").pk,
        "token": "made-up",
        "case_id": report.case_id,
        "decision_id": decision.id,
        "appeal_id": 1,
        "report_key": report.key,
        "address_token": confirmation_token(report),
        "feedback_id": feedback.pk,
        "feedback_number": feedback.number,
        **pilot,
        "contact_token": token_of(PilotContact.objects.get(pk=pilot["contact_id"])),
    }


@pytest.fixture
def body(campaign, idea, things):
    """What is sent to each address: something that has the right shape."""
    plan, last = {**draft(), "edition": 1}, campaign.phases.last()
    later = last.closes + datetime.timedelta(days=5)
    by_address = {
        "ideas/<idea_id>/waiting/": IDEA,
        "comments/<comment_id>/waiting/": {"text": "Sanottu"},
        "campaigns/": draft(),
        "actors/": {**ACTOR, "message": MESSAGE},
        "actors/<actor_id>/": ACTOR,
        "actors/<actor_id>/claims/": {"message": MESSAGE},
        "municipalities/<municipality>/statement/": {"assessed_on": "2026-03-01"},
        "municipalities/<municipality>/feedback/": {"kind": "other", "text": "Kartta ei aukea minulla."},
        "platforms/<platform_id>/": {"name": WORDS, "description": WORDS, "spearhead": "citizen-city"},
        "pilots/<pilot_id>/contacts/": CONTACT,
        "contacts/confirm/": {"token": things["contact_token"]},
        "contacts/<contact_id>/answer/": {"answer": "Kiitos viestistä!"},
        "contacts/<contact_id>/close/": {"outcome": "not_ours"},
        "municipalities/<municipality>/deputies/": {"kind": "organiser", "deputy": 1},
        "feedback/<feedback_id>/answer/": {"answer": "Korjasimme kartan."},
        "pilots/": {**PILOT, "municipality": "porvoo"},
        "pilots/<pilot_id>/": PILOT,
        "ideas/<idea_id>/pilot/": PILOT,
        "pilots/<pilot_id>/state/": {"state": "running"},
        "pilots/<pilot_id>/steps/": {"title": WORDS, "due_on": "2027-01-31"},
        "pilots/<pilot_id>/funding/": {"instrument": "erdf", "year": 2027, "granted": "1.00"},
        "pilots/<pilot_id>/actors/": {"actor": 1, "role": "partner"},
        "pilots/<pilot_id>/join/": {"actor": 1, "role": "partner", "message": MESSAGE},
        "pilot-actors/<part_id>/decline/": {"reason": "Ei nyt, kiitos."},
        "platforms/": {"name": WORDS, "description": WORDS, "municipality": "porvoo", "spearhead": "citizen-city"},
        "claims/<claim_id>/decline/": {"reason": "Emme löydä yhdistystä."},
        "claims/<claim_id>/end/": {"reason": "Yhdistys pyysi."},
        "staff/<place>/roles/": {"account": 1, "kind": "organiser"},
        "staff/<place>/invitations/": {"email": "uusi@example.org", "kinds": ["organiser"]},
        "campaigns/<slug>/": plan,
        "campaigns/<slug>/ideas/": IDEA,
        "campaigns/<slug>/extension/": {"phase": last.pk, "closes": later.isoformat(), "reason": WORDS},
        "campaigns/<slug>/pause/": {"reason": WORDS},
        "campaigns/<slug>/resumption/": {"reason": WORDS},
        "campaigns/<slug>/rule/": {"reason": WORDS, "support_limit": 3, "supports_hidden": False},
        "campaigns/<slug>/copies/": {"first_day": "2027-01-11"},
        "campaign-templates/<key>/campaigns/": {
            "municipality": "porvoo",
            "spearhead": "citizen-city",
            "first_day": "2027-01-11",
        },
        "campaigns/<slug>/partners/": {"municipality": "sipoo"},
        "campaigns/<slug>/participation/": {"identifier": "account", "conditions": {}},
        "campaigns/<slug>/allowances/": {"address": "192.0.2.7", "an_hour": 90, "note": "Koulu"},
        "campaigns/<slug>/gatherings/": GATHERING,
        "gatherings/<gathering_id>/": {**GATHERING, "version": 1},
        "gatherings/<gathering_id>/drop/": {"reason": "Kirjattu kahdesti."},
        "campaigns/<slug>/cost/": {"staff_hours": "10", "hour_price": "40", "purchases": "0", "is_public": True},
        "campaigns/<slug>/codes/": {"count": 1, "channel": "letter"},
        "campaigns/<slug>/identification/": {"code": "ABCD-EFGH-JKLM"},
        "campaigns/<slug>/retention/": {"months": 12},
        "campaigns/<slug>/retention/hold/": {"until": "2027-01-31", "reason": "Valitus on kesken."},
        "campaigns/<slug>/desk/": {"act": "support", "idea": idea.id, "reason": "Ei laitetta"},
        "ideas/<idea_id>/": {**IDEA, "version": 1},
        "ideas/<idea_id>/photo/": {"alt": "Ranta"},
        "campaigns/<slug>/draft/": {"fields": {"title": "Lai"}},
        "ideas/<idea_id>/answer/": {"status": "done", "office": WORDS, "text": WORDS},
        "campaigns/<slug>/answers-due/": {"due_on": "2027-01-31"},
        "ideas/<idea_id>/follow-up/": {"title": WORDS, "due_on": "2027-01-31"},
        "ideas/<idea_id>/estimate/": {"feasibility": "feasible", "reason": WORDS},
        "ideas/<idea_id>/assignment/": {"to": None},
        "ideas/<idea_id>/initiative/": {"name": "Aino Aalto", "contact": "aino@example.org"},
        "initiatives/<initiative_id>/decision/": {"handled_on": "2026-01-31", "text": WORDS},
        "ideas/<idea_id>/notes/": {"text": "Soitetaan."},
        "ideas/<idea_id>/merge/": {"target": idea.id, "reason": "Sama idea"},
        "ideas/<idea_id>/unmerge/": {"reason": "Eri idea"},
        "ideas/<idea_id>/comments/": {"text": "Hei!"},
        "comments/<comment_id>/": {"text": "Hei!", "version": 1},
        "ideas/<idea_id>/reports/": REPORT,
        "comments/<comment_id>/reports/": REPORT,
        "reports/confirm/": {"token": things["address_token"]},
        "reports/<report_key>/appeal/": {"text": "Olen eri mieltä tästä."},
        "moderation/cases/": {"idea": idea.id},
        "moderation/cases/<case_id>/decision/": {"outcome": "leave"},
        "moderation/appeals/<appeal_id>/decision/": {"stands": True, "facts": "Ei muutu."},
        "decisions/<decision_id>/appeal/": {"text": "Olen eri mieltä tästä."},
    }
    return lambda address: by_address.get(address, {})


@pytest.fixture(params=["organiser", "moderator", "evaluator", "admin"])
def stranger(request, make_person) -> Account:
    """Staff of Sipoo, of each kind."""
    account = make_person("Sipoolainen", municipality="sipoo")
    give_role(account=account, kind=request.param, municipality=Municipality.objects.get(slug="sipoo"))
    return account


def unpublish() -> None:
    """A draft with ideas, comments and exports: more to see than any draft has."""
    VotingWindow.objects.all().delete()
    Campaign.objects.update(published_at=None)


def assert_as_written(rows: list[list[str]], column: int, caller: Caller, things: dict, body) -> None:
    wrong = []
    for method, address, *codes in rows:
        path = re.sub(r"<(\w+)>", lambda name: str(things[name.group(1)]), address)
        query = "?token=made-up" if address.endswith("/file/") else ""
        answer = caller.client.generic(
            method, f"/api/v1/{path}{query}", json.dumps(body(address)),
            content_type="application/json",
        )  # fmt: skip
        code = answer.json().get("code", "") if answer.status_code >= 400 and address != "docs/" else ""
        told = code if answer.status_code in {403, 404} else "yes"
        assert answer.status_code < 500
        if told != codes[column]:
            wrong.append((method, address, PEOPLE[column], codes[column], answer.status_code, code))
    assert not wrong


@pytest.mark.parametrize("published", [True, False], ids=["published", "draft"])
@pytest.mark.parametrize("column", [0, 1, 3], ids=[PEOPLE[0], PEOPLE[1], PEOPLE[3]])
def test_what_is_written_is_answered(call, aino, porvoo_organiser, things, body, column, published):
    who = {0: None, 1: aino, 3: porvoo_organiser}[column]
    if not published:
        unpublish()
    rows = NOBODYS + PUBLISHED if published else DRAFTS
    assert_as_written(rows, column, call(who), things, body)


@pytest.mark.parametrize("published", [True, False], ids=["published", "draft"])
def test_staff_of_another_municipality_is_a_stranger(call, stranger, things, body, published):
    if not published:
        unpublish()
    assert_as_written(NOBODYS + PUBLISHED if published else DRAFTS, 2, call(stranger), things, body)


@pytest.mark.parametrize("kind", ["organiser", "moderator", "evaluator", "admin"])
def test_staff_of_a_partner_get_what_is_written_and_else_what_staff_elsewhere_get(
    call, make_person, campaign, things, body, kind
):
    partner = join_as_partner(campaign, "sipoo").municipality
    person = make_person("Kumppani", municipality="sipoo")
    give_role(account=person, kind=kind, municipality=partner)
    written = {tuple(row[:2]): row[2 + KINDS.index(kind)] for row in PARTNERS}
    rows = [[method, address, "", "", written.get((method, address), codes[2]), ""]
            for method, address, *codes in NOBODYS + PUBLISHED]  # fmt: skip
    assert_as_written(rows, 2, call(person), things, body)


def test_neither_list_nor_own_page_shows_a_stranger_the_draft(call, stranger, things, make_campaign):
    unpublish()
    make_campaign("julkinen")
    shown = call(stranger).get("campaigns/").json()["results"]
    assert [one["slug"] for one in shown] == ["julkinen"]
