# SPDX-License-Identifier: EUPL-1.2
"""What is typed into the forms of moderation, and a page as somebody reads it."""

import re

SAID = "Te olette kaikki ihan hölmöjä."
TYPED = {
    "category": "insult",
    "explanation": "Kommentti haukkuu kaikkia muita.",
    "name": "Vieras",
    "email": "vieras@example.org",
    "good_faith": "on",
}
HIDING = {"outcome": "hide", "ground": "insult", "facts": "Teksti nimittelee muita osallistujia."}


def words(answer) -> str:
    """A page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
