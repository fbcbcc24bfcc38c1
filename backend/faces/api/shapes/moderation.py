# SPDX-License-Identifier: EUPL-1.2
"""Reports, cases, decisions with their reasons, and appeals."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.paging import PageQuery
from backend.faces.api.shapes.common import language_choice
from backend.participation.moderation.grounds import CODES

OUTCOMES = ("hide", "leave", "restore")
GROUNDS = tuple(CODES)


class ReportWritten(serializers.Serializer[Any]):
    """What is wrong with an idea or a comment; name and e-mail are left out by who has signed in."""

    category = serializers.ChoiceField(choices=GROUNDS)
    explanation = serializers.CharField(allow_blank=True)
    name = serializers.CharField(required=False, allow_blank=True, default="", max_length=100)
    email = serializers.CharField(required=False, allow_blank=True, default="", max_length=254)
    good_faith = serializers.BooleanField(
        help_text="The person believes in good faith that this is right and complete."
    )
    language = language_choice(required=False)


class AddressConfirmed(serializers.Serializer[Any]):
    """What the letter to a reporter's address holds."""

    token = serializers.CharField(max_length=200)


class AppealShape(serializers.Serializer[Any]):
    """An appeal; `stands` and `reasons` once another person has decided it."""

    id = serializers.IntegerField()
    decision = serializers.IntegerField(source="decision_id")
    text = serializers.CharField()
    made_at = serializers.DateTimeField()
    stands = serializers.BooleanField(allow_null=True)
    reasons = serializers.CharField(allow_blank=True)
    decided_at = serializers.DateTimeField(allow_null=True)


class DecisionShape(serializers.Serializer[Any]):
    """A decision of a person; `carried_out_at` is null in the ten seconds in which it may be undone."""

    id = serializers.IntegerField()
    case = serializers.IntegerField(source="case_id")
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    ground = serializers.CharField(allow_blank=True)
    reference = serializers.CharField(source="cited", allow_blank=True)
    facts = serializers.CharField(allow_blank=True)
    language = serializers.CharField()
    takes_effect_at = serializers.DateTimeField()
    carried_out_at = serializers.DateTimeField(allow_null=True)


class StatementShape(serializers.Serializer[Any]):
    """A statement of reasons as one of its readers sees it; `text` is null for who only reported."""

    decision = DecisionShape()
    title = serializers.CharField(source="words.title", default=None, allow_null=True)
    text = serializers.CharField(source="words.text", default=None, allow_null=True)
    may_appeal = serializers.BooleanField()
    appeal_until = serializers.DateTimeField()
    found_by_machine = serializers.BooleanField(help_text="Whether a machine noticed it; a person decided.")
    appeals = AppealShape(many=True)


class ReportShape(serializers.Serializer[Any]):
    """A report; whoever has `key` follows it at `reports/<key>/`."""

    number = serializers.CharField(source="report.number")
    key = serializers.CharField(source="report.key")
    category = serializers.CharField(source="report.category")
    idea = serializers.IntegerField(source="report.case.idea_id")
    comment = serializers.IntegerField(source="report.case.comment_id", allow_null=True)
    made_at = serializers.DateTimeField(source="report.made_at")
    email_confirmed = serializers.SerializerMethodField(
        help_text="Whether the address that was left is confirmed: until then nothing is told to it."
    )
    statement = StatementShape(allow_null=True)

    def get_email_confirmed(self, followed: Any) -> bool:
        """Whether letters go to it."""
        return followed.report.email_confirmed_at is not None


class ReportedShape(serializers.Serializer[Any]):
    """One report as a moderator reads it: not who made it."""

    number = serializers.CharField()
    category = serializers.CharField()
    explanation = serializers.CharField()
    language = serializers.CharField()
    version = serializers.IntegerField()
    made_at = serializers.DateTimeField()


SOURCES = ("report", "staff", "premoderation", "flag")


class FlagShape(serializers.Serializer[Any]):
    """What a machine noticed, with its numbers and the texts that show it; it decides nothing."""

    kind = serializers.ChoiceField(choices=("same_text", "fast", "many_links", "mostly_link", "new_account"))
    numbers = serializers.DictField(child=serializers.IntegerField())
    others = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(allow_null=True)),
        help_text="Each an idea and a comment on it, or null.",
    )
    noticed_at = serializers.DateTimeField()


class CaseShape(serializers.Serializer[Any]):
    """A case that waits, with its evidence."""

    id = serializers.IntegerField(source="case.id")
    campaign = serializers.SlugField(source="case.campaign.slug")
    idea = serializers.IntegerField(source="case.idea_id")
    comment = serializers.IntegerField(source="case.comment_id", allow_null=True)
    title = serializers.CharField(source="words.title")
    text = serializers.CharField(source="words.text")
    origin = serializers.ChoiceField(
        choices=SOURCES, source="case.source", help_text="Why there is a case; `premoderation`: it is read first."
    )
    hidden = serializers.BooleanField(source="is_hidden")
    revision = serializers.IntegerField(
        allow_null=True, help_text="Of a text that waits to be shown: the one that was read is sent with the decision."
    )
    due_at = serializers.DateTimeField(source="case.due_at", allow_null=True, help_text="By when it was promised.")
    overdue = serializers.BooleanField(source="is_overdue")
    changed = serializers.BooleanField(source="is_changed", help_text="Since somebody reported it.")
    opened_at = serializers.DateTimeField(source="case.opened_at")
    reports = ReportedShape(many=True)
    flags = FlagShape(many=True)


