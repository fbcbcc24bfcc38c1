# SPDX-License-Identifier: EUPL-1.2
"""Who took part in a campaign, beside the population: page, API and file say what was released and no more."""

import csv
import io

import pytest
from django.core.cache import cache

from backend.insight.engagement.released import released_tables
from backend.insight.engagement.releases import publish_releases
from backend.participation.campaigns.models import Campaign
from tests.insight.evaluation.test_people import of_helsinki, population, story

pytestmark = pytest.mark.django_db


def address(campaign, rest=""):
    return f"/campaigns/{campaign.slug}/statistics/people{rest}"


def told(client, campaign):
    return client.get(f"/api/v1/campaigns/{campaign.slug}/who-took-part/").json()


@pytest.fixture
def over(spearhead):
    """240 people of Helsinki, Porvoo and nowhere took part in a campaign that is over and released."""
    population(of_helsinki())
    campaign = story(spearhead, range(240))
    publish_releases(campaign=campaign)
    cache.clear()
    return campaign


def test_the_page_tells_groups_beside_the_population(client, over):
    answer = client.get(address(over, "/"))
    tables = {table.code: table for table in answer.context["tables"]}
    assert set(tables) == {"area", "age_band", "language"}
    swedish = next(row for row in tables["language"].rows if row.name == "Svenska")
    assert (swedish.people, swedish.share, swedish.population_share, swedish.ratio) == (
        "120",
        "50,0 %",
        "25,0 %",
        "2,00",
    )
    page = answer.content.decode()
    assert "Osuus väestöstä" in page
    assert "Luvut on keksitty tätä esittelyä varten." in page


def test_page_api_and_file_say_what_the_release_says(client, over):
    whole = released_tables(over)[-1]
    released = {cell.row: cell.people.value for cell in whole.tables["language"]}
    table = next(one for one in told(client, over)["tables"] if one["dimension"] == "language")
    assert {row["group"]: row["people"]["value"] for row in table["rows"]} == released
    rows = list(csv.DictReader(io.StringIO(client.get(address(over, ".csv")).content.decode())))
    assert {row["group"]: int(row["people"]) for row in rows if row["dimension"] == "language"} == released
    areas = {row["group"]: row["people"] for row in rows if row["dimension"] == "area"}
    assert (areas["helsinki"], areas["porvoo"], areas["unknown"]) == ("80", "80", "80")


def test_before_the_release_there_is_a_sentence_and_no_group(client, spearhead):
    campaign = story(spearhead, range(240))
    answer = client.get(address(campaign, "/"))
    assert "Se, keitä osallistui, julkaistaan kerran, kun kampanja on päättynyt." in answer.content.decode()
    assert told(client, campaign)["tables"] == []
    assert len(client.get(address(campaign, ".csv")).content.decode().splitlines()) == 1


def test_a_hidden_group_takes_the_ratios_with_it(client, spearhead):
    population(of_helsinki())
    campaign = story(spearhead, [*range(0, 400, 2), 1, 3])  # two of Swedish
    publish_releases(campaign=campaign)
    table = next((one for one in told(client, campaign)["tables"] if one["dimension"] == "language"), None)
    if table is not None:
        assert {row["ratio"] for row in table["rows"]} == {row["share"] for row in table["rows"]} == {None}
        assert all(row["people"]["suppressed"] for row in table["rows"] if row["group"] in {"fi", "sv"})


def test_while_supports_are_hidden_nothing_is_told(client, over):
    Campaign.objects.filter(pk=over.pk).update(supports_hidden=True)
    assert told(client, over)["tables"] == []
    assert client.get(address(over, "/")).context["tables"] == []


def test_a_draft_has_none(client, make_campaign):
    campaign = make_campaign("luonnos", published=False)
    for path in ("/", ".csv"):
        assert client.get(address(campaign, path)).status_code == 404


def test_the_page_takes_few_queries(client, over, count_queries):
    client.get(address(over, "/"))
    with count_queries() as counted:
        client.get(address(over, "/"))
    assert counted() <= 16
