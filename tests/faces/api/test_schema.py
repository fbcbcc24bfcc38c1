# SPDX-License-Identifier: EUPL-1.2
"""The API does what its description says, whatever is sent; the committed description is the code's."""

from pathlib import Path

import hypothesis
import pytest
import schemathesis
import yaml
from django.contrib.auth import login
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpRequest

from backend.common.clock import database_now
from backend.config.sessions import SessionStore
from backend.config.wsgi import application
from backend.participation.discussion.services import write_comment
from backend.records.exports.models import Export
from backend.region.accounts.services import give_role

DESCRIPTION = Path(__file__).parents[3] / "docs/openapi.yaml"
CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
    schemathesis.checks.response_headers_conformance,
]
EXAMPLES = 15


def test_the_committed_description_is_that_of_the_code(tmp_path):
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(made))
    assert DESCRIPTION.read_text() == made.read_text(), "make it anew: docs/api.md says how"


def described() -> list[schemathesis.schemas.APIOperation]:
    """Every operation of the committed description, with the application behind it."""
    schema = schemathesis.openapi.from_path(DESCRIPTION)
    schema.app = application
    schema.config.update(base_url="http://localhost/")
    return [operation.ok() for operation in schema.get_all_operations()]


@pytest.fixture
def _connection_of_the_test():
    """A server closes its connection after each request; here it is the test's, with what the test made."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def things(_connection_of_the_test, campaign, idea, porvoo_organiser, settings):
    """What addresses may name, and the token of somebody who may do everything."""
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"acts": "1000000/day", "anonymous": "1000000/day"},
    }
    give_role(account=porvoo_organiser, kind="admin", municipality=None)
    comment = write_comment(by=porvoo_organiser, idea_id=idea.id, text="Hyvä!")
    export = Export.objects.create(campaign=campaign, state="failed", failure="export_error")
    request = HttpRequest()
    request.session = SessionStore()
    login(request, porvoo_organiser)
    request.session.save()
    return {
        "slug": campaign.slug,
        "idea_id": idea.id,
        "comment_id": comment.id,
        "export_id": str(export.id),
        "token": request.session.session_key,
    }


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False], ids=["things that are there", "things made up"])
@pytest.mark.parametrize("operation", described(), ids=lambda operation: operation.label)
def test_every_answer_is_as_described(operation, things, known):
    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def ask(case):
        if known:
            case.path_parameters = {name: things[name] for name in case.path_parameters or {}}
        case.call_and_validate(headers={"X-Session-Token": things["token"]}, checks=CHECKS)
        assert database_now()  # no act has left the connection in a broken transaction

    ask()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accept", "kind"),
    [("*/*", "application/vnd.oai.openapi"), ("application/vnd.oai.openapi+json", "application/vnd.oai.openapi+json")],
)
def test_the_description_is_served_as_yaml_and_json(anyone, accept, kind):
    answer = anyone.get("schema/", Accept=accept)
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert yaml.safe_load(answer.content) == yaml.safe_load(DESCRIPTION.read_text())
    assert anyone.get("schema/", Accept=accept, If_None_Match=answer["ETag"]).status_code == 304
