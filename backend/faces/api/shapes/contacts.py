# SPDX-License-Identifier: EUPL-1.2
"""Messages to pilots."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import language_choice

WISHES = ("partner", "learn", "press")
OUTCOMES = ("joined", "answered", "not_ours")


class ContactWritten(serializers.Serializer[Any]):
    """A message to a pilot; a letter to `email` asks whether it is the writer's, and staff see nothing before."""

    wish = serializers.CharField(max_length=20, help_text="`partner`, `learn` or `press`.")
    name = serializers.CharField(max_length=200, allow_blank=True)
    organisation = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    email = serializers.CharField(max_length=254, allow_blank=True)
    message = serializers.CharField(max_length=20_000, allow_blank=True)
    consent = serializers.BooleanField(help_text="That staff may use name and address to answer.")
    language = language_choice(required=False)


class ContactTaken(serializers.Serializer[Any]):
    """The same answer whoever writes: what is in the letter says the rest."""

    confirm_by_letter = serializers.BooleanField()


class ContactConfirmed(serializers.Serializer[Any]):
    """What the letter's link holds."""

    token = serializers.CharField(max_length=200)


class ContactClock(serializers.Serializer[Any]):
    """By when there is an answer."""

    pilot = serializers.IntegerField(source="pilot_id")
    due_at = serializers.DateTimeField()


class AnsweredInTimeShape(serializers.Serializer[Any]):
    """Of the messages that are answered or due: how many had an answer within fourteen days."""

    in_time = serializers.IntegerField()
    of = serializers.IntegerField()


class ContactShape(serializers.Serializer[Any]):
    """One message as staff read it; who wrote it is empty once it was deleted."""

    id = serializers.IntegerField()
    pilot = serializers.IntegerField(source="pilot_id")
    wish = serializers.ChoiceField(choices=WISHES)
    name = serializers.CharField(allow_blank=True)
    organisation = serializers.CharField(allow_blank=True)
    email = serializers.CharField(allow_blank=True)
    message = serializers.CharField(allow_blank=True)
    language = language_choice()
    confirmed_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    answer = serializers.CharField(allow_blank=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(choices=("", *OUTCOMES), allow_blank=True)
    closed_at = serializers.DateTimeField(allow_null=True)


class ContactAnswerWritten(serializers.Serializer[Any]):
    """An answer, which goes by letter."""

    answer = serializers.CharField(max_length=20_000, allow_blank=True)


class ContactCloseWritten(serializers.Serializer[Any]):
    """What came of it."""

    outcome = serializers.CharField(max_length=20, help_text="`joined`, `answered` or `not_ours`.")
