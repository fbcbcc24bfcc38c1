# SPDX-License-Identifier: EUPL-1.2
"""Formal initiatives, their signatures, and how many there are as the relay has counted them.

The Finnish Local Government Act (410/2015, §23) lets residents of a municipality, and organisations that
work there, make initiatives in its affairs, whatever their age. Those who made one are told what is done
about it; the council hears once a year of all of them; and one that at least two in a hundred residents
make is taken up within six months of being made.
"""

from django.db import models
from django.db.models import Q

from backend.common.clock import ClockTimestamp
from backend.participation.ideas.models import Idea
from backend.participation.participants.models import Participant
from backend.region.accounts.models import Account
from backend.region.places.models import Municipality


class Initiative(models.Model):
    """An idea that its author made a formal initiative to a municipality: title and text as they were then.

    `maker_name` and `maker_contact` are for the officers who handle it, and the name is everybody's
    where the maker said so. From the handover on `signatures`, `residents`, the population with its
    reference and `threshold` are frozen; `threshold` is null where no population was loaded.
    `due_on` is the day by which it is taken up, null where the threshold was not reached.
    """

    class State(models.TextChoices):
        """Where it is. Only what collects may lapse: that is computed from `closes_at`, and written down later."""

        COLLECTING = "collecting"
        HANDED_OVER = "handed_over"
        DECIDED = "decided"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True, default="")
    language = models.CharField(max_length=8)
    idea_version = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.COLLECTING)
    maker = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    maker_name = models.CharField(max_length=100, blank=True, default="")
    maker_contact = models.CharField(max_length=200, blank=True, default="")
    name_is_public = models.BooleanField(default=False)
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    closes_at = models.DateTimeField()
    threshold_reached_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    signatures = models.PositiveIntegerField(null=True, blank=True)
    residents = models.PositiveIntegerField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)
    population_source = models.CharField(max_length=200, blank=True, default="")
    population_synthetic = models.BooleanField(default=False)
    threshold = models.PositiveIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    reminded_before = models.DateField(null=True, blank=True)
    reminded_after = models.DateField(null=True, blank=True)
    handled_on = models.DateField(null=True, blank=True)
    decision = models.JSONField(default=dict, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["municipality", "-made_at", "-id"], name="initiative_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"], name="initiative_one_at_a_time", condition=Q(state__in=["collecting", "handed_over"])
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["handed_over", "decided"],
                    handed_over_at__isnull=False,
                    signatures__isnull=False,
                    residents__isnull=False,
                )
                | Q(state__in=["collecting", "withdrawn", "lapsed"], handed_over_at__isnull=True),
                name="initiative_handed_over_with_its_count",
            ),
            models.CheckConstraint(
                condition=Q(state="decided", decided_at__isnull=False, handled_on__isnull=False)
                | (~Q(state="decided") & Q(decided_at__isnull=True)),
                name="initiative_decided_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"initiative {self.pk} of idea {self.idea_id}"


class Signature(models.Model):
    """One person makes an initiative theirs too: a legal act, by strong identification, taken back until the handover.

    `signer` is a keyed hash of the strong identifier, of this initiative alone, so one person signs
    once whatever accounts they have and nobody sees who signed two. `is_resident` says that an issuer
    asserted, together with a strong identification, that they live in the municipality.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+", db_index=False)
    signer = models.BinaryField(max_length=32)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    is_resident = models.BooleanField()
    signed_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-signed_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["initiative", "signer"], name="initiative_signed_once")]

    def __str__(self) -> str:
        return f"signature of initiative {self.initiative_id}"


class SignatureTally(models.Model):
    """Signatures of an initiative as the relay counted them last, and how many are residents'; no act writes it."""

    initiative = models.OneToOneField(Initiative, primary_key=True, on_delete=models.CASCADE, related_name="+")
    signatures = models.PositiveIntegerField(default=0)
    residents = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.signatures} signatures of initiative {self.initiative_id}"
