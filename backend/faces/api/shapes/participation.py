# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in a campaign: conditions, register, codes, and what is done at a desk."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.campaigns import IDENTIFIERS
from backend.faces.api.shapes.common import language_choice
from backend.faces.api.shapes.ideas import IdeaWritten

WHO = ("everyone", "signed_in", "strong", "register", "code")
BATCHES = ("letter", "school", "desk")
DESK_ACTS = ("support", "propose", "comment")
STANCES = ("for", "against", "neutral")


class ConditionShape(serializers.Serializer[Any]):
    """Who may do one thing: identified how, how old on the reference date, living where (empty: anywhere)."""

    who = serializers.ChoiceField(choices=WHO)
    minimum_age = serializers.IntegerField(required=False, allow_null=True, default=None)
    municipalities = serializers.ListField(child=serializers.SlugField(), required=False, default=list, max_length=30)
    districts = serializers.ListField(
        child=serializers.SlugField(),
        required=False,
        default=list,
        max_length=200,
        help_text="Of the campaign's municipality; only where people are counted by a register.",
    )


class ConditionsShape(serializers.Serializer[Any]):
    """The acts that have a condition of their own; one left out is for whoever is identified as the campaign asks."""

    propose = ConditionShape(required=False)
    comment = ConditionShape(required=False)
    support = ConditionShape(required=False)


class ParticipationShape(serializers.Serializer[Any]):
    """What makes one person in a campaign, and who may do what; ages are those of `reference_date`."""

    identifier = serializers.ChoiceField(choices=IDENTIFIERS)
    reference_date = serializers.DateField(read_only=True)
    conditions = ConditionsShape()


class RegisterChangeShape(serializers.Serializer[Any]):
    """What an upload changed; the same file again changes nothing."""

    rows = serializers.IntegerField()
    added = serializers.IntegerField()
    changed = serializers.IntegerField()
    removed = serializers.IntegerField()


class CodesWanted(serializers.Serializer[Any]):
    """A batch of one-time codes."""

    count = serializers.IntegerField()
    channel = serializers.ChoiceField(choices=BATCHES)
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)


class CodeBatchShape(serializers.Serializer[Any]):
    """A batch: how many codes it has and how many are used; `slip` are those handed out at a desk."""

    id = serializers.IntegerField()
    channel = serializers.ChoiceField(choices=(*BATCHES, "slip"))
    note = serializers.CharField()
    made_at = serializers.DateTimeField()
    voided_at = serializers.DateTimeField(allow_null=True)
    count = serializers.IntegerField()
    used = serializers.IntegerField()


class MadeCodesShape(serializers.Serializer[Any]):
    """The codes of a new batch, which are told this once."""

    id = serializers.IntegerField(source="batch.id")
    codes = serializers.ListField(child=serializers.CharField())


class VoidedShape(serializers.Serializer[Any]):
    """How many codes let nobody in any more."""

    voided = serializers.IntegerField()


class AllowanceShape(serializers.Serializer[Any]):
    """A network of which more devices may begin in an hour than usual; `note` says whose it is."""

    id = serializers.IntegerField(read_only=True)
    address = serializers.CharField(source="network", max_length=50)
    an_hour = serializers.IntegerField()
    note = serializers.CharField(max_length=1000, allow_blank=True)


class DeviceShape(serializers.Serializer[Any]):
    """What a browser or program carries that takes part without sign-in; it says nothing of anybody."""

    device = serializers.CharField()


class ClaimedShape(serializers.Serializer[Any]):
    """What a desk or a device had done and is the person's own now.

    Supports given by both, or above the limit, count no more.
    """

    ideas = serializers.IntegerField()
    comments = serializers.IntegerField()
    supports = serializers.IntegerField()
    doubled = serializers.IntegerField()
    released = serializers.IntegerField()


class IdentifiedShape(serializers.Serializer[Any]):
    """The identification stands; `claimed` where the code was a desk's slip."""

    claimed = ClaimedShape(allow_null=True)


class DeskActWritten(serializers.Serializer[Any]):
    """One thing done for a resident who is present: supporting an idea, proposing one, or commenting.

    `code` is the register's number, a letter's code or an earlier slip; without it a slip is made.
    """

    act = serializers.ChoiceField(choices=DESK_ACTS)
    reason = serializers.CharField(allow_blank=True, max_length=1000)
    idea = serializers.IntegerField(required=False, help_text="The idea that is supported or commented on.")
    draft = IdeaWritten(required=False, help_text="The idea that is proposed.")
    text = serializers.CharField(required=False, allow_blank=True, default="")
    stance = serializers.ChoiceField(choices=STANCES, required=False, default="neutral")
    code = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    birth_year = serializers.IntegerField(required=False, allow_null=True, default=None)
    municipality = serializers.SlugField(required=False, allow_blank=True, default="")
    language = language_choice(required=False, default="fi")


class DeskReceiptShape(serializers.Serializer[Any]):
    """What was done; `slip` is the code that is handed to the resident, told this once, empty where they had one."""

    idea = serializers.IntegerField(source="done.idea_id")
    changed = serializers.BooleanField(source="done.changed")
    slip = serializers.CharField()
