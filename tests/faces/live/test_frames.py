# SPDX-License-Identifier: EUPL-1.2
"""What the relay pushes about a span of positions."""

from backend.faces.live.frames import frames_of
from backend.faces.live.merging import MOST_IDEAS
from backend.faces.live.protocol import RESYNC
from backend.faces.live.snapshot import campaign_snapshot
from backend.ledger.events.selectors import current_epoch
from backend.ledger.events.services import Span, publish, stamp
from backend.participation.campaigns.events import PhaseOpened
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.events import IdeaEdited
from backend.participation.supports.services import support_idea


def test_a_frame_has_the_ideas_that_changed_and_the_totals(campaign, idea, make_idea, aino, onni, fold):
    other = make_idea(campaign, "Penkki rantaan")
    support_idea(by=aino, idea_id=other.id)
    before = fold().upto
    support_idea(by=aino, idea_id=idea.id)
    write_comment(by=onni, idea_id=idea.id, text="Hyvä ajatus")
    span = fold()
    assert frames_of(span) == {
        campaign.id: {
            "type": "tallies",
            "epoch": current_epoch(),
            "previous": before,
            "position": span.upto,
            "ideas": {str(idea.id): {"supports": 1, "comments": 1}},
            "totals": {"supports": 2, "comments": 1, "ideas": 2},
        }
    }


def test_frames_of_a_campaign_follow_each_other_whatever_happens_elsewhere(
    campaign, idea, make_campaign, make_idea, aino, fold
):
    elsewhere = make_idea(make_campaign("puisto"))
    fold()
    support_idea(by=aino, idea_id=idea.id)
    first = fold()
    support_idea(by=aino, idea_id=elsewhere.id)
    second = fold()
    write_comment(by=aino, idea_id=idea.id, text="Hyvä ajatus")
    third = fold()
    assert list(frames_of(second)) == [elsewhere.campaign_id]
    earlier, later = frames_of(first)[campaign.id], frames_of(third)[campaign.id]
    assert later["previous"] == earlier["position"] == first.upto


def test_a_frame_ends_where_a_snapshot_of_that_moment_stands(campaign, idea, aino, fold):
    support_idea(by=aino, idea_id=idea.id)
    frame = frames_of(fold())[campaign.id]
    snapshot = campaign_snapshot(campaign)
    assert frame["previous"] == 0
    assert {name: frame[name] for name in snapshot} == snapshot


def test_a_phase_that_opens_moves_the_position_and_names_no_idea(campaign, idea, fold):
    before = fold().upto
    publish(PhaseOpened(campaign_id=campaign.id, subject_id=idea.id))
    frame = frames_of(fold())[campaign.id]
    assert frame["ideas"] == {}
    assert (frame["previous"], frame["position"]) == (before, before + 1)


def test_with_too_many_changed_ideas_the_snapshot_is_the_shorter_way(campaign, idea):
    for number in range(MOST_IDEAS + 1):
        publish(IdeaEdited(campaign_id=campaign.id, subject_id=number, version=2))
    span = stamp()
    assert frames_of(span) == {campaign.id: RESYNC}


def test_an_empty_span_makes_no_frame(campaign, fold, count_queries):
    last = fold().upto
    with count_queries() as counted:
        assert frames_of(Span(last, last)) == {}
    assert counted() == 1


def test_a_frame_costs_ten_queries(campaign, idea, aino, fold, count_queries):
    fold()
    support_idea(by=aino, idea_id=idea.id)
    span = fold()
    with count_queries() as counted:
        frames_of(span)
    assert counted() == 10
