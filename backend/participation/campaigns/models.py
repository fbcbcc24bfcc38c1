# SPDX-License-Identifier: EUPL-1.2
"""Campaigns, their phases, and the voting windows that gate every vote."""

import pgtrigger
from django.db import models

from backend.common.clock import ClockTimestamp
from backend.region.accounts.models import Account
from backend.region.places.models import District, Municipality
from backend.region.programme.models import Spearhead

AFTERWARDS = ("results", "follow_up")
"""Kinds of phase in which nobody takes part any more: the municipality answers and does what it promised."""


class Campaign(models.Model):
    """What a municipality asks its residents; texts are language objects.

    Not published, it is a draft that only its municipality's staff see. `reference_date` is the
    day on which ages are told. `identifier` is the one kind of identifier that counts as a person
    (`device`: an account, or a browser where nobody has to sign in); `conditions` says who may do
    what, by act (campaigns.conditions), and is read with the campaign wherever an act is judged.
    """

    class Identifier(models.TextChoices):
        """What makes one person."""

        ACCOUNT = "account"
        STRONG = "strong"
        REGISTER = "register"
        CODE = "code"
        DEVICE = "device"

    class Influence(models.TextChoices):
        """How much those who take part decide: the promise, from the least to the most."""

        INFORM = "inform"
        CONSULT = "consult"
        INVOLVE = "involve"
        COLLABORATE = "collaborate"
        EMPOWER = "empower"

    class Kept(models.TextChoices):
        """Whether the promise was kept, said at the end."""

        YES = "yes"
        PARTLY = "partly"
        NO = "no"

    slug = models.SlugField(max_length=80, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="campaigns")
    spearhead = models.ForeignKey(Spearhead, on_delete=models.PROTECT, related_name="campaigns")
    title = models.JSONField()
    lead = models.JSONField(default=dict)
    promise = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    influence = models.CharField(max_length=12, choices=Influence.choices, blank=True, default="", db_default="")
    influence_kept = models.CharField(max_length=6, choices=Kept.choices, blank=True, default="", db_default="")
    influence_reason = models.JSONField(default=dict, blank=True, db_default={})
    art = models.SlugField(default="park")
    districts = models.ManyToManyField(District, blank=True, related_name="+")
    support_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    # nobody but organisers sees a count of supports before the vote is closed
    supports_hidden = models.BooleanField(default=False, db_default=False)
    # a moderator reads what is written before it is shown, by the promised time
    ideas_read_first = models.BooleanField(default=False, db_default=False)
    comments_read_first = models.BooleanField(default=False, db_default=False)
    read_within_hours = models.PositiveSmallIntegerField(default=24, db_default=24)
    identifier = models.CharField(max_length=10, choices=Identifier.choices, default=Identifier.ACCOUNT)
    conditions = models.JSONField(default=dict, blank=True)
    reference_date = models.DateField()
    imported = models.BooleanField(default=False)
    created_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-published_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(read_within_hours__range=(1, 120)), name="campaign_read_within_five_days"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="reading_first_stands",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__published_at__isnull=False),
                func="""
                    IF (OLD.ideas_read_first, OLD.comments_read_first, OLD.read_within_hours)
                        IS DISTINCT FROM (NEW.ideas_read_first, NEW.comments_read_first, NEW.read_within_hours) THEN
                        RAISE EXCEPTION 'whether a published campaign is read before it is shown stands'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="who_takes_part_stands",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__published_at__isnull=False),
                func="""
                    IF (OLD.identifier, OLD.conditions) IS DISTINCT FROM (NEW.identifier, NEW.conditions) THEN
                        RAISE EXCEPTION 'who takes part in a published campaign stands'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="rule_of_votes_stands",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange("support_limit", "supports_hidden"),
                func="""
                    IF EXISTS (SELECT FROM campaigns_votingwindow AS voting
                        JOIN campaigns_phase AS phase ON phase.id = voting.phase_id
                        WHERE phase.campaign_id = NEW.id AND voting.sealed_at IS NOT NULL
                          AND voting.rule->>'kind' = 'support'
                          AND (voting.rule->'limit', coalesce(voting.rule->'hidden_until_close', 'false'))
                              IS DISTINCT FROM (coalesce(to_jsonb(NEW.support_limit), 'null'),
                                                to_jsonb(NEW.supports_hidden))) THEN
                        RAISE EXCEPTION 'the rule of a vote that has begun stands'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Partner(models.Model):
    """A municipality that is asked to hold a campaign together with its lead, and whether it does.

    It holds it between `accepted_at` and `left_at`. What it did not accept is gone; a public campaign gets no
    partner any more, and one that left stays written down.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="partners")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(db_default=ClockTimestamp())
    accepted_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("campaign", "municipality", name="partner_once"),
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(accepted_at__isnull=False),
                name="partner_left_after_accepting",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="partner_is_another",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT FROM campaigns_campaign AS campaign WHERE campaign.id = NEW.campaign_id
                               AND (campaign.municipality_id = NEW.municipality_id
                                    OR campaign.published_at IS NOT NULL)) THEN
                        RAISE EXCEPTION 'a partner is another municipality than the lead, and joins a draft'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in campaign {self.campaign_id}"


