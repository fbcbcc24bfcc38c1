# SPDX-License-Identifier: EUPL-1.2
"""What a list of 20 ideas and a page of 50 comments cost the processor, through the whole WSGI application.

20,000 comments and 60,000 supports are in the database. Beside each stands a view that does nothing,
asked in the same rounds through the same middleware; figures are processor time of this process.
"""

import io
import statistics
import time

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.urls import path
from rest_framework.response import Response

from backend.config.urls import urlpatterns as every_address
from backend.faces.api.endpoint import Endpoint
from backend.participation.ideas.exposure import remake
from backend.participation.ideas.models import Answer, Idea
from backend.participation.participants.services import ImportedVoter, admit_imported
from backend.region.accounts.models import Account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
IDEAS, COMMENTS, SUPPORTS, PEOPLE = 200, 20_000, 60_000, 1_000
ROUNDS, ASKED = 5, 40
LIST_GOAL, COMMENTS_GOAL = 10, 15
"""Milliseconds."""


class Nothing(Endpoint):
    """A view of the API that does nothing: what throttle, authentication and middleware cost."""

    def get(self, request):
        return Response({})


urlpatterns = [*every_address, path("api/v1/nothing/", Nothing.as_view())]


@pytest.fixture
def stage(campaign, make_idea):
    """A campaign as large as said, folded."""
    first = make_idea(campaign)
    Account.objects.bulk_create(
        Account(email=f"person{number}@example.org", pseudonym=f"Person {number}") for number in range(PEOPLE)
    )
    voters = [ImportedVoter(str(number)) for number in range(PEOPLE)]
    ids = list(admit_imported(campaign=campaign, voters=voters, language="fi").values())
    text = "Rantaan pieni laituri uimareille ja soutajille. " * 12
    ideas = Idea.objects.bulk_create(
        Idea(campaign=campaign, title=f"Laituri numero {n}", text=text, author_id=ids[n], category=first.category)
        for n in range(IDEAS - 1)
    )
    Answer.objects.bulk_create(
        Answer(idea=idea, status="done", office={"fi": "Virasto"}, text={"fi": "Tehty.", "sv": "Gjort."})
        for idea in ideas[::4]
    )
    hot = ideas[0].id
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH account AS (SELECT id, row_number() OVER () AS n FROM accounts_account WHERE email LIKE 'person%%'),"
            " own AS (SELECT id, row_number() OVER () AS n FROM unnest(%s::bigint[]) AS one (id))"
            " UPDATE participants_participant SET account_id = account.id FROM account JOIN own USING (n)"
            " WHERE participants_participant.id = own.id",
            [ids],
        )
        cursor.execute(
            "INSERT INTO supports_support (participant_id, idea_id, counts_for_id, window_id, given_at)"
            " SELECT person, idea, idea, window_id, now()"
            " FROM unnest(%s::bigint[]) AS person, unnest(%s::bigint[]) AS idea,"
            " (SELECT id AS window_id FROM campaigns_votingwindow WHERE phase_id IN"
            "  (SELECT id FROM campaigns_phase WHERE campaign_id = %s)) AS w LIMIT %s",
            [ids, [idea.id for idea in ideas], campaign.id, SUPPORTS],
        )
        cursor.execute(
            "INSERT INTO supports_tally (idea_id, supports) SELECT idea_id, count(*) FROM supports_support GROUP BY 1"
        )
        columns = "idea_id, author_id, stance, text, language"
        cursor.execute(
            f"INSERT INTO discussion_comment ({columns}, version) SELECT CASE WHEN n <= 500 THEN %s ELSE"
            " (%s::bigint[])[1 + n %% 199] END, (%s::bigint[])[1 + n %% 1000], 'for', %s, 'fi', 1"
            " FROM generate_series(1, %s) AS n",
            [hot, [idea.id for idea in ideas], ids, "Hyvä ajatus, joka sopii rantaan. " * 5, COMMENTS],
        )
        cursor.execute(
            "INSERT INTO discussion_tally (idea_id, in_favour, against, neutral)"
            " SELECT idea_id, count(*), 0, 0 FROM discussion_comment GROUP BY 1"
        )
        cursor.execute("ANALYZE")
    remake(campaign.id)
    return hot


def asker(account: Account | None):
    """Asks an address as a browser does; the processor's milliseconds."""
    application, client = WSGIHandler(), Client()
    if account is not None:
        client.force_login(account)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def ask(address: str) -> float:
        where, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": where, "QUERY_STRING": query, "SERVER_NAME": "testserver",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(b""), "wsgi.errors": io.StringIO(), "HTTP_COOKIE": cookie,
            "HTTP_ACCEPT": "application/json", "HTTP_ACCEPT_LANGUAGE": "fi",
        }  # fmt: skip
        statuses: list[str] = []
        began = time.process_time()
        body = application(environ, lambda status, _headers: statuses.append(status))
        b"".join(body)
        body.close()
        spent = 1000 * (time.process_time() - began)
        assert statuses == ["200 OK"], address
        return spent

    return ask


def test_lists(stage, aino, settings_of_the_bench):
    addresses = {
        "list of 20": "/api/v1/campaigns/joki/ideas/?seed=a",
        "list of 20, newest": "/api/v1/campaigns/joki/ideas/?order=newest",
        "list of 20, most": "/api/v1/campaigns/joki/ideas/?order=most",
        "list of 20, searched": "/api/v1/campaigns/joki/ideas/?q=laiturit",
        "page of 50 comments": f"/api/v1/ideas/{stage}/comments/?page_size=50",
        "nothing": "/api/v1/nothing/",
    }
    print()
    for who, account in (("anybody", None), ("signed in", aino)):
        ask, spent = asker(account), {name: [] for name in addresses}
        for address in addresses.values():
            ask(address)
        for _ in range(ROUNDS):
            for name, address in addresses.items():
                spent[name] += [ask(address) for _ in range(ASKED)]
        medians = {name: statistics.median(found) for name, found in spent.items()}
        for name, found in spent.items():
            print(
                f"{name}, {who}: median {medians[name]:.1f} ms, least {min(found):.1f} ms;"
                f" {medians[name] / medians['nothing']:.1f}x a view that does nothing"
            )
        assert medians["list of 20"] <= LIST_GOAL
        assert medians["page of 50 comments"] <= COMMENTS_GOAL


@pytest.fixture
def settings_of_the_bench(settings):
    """Our addresses with one more; no limit; a connection that is kept, as the pool keeps it in production."""
    cache.clear()
    settings.ROOT_URLCONF = __name__
    rates = {"acts": "1000000/min", "anonymous": "1000000/min"}
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": rates}
    kept, connection.settings_dict["CONN_MAX_AGE"] = connection.settings_dict["CONN_MAX_AGE"], None
    yield
    connection.settings_dict["CONN_MAX_AGE"] = kept
