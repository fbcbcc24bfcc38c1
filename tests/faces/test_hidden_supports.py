# SPDX-License-Identifier: EUPL-1.2
"""Supports hidden until the close: no selector, address, frame, feed or file tells of them; afterwards each does."""

import importlib
import inspect
import json
import pkgutil
import zipfile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import backend
from backend.faces.live.frames import frames_of
from backend.faces.live.snapshot import kept_snapshot
from backend.ledger.events.selectors import last_position
from backend.ledger.events.services import Span
from backend.participation.campaigns.errors import AlreadyPublished
from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.campaigns.plans import CampaignPlan
from backend.participation.campaigns.rules import PhasePlan
from backend.participation.campaigns.services import change_campaign
from backend.participation.ideas.selectors import IdeaQuery
from backend.participation.supports.selectors import support_total
from backend.participation.supports.services import support_idea, support_rule, withdraw_support
from backend.records.exports.package import write_package
from backend.records.exports.progress import Silence
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from tests.faces.hidden_counts import PLANTED, close, is_told, plant

# Selectors that count what is stored for the services that close and recount; no face calls them.
FOR_SERVICES = {
    "supports.selectors.support_count",
    "supports.selectors.support_counts",
    "supports.selectors.counts_of_window",
}
COUNTS_AFTER_THE_CLOSE = {
    "supports.selectors.with_tallies",
    "supports.selectors.tallies_of",
    "supports.selectors.support_total",
    "supports.selectors.support_totals",
    "supports.selectors.supports_by_category",
    "supports.selectors.outcome_of",
    "engagement.selectors.campaign_statistics",
}


ROOMS_THAT_KNOW = ("api.", "live.", "pages.", "engagement.", "ideas.", "supports.", "handling.", "exports.")
NOT_ASKED = {
    "api.fair.fair_page": "takes a request: every address is asked below",
    "pages.similar.similar": "takes a request: every address is asked below",
    "live.frames.whole_frame": "takes a snapshot, which is asked itself",
    "pages.rows.rows_of": "takes totals, which are asked themselves",
    "engagement.rows.day_rows": "takes statistics, which are asked themselves",
    "engagement.rows.week_rows": "takes statistics, which are asked themselves",
    "ideas.fair.fair_order": "takes a seat in an order by how often ideas were shown",
    "ideas.fair.seat_of": "takes the seed of an order by how often ideas were shown",
    "supports.selectors.shown_counts": "takes one's own act: test_one_sees_ones_own_support_and_no_count",
    "handling.selectors.colleague_called": "takes an address of a member of staff",
    "exports.selectors.export_by_id": "takes a dataset: test_no_file_holds_them_before_the_close",
    "exports.selectors.export_file": "takes a dataset: test_no_file_holds_them_before_the_close",
    "exports.selectors.failure_message": "takes a dataset: test_no_file_holds_them_before_the_close",
    "exports.selectors.link_token": "takes a dataset: test_no_file_holds_them_before_the_close",
    "exports.selectors.path_of": "takes a dataset: test_no_file_holds_them_before_the_close",
}
"""Selectors of rooms that know of supports which the walk cannot ask, and where they are asked instead."""


@pytest.fixture
def hidden(make_campaign, make_idea, settle):
    """A published campaign of Porvoo that hides its supports, with an idea and 7,919 supports."""
    campaign = make_campaign("piilo")
    Campaign.objects.filter(id=campaign.id).update(supports_hidden=True)
    campaign.refresh_from_db()
    idea = make_idea(campaign, "Laituri rantaan")
    plant(campaign, idea)
    cache.clear()
    return campaign, idea


def selectors():
    """(name, function) of every public function of every module of selectors."""
    for module in pkgutil.walk_packages(backend.__path__, "backend."):
        if module.name.endswith((".selectors", ".rows", ".fair", ".similar", ".snapshot", ".frames")):
            loaded = importlib.import_module(module.name)
            for name, function in inspect.getmembers(loaded, inspect.isfunction):
                if not name.startswith("_") and function.__module__ == module.name:
                    yield f"{module.name.split('.', 2)[2]}.{name}", function


