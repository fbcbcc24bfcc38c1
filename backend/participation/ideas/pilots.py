# SPDX-License-Identifier: EUPL-1.2
"""Which pilot came of an idea, as it is stored."""

from django.db import models

from backend.common.clock import ClockTimestamp
from backend.region.programme.models import Pilot


class IdeaPilot(models.Model):
    """A pilot that came of an idea: one of each at most. Who supports the idea hears of the pilot."""

    idea = models.OneToOneField("ideas.Idea", primary_key=True, on_delete=models.PROTECT, related_name="became")
    pilot = models.OneToOneField(Pilot, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=ClockTimestamp())

    def __str__(self) -> str:
        return f"pilot {self.pilot_id} of idea {self.idea_id}"
