# SPDX-License-Identifier: EUPL-1.2
"""Campaigns through the API: found by everybody, made, changed and published by their municipality."""

import datetime

import pytest

from backend.common.clock import database_now
from backend.participation.discussion.services import write_comment
from backend.participation.supports.services import support_idea
from backend.region.accounts.services import give_role
from backend.region.places.models import District, Municipality

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def draft(**changes):
    opens = database_now() - DAY
    return {
        "municipality": "porvoo",
        "spearhead": "citizen-city",
        "title": {"fi": "Torin uusi elämä", "sv": "Torget vaknar", "en": "A square for all"},
        "lead": {"fi": "Mitä torille?", "sv": "Vad på torget?", "en": "What for the square?"},
        "categories": [{"fi": "Luonto", "sv": "Natur", "en": "Nature"}],
        "phases": [
            {"kind": "collect", "opens": opens.isoformat(), "closes": (opens + 10 * DAY).isoformat()},
            {
                "kind": "support",
                "opens": (opens + 10 * DAY).isoformat(),
                "closes": (opens + 20 * DAY).isoformat(),
            },
        ],
        "support_limit": 3,
        **changes,
    }


def changed(shown, **changes):
    kept = ("spearhead", "title", "lead", "promise", "languages", "support_limit", "art", "edition")
    return {
        **{name: shown[name] for name in kept},
        "categories": [one["name"] for one in shown["categories"]],
        "phases": [{name: phase[name] for name in ("kind", "opens", "closes")} for phase in shown["phases"]],
        **changes,
    }


def test_everybody_reads_a_campaign_with_its_phases_and_counts(anyone, campaign, idea, aino, settle):
    support_idea(by=aino, idea_id=idea.id)
    write_comment(by=aino, idea_id=idea.id, text="Hyvä!", stance="for")
    settle()
    shown = anyone.get("campaigns/joki/").json()
    assert shown["title"] == {"fi": "Joki kaikille", "sv": "Ån för alla", "en": "A river for everyone"}
    assert [(phase["kind"], phase["is_open"]) for phase in shown["phases"]] == [
        ("collect", False),
        ("discuss", False),
        ("support", True),
        ("results", False),
    ]
    assert [one["slug"] for one in shown["categories"]] == ["luonto", "liikkuminen"]
    assert shown["counts"] == {"ideas": 1, "supports": 1, "comments": 1}
    assert "created_by" not in shown


def test_the_list_is_filtered_by_municipality_spearhead_and_open_phase(anyone, make_campaign):
    make_campaign("a", open_phase="collect")
    make_campaign("b", open_phase="support", municipality="sipoo")
    make_campaign("c", published=False)

    def found(**query):
        return [one["slug"] for one in anyone.get("campaigns/", query).json()["results"]]

    assert found() == ["b", "a"]
    assert found(municipality="sipoo") == ["b"]
    assert found(phase="collect") == ["a"]
    assert found(spearhead="citizen-city", phase="support") == ["b"]
    assert found(spearhead="urban-cleantech") == []


def test_a_long_list_of_campaigns_takes_no_more_queries(anyone, make_campaign, count_queries):
    make_campaign("yksi")
    with count_queries() as one:
        anyone.get("campaigns/")
    for n in range(5):
        make_campaign(f"lisaa-{n}")
    with count_queries() as many:
        assert len(anyone.get("campaigns/").json()["results"]) == 6
    assert many() == one() <= 8


def test_porvoo_drafts_changes_and_publishes(call, anyone, porvoo_organiser, spearhead, refused):
    pirkko = call(porvoo_organiser)
    answer = pirkko.post("campaigns/", draft())
    assert (answer.status_code, answer.json()["slug"]) == (201, "torin-uusi-elama")
    refused(anyone.get("campaigns/torin-uusi-elama/"), 404, "not_found")
    shown = answer.json()
    assert (shown["published_at"], shown["edition"], shown["counts"]["ideas"]) == (None, 1, 0)

    again = pirkko.put("campaigns/torin-uusi-elama/", changed(shown, support_limit=5))
    assert (again.status_code, again.json()["support_limit"], again.json()["edition"]) == (200, 5, 2)
    refused(pirkko.put("campaigns/torin-uusi-elama/", changed(shown)), 409, "changed_meanwhile")

    assert pirkko.post("campaigns/torin-uusi-elama/publish/").json()["published_at"]
    assert anyone.get("campaigns/torin-uusi-elama/").status_code == 200
    refused(pirkko.post("campaigns/torin-uusi-elama/publish/"), 409, "already_published")


def test_the_rules_of_a_published_campaign_stand(call, porvoo_organiser, campaign, refused):
    pirkko = call(porvoo_organiser)
    shown = pirkko.get("campaigns/joki/").json()
    refused(pirkko.put("campaigns/joki/", changed(shown, support_limit=9)), 409, "already_published")
    words = {"fi": "Joki meille", "sv": "Vår å", "en": "Our river"}
    assert pirkko.put("campaigns/joki/", changed(shown, title=words)).json()["title"] == words


def test_districts_are_named_by_their_slugs(call, porvoo_organiser, spearhead, refused):
    District.objects.create(
        municipality=Municipality.objects.get(slug="porvoo"), slug="kevatkumpu", name={"fi": "Kevätkumpu"}
    )
    pirkko = call(porvoo_organiser)
    answer = pirkko.post("campaigns/", draft(slug="tori", districts=["kevatkumpu"]))
    assert [one["slug"] for one in answer.json()["districts"]] == ["kevatkumpu"]
    other = pirkko.post("campaigns/", draft(slug="tori-2", districts=["kallio"]))
    assert "districts" in refused(other, 422, "invalid_input")["fields"]


