# SPDX-License-Identifier: EUPL-1.2
"""Schema: a participant's voter may be changed while others refer to the participant."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0005_address_allowance")]

    operations = [
        migrations.RemoveConstraint(model_name="participant", name="participant_is_one_person"),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voter__isnull", False)),
                fields=("campaign", "voter"),
                name="participant_is_one_person",
            ),
        ),
    ]
