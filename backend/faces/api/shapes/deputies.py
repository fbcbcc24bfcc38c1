# SPDX-License-Identifier: EUPL-1.2
"""Deputies, and what waits for them."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.shapes.common import Languages

KINDS = ("organiser", "moderator")
DUTIES = ("answers", "feedback", "contacts", "cases")


class DeputyShape(serializers.Serializer[Any]):
    """Who stands in for whom: with days for all work of the role, without for what is late."""

    id = serializers.IntegerField()
    account = serializers.IntegerField(source="account_id")
    name = serializers.CharField(source="account.pseudonym")
    deputy = serializers.IntegerField(source="deputy_id")
    deputy_name = serializers.CharField(source="deputy.pseudonym")
    kind = serializers.ChoiceField(choices=KINDS)
    first_day = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)


class DeputyWritten(serializers.Serializer[Any]):
    """Whose work (null: one's own), which, and who stands in; both days or neither."""

    account = serializers.IntegerField(allow_null=True, default=None)
    kind = serializers.ChoiceField(choices=KINDS)
    deputy = serializers.IntegerField()
    first_day = serializers.DateField(allow_null=True, default=None)
    last_day = serializers.DateField(allow_null=True, default=None)


class DutyShape(serializers.Serializer[Any]):
    """Work that is due on one day; `subject` is a campaign, or the municipality of feedback."""

    kind = serializers.ChoiceField(choices=DUTIES)
    subject = serializers.IntegerField(source="subject_id")
    title = Languages()
    due_on = serializers.DateField()
    count = serializers.IntegerField()


class InPlaceOfShape(serializers.Serializer[Any]):
    """What a deputy has to do for one colleague."""

    name = serializers.CharField()
    is_away = serializers.BooleanField()
    duties = DutyShape(many=True)
