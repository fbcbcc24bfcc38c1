# SPDX-License-Identifier: EUPL-1.2
"""Data: the sketches of ideas that were proposed before there were any."""

import zlib

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from backend.methods.similarity.sketch import sketch


def add_sketches(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    idea, drawn = apps.get_model("ideas", "Idea"), apps.get_model("ideas", "Sketch")
    drawn.objects.bulk_create(
        (
            drawn(idea_id=number, title_hash=zlib.crc32(title.encode()), pieces=sketch(title))
            for number, title in idea.objects.values_list("id", "title").iterator()
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0005_words"),
    ]

    operations = [migrations.RunPython(add_sketches, migrations.RunPython.noop)]
