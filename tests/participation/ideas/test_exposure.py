# SPDX-License-Identifier: EUPL-1.2
"""What lists show is counted off the request, and the least seen come first in the next edition."""

import datetime

import pytest
from django.db import Error

from backend.common.clock import database_now
from backend.participation.ideas import exposure
from backend.participation.ideas.exposure import note_shown, remake, remake_orders, store_impressions
from backend.participation.ideas.fair import FairOrder, Seat, Spot, fair_order, forget_latest, seat_of
from backend.participation.ideas.models import Edition, Exposure, Idea
from backend.participation.ideas.selectors import visible_ideas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_shown_yet():
    exposure._shown.clear()


@pytest.fixture
def thirty(campaign):
    return Idea.objects.bulk_create(Idea(campaign=campaign, title=f"Idea {number}") for number in range(30))


def shown() -> dict[int, int]:
    return dict(Exposure.objects.values_list("idea_id", "shown"))


def older(campaign, **ago: int) -> None:
    Edition.objects.filter(campaign=campaign).update(made_at=database_now() - datetime.timedelta(**ago))
    forget_latest(campaign.id)


def test_what_was_shown_is_added_up(thirty):
    first, second = thirty[0].id, thirty[1].id
    note_shown([first, second])
    note_shown([first])
    assert shown() == {}
    assert store_impressions() == 3
    note_shown([first])
    assert store_impressions() == 1
    assert store_impressions() == 0
    assert shown() == {first: 3, second: 1}


def test_an_idea_that_is_gone_is_passed_over(thirty):
    note_shown([thirty[0].id, 2**40])
    store_impressions()
    assert shown() == {thirty[0].id: 1}


def test_what_could_not_be_stored_is_kept_for_the_next_time(thirty, monkeypatch):
    class Away:
        def cursor(self):
            raise Error

    note_shown([thirty[0].id])
    with monkeypatch.context() as patched:
        patched.setattr(exposure, "connection", Away())
        with pytest.raises(Error):
            store_impressions()
    store_impressions()
    assert shown() == {thirty[0].id: 1}


def test_the_least_seen_come_first(campaign, thirty):
    note_shown([idea.id for idea in thirty[:20]] * 50)
    store_impressions()
    remake(campaign.id)
    for bucket in range(64):
        order = fair_order(campaign.id, Seat(0, bucket))
        assert set(order.ids[:5]) <= {idea.id for idea in thirty[20:]}


def test_editions_are_made_where_something_was_shown_or_proposed(campaign, thirty, make_campaign):
    make_campaign("tyhja")  # it has no ideas
    assert remake_orders() == 1
    older(campaign, seconds=400)
    assert remake_orders() == 0  # nobody looked
    note_shown([thirty[0].id])
    store_impressions()
    assert remake_orders() == 1
    note_shown([thirty[0].id])
    store_impressions()
    assert remake_orders() == 0  # not yet
    Idea.objects.create(campaign=campaign, title="Uusi")
    assert remake_orders() == 0
    older(campaign, seconds=61)
    assert remake_orders() == 1
    assert fair_order(campaign.id, Seat(0, 0)).seat.edition == 3


def test_a_campaign_of_many_ideas_has_one_edition_at_a_time(campaign):
    made = Idea.objects.bulk_create(Idea(campaign=campaign, title=f"Idea {number}") for number in range(5000))
    remake(campaign.id)
    older(campaign, seconds=400)
    assert remake_orders() == 0
    note_shown(idea.id for idea in made[::2])
    store_impressions()
    assert remake_orders() == 1


def test_old_editions_are_forgotten_but_never_the_latest(campaign, thirty):
    remake(campaign.id)
    remake(campaign.id)
    older(campaign, hours=7)
    remake_orders()
    assert list(Edition.objects.values_list("number", flat=True)) == [2]


def test_there_is_no_order_before_the_first_edition_nor_of_one_that_is_gone(campaign, thirty):
    assert fair_order(campaign.id, Seat(0, 1)) is None
    remake(campaign.id)
    assert fair_order(campaign.id, Seat(0, 1)).seat == Seat(1, 1)
    assert fair_order(campaign.id, Seat(7, 1)) is None


@pytest.mark.parametrize(
    ("seed", "edition"), [("17-42", 17), ("17-64", 0), ("abc", 0), ("", 0), ("9999999999-1", 0), ("٣-1", 3)]
)
def test_a_seed_is_a_seat(seed, edition):
    seat = seat_of(seed)
    assert seat.edition == edition
    assert 0 <= seat.bucket < 64
    assert seat_of(seed) == seat


def pages(order: FairOrder, ideas, size: int, *, is_filtered: bool) -> list[list[int]]:
    found, spot = [], Spot()
    while spot is not None:
        rows, spot = order.page(ideas, spot, size, is_filtered=is_filtered)
        found.append(rows)
    return found


@pytest.mark.parametrize("is_filtered", [True, False])
@pytest.mark.parametrize(("size", "newer"), [(7, 0), (10, 0), (10, 1), (10, 10), (30, 3), (40, 20), (15, 0), (31, 1)])
def test_pages_have_each_idea_once(campaign, thirty, size, newer, is_filtered):
    remake(campaign.id)
    late = Idea.objects.bulk_create(Idea(campaign=campaign, title=f"Uusi {number}") for number in range(newer))
    order = fair_order(campaign.id, Seat(0, 5))
    found = pages(order, visible_ideas(campaign_id=campaign.id), size, is_filtered=is_filtered)
    assert [one for page in found for one in page] == [*order.ids.tolist(), *[idea.id for idea in late]]
    assert all(len(page) == size for page in found[:-1])
    numbered = [
        order.numbered_page(visible_ideas(campaign_id=campaign.id), first, size, is_filtered=is_filtered)[0]
        for first in range(0, 30 + newer, size)
    ]
    assert [[idea.id for idea in page] for page in numbered] == found


@pytest.mark.parametrize("is_filtered", [True, False])
def test_what_is_withdrawn_meanwhile_moves_no_page(campaign, thirty, is_filtered):
    remake(campaign.id)
    order = fair_order(campaign.id, Seat(0, 5))
    ideas = visible_ideas(campaign_id=campaign.id)
    first, spot = order.page(ideas, Spot(), 10, is_filtered=is_filtered)
    Idea.objects.filter(pk__in=[first[0], int(order.ids[12])]).update(state="withdrawn")
    second, _ = order.page(ideas, spot, 10, is_filtered=is_filtered)
    assert second[0] == order.ids[10]
    assert not set(first) & set(second)
    numbered, _ = order.numbered_page(ideas, 10, 10, is_filtered=False)
    assert [idea.pk for idea in numbered] == [int(one) for one in order.ids[10:20] if one != order.ids[12]]
