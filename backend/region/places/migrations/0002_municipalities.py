# SPDX-License-Identifier: EUPL-1.2
"""The 26 municipalities: code of Statistics Finland, names, whether bilingual, place on the tile map."""

from typing import Any

from django.db import migrations

from backend.common.text import slug_of, sort_key

# code, Finnish, Swedish, Finnish inessive ("in …"), bilingual, column, row
MUNICIPALITIES = (
    ("018", "Askola", "Askola", "Askolassa", False, 7, 1),
    ("049", "Espoo", "Esbo", "Espoossa", True, 4, 3),
    ("078", "Hanko", "Hangö", "Hangossa", True, 0, 4),
    ("091", "Helsinki", "Helsingfors", "Helsingissä", True, 5, 4),
    ("106", "Hyvinkää", "Hyvinge", "Hyvinkäällä", False, 4, 0),
    ("149", "Inkoo", "Ingå", "Inkoossa", True, 1, 3),
    ("186", "Järvenpää", "Träskända", "Järvenpäässä", False, 5, 1),
    ("224", "Karkkila", "Högfors", "Karkkilassa", False, 2, 1),
    ("235", "Kauniainen", "Grankulla", "Kauniaisissa", True, 4, 4),
    ("245", "Kerava", "Kervo", "Keravalla", False, 5, 2),
    ("257", "Kirkkonummi", "Kyrkslätt", "Kirkkonummella", True, 3, 3),
    ("407", "Lapinjärvi", "Lappträsk", "Lapinjärvellä", True, 8, 0),
    ("444", "Lohja", "Lojo", "Lohjalla", True, 2, 2),
    ("434", "Loviisa", "Lovisa", "Loviisassa", True, 8, 2),
    ("504", "Myrskylä", "Mörskom", "Myrskylässä", True, 7, 0),
    ("505", "Mäntsälä", "Mäntsälä", "Mäntsälässä", False, 5, 0),
    ("543", "Nurmijärvi", "Nurmijärvi", "Nurmijärvellä", False, 4, 1),
    ("611", "Pornainen", "Borgnäs", "Pornaisissa", False, 6, 1),
    ("638", "Porvoo", "Borgå", "Porvoossa", True, 7, 2),
    ("616", "Pukkila", "Pukkila", "Pukkilassa", False, 6, 0),
    ("710", "Raasepori", "Raseborg", "Raaseporissa", True, 0, 3),
    ("753", "Sipoo", "Sibbo", "Sipoossa", True, 6, 2),
    ("755", "Siuntio", "Sjundeå", "Siuntiossa", True, 2, 3),
    ("858", "Tuusula", "Tusby", "Tuusulassa", False, 4, 2),
    ("092", "Vantaa", "Vanda", "Vantaalla", True, 5, 3),
    ("927", "Vihti", "Vichtis", "Vihdissä", False, 3, 2),
)


def add_municipalities(apps: Any, _editor: Any) -> None:
    """Add them all."""
    model = apps.get_model("places", "Municipality")
    model.objects.bulk_create(
        model(
            code=code,
            slug=slug_of(name_fi),
            name_fi=name_fi,
            name_sv=name_sv,
            inessive_fi=inessive_fi,
            bilingual=bilingual,
            tile_column=column,
            tile_row=row,
            sort_key=sort_key(name_fi),
        )
        for code, name_fi, name_sv, inessive_fi, bilingual, column, row in MUNICIPALITIES
    )


def remove_municipalities(apps: Any, _editor: Any) -> None:
    """Remove them all."""
    apps.get_model("places", "Municipality").objects.all().delete()


class Migration(migrations.Migration):
    """Reference data: the municipalities."""

    dependencies = [("places", "0001_start")]
    operations = [migrations.RunPython(add_municipalities, remove_municipalities)]
