# SPDX-License-Identifier: EUPL-1.2
"""Keeping a draft on the server."""

import pytest

from backend.common.clock import ClockTimestamp
from backend.common.errors import InvalidInput, NotFound
from backend.participation.ideas.drafts import KEPT_FOR, draft_of, drafts_of, drop_draft, forget_old_drafts, save_draft
from backend.participation.ideas.errors import DraftChangedElsewhere
from backend.participation.ideas.models import KeptDraft
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import propose_idea
from tests.threads import at_once

pytestmark = pytest.mark.django_db
DRAFT = IdeaDraft(title="Laituri rantaan", text="Pieni laituri uimareille ja tikkaat.", category="luonto")


def test_onni_types_half_an_idea_and_finds_it_again(onni, collecting):
    first = save_draft(by=onni, campaign_slug="keruu", fields={"title": "Lai", "text": "", "unknown": "x"})
    second = save_draft(
        by=onni, campaign_slug="keruu", fields={"title": "Laituri", "place": "Ranta"}, revision=first.revision
    )
    kept = draft_of(onni, collecting)
    assert (kept.fields, kept.revision) == ({"title": "Laituri", "place": "Ranta"}, second.revision)
    assert kept.saved_at >= first.saved_at
    assert [draft.campaign for draft in drafts_of(onni)] == [collecting]


def test_everybody_has_a_draft_of_their_own(onni, aino, collecting):
    save_draft(by=onni, campaign_slug="keruu", fields={"title": "Onnin"})
    save_draft(by=aino, campaign_slug="keruu", fields={"title": "Ainon"})
    assert draft_of(aino, collecting).fields == {"title": "Ainon"}


@pytest.mark.parametrize("read", [0, 1], ids=["never read", "read before"])
def test_what_another_device_saved_since_is_not_overwritten(onni, collecting, read):
    for revision in range(2):
        save_draft(by=onni, campaign_slug="keruu", fields={"title": "Puhelimella"}, revision=revision)
    with pytest.raises(DraftChangedElsewhere):
        save_draft(by=onni, campaign_slug="keruu", fields={"title": "Koneella"}, revision=read)
    assert draft_of(onni, collecting).fields == {"title": "Puhelimella"}


def test_a_page_does_not_stumble_over_what_it_saved_itself(onni, collecting):
    for title in ("Lai", "Laituri"):
        save_draft(by=onni, campaign_slug="keruu", fields={"title": title}, revision=0, saved_from="puhelin")
    with pytest.raises(DraftChangedElsewhere):
        save_draft(by=onni, campaign_slug="keruu", fields={"title": "Muu"}, revision=0, saved_from="kone")
    assert draft_of(onni, collecting).fields == {"title": "Laituri"}


def test_a_proposed_idea_is_no_draft_any_more(onni, aino, collecting):
    for person in (onni, aino):
        save_draft(by=person, campaign_slug="keruu", fields={"title": "Laituri"})
    propose_idea(by=onni, campaign_slug="keruu", draft=DRAFT)
    assert draft_of(onni, collecting) is None
    assert draft_of(aino, collecting) is not None


def test_a_draft_is_dropped(onni, collecting):
    save_draft(by=onni, campaign_slug="keruu", fields={"title": "Laituri"})
    drop_draft(by=onni, campaign_slug="keruu")
    drop_draft(by=onni, campaign_slug="keruu")
    assert not KeptDraft.objects.exists()


def test_a_draft_that_nobody_touches_is_forgotten_after_half_a_year(onni, collecting):
    save_draft(by=onni, campaign_slug="keruu", fields={"title": "Laituri"})
    forget_old_drafts()
    assert KeptDraft.objects.exists()
    KeptDraft.objects.update(saved_at=ClockTimestamp() - KEPT_FOR)
    forget_old_drafts()
    assert not KeptDraft.objects.exists()


def test_a_field_has_ten_thousand_characters_at_most(onni, collecting):
    with pytest.raises(InvalidInput) as refusal:
        save_draft(by=onni, campaign_slug="keruu", fields={"text": "a" * 10_001})
    assert set(refusal.value.fields) == {"text"}


def test_there_is_no_draft_where_there_is_no_campaign_to_see(onni, make_campaign):
    make_campaign("luonnos", open_phase="collect", published=False)
    with pytest.raises(NotFound):
        save_draft(by=onni, campaign_slug="luonnos", fields={"title": "Laituri"})


@pytest.mark.django_db(transaction=True)
def test_of_two_first_savings_at_once_one_is_kept_and_the_other_told(onni, collecting):
    acts = [
        lambda n=n: save_draft(by=onni, campaign_slug="keruu", fields={"title": f"Laite {n}"}).fields["title"]
        for n in range(2)
    ]
    results = at_once(acts)
    told = [result for result in results if isinstance(result, DraftChangedElsewhere)]
    assert len(told) == 1
    assert draft_of(onni, collecting).fields["title"] in results
