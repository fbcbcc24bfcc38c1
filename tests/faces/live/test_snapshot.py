# SPDX-License-Identifier: EUPL-1.2
"""The snapshot of a campaign: all figures at one position, cheap to ask for again."""

import json

from backend.faces.live.snapshot import campaign_snapshot, kept_snapshot
from backend.ledger.events.selectors import current_epoch, last_position
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.services import withdraw_idea
from backend.participation.supports.services import support_idea, withdraw_support


def test_a_snapshot_has_the_figures_of_every_idea_where_the_campaign_stands(
    campaign, idea, make_idea, aino, onni, fold
):
    other = make_idea(campaign, "Penkki rantaan")
    support_idea(by=aino, idea_id=idea.id)
    support_idea(by=onni, idea_id=idea.id)
    write_comment(by=aino, idea_id=other.id, text="Hyvä ajatus", stance="for")
    fold()
    assert campaign_snapshot(campaign) == {
        "epoch": current_epoch(),
        "position": last_position(campaign_id=campaign.id),
        "ideas": {str(idea.id): {"supports": 2, "comments": 0}, str(other.id): {"supports": 0, "comments": 1}},
        "totals": {"supports": 2, "comments": 1, "ideas": 2},
    }


def test_an_act_that_is_not_folded_yet_is_in_the_next_snapshot(campaign, idea, aino, fold):
    fold()
    before = campaign_snapshot(campaign)
    support_idea(by=aino, idea_id=idea.id)
    assert campaign_snapshot(campaign) == before
    fold()
    after = campaign_snapshot(campaign)
    assert after["position"] > before["position"]
    assert after["totals"]["supports"] == 1


def test_support_taken_back_is_gone(campaign, idea, aino, fold):
    support_idea(by=aino, idea_id=idea.id)
    fold()
    assert campaign_snapshot(campaign)["totals"]["supports"] == 1
    withdraw_support(by=aino, idea_id=idea.id)
    fold()
    assert campaign_snapshot(campaign)["totals"]["supports"] == 0


def test_an_idea_taken_back_keeps_its_figures_and_is_not_counted(make_campaign, make_idea, aino, fold):
    campaign = make_campaign(open_phase="collect")
    idea = make_idea(campaign, by=aino)
    withdraw_idea(by=aino, idea_id=idea.id)
    fold()
    snapshot = campaign_snapshot(campaign)
    assert str(idea.id) in snapshot["ideas"]
    assert snapshot["totals"]["ideas"] == 0


def test_a_campaign_without_ideas_has_a_snapshot(campaign, fold):
    fold()
    snapshot = campaign_snapshot(campaign)
    assert snapshot["ideas"] == {}
    assert snapshot["position"] == last_position(campaign_id=campaign.id)


def test_what_happens_elsewhere_does_not_move_a_campaign(campaign, idea, make_campaign, make_idea, aino, fold):
    elsewhere = make_idea(make_campaign("puisto"))
    fold()
    before = campaign_snapshot(campaign)
    support_idea(by=aino, idea_id=elsewhere.id)
    fold()
    assert campaign_snapshot(campaign) == before


def test_asking_again_costs_one_query_and_a_change_two(campaign, idea, aino, fold, count_queries):
    fold()
    campaign_snapshot(campaign)
    with count_queries() as counted:
        campaign_snapshot(campaign)
    assert counted() == 1
    support_idea(by=aino, idea_id=idea.id)
    fold()
    with count_queries() as counted:
        campaign_snapshot(campaign)
    assert counted() == 2


def test_the_etag_names_epoch_and_position_and_the_body_is_the_snapshot(campaign, idea, fold):
    fold()
    kept = kept_snapshot(campaign)
    assert kept.etag == f'"{current_epoch()}-{kept.snapshot["position"]}"'
    assert json.loads(kept.body) == kept.snapshot
