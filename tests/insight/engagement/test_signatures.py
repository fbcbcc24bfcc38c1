# SPDX-License-Identifier: EUPL-1.2
"""Signatures of initiatives are acts of their own kind, and in no count of a campaign's people."""

import pytest

from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.models import DailyCount, DailyPeople
from backend.insight.engagement.selectors import campaign_statistics
from backend.participation.initiatives.services import sign_initiative, withdraw_signature
from tests.participation.initiatives.people import made_by, strongly

pytestmark = pytest.mark.django_db


def test_they_are_counted_net_and_gross_and_move_no_number_of_people(aino, onni, campaign, make_idea, settle):
    initiative = made_by(onni, make_idea(campaign, by=onni))
    settle()
    people, days = list(DailyPeople.objects.values_list("day", "people")), len(campaign_statistics(campaign).days)
    sign_initiative(by=strongly(aino, "020280-123B"), initiative_id=initiative.pk)
    withdraw_signature(by=aino, initiative_id=initiative.pk)
    settle()
    (row,) = DailyCount.objects.filter(kind="signature")
    assert (row.net, row.gross) == (1, 2)
    assert list(DailyPeople.objects.values_list("day", "people")) == people
    assert len(campaign_statistics(campaign).days) == days
    assert compare_with_ledger().differences == []