def given(campaign, idea, viewer):
    """What a parameter of a selector is given, by its name."""
    phaseless = Campaign.objects.select_related("municipality", "spearhead").get(pk=campaign.pk)
    return {
        "campaign": phaseless, "campaign_id": campaign.id, "campaign_ids": [campaign.id], "campaigns": [phaseless],
        "campaign_slug": campaign.slug, "slug": campaign.slug, "idea": idea, "idea_id": idea.id, "idea_ids": [idea.id],
        "ideas": type(idea).objects.filter(campaign=campaign), "viewer": viewer, "participant_id": None,
        "window_id": campaign.phases.get(kind="support").window.id, "title": "Laituri rantaan", "by": viewer,
        "span": Span(0, last_position()), "most_first": True, "participant_ids": [idea.author_id],
        "account": viewer, "account_id": getattr(viewer, "pk", None), "municipality": phaseless.municipality,
        "municipality_id": campaign.municipality_id, "words": "laituri", "query": IdeaQuery(), "actor_id": 1,
    }  # fmt: skip


def telling(campaign, idea, viewer) -> set[str]:
    """The selectors that tell the number when they are asked about the campaign."""
    found = set()
    for name, function in selectors():
        values, parameters = given(campaign, idea, viewer), inspect.signature(function).parameters.values()
        needed = [one for one in parameters if one.default is one.empty and one.kind is not one.VAR_POSITIONAL]
        if any(one.name not in values for one in needed):
            continue
        asked = {one.name: values[one.name] for one in parameters if one.name in values}
        positional = [
            asked.pop(one.name) for one in parameters if one.kind is not one.KEYWORD_ONLY and one.name in asked
        ]
        try:
            told = is_told(function(*positional, **asked))
        except Exception:  # noqa: BLE001 a refusal tells nothing
            told = False
        if told:
            found.add(name)
    return found


def addresses(resolver=None, prefix=""):
    """Every address of the product, with its converters filled in by name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path


def pages_telling(client: Client, campaign, idea) -> set[str]:
    """The addresses whose answer to GET has the number in it, in any order and language."""
    values = {"slug:slug": campaign.slug, "int:idea_id": idea.id, "slug": campaign.slug}
    found = set()
    for path in sorted(set(addresses())):
        filled = path
        for name, value in values.items():
            filled = filled.replace(f"<{name}>", str(value))
        if "<" in filled or "(" in filled or "^" in filled or filled.startswith(("_allauth/", "accounts/")):
            continue
        for query in ("", "?order=most", "?order=newest", "?by=week", "?q=laituri&title=Laituri+rantaan"):
            answer = client.get(f"/{filled}{query}")
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if answer.status_code == 200 and is_told(body.decode("utf-8", "replace")):
                found.add(path)
    return found


@pytest.mark.django_db
def test_what_the_walk_cannot_ask_is_named_with_where_it_is_asked(hidden):
    campaign, idea = hidden
    values = given(campaign, idea, AnonymousUser())
    unasked = {
        name
        for name, function in selectors()
        for one in inspect.signature(function).parameters.values()
        if one.default is one.empty and one.kind is not one.VAR_POSITIONAL and one.name not in values
    }
    assert {name for name in unasked if name.startswith(ROOMS_THAT_KNOW)} == set(NOT_ASKED)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "resident", "evaluator"])
def test_no_selector_tells_before_the_close_and_each_does_after(hidden, who, make_person, give_porvoo_role):
    campaign, idea = hidden
    viewer = {"nobody": AnonymousUser, "resident": lambda: make_person("Aino")}.get(
        who, lambda: give_porvoo_role(who)
    )()
    assert telling(campaign, idea, viewer) - FOR_SERVICES == set()
    close(campaign)
    assert telling(campaign, idea, viewer) >= COUNTS_AFTER_THE_CLOSE


@pytest.fixture
def give_porvoo_role(make_person):
    """A person of Porvoo's staff."""

    def give(kind):
        person = make_person(f"Porvoon {kind}")
        give_role(account=person, kind=kind, municipality=Municipality.objects.get(slug="porvoo"))
        return person

    return give


@pytest.mark.django_db
def test_organisers_see_them_marked(hidden, porvoo_organiser, client):
    campaign, idea = hidden
    assert telling(campaign, idea, porvoo_organiser) >= {
        "supports.selectors.with_tallies",
        "supports.selectors.support_total",
    }
    client.force_login(porvoo_organiser)
    page = client.get(f"/campaigns/{campaign.slug}/").content.decode()
    assert is_told(page)
    assert "muut eivät näe" in page
    assert not is_told(Client().get(f"/campaigns/{campaign.slug}/").content.decode())  # nothing kept for her is shown


