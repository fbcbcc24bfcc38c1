# SPDX-License-Identifier: EUPL-1.2
"""R9: the ideas on the map and in its list, and the region in 26 squares."""

import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_an_idea_with_a_point_stands_in_the_numbered_list(client, campaign, make_idea, count_queries):
    placed, unplaced = make_idea(campaign, "Laituri Saviolle"), make_idea(campaign, "Kesäkahvila")
    type(placed).objects.filter(pk=placed.pk).update(latitude=60.38891, longitude=25.1172)
    with count_queries() as counted:
        page = client.get(f"/campaigns/{campaign.slug}/map/").content.decode()
    assert counted() <= 5
    numbered, others = page.split('<h2 class="sec-h f">')
    assert 'data-latitude="60.38891" data-longitude="25.11720"' in numbered
    assert placed.title in numbered
    assert unplaced.title in others
    assert unplaced.title not in numbered


def test_a_draft_has_no_map_for_others(client, make_campaign):
    draft = make_campaign("luonnos", published=False)
    assert client.get(reverse("ideas_map", args=[draft.slug])).status_code == 404


def test_the_region_shows_every_municipality_once_with_its_campaigns(client, campaign):
    page = client.get("/region/").content.decode()
    assert len(set(re.findall(r"[?]municipality=([a-z]+)", page))) == 26
    here = re.search(
        rf'class="(q.)" href="[^"]*municipality={campaign.municipality.slug}"><span>[^<]*</span><b>1<', page
    )
    assert here
    assert here[1] == "q2"
