# SPDX-License-Identifier: EUPL-1.2
"""Staff, invitations to work for a municipality, and the audit log."""

from typing import Any

from rest_framework import serializers

from backend.faces.api.paging import PageQuery

KINDS = ("organiser", "moderator", "evaluator", "admin")


class RoleShape(serializers.Serializer[Any]):
    """One role; `issuer` is the key of the sign-in service that says it, "" where a person gave it."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=KINDS)
    issuer = serializers.CharField(allow_blank=True)


class StaffMemberShape(serializers.Serializer[Any]):
    """A member of staff; without a second factor the roles do not hold."""

    account = serializers.IntegerField(source="account.pk")
    name = serializers.CharField(source="account.pseudonym")
    email = serializers.CharField(source="account.email", allow_null=True)
    has_second_factor = serializers.BooleanField(source="has_factor")
    roles = RoleShape(many=True)


class RoleGiven(serializers.Serializer[Any]):
    """A further role for somebody who has one here."""

    account = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=KINDS)


class StaffInvitationWritten(serializers.Serializer[Any]):
    """Whom to invite, to which roles; `language` is that of the letter."""

    email = serializers.CharField(max_length=254)
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS), max_length=4)
    language = serializers.ChoiceField(choices=("fi", "sv", "en"), default="fi")


class StaffInvitationShape(serializers.Serializer[Any]):
    """An open invitation; its link is in the letter alone."""

    id = serializers.IntegerField()
    email = serializers.CharField()
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS))
    invited_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class OwnInvitationShape(serializers.Serializer[Any]):
    """An open invitation to oneself; `municipality` is null for the whole region."""

    id = serializers.IntegerField()
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS))
    municipality = serializers.SlugField(source="municipality.slug", default=None, allow_null=True)
    invited_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()


class AcceptedShape(serializers.Serializer[Any]):
    """The roles that were taken on; `municipality` is null for the whole region."""

    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS))
    municipality = serializers.SlugField(source="municipality.slug", default=None, allow_null=True)


class AuditListQuery(PageQuery):
    """Which entries; `since` and `until` are moments, half-open."""

    operation = serializers.RegexField(r"^[a-z_]{1,40}$", required=False)
    target = serializers.RegexField(r"^[a-zA-Z0-9_:-]{1,81}$", required=False)
    actor = serializers.IntegerField(required=False)
    since = serializers.DateTimeField(required=False)
    until = serializers.DateTimeField(required=False)
    shipped = serializers.BooleanField(required=False, allow_null=True, default=None)


class AuditEntryShape(serializers.Serializer[Any]):
    """One line of the audit log (docs/audit.md)."""

    id = serializers.IntegerField()
    at = serializers.DateTimeField(source="recorded_at")
    actor = serializers.IntegerField(source="actor_id", allow_null=True)
    operation = serializers.CharField()
    target = serializers.CharField()
    status = serializers.ChoiceField(choices=("done", "refused"))
    reason = serializers.CharField(allow_blank=True)
    municipality = serializers.IntegerField(source="municipality_id", allow_null=True)
    on_behalf_of = serializers.IntegerField(source="on_behalf_of_id", allow_null=True)
    request = serializers.CharField(source="request_id", allow_blank=True)
    shipped_at = serializers.DateTimeField(allow_null=True)
