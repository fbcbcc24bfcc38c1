# SPDX-License-Identifier: EUPL-1.2
"""What each change of an idea took out and put in."""

import dataclasses

import pytest

from backend.participation.ideas.photos import receive_photo
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import edit_idea
from backend.region.places.services import name_district
from tests.participation.ideas.photographs import photograph, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
DRAFT = IdeaDraft(title="Laituri ja sauna", text="Rantaan iso laituri uimareille.", category="luonto", place="Ranta")


@pytest.fixture
def changed(make_campaign, make_idea, onni):
    """An idea that was changed seven times."""
    idea = make_idea(make_campaign("maki", open_phase="collect"), by=onni)
    for version in range(1, 8):
        text = DRAFT.text if version == 1 else f"{DRAFT.text} Muutos {version}."
        edit_idea(by=onni, idea_id=idea.id, draft=dataclasses.replace(DRAFT, text=text), version=version)
    return idea


def test_the_changes_are_marked_in_words_too(client, changed, count_queries):
    page = client.get(f"/ideas/{changed.id}/versions/?page=2").content.decode()
    assert "Versio 2" in page
    assert '<del><span class="sr">[poistettu: </span>pieni<span class="sr">]</span></del>' in page
    assert '<ins><span class="sr">[lisätty: </span>iso<span class="sr">]</span></ins>' in page
    assert "Rantaan " in page
    with count_queries() as counted:
        client.get(f"/ideas/{changed.id}/versions/")
    assert counted() <= 2


def test_a_change_of_subject_district_and_photo_is_shown_too(client, onni, make_campaign, make_idea):
    campaign = make_campaign("maki", open_phase="collect")
    district = name_district(municipality=campaign.municipality, slug="keskusta", name={"fi": "Keskusta"})
    campaign.districts.add(district)
    idea = make_idea(campaign, by=onni)
    photo = receive_photo(by=onni, upload=sent(photograph()))
    first = dataclasses.replace(DRAFT, photo=photo.key, photo_alt="Ranta sateella")
    edit_idea(by=onni, idea_id=idea.id, draft=first, version=1)
    second = dataclasses.replace(first, category="liikkuminen", district="keskusta", photo_alt="Ranta auringossa")
    edit_idea(by=onni, idea_id=idea.id, draft=second, version=2)
    page = client.get(f"/ideas/{idea.id}/versions/").content.decode()
    assert '<del><span class="sr">[poistettu: </span>sateella<span class="sr">]</span></del>' in page
    assert '<ins><span class="sr">[lisätty: </span>auringossa<span class="sr">]</span></ins>' in page
    assert '<ins><span class="sr">[lisätty: </span><span>Keskusta</span><span class="sr">]</span></ins>' in page
    assert '<del><span class="sr">[poistettu: </span><span>Luonto</span><span class="sr">]</span></del>' in page
    change = client.get(f"/api/v1/ideas/{idea.id}/versions/3/").json()
    assert change["district"] == {"before": None, "after": {"fi": "Keskusta"}}
    assert change["category"]["after"]["fi"] == "Liikkuminen"
    (earliest, earlier) = client.get(f"/api/v1/ideas/{idea.id}/versions/").json()["results"]
    assert earliest["photo_alt"] == ""
    assert (earlier["category"], earlier["district"], earlier["photo_alt"]) == ("luonto", None, "Ranta sateella")


def test_five_changes_a_page_the_latest_first(client, changed):
    page = client.get(f"/ideas/{changed.id}/versions/").content.decode()
    assert [f"Versio {number}</h2>" in page for number in (8, 4, 3)] == [True, True, False]
    assert "?page=2" in page


def test_an_idea_that_stands_as_it_was_proposed(client, idea):
    assert "Ideaa ei ole muutettu." in client.get(f"/ideas/{idea.id}/versions/").content.decode()


def test_the_idea_leads_to_its_changes(client, changed):
    page = client.get(f"/ideas/{changed.id}/").content.decode()
    assert f'href="/ideas/{changed.id}/versions/"' in page