@pytest.mark.django_db
def test_no_address_tells_before_the_close_and_many_do_after(hidden, aino):
    campaign, idea = hidden
    for person in (None, aino):
        client = Client(raise_request_exception=False)
        if person:
            client.force_login(person)
        assert pages_telling(client, campaign, idea) == set()
    close(campaign)
    cache.clear()
    found = pages_telling(Client(raise_request_exception=False), campaign, idea)
    assert {
        "campaigns/<slug:slug>/", "ideas/<int:idea_id>/", "campaigns/<slug:slug>/statistics/",
        "statistics/campaigns/",
        "campaigns/<slug:slug>/statistics.csv", "api/v1/campaigns/<slug:slug>/ideas/", "api/v1/ideas/<int:idea_id>/",
        "api/v1/campaigns/<slug:slug>/statistics/", "api/v1/campaigns/<slug:slug>/snapshot/", "api/v1/campaigns/",
        "api/v1/campaigns/<slug:slug>/outcome/",
    } <= found  # fmt: skip


@pytest.mark.django_db
def test_frames_say_nothing_of_a_support_and_everything_is_asked_anew_at_the_close(hidden, aino, settle):
    campaign, idea = hidden
    before = last_position()
    support_idea(by=aino, idea_id=idea.id)
    settle()
    assert frames_of(Span(before, last_position())) == {}
    assert kept_snapshot(campaign).snapshot["ideas"][str(idea.id)]["supports"] is None
    before = last_position()
    close(campaign)
    assert frames_of(Span(before, last_position())) == {campaign.id: {"type": "resync"}}
    assert kept_snapshot(campaign).snapshot["totals"]["supports"] == PLANTED + 1


@pytest.mark.django_db
def test_one_sees_ones_own_support_and_no_count(hidden, aino, client):
    _campaign, idea = hidden
    client.force_login(aino)
    given_now = client.post(f"/api/v1/ideas/{idea.id}/support/")
    assert (given_now.json()["supported"], given_now.json()["supports"]) == (True, None)
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert "Kannatat" in page
    assert "piilotettu" in page
    assert withdraw_support(by=aino, idea_id=idea.id).supports is None


@pytest.mark.django_db
def test_the_order_by_supports_is_refused_and_tells_nothing(hidden, client, make_idea):
    campaign, idea = hidden
    other = make_idea(campaign, "Viimeinen idea")
    answer = client.get(f"/api/v1/campaigns/{campaign.slug}/ideas/?order=most")
    assert (answer.status_code, answer.json()["code"]) == (422, "supports_hidden")
    page = client.get(f"/campaigns/{campaign.slug}/?order=most").content.decode()
    assert page.index("Viimeinen idea") < page.index("Laituri rantaan")  # by number, not by supports
    assert other.id > idea.id
    assert 'value="most"' not in page


def written(campaign, path):
    return write_package(campaign=Campaign.objects.get(pk=campaign.pk), path=path, progress=Silence())


@pytest.mark.django_db(transaction=True)
def test_no_file_holds_them_before_the_close(hidden, tmp_path):
    campaign, _idea = hidden
    package = written(campaign, tmp_path / "ennen.zip")
    assert package.rows["supports"] == 0
    with zipfile.ZipFile(tmp_path / "ennen.zip") as archive:
        for name in archive.namelist():
            text = archive.read(name).decode()
            assert not is_told(text), name
        assert json.loads(archive.read("datapackage.json"))
    close(campaign)
    package = written(campaign, tmp_path / "jälkeen.zip")
    assert package.rows["supports"] == PLANTED


@pytest.mark.django_db
def test_it_is_part_of_the_sealed_rule_and_cannot_be_changed_once_public(make_campaign, porvoo_organiser):
    campaign = make_campaign("julki")
    Campaign.objects.filter(pk=campaign.pk).update(supports_hidden=True)
    campaign.refresh_from_db()
    assert support_rule(campaign)["hidden_until_close"] is True
    phases = [PhasePlan(one.kind, one.opens, one.closes) for one in Phase.objects.filter(campaign=campaign)]
    plan = CampaignPlan(title=campaign.title, lead=campaign.lead, phases=phases, supports_hidden=False)
    with pytest.raises(AlreadyPublished):
        change_campaign(
            by=porvoo_organiser, slug=campaign.slug, plan=plan, edition=campaign.edition, spearhead=campaign.spearhead
        )
    assert support_total(campaign.pk) is None
