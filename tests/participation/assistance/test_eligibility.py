# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: every act under every condition, by whoever meets it, does not, or of whom it is not known."""

import dataclasses
from collections.abc import Callable, Mapping

import pytest

from backend.common.errors import Refused
from backend.participation.assistance.acts import (
    PendingAct,
    ProposeIdea,
    SupportIdea,
    ThankForComment,
    WriteComment,
)
from backend.participation.assistance.desk import DeskResident, act_at_desk
from backend.participation.assistance.services import carry_out_kept, keep_act
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.models import Comment
from backend.participation.participants.codes import identify_with_code, make_codes
from backend.participation.participants.register import identify_from_register, upload_register
from backend.participation.participants.services import note_identification
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality
from backend.region.places.services import name_district
from tests.faces.api.conftest import Caller

pytestmark = pytest.mark.django_db
NOT_ELIGIBLE, NOT_IDENTIFIED = "not_eligible", "identification_needed"
GOVERNED_BY = {
    "propose": "propose",
    "comment": "comment",
    "reply": "comment",
    "thank": "comment",
    "support": "support",
}
REGISTER = b"identifier,municipality,district,birth_year\nhere,porvoo,keskusta,1980\nelsewhere,porvoo,,2012\n"
IDEA = {"title": "Penkki rantaan", "text": "Rantaan penkki, jolla istua iltaisin.", "category": "luonto"}


@dataclasses.dataclass(frozen=True)
class Case:
    """A condition, a person, and the code of the refusal, "" for none."""

    name: str
    identifier: str = "account"
    condition: Mapping[str, object] = dataclasses.field(default_factory=dict)
    shows: str = ""
    person: Mapping[str, object] = dataclasses.field(default_factory=dict)
    code: str = ""


ADULTS, PORVOO, CENTRE = {"minimum_age": 18}, {"municipalities": "porvoo"}, {"districts": "keskusta"}
CASES = (
    Case("signed in"),
    Case("old enough", condition=ADULTS),
    Case("too young", condition=ADULTS, person={"birth_year": 2015}, code=NOT_ELIGIBLE),
    Case("of unknown age", condition=ADULTS, person={"birth_year": None}, code=NOT_ELIGIBLE),
    Case("of the municipality", condition=PORVOO),
    Case("of another municipality", condition=PORVOO, person={"municipality": "sipoo"}, code=NOT_ELIGIBLE),
    Case("of an unknown municipality", condition=PORVOO, person={"municipality": ""}, code=NOT_ELIGIBLE),
    Case("strongly identified", "strong", shows="strong"),
    Case("not strongly identified", "strong", code=NOT_IDENTIFIED),
    Case("with a code for a campaign by strong identification", "strong", shows="code", code=NOT_IDENTIFIED),
    Case("with a code", "code", shows="code"),
    Case("without a code", "code", code=NOT_IDENTIFIED),
    Case("with a code and too young", "code", ADULTS, "code", {"birth_year": 2015}, NOT_ELIGIBLE),
    Case("in the register", "register", shows="here"),
    Case("not in the register", "register", code=NOT_IDENTIFIED),
    Case("in the register and old enough", "register", ADULTS, "here", {"birth_year": 2015}),
    Case("in the register and too young", "register", ADULTS, "elsewhere", {"birth_year": 1980}, NOT_ELIGIBLE),
    Case("in the register of the district", "register", CENTRE, "here"),
    Case("in the register without the district", "register", CENTRE, "elsewhere", code=NOT_ELIGIBLE),
)


@pytest.fixture
def arrange(make_campaign, make_idea, make_person, porvoo_organiser):
    """A campaign with a case's condition for an act, and the act, not done yet."""

    def arranged(act: str, case: Case) -> tuple[Campaign, PendingAct]:
        porvoo = Municipality.objects.get(slug="porvoo")
        district = name_district(municipality=porvoo, slug="keskusta", name={"fi": "Keskusta", "sv": "Centrum"})
        places = {"municipalities": [porvoo.pk], "districts": [district.pk]}
        asked = {name: places.get(name, value) for name, value in case.condition.items()}
        levels = {"account": "signed_in"}
        conditions = {"propose": {"who": "signed_in"}, "comment": {"who": "signed_in"}}
        conditions[GOVERNED_BY[act]] = {"who": levels.get(case.identifier, case.identifier), **asked}
        phase = "collect" if act == "propose" else "support"
        campaign = make_campaign("ehdot", open_phase=phase, identifier=case.identifier, conditions=conditions)
        if case.identifier == "register":
            upload_register(by=porvoo_organiser, campaign_slug="ehdot", file=REGISTER)
        if act == "propose":
            return campaign, ProposeIdea(campaign_slug="ehdot", draft={**IDEA, "language": "fi"})
        idea = make_idea(campaign)
        said = Comment.objects.create(idea=idea, author=idea.author, text="Ensin näin.")
        acts: dict[str, PendingAct] = {
            "comment": WriteComment(idea_id=idea.pk, text="Hyvä!"),
            "reply": WriteComment(idea_id=idea.pk, text="Samaa mieltä.", parent_id=said.pk),
            "thank": ThankForComment(comment_id=said.pk),
            "support": SupportIdea(idea_id=idea.pk),
        }
        return campaign, acts[act]

    return arranged


