# SPDX-License-Identifier: EUPL-1.2
"""What the archive carries of formal initiatives: who made and who signed them are numbers of participants."""

from backend.participation.initiatives.models import Initiative, Signature
from backend.records.exports.archive.carried import WHO, Carried

_READABLE = """t.state <> 'withdrawn' AND EXISTS (SELECT FROM ideas_idea AS said WHERE said.id = t.idea_id
    AND said.state IN ('published', 'merged') AND said.hidden_for = '')"""

INITIATIVES = Carried(
    name="initiatives",
    model=Initiative,
    fields=(
        "idea",
        "municipality",
        "title",
        "text",
        "language",
        "idea_version",
        "state",
        "maker",
        "made_at",
        "closes_at",
        "threshold_reached_at",
        "ended_at",
        "handed_over_at",
        "signatures",
        "residents",
        "population",
        "population_on",
        "population_source",
        "population_synthetic",
        "threshold",
        "due_on",
        "reminded_before",
        "reminded_after",
        "handled_on",
        "decision",
        "decided_at",
    ),
    of="idea",
    when=dict.fromkeys(("title", "text"), _READABLE),
    left_out={
        "maker_name": "the name of a person",
        "maker_contact": "the address of a person",
        "name_is_public": "goes with the name",
        "decided_by": WHO,
    },
)
SIGNATURES = Carried(
    name="signatures",
    model=Signature,
    fields=("initiative", "participant", "is_resident", "signed_at"),
    of="initiative",
    left_out={"signer": "made of an identifier; the importing instance puts a random value"},
)

TABLES = (INITIATIVES, SIGNATURES)
