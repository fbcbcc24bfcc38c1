# SPDX-License-Identifier: EUPL-1.2
"""Accounts of people who sign in, and the roles that some of them have."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from backend.common.ids import random_number
from backend.common.text import LANGUAGES
from backend.region.accounts.pseudonyms import new_pseudonym
from backend.region.places.models import Municipality


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Account":
        """A new account; without a password one signs in by e-mail."""
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in by e-mail.

    `pseudonym` is the public name; municipality, birth year and language are what the person says
    of themselves; `person_number` joins one person's participants for counting and is in no file
    and no API.
    """

    email = models.EmailField(unique=True)
    pseudonym = models.CharField(max_length=40, unique=True, default=new_pseudonym)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES], default="fi")
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
            )
        ]

    def __str__(self) -> str:
        return self.pseudonym


class Role(models.Model):
    """What an account may do for a municipality, or, without one, for the whole region."""

    class Kind(models.TextChoices):
        """Staff roles."""

        ORGANISER = "organiser"
        MODERATOR = "moderator"
        EVALUATOR = "evaluator"
        ADMIN = "admin"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "municipality"], name="role_given_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.municipality or 'the region'}"
