# SPDX-License-Identifier: EUPL-1.2
"""Łódź 2022, 325,964 approvals, from the file through the ledger to the export: every total is the same."""

import collections
from pathlib import Path

import pytest
from django.db import connection

from backend.common.snapshot import one_snapshot
from backend.insight.engagement.comparison import compare_with_ledger
from backend.insight.engagement.releases import publish_releases
from backend.insight.engagement.selectors import campaign_statistics
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.ideas.selectors import idea_count
from backend.participation.supports.selectors import support_total, tally_differences
from backend.records.exports.services import export_campaign
from backend.records.importers.services import import_pabulib
from tests.data import PABULIB, needs_data, own_count

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, needs_data]


def test_the_export_of_lodz_equals_the_file_the_database_and_itself(tmp_path, read_package):
    imported = import_pabulib(file=PABULIB / "Poland_Lodz_2022.pb", campaign="lodz-2022")
    counted = own_count(PABULIB / "Poland_Lodz_2022.pb")
    approvals = sum(counted.supports.values())
    assert (imported.ideas, imported.participants, imported.supports) == (160, counted.approving, approvals)
    assert approvals == 325_964
    assert imported.seconds <= 90
    assert tally_differences() == []
    with one_snapshot():
        assert compare_with_ledger().differences == []

    publish_releases(campaign=campaign_by_slug("lodz-2022"))
    first, second = (export_campaign(campaign_slug="lodz-2022", folder=tmp_path / name) for name in ("1", "2"))
    assert Path(first.path).read_bytes() == Path(second.path).read_bytes()
    package = read_package(first.path)
    of_project = dict(package.query("SELECT source_id, supports FROM {ideas}"))
    assert of_project == {project: counted.supports[project] for project in counted.projects}
    with connection.cursor() as cursor:
        cursor.execute("SELECT idea_id, count(*) FROM supports_support GROUP BY idea_id ORDER BY idea_id")
        stored = cursor.fetchall()
    assert package.query("SELECT idea_id, count(*) FROM {supports} GROUP BY idea_id ORDER BY idea_id") == stored
    given = package.query(
        "SELECT given, count(*) FROM (SELECT count(*) AS given FROM {supports} GROUP BY supporter) GROUP BY given"
    )
    assert dict(given) == collections.Counter(len(projects) for projects in counted.ballots.values() if projects)
    assert package.query("SELECT DISTINCT week FROM {supports}") == [("2022-W44",)]

    campaign = campaign_by_slug("lodz-2022")
    statistics = campaign_statistics(campaign)
    assert statistics.position == first.position
    assert (statistics.net.supports, statistics.net.ideas) == (approvals, 160)
    assert statistics.participants is not None
    assert statistics.participants.value == counted.approving
    assert (support_total(campaign.id), idea_count(campaign.id)) == (approvals, 160)
    assert package.query("SELECT sum(supports), sum(ideas) FROM {daily_statistics}") == [(approvals, 160)]
    assert f"| participants | {counted.approving} |" in package.text("METHOD.md")
    assert "licenses" not in package.descriptor  # the source gives none that we could pass on
