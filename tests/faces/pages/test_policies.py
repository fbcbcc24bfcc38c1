# SPDX-License-Identifier: EUPL-1.2
"""docs/policies-pages.md is true: every page, file and form, asked as every kind of person; strangers get nothing.

One world, one client a person, each request undone. A page without a row fails, and so does a row
in which staff of another municipality get more than a resident does.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from backend.participation.campaigns.models import Campaign, Gathering, VotingWindow
from backend.participation.discussion.services import write_comment
from backend.participation.moderation.appeals import appeal
from backend.participation.participants.models import AddressAllowance, CodeBatch
from backend.records.exports.models import Export
from backend.region.accounts.invitations import invite_staff
from backend.region.accounts.models import Role
from backend.region.accounts.services import give_role
from backend.region.municipalities.services import give_feedback
from backend.region.places.models import Municipality
from backend.region.places.services import name_district
from backend.region.programme.services import propose_actor
from tests.participation.campaigns.joint import join_as_partner
from tests.participation.initiatives.people import initiative_of
from tests.participation.moderation.data import reported
from tests.participation.moderation.steps import hidden
from tests.region.accounts.data import deputyship_in
from tests.region.programme.data import MESSAGE, association, pilot_of_porvoo

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[3] / "docs/policies-pages.md"
PEOPLE = ("nobody", "resident", "elsewhere", "organiser", "moderator", "evaluator", "admin", "region")
STRANGERS = PEOPLE[:3]
ELSEWHERE = ("api/v1/", "accounts/", "_allauth/", "gdpr-api/", "healthz", "readiness")
"""Addresses with a table of their own, or of nothing but one's own account."""


def routes(patterns=None, before: str = "") -> Iterator[str]:
    """Every address of the product, converters left out."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        path = before + str(pattern.pattern)
        if path.startswith(ELSEWHERE):
            continue
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", path)


def table(heading: str) -> dict[tuple[str, str], list[str]]:
    """A table of the document: (method, address) → one word a kind of person."""
    part = DOCUMENT.read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (GET|POST) \| `(.*?)` \| (.+) \|$", part, re.MULTILINE)
    return {(method, address): words.split(" | ") for method, address, words in rows}


@pytest.fixture
def world(campaign, idea, onni, make_person):
    """Things of Porvoo, and people: two of them of Porvoo's neighbours."""
    cache.clear()
    porvoo, sipoo = (Municipality.objects.get(slug=slug) for slug in ("porvoo", "sipoo"))
    owner = give_role(account=make_person("Omistaja"), kind="admin", municipality=porvoo)
    comment = write_comment(by=onni, idea_id=idea.id, text="Sanottu")
    claim = propose_actor(by=onni, draft=association(business_id=""), message=MESSAGE)
    export = Export.objects.create(campaign=campaign, state="failed", failure="export_error")
    district = name_district(municipality=porvoo, slug="keskusta", name={"fi": "Keskusta"})
    batch = CodeBatch.objects.create(campaign=campaign, channel="letter")
    allowance = AddressAllowance.objects.create(campaign=campaign, network="192.0.2.1/32", an_hour=9, note="")
    feedback = give_feedback(municipality=porvoo, kind="other", text="Hyvin toimii kaikki.", language="fi")
    invitation = invite_staff(
        by=owner.account, municipality=porvoo, email="a@example.org", kinds=["admin"], language="fi"
    )
    other = write_comment(by=onni, idea_id=idea.id, text="Muuta sanottavaa")
    report = reported(None, comment_id=other.id)
    decision = hidden(owner.account, comment_id=other.id)
    made = appeal(by=onni, decision_id=decision.id, text="En haukkunut ketään.")
    pilot = pilot_of_porvoo(owner.account)
    deputyship = deputyship_in(porvoo, make_person("Poissaolija"), make_person("Varamies"))
    clients = {name: Client(raise_request_exception=False) for name in PEOPLE}
    for name in PEOPLE[1:]:
        person = make_person(f"Henkilo{name}", municipality="sipoo" if name == "elsewhere" else "porvoo")
        clients[name].force_login(person)
        if name == "elsewhere":  # the strongest stranger: every role at once
            Role.objects.bulk_create(Role(account=person, kind=kind, municipality=sipoo) for kind in Role.Kind.values)
        elif name == "region":
            give_role(account=person, kind="admin", municipality=None)
        elif name != "resident":
            give_role(account=person, kind=name, municipality=porvoo)
    gathering = Gathering.objects.create(
        campaign=campaign, kind="workshop", held_on="2026-09-12", place="Kirjasto", title={"fi": "Työpaja"}
    )
    things = {
        "kind": "visits",
        "gathering_id": gathering.pk,
        "code": "idea-n", "slug": campaign.slug, "idea_id": idea.id, "comment_id": comment.id, "export_id": export.id,
        "batch_id": batch.id, "actor_id": claim.actor_id, "claim_id": claim.id, "municipality": "porvoo",
        "district": district.slug, "place": "porvoo", "role_id": owner.id, "account_id": owner.account_id,
        "deputyship_id": deputyship.id, "feedback_id": feedback.id, "number": feedback.number,
        "key": report.key, "decision_id": decision.id, "appeal_id": made.id,
        **pilot,
        "initiative_id": initiative_of(idea).pk, "year": 2026,
        "allowance_id": allowance.id, "token": "made-up", "language": "fi", "name": "00/none.webp",
    }  # fmt: skip
    return clients, things, invitation.id