class CampaignChange(models.Model):
    """Who changed what of a campaign, so that two who write at once can be told of each other.

    `parts` are names of the plan's fields; `edition` is the one that the change made.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    edition = models.PositiveIntegerField()
    parts = models.JSONField()
    changed_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        constraints = [models.UniqueConstraint("campaign", "edition", name="change_once_an_edition")]

    def __str__(self) -> str:
        return f"edition {self.edition} of {self.campaign_id}"


class Category(models.Model):
    """A subject under which ideas of a campaign are listed."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="categories")
    slug = models.SlugField(max_length=60)
    name = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint("campaign", "slug", name="category_unique_in_campaign")]

    def __str__(self) -> str:
        return self.slug


class Phase(models.Model):
    """A part of a campaign's time, open in [opens, closes) by the database's clock."""

    class Kind(models.TextChoices):
        """What is done in a phase."""

        INFORM = "inform"
        COLLECT = "collect"
        DISCUSS = "discuss"
        SUPPORT = "support"
        RESULTS = "results"
        FOLLOW_UP = "follow_up"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    # while it is set nobody takes part, though the phase goes on by its dates
    paused_at = models.DateTimeField(null=True, blank=True)
    # set when the ledger's record of the opening is written; never read to decide what is open
    opening_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opens", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="phase_closes_after_opening")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.campaign_id}"