def test_a_draft_that_lacks_a_language_is_not_published(call, porvoo_organiser, spearhead, refused):
    pirkko = call(porvoo_organiser)
    pirkko.post("campaigns/", draft(slug="tori", lead={"fi": "Mitä torille?"}))
    fields = refused(pirkko.post("campaigns/tori/publish/"), 422, "campaign_incomplete")["fields"]
    assert set(fields) == {"lead_sv", "lead_en"}


@pytest.mark.parametrize(
    ("changes", "status", "code", "field"),
    [
        ({"slug": "joki"}, 409, "slug_taken", "slug"),
        ({"municipality": "atlantis"}, 422, "invalid_input", "municipality"),
        ({"spearhead": "atlantis"}, 422, "invalid_input", "spearhead"),
        ({"support_limit": 0}, 422, "invalid_input", "support_limit"),
        ({"title": {}}, 422, "invalid_input", "title_fi"),
        ({"title": "Tori"}, 400, "malformed", "title"),
        ({"phases": [{"kind": "collect", "opens": "huomenna"}]}, 400, "malformed", "phases.0.opens"),
    ],
)
def test_what_is_wrong_is_named(call, porvoo_organiser, campaign, refused, changes, status, code, field):
    assert field in refused(call(porvoo_organiser).post("campaigns/", draft(**changes)), status, code)["fields"]


def test_only_the_municipality_makes_its_campaigns(call, aino, onni, anyone, campaign, spearhead, refused):
    give_role(account=onni, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    refused(anyone.post("campaigns/", draft()), 403, "sign_in_first")
    refused(call(aino).post("campaigns/", draft()), 403, "may_not")
    refused(call(onni).post("campaigns/", draft()), 403, "may_not")
    shown = anyone.get("campaigns/joki/").json()
    refused(call(onni).put("campaigns/joki/", changed(shown)), 403, "may_not")


def test_a_draft_of_another_municipality_does_not_exist(call, onni, make_campaign, refused):
    give_role(account=onni, kind="organiser", municipality=Municipality.objects.get(slug="sipoo"))
    make_campaign("luonnos", published=False)
    sipoo = call(onni)
    for path in ("", "ideas/", "snapshot/", "statistics/", "statistics.csv", "outcome/"):
        refused(sipoo.get(f"campaigns/luonnos/{path}"), 404, "not_found")
    refused(sipoo.post("campaigns/luonnos/publish/"), 404, "not_found")


def test_a_program_starts_from_a_template_changes_a_part_and_copies(call, anyone, porvoo_organiser, spearhead):
    pirkko = call(porvoo_organiser)
    keys = [one["key"] for one in anyone.get("campaign-templates/").json()]
    assert keys == ["ideas", "hearing", "youth"]
    begun = {"municipality": "porvoo", "spearhead": "citizen-city", "first_day": "2027-01-11"}
    answer = pirkko.post("campaign-templates/youth/campaigns/", begun)
    shown = answer.json()
    assert (answer.status_code, shown["identifier"], shown["support_limit"]) == (201, "code", 3)
    address = f"campaigns/{shown['slug']}/"
    part = pirkko.client.patch(
        f"/api/v1/{address}", {"edition": 1, "influence": "empower"}, content_type="application/json"
    )
    assert (part.status_code, part.json()["influence"], part.json()["title"]) == (200, "empower", shown["title"])
    assert len(part.json()["phases"]) == len(shown["phases"])
    copy = pirkko.post(f"{address}copies/", {"first_day": "2028-01-10", "title": {"fi": "Uudestaan"}})
    assert (copy.status_code, copy.json()["slug"]) == (201, "uudestaan")
    assert copy.json()["phases"][0]["opens"].startswith("2028-01-10")


def test_a_program_amends_what_is_public_and_everybody_reads_why(
    refused, call, anyone, campaign, idea, aino, porvoo_organiser
):
    pirkko, why = call(porvoo_organiser), {"fi": "Kone oli rikki.", "sv": "Maskinen var sönder."}
    phase = next(one for one in anyone.get("campaigns/joki/").json()["phases"] if one["kind"] == "support")
    later = (campaign.phases.get(kind="support").closes + DAY).isoformat()
    made = pirkko.post("campaigns/joki/extension/", {"phase": phase["id"], "closes": later, "reason": why})
    assert (made.status_code, made.json()["kind"], made.json()["phase"]) == (201, "extended", "support")
    rule = {"support_limit": 2, "supports_hidden": False, "reason": why}
    assert pirkko.post("campaigns/joki/rule/", rule).json()["after"]["limit"] == 2
    assert pirkko.post("campaigns/joki/pause/", {"reason": why}).status_code == 201
    assert next(one for one in anyone.get("campaigns/joki/").json()["phases"] if one["paused_at"])
    assert pirkko.post("campaigns/joki/resumption/", {"reason": why}).status_code == 201
    support_idea(by=aino, idea_id=idea.id)
    refused(pirkko.post("campaigns/joki/rule/", rule), 409, "voting_has_begun")
    kinds = [one["kind"] for one in anyone.get("campaigns/joki/amendments/").json()]
    assert kinds == ["resumed", "paused", "rule", "extended"]
