# SPDX-License-Identifier: EUPL-1.2
"""Schema: mergings of ideas, and that a person counts once for an idea."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import backend.common.clock


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("ideas", "0012_merged_into"),
        ("supports", "0004_counts_for_itself"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("supports", models.PositiveIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("merged_at", models.DateTimeField(db_default=backend.common.clock.ClockTimestamp())),
                ("undone_reason", models.TextField(blank=True, default="")),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-merged_at", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(fields=("participant", "counts_for"), name="support_counts_once"),
        ),
        migrations.AddField(
            model_name="merging",
            name="merged_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="merging",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.idea"),
        ),
        migrations.AddField(
            model_name="merging",
            name="target",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ideas.idea"),
        ),
        migrations.AddField(
            model_name="merging",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="merging",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("source",), name="idea_merged_once_at_a_time"
            ),
        ),
    ]
