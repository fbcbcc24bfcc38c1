# SPDX-License-Identifier: EUPL-1.2
"""What a dataset says of acts without sign-in agrees with the statistics, also when their person comes later."""

import pytest

from backend.insight.engagement.selectors import campaign_statistics
from backend.participation.assistance.devices import take_over_device
from backend.participation.campaigns.selectors import campaign_by_slug
from backend.participation.discussion.services import write_comment
from backend.participation.participants.devices import Whereabouts, act_as_device, new_device_token
from backend.participation.supports.services import support_idea
from backend.records.exports.services import export_campaign

# the export reads in a transaction of its own
pytestmark = pytest.mark.django_db(transaction=True)


def test_taken_over_texts_stay_unverified_as_the_ledger_counts_them(
    make_campaign, make_idea, aino, onni, settle, read_package, tmp_path
):
    campaign, token = make_campaign("kaikki", identifier="device"), new_device_token()
    idea = make_idea(campaign, by=onni)

    def device(act):
        return act_as_device(token=token, campaign=campaign, act=act, at=Whereabouts("198.51.100.7"))

    support_idea(by=device("support"), idea_id=idea.id)
    write_comment(by=device("comment"), idea_id=idea.id, text="Hyvä idea!")
    take_over_device(account=aino, token=token)
    settle()
    package = read_package(export_campaign(campaign_slug="kaikki", folder=tmp_path / "out").path)
    unverified = campaign_statistics(campaign_by_slug("kaikki")).unverified
    for table, count in (("ideas", unverified.ideas), ("comments", unverified.comments)):
        assert package.query(f"SELECT count(*) FROM {{{table}}} WHERE NOT verified") == [(count,)]
    assert (unverified.ideas, unverified.comments) == (0, 1)
    assert package.query("SELECT verified FROM {supports}") == [(True,)]  # given anew, in Aino's name
