# SPDX-License-Identifier: EUPL-1.2
"""The protocol: numbers only, and the same on both sides."""

from typing import get_args, get_type_hints, is_typeddict

from django.conf import settings

from backend.faces.live import protocol
from backend.faces.live.typescript import FILE, protocol_in_typescript

NUMBERS_AND_NAMES_OF_STATES = {"epoch", "type", "state"}


def test_the_browsers_copy_is_what_the_protocol_says():
    written = (settings.ROOT / FILE).read_text(encoding="utf-8")
    assert written == protocol_in_typescript(), "Write it anew: python -m backend generate_protocol"


def test_every_frame_is_typed_and_documented():
    for frame in get_args(protocol.Frame):
        assert is_typeddict(frame)
        assert frame.__doc__
        assert f"export interface {frame.__name__} " in protocol_in_typescript()


def test_no_frame_carries_words():
    for message in [*get_args(protocol.Frame), protocol.Snapshot, protocol.IdeaTally, protocol.CampaignTotals]:
        texts = {name for name, hint in get_type_hints(message).items() if hint not in (int, int | None, *containers())}
        assert texts <= NUMBERS_AND_NAMES_OF_STATES


def containers():
    return [dict[str, protocol.IdeaTally], protocol.CampaignTotals]


def test_a_frame_is_sent_short_and_read_again():
    frame: protocol.Tallies = {
        "type": "tallies",
        "epoch": "e",
        "previous": 1,
        "position": 2,
        "ideas": {"7": {"supports": 3, "comments": 0}},
        "totals": {"supports": 3, "comments": 0, "ideas": 1},
    }
    text = protocol.encode(frame)
    assert " " not in text
    assert protocol.decode(text) == frame
