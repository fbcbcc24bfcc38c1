# SPDX-License-Identifier: EUPL-1.2
"""Reports, the queue, decisions and appeals by program."""

import pytest

from backend.participation.discussion.services import write_comment
from backend.participation.moderation.models import Decision
from tests.participation.moderation.conftest import ten_seconds_go_by

pytestmark = pytest.mark.django_db
REPORT = {"category": "insult", "explanation": "Kommentti haukkuu kaikkia muita.", "good_faith": True}
HIDING = {"outcome": "hide", "ground": "insult", "facts": "Teksti nimittelee muita osallistujia."}


@pytest.fixture
def comment(onni, idea):
    """What Onni said of the idea."""
    return write_comment(by=onni, idea_id=idea.id, text="Te olette hölmöjä.", stance="against")


def test_from_a_report_to_an_appeal(call, comment, onni, maija, mikko):
    made = call(None).post(f"comments/{comment.id}/reports/", REPORT)
    assert made.status_code == 201
    key = made.json()["key"]
    assert made.json()["statement"] is None
    cases = call(maija).get("moderation/cases/").json()
    assert cases["count"] == 1
    assert (cases["results"][0]["text"], cases["results"][0]["comment"]) == ("Te olette hölmöjä.", comment.id)
    case_id = cases["results"][0]["id"]
    decision = call(maija).post(f"moderation/cases/{case_id}/decision/", HIDING).json()
    assert decision["carried_out_at"] is None
    assert call(maija).post(f"decisions/{decision['id']}/undo/").json() == {"id": case_id}
    decision = call(maija).post(f"moderation/cases/{case_id}/decision/", HIDING).json()
    ten_seconds_go_by()
    shown = call(None).get(f"ideas/{comment.idea_id}/comments/").json()["results"][0]
    assert (shown["text"], shown["hidden_for"], shown["mentions"]) == ("", "insult", [])
    assert call(None).get(f"reports/{key}/").json()["statement"]["decision"]["outcome"] == "hide"
    statement = call(onni).get(f"decisions/{decision['id']}/").json()
    assert (statement["text"], statement["may_appeal"]) == ("Te olette hölmöjä.", True)
    made = call(onni).post(f"decisions/{decision['id']}/appeal/", {"text": "En haukkunut ketään."}).json()
    assert [one["id"] for one in call(mikko).get("moderation/appeals/").json()["results"]] == [made["id"]]
    sent = {"stands": False, "facts": "Teksti on mielipide."}
    refused = call(maija).post(f"moderation/appeals/{made['id']}/decision/", sent)
    assert (refused.status_code, refused.json()["code"]) == (403, "other_person_decides")
    assert call(mikko).post(f"moderation/appeals/{made['id']}/decision/", sent).json()["stands"] is False
    assert call(None).get(f"ideas/{comment.idea_id}/comments/").json()["results"][0]["text"] == "Te olette hölmöjä."


def test_a_report_is_refused_field_by_field(call, idea):
    answer = call(None).post(f"ideas/{idea.id}/reports/", {**REPORT, "explanation": "x", "good_faith": False})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert set(answer.json()["fields"]) == {"explanation", "good_faith"}


def test_a_reporter_appeals_by_the_key(call, idea, maija):
    key = call(None).post(f"ideas/{idea.id}/reports/", REPORT).json()["key"]
    assert call(None).post(f"reports/{key}/appeal/", {"text": "Se on yhä loukkaava."}).status_code == 404
    case_id = call(maija).get("moderation/cases/").json()["results"][0]["id"]
    call(maija).post(f"moderation/cases/{case_id}/decision/", {"outcome": "leave"})
    ten_seconds_go_by()
    assert call(None).post(f"reports/{key}/appeal/", {"text": "Se on yhä loukkaava."}).status_code == 201


def test_a_moderator_opens_a_case_by_program(call, idea, maija):
    case_id = call(maija).post("moderation/cases/", {"idea": idea.id}).json()["id"]
    call(maija).post(f"moderation/cases/{case_id}/decision/", HIDING)
    ten_seconds_go_by()
    shown = call(None).get(f"ideas/{idea.id}/").json()
    assert (shown["title"], shown["state"], shown["hidden_for"]) == ("", "hidden", "insult")
    assert Decision.objects.get().case_id == case_id
