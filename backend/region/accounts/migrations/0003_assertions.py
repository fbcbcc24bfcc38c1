# SPDX-License-Identifier: EUPL-1.2
"""Schema: what issuers assert of an account."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_address_or_none"), ("places", "0002_municipalities")]

    operations = [
        migrations.CreateModel(
            name="Assertion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=40)),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "assurance",
                    models.CharField(
                        choices=[("none", "None"), ("account", "Account"), ("strong", "Strong")], max_length=10
                    ),
                ),
                ("asserted_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assertions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="assertion",
            constraint=models.UniqueConstraint(fields=("account", "issuer"), name="assertion_once_an_issuer"),
        ),
        migrations.AddField(
            model_name="role", name="issuer", field=models.CharField(blank=True, default="", max_length=40)
        ),
    ]
