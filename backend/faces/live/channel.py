# SPDX-License-Identifier: EUPL-1.2
"""Under which names frames travel through Redis from the relay to the hubs."""

from redis.connection import parse_url


class Channels:
    """One channel a campaign; the database's number is in the name, for publishing knows no databases."""

    def __init__(self, url: str) -> None:
        self._prefix = f"parvi:live:{parse_url(url).get('db') or 0}:"  # type: ignore[no-untyped-call]

    @property
    def pattern(self) -> str:
        """Matches the channel of every campaign."""
        return f"{self._prefix}*"

    def of_campaign(self, campaign_id: int) -> str:
        """The channel of a campaign."""
        return f"{self._prefix}{campaign_id}"

    @staticmethod
    def campaign_of(channel: bytes) -> int:
        """Whose channel it is."""
        return int(channel.rsplit(b":", 1)[1])
