# SPDX-License-Identifier: EUPL-1.2
"""Searching ideas: inflections in three languages, unfinished words, compounds, phrases, and typing errors."""

import pytest

from backend.common.full_text import Term, question, terms_of
from backend.participation.ideas.models import Answer, Idea
from backend.participation.ideas.search import words_meant
from backend.participation.ideas.selectors import IdeaQuery, ideas_of_all_campaigns, visible_ideas

pytestmark = pytest.mark.django_db
IDEAS = [
    ("Koirapuisto jokirantaan", "Aidattu alue, jossa koirat juoksevat vapaina.", "Tolkkinen", "fi"),
    ("Talvipolku saareen", "Lumi aurataan ja hiekoitetaan joka aamu.", "", "fi"),
    ("Bänkar längs vägen", "Äldre människor behöver vila i backarna.", "Borgbacken", "sv"),
    ("Fler cykelparkeringar", "Cyklarna står nu huller om buller.", "", "sv"),
    ("Libraries open on Sundays", "Families have time on weekends.", "Main library", "en"),
    ("A pier for swimmers", "100 % safe, with a ladder_of_steel.", "", "en"),
]


@pytest.fixture
def ideas(campaign):
    return Idea.objects.bulk_create(
        Idea(campaign=campaign, title=title, text=text, place=place, language=language)
        for title, text, place, language in IDEAS
    )


def found(campaign, words: str, **query: object) -> list[str]:
    query = IdeaQuery(words=words, order="best", **query)
    return [idea.title for idea in visible_ideas(campaign_id=campaign.id, query=query)]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("koira", "Koirapuisto jokirantaan"),  # koirat
        ("KOIRAPUISTOJA", "Koirapuisto jokirantaan"),
        ("tolkki", "Koirapuisto jokirantaan"),
        ("puisto", "Koirapuisto jokirantaan"),  # within a compound
        ("hiekoi", "Talvipolku saareen"),  # not finished
        ("bänk", "Bänkar längs vägen"),
        ("bänken", "Bänkar längs vägen"),
        ("människa vila", "Bänkar längs vägen"),
        ("cykelparkering", "Fler cykelparkeringar"),
        ("cykel", "Fler cykelparkeringar"),
        ("library", "Libraries open on Sundays"),
        ("sunday the library", "Libraries open on Sundays"),
        ("family weekend", "Libraries open on Sundays"),
        ('"open on sundays"', "Libraries open on Sundays"),
        ('"sundays open"', None),
        ("swimmer -ladder", None),
        ("swimmer -boat", "A pier for swimmers"),
        ("100 %", "A pier for swimmers"),
        ("ladder_of", "A pier for swimmers"),
        ("%%%%", None),
        ("' | !", None),
        ("&", None),
    ],
)
def test_what_is_found(campaign, ideas, words, title):
    assert found(campaign, words) == ([title] if title else [])


def test_words_that_say_nothing_need_not_be_found_unless_there_are_no_others(campaign, ideas):
    assert found(campaign, "pier och the") == ["A pier for swimmers"]
    assert found(campaign, "joka") == ["Talvipolku saareen"]


def test_the_title_counts_more_than_the_text(campaign):
    for title, text in (("Muu", "Tässä puhutaan saunasta."), ("Sauna", "Muuta.")):
        Idea.objects.create(campaign=campaign, title=title, text=text)
    assert found(campaign, "sauna") == ["Sauna", "Muu"]


def test_other_filters(campaign, ideas, make_idea, onni):
    answered, mine = ideas[0], make_idea(campaign, "Koirakoulu", by=onni)
    Answer.objects.create(idea=answered, status="done", text={"fi": "Valmis."})

    def titles(**query: object) -> set[str]:
        return {idea.title for idea in visible_ideas(campaign_id=campaign.id, query=IdeaQuery(**query))}

    assert titles(language="sv") == {"Bänkar längs vägen", "Fler cykelparkeringar"}
    assert titles(status="answered") == titles(status="done") == {answered.title}
    assert titles(status="declined") == set()
    assert len(titles(status="unanswered")) == 6
    assert titles(by=mine.author_id) == {"Koirakoulu"}
    assert titles(by=0) == set()
    assert titles(words="koira", status="unanswered") == {"Koirakoulu"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("koirapusito", "koirapuisto"),
        ("koirapuisto", ""),
        ("helikopteri", ""),
        ("libarries", "libraries"),
        ("pir", ""),
    ],
)
def test_mistyped_words_are_replaced_by_those_of_titles(campaign, ideas, typed, meant):
    assert words_meant(campaign.id, typed) == meant
    if meant:
        assert found(campaign, typed) == []
        assert len(found(campaign, meant)) == 1


def test_all_published_campaigns_are_searched(campaign, ideas, make_campaign):
    draft = make_campaign("luonnos", published=False)
    Idea.objects.create(campaign=draft, title="Koirapuisto salaa")
    other = make_campaign("toinen")
    Idea.objects.create(campaign=other, title="Koirapuisto keskustaan")
    Idea.objects.create(campaign=other, title="Koirapuisto peruttu", state="withdrawn")
    titles = {idea.title for idea in ideas_of_all_campaigns("koirapuisto")}
    assert titles == {"Koirapuisto jokirantaan", "Koirapuisto keskustaan"}


def test_terms():
    assert terms_of('uusi "kevyen liikenteen" -auto silta') == [
        Term(("uusi",)),
        Term(("kevyen", "liikenteen")),
        Term(("auto",), unwanted=True),
        Term(("silta",), is_beginning=True),
    ]
    assert terms_of("\x00 - \"\" ''") == []
    assert len(terms_of("a b c d e f g h i j")) == 8
    assert question([])[1] == []