def path_of(address: str, things: dict, staff_invitation: int) -> str:
    values = {**things, "invitation_id": staff_invitation}
    if address.startswith("moderation/"):
        values["slug"] = values["municipality"]
    return "/" + re.sub(r"<(\w+)>", lambda found: str(values.get(found.group(1), 1)), address)


def word(answer) -> str:
    """What an answer says of who may: everything that a rule says of what was sent is a yes."""
    assert answer.status_code < 500, answer.request["PATH_INFO"]
    if answer.status_code in {403, 404, 405}:
        return {403: "may not", 404: "not found", 405: "–"}[answer.status_code]
    if answer.status_code == 302 and answer["Location"].startswith("/accounts/login/"):
        return "sign in"
    return "yes"


def asked(world, people: tuple[str, ...], addresses: list[str]) -> dict[tuple[str, str], list[str]]:
    """Every address by both methods as each of these people; nothing of it stays."""
    clients, things, staff_invitation = world
    found: dict[tuple[str, str], list[str]] = {}
    for address in addresses:
        path = path_of(address, things, staff_invitation)
        for method in ("GET", "POST"):
            words = []
            for name in people:
                with transaction.atomic():
                    words.append(word(clients[name].generic(method, path)))
                    transaction.set_rollback(True)
            if set(words) != {"–"}:
                found[method, address] = words
    return found


OWN_OFFICE = {
    ("GET", "manage/"), ("GET", "manage/campaigns/"), ("GET", "manage/campaigns/new/"),
    ("POST", "manage/campaigns/new/"), ("GET", "manage/organisations/"), ("GET", "manage/people/"),
    ("GET", "manage/population/"), ("GET", "manage/contacts/"), ("GET", "manage/now/"),
    ("GET", "manage/deputies/"), ("POST", "manage/deputies/"),
    ("GET", "manage/look/"), ("GET", "manage/ideas/"), ("POST", "manage/ideas/due/"),
    ("GET", "manage/moderation/"), ("POST", "manage/moderation/"), ("GET", "manage/moderation/decisions/"),
    ("GET", "manage/moderation/appeals/"), ("GET", "manage/pilots/"), ("POST", "manage/pilots/"),
    ("GET", "manage/initiatives/"), ("GET", "manage/pilots/new/"), ("POST", "manage/pilots/new/"),
}  # fmt: skip
"""The officer's own side: staff of anywhere see their own municipality's there."""


def test_every_page_is_answered_as_is_written(world):
    found = asked(world, PEOPLE, sorted(set(routes())))
    written = table("Pages of a published campaign and of its municipality")
    rows = [f"| {method} | `{address}` | {' | '.join(words)} |" for (method, address), words in found.items()]
    missing = [row for row, key in zip(rows, found, strict=True) if written.get(key) != found[key]]
    # each is a row to judge, and then to write into the document in the order of the addresses
    assert missing == []
    assert set(written) == set(found), "rows of addresses that are gone"
    more = {row for row, words in found.items() if words[2] != words[1] and row not in OWN_OFFICE}
    assert more == set(), "staff of another municipality get another answer than a resident"


def test_staff_of_a_partner_get_what_is_written_and_else_what_staff_elsewhere_get(world):
    """The strongest partner there can be: every role of Sipoo at once, which holds the campaign with Porvoo."""
    join_as_partner(Campaign.objects.get(slug=world[1]["slug"]), "sipoo")
    found = {row: words[0] for row, words in asked(world, ("elsewhere",), sorted(set(routes()))).items()}
    elsewhere = {row: words[2] for row, words in table("Pages of a published campaign and of its municipality").items()}
    written = {row: words[0] for row, words in table("Staff of a partner of a joint campaign").items()}
    expected = {row: written.get(row, elsewhere.get(row, "?")) for row in found}
    wrong = [f"| {row[0]} | `{row[1]}` | {word} |" for row, word in found.items() if expected[row] != word]
    assert not wrong, "\n".join(wrong)  # each is a row to judge, and then to write into the document
    assert {row for row, word in written.items() if elsewhere.get(row) == word} == set(), "rows that say nothing new"


def test_nobody_else_sees_anything_of_a_draft(world):
    VotingWindow.objects.all().delete()
    Campaign.objects.update(published_at=None)
    of_campaign = ("<slug>", "<idea_id>", "<comment_id>", "<export_id>", "<batch_id>")
    bound = [
        one
        for one in sorted(set(routes()))
        if any(name in one for name in of_campaign) and not one.startswith("moderation/")  # a municipality's slug
    ]
    shown = {
        row: words
        for row, words in asked(world, STRANGERS, bound).items()
        # a way to the page of any number, whether it is there or not
        if "yes" in words and row != ("GET", "ideas/<idea_id>/comments/")
    }
    assert shown == {}
