# SPDX-License-Identifier: EUPL-1.2
"""Schema: start."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_start"),
        ("campaigns", "0001_start"),
        ("discussion", "0001_start"),
        ("ideas", "0002_answer"),
        ("places", "0002_municipalities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MailChoice",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[("instant", "Instant"), ("daily", "Daily"), ("weekly", "Weekly"), ("none", "None")],
                        default="daily",
                        max_length=8,
                    ),
                ),
                ("paused_address", models.EmailField(blank=True, db_default="", default="", max_length=254)),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=24)),
                ("campaign_id", models.BigIntegerField()),
                ("idea_id", models.BigIntegerField(null=True)),
                ("comment_id", models.BigIntegerField(null=True)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("upto_account", models.BigIntegerField(db_default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(choices=[("fi", "fi"), ("sv", "sv"), ("en", "en")], max_length=2)),
                ("asked_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("news", "News"), ("confirm", "Confirm"), ("reminder", "Reminder")],
                        default="news",
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "Queued"), ("sent", "Sent"), ("refused", "Refused"), ("void", "Void")],
                        db_default="queued",
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("next_try", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("error", models.CharField(blank=True, db_default="", default="", max_length=40)),
                ("made_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reminder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="notifications.reminder",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(choices=[("newsletter", "Newsletter")], max_length=12)),
                ("given", models.BooleanField()),
                ("wording", models.CharField(max_length=12)),
                ("at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["account", "purpose", "-at", "-id"], name="consent_latest")],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="places.district",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ideas.idea",
                    ),
                ),
            ],
            options={
                "ordering": ["-since", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "account"), name="campaign_followed_once"),
                    models.UniqueConstraint(fields=("idea", "account"), name="idea_followed_once"),
                    models.UniqueConstraint(fields=("district", "account"), name="district_followed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("campaign__isnull", False), ("district__isnull", True), ("idea__isnull", True)),
                            models.Q(("campaign__isnull", True), ("district__isnull", True), ("idea__isnull", False)),
                            models.Q(("campaign__isnull", True), ("district__isnull", False), ("idea__isnull", True)),
                            _connector="OR",
                        ),
                        name="follow_has_one_target",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("idea", "account"), name="idea_muted_once")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=24)),
                ("reason", models.CharField(db_default="", max_length=12)),
                ("position", models.BigIntegerField(null=True)),
                ("once", models.CharField(max_length=60, null=True)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("told_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("read_at", models.DateTimeField(null=True)),
                ("mail_due", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="discussion.comment",
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ideas.idea"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="notifications.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["-told_at", "-id"],
                "indexes": [
                    models.Index(fields=["account", "-told_at", "-id"], name="notice_newest"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)), fields=["account"], name="notice_unread"
                    ),
                    models.Index(
                        condition=models.Q(("mail_due__isnull", False)),
                        fields=["mail_due", "account"],
                        name="notice_for_letter",
                    ),
                    models.Index(fields=["told_at"], name="notice_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("account", "position"), name="notice_once_an_event"),
                    models.UniqueConstraint(fields=("account", "once"), name="notice_once"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(fields=("campaign", "email"), name="reminder_asked_once"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("state", "queued")), fields=["next_try", "id"], name="letter_queued"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)), fields=["ended_at"], name="letter_ended"
            ),
        ),
    ]