class VotingWindow(models.Model):
    """The gate of a voting phase: only sealing, closing, extension and pause touch it.

    Every vote reads it FOR SHARE in the statement that stores the vote; whoever closes holds it
    FOR UPDATE, sets `closed_at` and counts in the same transaction.
    """

    phase = models.OneToOneField(Phase, on_delete=models.PROTECT, related_name="window")
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)
    rule = models.JSONField(null=True, blank=True)
    rule_hash = models.CharField(max_length=64, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="window_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=models.Q(sealed_at__isnull=True, rule__isnull=True, rule_hash="")
                | models.Q(sealed_at__isnull=False, rule__isnull=False) & ~models.Q(rule_hash=""),
                name="window_sealed_with_its_rule",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(sealed_at__isnull=False),
                name="window_sealed_before_closing",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="sealed_stays_sealed",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__sealed_at__isnull=False),
                func="""
                    IF (OLD.rule, OLD.rule_hash) IS DISTINCT FROM (NEW.rule, NEW.rule_hash) AND (
                        NEW.rule IS NULL
                        OR OLD.closed_at IS NOT NULL
                        OR NOT EXISTS (SELECT FROM campaigns_amendment AS amendment
                            WHERE amendment.phase_id = OLD.phase_id AND amendment.kind = 'rule'
                              AND amendment.rule_hash = NEW.rule_hash)
                        OR EXISTS (SELECT FROM events_event AS vote
                            JOIN campaigns_phase AS phase ON phase.campaign_id = vote.campaign_id
                            WHERE phase.id = OLD.phase_id AND vote.kind IN ('support_given', 'ballot_cast'))
                    ) THEN
                        RAISE EXCEPTION 'a sealed rule stands, but for an amendment before the first vote'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    IF (OLD.sealed_at, OLD.opens, OLD.phase_id)
                        IS DISTINCT FROM (NEW.sealed_at, NEW.opens, NEW.phase_id)
                        OR (OLD.closed_at IS NOT NULL AND (OLD.closed_at, OLD.closes)
                            IS DISTINCT FROM (NEW.closed_at, NEW.closes)) THEN
                        RAISE EXCEPTION 'a sealed window keeps its rule, a closed one its end'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(
                name="sealed_is_not_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__sealed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"window of phase {self.phase_id}"


class Amendment(models.Model):
    """What of a published campaign was changed after all: logged with a reason for everybody, and told.

    `before` and `after` are what it changed, `rule_hash` that of the rule that stands since. Never changed,
    but that the account which made it may be forgotten.
    """

    class Kind(models.TextChoices):
        """What was done."""

        EXTENDED = "extended"
        PAUSED = "paused"
        RESUMED = "resumed"
        RULE = "rule"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.JSONField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    rule_hash = models.CharField(max_length=64, blank=True, default="")
    made_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-id"]
        triggers = [
            pgtrigger.Trigger(
                name="amendment_stands",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF to_jsonb(OLD) - 'made_by_id' IS DISTINCT FROM to_jsonb(NEW) - 'made_by_id' THEN
                        RAISE EXCEPTION 'an amendment stands' USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.campaign_id}"


class Gathering(models.Model):
    """People met because of a campaign: when, where, and how many came, a number without persons.

    Where `attended` is null nobody has counted yet. One that should not have been noted is dropped with a reason
    and stays; what one said before a change stands in its versions, and who changed it in the audit log.
    """

    class Kind(models.TextChoices):
        """What it was."""

        MEETING = "meeting"
        WORKSHOP = "workshop"
        SCHOOL_VISIT = "school_visit"
        DESK_DAY = "desk_day"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    title = models.JSONField()
    attended = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    noted_at = models.DateTimeField(db_default=ClockTimestamp())
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_for = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["held_on", "id"]
        indexes = [models.Index(fields=["campaign", "held_on"], name="gathering_by_campaign")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dropped_at__isnull=True, dropped_for="")
                | models.Q(dropped_at__isnull=False) & ~models.Q(dropped_for=""),
                name="gathering_dropped_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.campaign_id} on {self.held_on}"


class GatheringVersion(models.Model):
    """What a gathering said before a change."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Gathering.Kind.choices)
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    title = models.JSONField()
    attended = models.PositiveIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("gathering", "number", name="gathering_version_once")]

    def __str__(self) -> str:
        return f"version {self.number} of gathering {self.gathering_id}"


class Cost(models.Model):
    """What a campaign costs, in euros: hours of staff at a price, and purchases. The latest edition stands."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    edition = models.PositiveIntegerField()
    staff_hours = models.DecimalField(max_digits=9, decimal_places=1)
    hour_price = models.DecimalField(max_digits=9, decimal_places=2)
    purchases = models.DecimalField(max_digits=12, decimal_places=2)
    is_public = models.BooleanField(default=False)
    noted_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint("campaign", "edition", name="cost_once_an_edition"),
            models.CheckConstraint(
                condition=models.Q(staff_hours__gte=0, hour_price__gte=0, purchases__gte=0), name="cost_is_no_income"
            ),
        ]

    def __str__(self) -> str:
        return f"cost of {self.campaign_id}, edition {self.edition}"
