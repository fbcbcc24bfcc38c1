# SPDX-License-Identifier: EUPL-1.2
"""Accounts of people who sign in, and the roles that some of them have."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.functions import RandomUUID
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from backend.common.clock import ClockTimestamp
from backend.common.ids import random_number
from backend.common.text import LANGUAGES
from backend.region.accounts.pseudonyms import new_pseudonym
from backend.region.places.models import Municipality


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> "Account":
        """A new account; without a password one signs in by e-mail, without an address some other way."""
        account = self.model(email=self.normalize_email(email) if email else None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class AddressOrNone(models.EmailField):  # type: ignore[type-arg]
    """An e-mail address; what allauth empties is stored as NULL, so that many may have none."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """NULL for an empty address."""
        return super().get_db_prep_save(value or None, connection)


class Account(AbstractBaseUser):
    """A person who signs in, by e-mail or by what an issuer, a register or a code says of them.

    `email` is null where the person gave none. `pseudonym` is the public name; municipality, birth
    year and language are what the person says of themselves; `person_number` joins one person's
    participants for counting and is in no file and no API; by `uuid` other services of a city name
    the account when they ask for its data.
    """

    class Kind(models.TextChoices):
        """Whose account it is: a person's, a browser's that nobody signed in with, or one made at a desk."""

        PERSON = "person"
        DEVICE = "device"
        DESK = "desk"

    email = AddressOrNone(unique=True, null=True, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PERSON)
    pseudonym = models.CharField(max_length=40, unique=True, default=new_pseudonym)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES], default="fi")
    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person_number = models.BigIntegerField(unique=True, default=random_number, editable=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(birth_year__isnull=True) | models.Q(birth_year__range=(1900, 2100)),
                name="account_birth_year_is_plausible",
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="account_has_an_address_or_none"),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class Session(AbstractBaseSession):
    """A browser's or program's session; `account_id` says whose it is, so that all of one person can be ended."""

    account_id = models.BigIntegerField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"session until {self.expire_date}"


class Role(models.Model):
    """What an account may do for a municipality, or, without one, for the whole region.

    `issuer` is the key of the OpenID Connect issuer that says so at each sign-in, "" where a person
    of the municipality gave the role.
    """

    class Kind(models.TextChoices):
        """Staff roles."""

        ORGANISER = "organiser"
        MODERATOR = "moderator"
        EVALUATOR = "evaluator"
        ADMIN = "admin"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "municipality"], name="role_given_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.municipality or 'the region'}"


class StaffInvitation(models.Model):
    """Somebody is asked by letter to work for a municipality, or, without one, for the whole region.

    Of its link only a hash is kept. The address goes when the invitation is used, revoked or old.
    """

    email = models.EmailField(blank=True)
    kinds = models.JSONField()
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token_hash = models.BinaryField(unique=True)
    invited_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(db_default=ClockTimestamp())
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="invitation_ended_one_way",
            )
        ]

    def __str__(self) -> str:
        return f"invitation to {self.municipality or 'the region'}"


class Deputy(models.Model):
    """A colleague (`deputy`) stands in for somebody's work of one role in a municipality.

    With days: for all of it while they are away, both days included. Without: for what is late.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    deputy = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Role.Kind.choices)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    named_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        ordering = ["named_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(account=models.F("deputy")), name="deputy_is_another"),
            models.CheckConstraint(
                condition=models.Q(first_day__isnull=True, last_day__isnull=True)
                | models.Q(first_day__isnull=False, last_day__isnull=False, first_day__lte=models.F("last_day")),
                name="deputy_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["account", "deputy", "kind", "municipality", "first_day"],
                name="deputy_named_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"deputy {self.pk} for {self.kind} of municipality {self.municipality_id}"


class OfficeLetter(models.Model):
    """A letter on its way to an address that need not be an account's; the row goes when the letter is sent.

    `sealed` holds what its words are made of (links work for whoever has them), `about` names the
    thing that it is about.
    """

    email = models.EmailField()
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    template = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    sealed = models.BinaryField()
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_try = models.DateTimeField(db_default=ClockTimestamp())
    made_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        indexes = [models.Index(fields=["next_try", "id"], name="office_letter_queued")]

    def __str__(self) -> str:
        return f"letter about {self.about}"


class Assertion(models.Model):
    """What an OpenID Connect issuer said of an account at its latest sign-in there.

    `municipality` is a residence that the issuer may speak for: its own municipality, or any where
    it serves the whole region. Never a name, never the national identifier.
    """

    class Assurance(models.TextChoices):
        """How sure the issuer was of who signed in."""

        NONE = "none"
        ACCOUNT = "account"
        STRONG = "strong"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="assertions")
    issuer = models.CharField(max_length=40)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    birth_date = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    assurance = models.CharField(max_length=10, choices=Assurance.choices)
    asserted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "issuer"], name="assertion_once_an_issuer")]

    def __str__(self) -> str:
        return f"{self.issuer} of {self.account_id}"
