# SPDX-License-Identifier: EUPL-1.2
"""Similar ideas: near titles are found and others are left alone, in three languages and by every process."""

from pathlib import Path

import pytest

from backend.methods.similarity.collection import Titles
from backend.participation.campaigns.models import Phase
from backend.participation.ideas import similar
from backend.participation.ideas.models import Idea, Sketch
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import edit_idea, withdraw_idea
from backend.participation.ideas.similar import keep_sketches, similar_ideas

pytestmark = pytest.mark.django_db
LISTS = Path(__file__).parent / "similar"


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (LISTS / f"{name}.tsv").read_text().splitlines()]


@pytest.fixture
def library(campaign):
    """A campaign with every title that residents of our lists gave."""
    titles = rows("titles") + rows("titles_later")
    made = Idea.objects.bulk_create(Idea(campaign=campaign, title=title, language=code) for code, title in titles)
    keep_sketches(made)
    return {idea.title: idea.id for idea in made}


def test_the_lists_are_as_long_as_promised():
    assert len(rows("titles")) >= 200
    assert len(rows("near")) >= 60
    assert {kind for kind, _, _ in rows("near")} == {"inflection", "typo", "word order", "compound"}


@pytest.mark.parametrize("part", ["", "_later"])  # the later part was written when the weights stood
def test_near_titles_are_found_and_others_left_alone(campaign, library, part):
    found = false = typed = 0
    for _kind, title, meant in rows(f"near{part}"):
        shown = [one.number for one in similar_ideas(campaign=campaign, title=title)]
        typed += 1
        found += library[meant] in shown
        false += sum(number != library[meant] for number in shown)
    recall = found / typed
    for _code, title in rows(f"unlike{part}"):
        typed += 1
        false += len(similar_ideas(campaign=campaign, title=title))
    print(f"recall {recall:.3f}, false hints in ten titles {10 * false / typed:.2f}")
    assert recall >= 0.9
    assert false / typed <= 0.1


def test_the_nearest_comes_first_and_no_more_than_asked_for(campaign, library):
    near = similar_ideas(campaign=campaign, title="Koirapuisto jokirantaan", limit=1)
    assert [one.number for one in near] == [library["Koirapuisto jokirantaan"]]
    assert near[0].nearness == pytest.approx(1, abs=0.02)


def test_a_text_that_tells_of_the_same_helps(campaign, library):
    title, text = "Penkkejä matkan varrelle", "Kauppamatkan varrella ei ole penkkejä, joilla levätä."
    alone, helped = (similar_ideas(campaign=campaign, title=title, text=one)[0] for one in ("", text))
    assert alone.number == helped.number == library["Penkkejä kauppamatkan varrelle"]
    assert helped.nearness > alone.nearness


@pytest.mark.parametrize("title", ["", "  ", "ab", "!!!", "\u202e\u202e\u202e", "😀😀😀"])
def test_nothing_is_like_nothing(campaign, library, title):
    assert similar_ideas(campaign=campaign, title=title) == []


def test_an_empty_campaign_has_nothing_similar(campaign):
    assert similar_ideas(campaign=campaign, title="Laituri rantaan") == []


def found(campaign, title: str) -> list[int]:
    return [one.number for one in similar_ideas(campaign=campaign, title=title)]


def test_what_others_propose_change_and_withdraw_is_known_after_the_relay(campaign, make_idea, onni, settle):
    assert found(campaign, "Laituri rantaan") == []
    idea = make_idea(campaign, "Laituri rantaan", by=onni)
    settle()
    assert found(campaign, "Laiturit rantaan") == [idea.id]

    Phase.objects.filter(campaign=campaign).update(kind="collect")
    draft = IdeaDraft(title="Valaistu latu", text="Latu, jossa on valo iltaisin.", category="luonto")
    edit_idea(by=onni, idea_id=idea.id, draft=draft, version=1)
    settle()
    assert found(campaign, "Laituri rantaan") == []
    assert found(campaign, "Valaistuja latuja") == [idea.id]

    withdraw_idea(by=onni, idea_id=idea.id)
    settle()
    assert found(campaign, "Valaistu latu") == []


def test_an_idea_is_not_like_itself(campaign, idea, settle):
    settle()
    assert similar_ideas(campaign=campaign, title=idea.title, but=idea.id) == []


def test_a_sketch_that_is_missing_or_of_another_title_is_made_on_the_way(campaign, idea, settle):
    Sketch.objects.filter(idea=idea).delete()
    settle()
    assert found(campaign, idea.title) == [idea.id]
    keep_sketches([idea])
    Idea.objects.filter(pk=idea.pk).update(title="Aivan toinen otsikko")
    similar._kept.clear()
    assert found(campaign, "Aivan toinen otsikko") == [idea.id]


def test_the_ideas_of_other_campaigns_are_left_out(campaign, make_campaign, make_idea, settle):
    other = make_campaign("toinen")
    make_idea(other, "Laituri rantaan")
    settle()
    assert found(campaign, "Laituri rantaan") == []


def test_two_queries_when_nothing_changed(campaign, library, count_queries):
    similar_ideas(campaign=campaign, title="Laituri rantaan")
    with count_queries() as counted:
        similar_ideas(campaign=campaign, title="Laituri rantaan")
    assert counted() == 2


def test_a_process_keeps_no_more_titles_than_it_may(monkeypatch):
    monkeypatch.setattr(similar, "_kept", {})
    full = Titles.of([])
    monkeypatch.setattr(Titles, "__len__", lambda _: similar.MOST_KEPT // 2)
    for campaign_id in range(1, 5):
        similar._keep(campaign_id, similar._Kept(0, full))
    assert list(similar._kept) == [3, 4]