@pytest.fixture
def come(make_person, porvoo_organiser):
    """The person of a case, who has shown what the case says."""

    def came(campaign: Campaign, case: Case) -> Account:
        person = make_person("Tulija", **case.person)
        if case.shows == "strong":
            note_identification(account=person, kind="strong", identifier="1", assurance="strong")
        elif case.shows == "code" and campaign.identifier == "code":
            made = make_codes(by=porvoo_organiser, campaign_slug=campaign.slug, count=1, channel="letter")
            identify_with_code(account=person, campaign=campaign, code=made.codes[0])
        elif case.shows == "code":
            note_identification(account=person, kind="code", identifier="1", assurance="code", campaign=campaign)
        elif case.shows:
            year = {"here": 1980, "elsewhere": 2012}[case.shows]
            identify_from_register(account=person, campaign=campaign, identifier=case.shows, birth_year=year)
        return person

    return came


def directly(act: PendingAct, person: Account) -> str:
    return refusal_of(lambda: act.carry_out(by=person, channel="web"))


def at_a_kiosk(act: PendingAct, person: Account) -> str:
    return refusal_of(lambda: act.carry_out(by=person, channel="kiosk"))


def kept_until_identified(act: PendingAct, person: Account) -> str:
    keep_act(key="avain", act=act, page="/")
    (outcome,) = carry_out_kept(by=person, key="avain")
    return outcome.refusal.code if outcome.refusal is not None else ""


def through_the_api(act: PendingAct, person: Account) -> str:
    answer = asked_of_the_api(act, Caller(person))
    return answer.json()["code"] if answer.status_code >= 400 else ""


def asked_of_the_api(act: PendingAct, caller: Caller):
    match act:
        case ProposeIdea():
            return caller.post("campaigns/ehdot/ideas/", IDEA)
        case SupportIdea():
            return caller.post(f"ideas/{act.idea_id}/support/")
        case WriteComment():
            return caller.post(f"ideas/{act.idea_id}/comments/", {"text": act.text, "parent": act.parent_id})
        case ThankForComment():
            return caller.post(f"comments/{act.comment_id}/thanks/")
        case _:
            raise TypeError(act)


def refusal_of(do: Callable[[], object]) -> str:
    try:
        do()
    except Refused as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("way", [directly, at_a_kiosk, kept_until_identified, through_the_api])
@pytest.mark.parametrize("act", GOVERNED_BY)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_act_is_admitted_or_refused_for_its_condition(arrange, come, case, act, way):
    campaign, wanted = arrange(act, case)
    assert way(wanted, come(campaign, case)) == case.code


@pytest.mark.parametrize("act", GOVERNED_BY)
def test_nobody_is_asked_to_sign_in_first(arrange, act):
    _campaign, wanted = arrange(act, Case("signed in"))
    answer = asked_of_the_api(wanted, Caller())
    assert (answer.status_code, answer.json()["code"]) == (403, "sign_in_first")


RESIDENTS = (
    Case("signed in"),
    Case("old enough", condition=ADULTS, person={"birth_year": 1980}),
    Case("too young", condition=ADULTS, person={"birth_year": 2015}, code=NOT_ELIGIBLE),
    Case("of unknown age", condition=ADULTS, code=NOT_ELIGIBLE),
    Case("of the municipality", condition=PORVOO, person={"municipality": "porvoo"}),
    Case("of another municipality", condition=PORVOO, person={"municipality": "sipoo"}, code=NOT_ELIGIBLE),
    Case("of an unknown municipality", condition=PORVOO, code=NOT_ELIGIBLE),
    Case("with a slip", "code"),
    Case("of a campaign by strong identification", "strong", code=NOT_IDENTIFIED),
    Case("in the register", "register", shows="here", person={"birth_year": 1980}),
    Case("not in the register", "register", shows="nowhere", code="not_in_register"),
    Case("without a number of the register", "register", code=NOT_IDENTIFIED),
    Case("in the register of the district", "register", CENTRE, "here", {"birth_year": 1980}),
    Case("in the register without the district", "register", CENTRE, "elsewhere", {"birth_year": 2012}, NOT_ELIGIBLE),
)


@pytest.mark.parametrize("act", ["propose", "comment", "reply", "support"])
@pytest.mark.parametrize("case", RESIDENTS, ids=lambda case: case.name)
def test_a_desk_asks_the_same_of_the_resident(arrange, porvoo_organiser, case, act):
    campaign, wanted = arrange(act, case)
    place = Municipality.objects.filter(slug=case.person.get("municipality", "")).first()
    resident = DeskResident(code=case.shows, birth_year=case.person.get("birth_year"), municipality=place)

    def serve() -> object:
        return act_at_desk(
            by=porvoo_organiser, campaign_slug=campaign.slug, act=wanted, resident=resident, reason="Ei laitetta"
        )

    assert refusal_of(serve) == case.code
