# SPDX-License-Identifier: EUPL-1.2
"""Schema: photos and their files, co-authors and invitations, kept drafts, share cards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock
import backend.common.ids


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_start"),
        ("ideas", "0002_answer"),
        ("participants", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CoauthorInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("invited_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="ideas.idea"
                    ),
                ),
            ],
            options={
                "ordering": ["invited_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("delete_after", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("delete_after__isnull", False)),
                        fields=["delete_after"],
                        name="stored_file_to_delete",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareCard",
            fields=[
                (
                    "idea",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="share_card",
                        serialize=False,
                        to="ideas.idea",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "file",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ideas.storedfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=backend.common.ids.random_name, max_length=32, unique=True)),
                ("alt", models.CharField(blank=True, default="", max_length=300)),
                ("uploaded_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("small_width", models.PositiveIntegerField()),
                (
                    "idea",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photo",
                        to="ideas.idea",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "large",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.storedfile"
                    ),
                ),
                (
                    "small",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.storedfile"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Coauthor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("joined_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="coauthors", to="ideas.idea"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participants.participant"
                    ),
                ),
            ],
            options={
                "ordering": ["joined_at", "id"],
                "constraints": [
                    models.UniqueConstraint(models.F("idea"), models.F("participant"), name="coauthor_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fields", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="campaigns.campaign"
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="ideas.photo",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("account"), models.F("campaign"), name="draft_once_in_a_campaign")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(("idea__isnull", True), models.Q(("alt", ""), _negated=True), _connector="OR"),
                name="photo_of_an_idea_is_described",
            ),
        ),
    ]
