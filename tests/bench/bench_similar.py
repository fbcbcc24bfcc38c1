# SPDX-License-Identifier: EUPL-1.2
"""How long similar ideas take in a campaign of 20,000, against one query that finds nothing to do."""

import statistics
import time

import pytest
from django.db import connection

from backend.participation.ideas import similar
from backend.participation.ideas.models import Idea
from backend.participation.ideas.similar import keep_sketches, similar_ideas
from tests.participation.ideas.test_similar_ideas import rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
IDEAS, ASKED = 20_000, 200


def milliseconds(act, times: int) -> list[float]:
    found = []
    for number in range(times):
        began = time.perf_counter()
        act(number)
        found.append(1000 * (time.perf_counter() - began))
    return found


def one_query(_number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_similar_among_twenty_thousand(campaign):
    titles = [title for _, title in rows("titles")]
    ends = [title.split()[-1] for title in titles]
    made = Idea.objects.bulk_create(
        [
            Idea(campaign=campaign, title=f"{titles[number % len(titles)]} {ends[number // len(titles) % len(ends)]}")
            for number in range(IDEAS)
        ],
        batch_size=2000,
    )
    began = time.perf_counter()
    keep_sketches(made)
    stored = time.perf_counter() - began
    similar._kept.clear()
    typed = [title for _, title, _ in rows("near")]
    (first,) = milliseconds(lambda _: similar_ideas(campaign=campaign, title=typed[0]), 1)
    warm = milliseconds(lambda number: similar_ideas(campaign=campaign, title=typed[number % len(typed)]), ASKED)
    base = milliseconds(one_query, ASKED)
    print(
        f"\nsimilar ideas among {IDEAS:,}: median {statistics.median(warm):.1f} ms, largest {max(warm):.1f} ms;"
        f" first in a process {first:,.0f} ms; one query {statistics.median(base):.2f} ms;"
        f" sketches stored at {IDEAS / stored:,.0f}/s"
    )
    assert statistics.median(warm) <= 50
