# SPDX-License-Identifier: EUPL-1.2
"""Schema: the words of ideas as PostgreSQL's full-text search reads them, kept by the database itself.

`words` is what is searched: title (weight A), place (B) and text (C) as written and as stemmed in
the three languages, since people write in one and search in another. `title_words` are the stems
of the title alone. Django does not know the columns: no list of ideas should carry them.
"""

from django.db import migrations

LANGUAGES = ("finnish", "swedish", "english")


def vector(column: str, weight: str, dictionaries: tuple[str, ...]) -> str:
    return " || ".join(f"setweight(to_tsvector('{one}', {column}), '{weight}')" for one in dictionaries)


EVERYTHING = " || ".join(
    vector(column, weight, ("simple", *LANGUAGES)) for column, weight in (("title", "A"), ("place", "B"), ("text", "C"))
)


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0004_sketch"),
    ]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE ideas_idea ADD COLUMN words tsvector GENERATED ALWAYS AS ({EVERYTHING}) STORED,"
            f" ADD COLUMN title_words tsvector GENERATED ALWAYS AS ({vector('title', 'A', LANGUAGES)}) STORED",
            "ALTER TABLE ideas_idea DROP COLUMN words, DROP COLUMN title_words",
        ),
        migrations.RunSQL("CREATE INDEX idea_words ON ideas_idea USING gin (words)", "DROP INDEX idea_words"),
    ]
