# SPDX-License-Identifier: EUPL-1.2
"""Schema: a kind of counts for signatures of initiatives."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0005_coarseness"),
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
                    ("signature", "Signature"),
                    ("hidden_idea", "Hidden Idea"),
                    ("hidden_comment", "Hidden Comment"),
                ],
                max_length=16,
            ),
        ),
    ]