class CasesShape(serializers.Serializer[Any]):
    """The oldest cases that wait, and how many there are in all."""

    count = serializers.IntegerField()
    results = CaseShape(many=True)


class CaseOpened(serializers.Serializer[Any]):
    """Which idea or comment is looked at without a report: one of the two."""

    idea = serializers.IntegerField(required=False)
    comment = serializers.IntegerField(required=False)


class CaseNumber(serializers.Serializer[Any]):
    """A case."""

    id = serializers.IntegerField()


class DecisionWritten(serializers.Serializer[Any]):
    """What is done and why; hiding needs a ground, hiding and restoring need facts.

    A text that waits is shown by `leave` and refused by `hide`, both with the `revision` that was read.
    """

    outcome = serializers.ChoiceField(choices=OUTCOMES)
    ground = serializers.ChoiceField(choices=GROUNDS, required=False)
    reference = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    facts = serializers.CharField(required=False, allow_blank=True, default="")
    revision = serializers.IntegerField(required=False, allow_null=True, default=None)
    language = language_choice(required=False)


class LogRow(serializers.Serializer[Any]):
    """A decision as everybody may know it: no words, no people."""

    id = serializers.IntegerField()
    municipality = serializers.SlugField(source="case.campaign.municipality.slug")
    campaign = serializers.SlugField(source="case.campaign.slug")
    about = serializers.SerializerMethodField()
    origin = serializers.ChoiceField(choices=SOURCES, source="case.source", help_text="Why there was a case.")
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    ground = serializers.CharField(allow_blank=True)
    reference = serializers.CharField(source="cited", allow_blank=True)
    on_appeal = serializers.SerializerMethodField()
    carried_out_at = serializers.DateTimeField()

    def get_about(self, decision: Any) -> str:
        """`idea` or `comment`."""
        return "comment" if decision.case.comment_id else "idea"

    def get_on_appeal(self, decision: Any) -> bool:
        """Whether it decided an appeal."""
        return decision.appeal_id is not None


class LogQuery(PageQuery):
    """Of which municipality; without, of all."""

    municipality = serializers.SlugField(required=False)


class PeriodQuery(serializers.Serializer[Any]):
    """Calendar days, both included; without them this year until today."""

    first = serializers.DateField(required=False)
    last = serializers.DateField(required=False)


class PeriodShape(serializers.Serializer[Any]):
    """Calendar days in Europe/Helsinki, both included."""

    first = serializers.DateField()
    last = serializers.DateField()


class LineShape(serializers.Serializer[Any]):
    """Decisions of one outcome on one ground."""

    outcome = serializers.ChoiceField(choices=OUTCOMES)
    ground = serializers.CharField(allow_blank=True)
    on_appeal = serializers.BooleanField()
    count = serializers.IntegerField()


class ReadFirstShape(serializers.Serializer[Any]):
    """Texts that a moderator reads before they are shown: how many, what became of them, in hours how long it took."""

    waited = serializers.IntegerField()
    shown = serializers.IntegerField()
    refused = serializers.IntegerField()
    taken_back = serializers.IntegerField(help_text="By who wrote it, before it was read.")
    late = serializers.IntegerField(help_text="Read after the promised time.")
    waiting = serializers.IntegerField()
    median_hours = serializers.FloatField(allow_null=True)
    longest_hours = serializers.FloatField(allow_null=True)


class TransparencyShape(serializers.Serializer[Any]):
    """A municipality's moderation in a period (DSA article 24); medians in hours."""

    period = PeriodShape()
    reports = serializers.DictField(child=serializers.IntegerField())
    decisions = LineShape(many=True)
    own_initiative = serializers.IntegerField()
    found_by_machine = serializers.IntegerField(help_text="First decisions of what a machine flagged.")
    automated = serializers.IntegerField()
    median_hours = serializers.FloatField(allow_null=True)
    appeals_made = serializers.IntegerField()
    appeals_stood = serializers.IntegerField()
    appeals_turned = serializers.IntegerField()
    appeals_waiting = serializers.IntegerField()
    appeals_median_hours = serializers.FloatField(allow_null=True)
    read_first = ReadFirstShape()


class AppealWritten(serializers.Serializer[Any]):
    """Why a decision is wrong."""

    text = serializers.CharField(allow_blank=True)


class AppealDecided(serializers.Serializer[Any]):
    """Whether the decision stands, and why; to hide after all needs a ground."""

    stands = serializers.BooleanField()
    facts = serializers.CharField(allow_blank=True)
    ground = serializers.ChoiceField(choices=GROUNDS, required=False)
    reference = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    language = language_choice(required=False)
