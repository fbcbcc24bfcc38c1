# SPDX-License-Identifier: EUPL-1.2
"""R3: the page of an idea, its versions and its official answer."""

import pytest

from backend.participation.discussion.services import write_comment
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import answer_idea, edit_idea

pytestmark = pytest.mark.django_db


def test_it_shows_the_idea_with_author_subject_and_campaign(client, idea):
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert "Laituri rantaan</h1>" in page
    assert "Kirjoittaja0" in page
    assert "Luonto" in page
    assert "Joki kaikille" in page


def test_the_official_answer_stands_with_its_status(client, idea, porvoo_organiser):
    answer_idea(
        by=porvoo_organiser,
        idea_id=idea.id,
        status="investigating",
        office={"fi": "Porvoon kaupunki", "sv": "Borgå stad", "en": "City of Porvoo"},
        text={"fi": "Mittaamme rannan.", "sv": "Vi mäter stranden.", "en": "We measure the shore."},
    )
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert "Mittaamme rannan." in page
    assert "Selvitettävänä" in page


def test_earlier_versions_stay_readable(client, make_campaign, make_idea, onni):
    campaign = make_campaign("ideointi", open_phase="collect")
    idea = make_idea(campaign, by=onni)
    draft = IdeaDraft(title="Laituri ja tikkaat", text="Rantaan laituri ja tikkaat uimareille.", category="luonto")
    edit_idea(by=onni, idea_id=idea.id, draft=draft, version=1)
    page = client.get(f"/ideas/{idea.id}/").content.decode()
    assert "muokattu kerran" in page
    assert f'href="/ideas/{idea.id}/versions/"' in page


@pytest.mark.parametrize("who", ["anonymous", "signed in"])
def test_it_takes_few_queries(client, campaign, make_idea, aino, onni, settle, count_queries, who):
    ideas = [make_idea(campaign, f"Idea numero {number}") for number in range(5)]
    for number in range(6):
        comment = write_comment(by=onni, idea_id=ideas[0].id, text=f"Kommentti {number}", stance="for")
        write_comment(by=aino, idea_id=ideas[0].id, text=f"Vastaus {number}", parent_id=comment.id)
    settle()
    if who == "signed in":
        client.force_login(aino)
    client.get(f"/ideas/{ideas[0].id}/")
    with count_queries() as counted:
        assert client.get(f"/ideas/{ideas[0].id}/").status_code == 200
    assert counted() <= (6 if who == "anonymous" else 9)  # one of them for the formal initiative


def test_nothing_of_a_draft_is_shown(client, make_campaign, make_idea):
    campaign = make_campaign("luonnos")
    idea = make_idea(campaign)
    campaign.published_at = None
    campaign.save()
    assert client.get(f"/ideas/{idea.id}/").status_code == 404
