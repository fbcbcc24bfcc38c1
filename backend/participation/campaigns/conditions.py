# SPDX-License-Identifier: EUPL-1.2
"""Who may take part in a campaign, act by act, as its organiser decided and as it is sealed."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from backend.participation.campaigns.models import Campaign

LEVELS: dict[str, str] = {
    "account": "signed_in",
    "strong": "strong",
    "register": "register",
    "code": "code",
    "device": "everyone",
}
"""Who has identified as the campaign's kind of identifier asks."""
CONDITIONED = ("propose", "comment", "support")
"""The acts that have a condition of their own."""
_FOLLOWS = {"withdraw": "support", "edit": "propose"}
_OF_LAW = ("sign",)
"""Acts of which the law says who may do them, whatever a campaign decided; the room itself asks who it is."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Condition:
    """Who may do one thing: identified how, how old on the reference date, living where (ids; empty: anywhere)."""

    who: str = "signed_in"
    minimum_age: int | None = None
    municipalities: Sequence[int] = ()
    districts: Sequence[int] = ()

    @property
    def asks_who_you_are(self) -> bool:
        """Whether age or residence decide."""
        return self.minimum_age is not None or bool(self.municipalities) or bool(self.districts)

    def as_written(self) -> dict[str, Any]:
        """The condition as it is stored and sealed: what is not asked is left out."""
        asked: dict[str, Any] = {"who": self.who}
        if self.minimum_age is not None:
            asked["minimum_age"] = self.minimum_age
        for name in ("municipalities", "districts"):
            if getattr(self, name):
                asked[name] = sorted(getattr(self, name))
        return asked


def condition_of(campaign: Campaign, act: str) -> Condition:
    """The condition of an act; what nobody decided is open to whoever is identified as the campaign asks."""
    return condition_written(campaign.conditions, campaign.identifier, act)


def condition_written(conditions: Mapping[str, Any], identifier: str, act: str) -> Condition:
    """The condition of an act in stored conditions; an act without one of its own follows its kin, or comments."""
    if act in _OF_LAW:
        return Condition(who="everyone")
    governing = _FOLLOWS.get(act, act if act in CONDITIONED else "comment")
    return Condition(**{"who": LEVELS[identifier], **conditions.get(governing, {})})
