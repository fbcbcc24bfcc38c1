# SPDX-License-Identifier: EUPL-1.2
"""Hints of similar ideas through the API."""


def test_near_ideas_with_how_near_they_are(anyone, campaign, make_idea, settle):
    pier = make_idea(campaign, "Uimalaituri rantaan")
    make_idea(campaign, "Valaistu latu")
    settle()
    answer = anyone.get("campaigns/joki/similar/", {"title": "Uimalaiturit rannalle", "text": "Rantaan laituri."})
    (found,) = answer.json()["results"]
    assert (found["id"], found["title"], found["language"]) == (pier.id, "Uimalaituri rantaan", "fi")
    assert 0.41 <= found["nearness"] <= 1


def test_a_title_is_needed(anyone, campaign, refused):
    assert refused(anyone.get("campaigns/joki/similar/"), 400, "malformed")["fields"].keys() == {"title"}


def test_three_queries_and_the_campaign(anyone, campaign, make_idea, settle, count_queries):
    make_idea(campaign, "Uimalaituri rantaan")
    settle()
    anyone.get("campaigns/joki/similar/", {"title": "Uimalaituri"})
    with count_queries() as counted:
        anyone.get("campaigns/joki/similar/", {"title": "Uimalaituri"})
    assert counted() <= 4
