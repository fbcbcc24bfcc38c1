# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: loads once, reconciles, and is as large as the product promises."""

import pytest

from backend.config.seed.load import load_demonstration
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Idea, Photo
from backend.participation.supports.models import Outcome, Support
from backend.participation.supports.selectors import tally_differences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_the_demonstration_loads_once_and_reconciles():
    assert load_demonstration() == 7
    assert Campaign.objects.filter(published_at__isnull=False).count() == 8
    assert Idea.objects.count() >= 150
    assert Comment.objects.count() >= 400
    assert Support.objects.count() >= 2000
    assert Outcome.objects.filter(supports__gt=0).exists()
    assert tally_differences() == []
    assert Photo.objects.filter(idea__title="Uimalaituri Savion rantaan").exclude(alt="").count() == 1
    assert load_demonstration() == 0
