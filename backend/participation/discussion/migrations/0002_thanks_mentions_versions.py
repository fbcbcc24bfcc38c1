# SPDX-License-Identifier: EUPL-1.2
"""Schema: thanks, mentions, versions, and in whose name a comment is said."""

import django.db.models.deletion
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        ("discussion", "0001_start"),
        ("ideas", "0007_actor"),
        ("participants", "0001_start"),
        ("places", "0002_municipalities"),
        ("programme", "0003_actors"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("replaced_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveSmallIntegerField()),
                ("length", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["start"],
            },
        ),
        migrations.CreateModel(
            name="Thank",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
            ],
        ),
        migrations.CreateModel(
            name="ThanksTally",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="thanks_tally",
                        serialize=False,
                        to="discussion.comment",
                    ),
                ),
                ("thanks", models.IntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="comment",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programme.actor",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="official",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.municipality",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="version",
            field=models.PositiveSmallIntegerField(db_default=1),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("official__isnull", True), ("actor__isnull", True), _connector="OR"),
                name="comment_in_one_name",
            ),
        ),
        migrations.AddField(
            model_name="commentversion",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="discussion.comment"
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="discussion.comment"
            ),
        ),
        migrations.AddField(
            model_name="mention",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participants.participant"
            ),
        ),
        migrations.AddField(
            model_name="thank",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="discussion.comment"
            ),
        ),
        migrations.AddField(
            model_name="thank",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="participants.participant"
            ),
        ),
        migrations.AddConstraint(
            model_name="commentversion",
            constraint=models.UniqueConstraint(models.F("comment"), models.F("number"), name="comment_version_unique"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("comment", "start"), name="mention_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="thank",
            constraint=models.UniqueConstraint(fields=("comment", "participant"), name="thanks_once_a_person"),
        ),
    ]
