# SPDX-License-Identifier: EUPL-1.2
"""Lists of ideas: searched, filtered, ordered, in one query."""

import pytest

from backend.participation.discussion.selectors import with_counts
from backend.participation.ideas.selectors import IdeaQuery, visible_ideas
from backend.participation.participants.selectors import participant_id_of
from backend.participation.supports.selectors import with_tallies
from backend.participation.supports.services import support_idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(campaign, make_idea):
    return [
        make_idea(campaign, "Laituri rantaan"),
        make_idea(campaign, "Penkki puistoon", category="liikkuminen"),
        make_idea(campaign, "Laavu metsään"),
    ]


def titles(ideas) -> list[str]:
    return [idea.title for idea in ideas]


def test_words_are_searched_in_title_text_and_place(campaign, three):
    assert titles(visible_ideas(campaign_id=campaign.id, query=IdeaQuery(words="penkki"))) == ["Penkki puistoon"]
    assert len(visible_ideas(campaign_id=campaign.id, query=IdeaQuery(words="uimareille"))) == 3


def test_ideas_of_one_subject(campaign, three):
    query = IdeaQuery(category="liikkuminen")
    assert titles(visible_ideas(campaign_id=campaign.id, query=query)) == ["Penkki puistoon"]


def test_newest_first(campaign, three):
    ideas = visible_ideas(campaign_id=campaign.id, query=IdeaQuery(order="newest"))
    assert titles(ideas) == ["Laavu metsään", "Penkki puistoon", "Laituri rantaan"]


def test_the_varied_order_is_the_same_for_a_seed_and_differs_between_seeds(campaign, three):
    orders = {
        seed: tuple(titles(visible_ideas(campaign_id=campaign.id, query=IdeaQuery(seed=seed)))) for seed in "abcdefgh"
    }
    assert len(set(orders.values())) > 1
    assert tuple(titles(visible_ideas(campaign_id=campaign.id, query=IdeaQuery(seed="a")))) == orders["a"]


def test_most_supported_first_with_the_viewers_own_support_in_it(campaign, three, aino):
    support_idea(by=aino, idea_id=three[1].id)
    ideas = visible_ideas(campaign_id=campaign.id)
    mine = list(with_tallies(ideas, participant_id=participant_id_of(aino, campaign.id), most_first=True))
    assert (mine[0].title, mine[0].supports, mine[0].supported) == ("Penkki puistoon", 1, True)
    assert {idea.supports for idea in with_tallies(ideas)} == {0}  # not folded yet for everybody else


def test_a_list_with_all_its_numbers_is_one_query(campaign, three, count_queries):
    with count_queries() as counted:
        ideas = list(with_counts(with_tallies(visible_ideas(campaign_id=campaign.id))))
        assert {idea.author.account.pseudonym for idea in ideas}
        assert {idea.category.slug for idea in ideas} == {"luonto", "liikkuminen"}
    assert counted() == 1
