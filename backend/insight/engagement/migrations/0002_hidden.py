# SPDX-License-Identifier: EUPL-1.2
"""Schema: kinds of counts for what moderation hides."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0001_start"),
    ]

    operations = [
        migrations.AlterField(
            model_name="dailycount",
            name="kind",
            field=models.CharField(
                choices=[
                    ("idea", "Idea"),
                    ("support", "Support"),
                    ("comment", "Comment"),
                    ("hidden_idea", "Hidden Idea"),
                    ("hidden_comment", "Hidden Comment"),
                ],
                max_length=16,
            ),
        ),
    ]
