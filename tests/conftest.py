# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for: a published campaign and people with names."""

import contextlib
import datetime
import importlib
import re
import time
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.common.clock import database_now
from backend.ledger.events.catch_up import catch_up
from backend.ledger.events.models import Epoch
from backend.participation.campaigns.models import Campaign, Phase, VotingWindow
from backend.participation.campaigns.plans import CampaignPlan
from backend.participation.campaigns.rules import PhasePlan
from backend.participation.campaigns.services import create_campaign, publish_campaign
from backend.participation.ideas.models import Idea
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import propose_idea
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality
from backend.region.programme.services import describe_spearhead
from tests.identity_provider.fixtures import _running_identity_provider, identity_provider  # noqa: F401

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(scope="session", autouse=True)
def _ledger_may_be_emptied_between_tests(django_db_setup, django_db_blocker):
    """Tests with real transactions empty every table; only here may the ledger be one of them."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            # no row where no test of this run asked for a database, so that none was made
            "SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE '%never_emptied%' AND tgrelid IN"
            " (to_regclass('events_event'), to_regclass('audit_auditentry'))"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{name}"')


@pytest.fixture(scope="session", autouse=True)
def _everybody_leaves_the_database(django_db_setup, django_db_blocker):
    """At the end, sessions of processes that tests killed are waited for; one that stays is a leak, and named."""
    yield
    if not str(connection.settings_dict["NAME"]).startswith("test_"):
        return  # no test of this run asked for a database of its own: it stands in one that others use too
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute(
                "SELECT application_name, state, left(query, 80) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            others = cursor.fetchall()
            if not others:
                break
            time.sleep(0.1)
    assert others == []


@pytest.fixture(autouse=True)
def _reference_data(request: pytest.FixtureRequest):
    """A test with real transactions finds the tables empty: put municipalities, spearheads and the epoch back."""
    marker = request.node.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        if not Municipality.objects.exists():
            municipalities = importlib.import_module("backend.region.places.migrations.0002_municipalities")
            municipalities.add_municipalities(apps, None)
            spearheads = importlib.import_module("backend.region.programme.migrations.0002_spearheads")
            spearheads.add_spearheads(apps, None)
            instruments = importlib.import_module("backend.region.programme.migrations.0005_instruments")
            instruments.add_instruments(apps, None)
            Epoch.objects.get_or_create(only=True)


@pytest.fixture
def spearhead(db):
    """The spearhead of every test campaign."""
    return describe_spearhead(
        slug="citizen-city",
        position=4,
        name={"fi": "Kansalaisten kaupunki", "sv": "Medborgarnas stad", "en": "Citizen city"},
        description={"fi": "Asukkaat mukana.", "sv": "Invånarna med.", "en": "Residents take part."},
    )


MakePerson = Callable[..., Account]


@pytest.fixture
def make_person(db) -> MakePerson:
    """Make an account: make_person("Aino", municipality="porvoo", birth_year=1980)."""

    def make(
        name: str, *, municipality: str = "porvoo", birth_year: int | None = 1980, language: str = "fi"
    ) -> Account:
        return Account.objects.create_user(
            f"{name.lower()}@example.org",
            "a long password",
            pseudonym=name,
            municipality=Municipality.objects.get(slug=municipality) if municipality else None,
            birth_year=birth_year,
            language=language,
        )

    return make


@pytest.fixture
def aino(make_person) -> Account:
    """Aino, a resident of Porvoo, votes."""
    return make_person("Aino")


@pytest.fixture
def onni(make_person) -> Account:
    """Onni, a resident of Sipoo, proposes."""
    return make_person("Onni", municipality="sipoo", birth_year=2005, language="sv")


@pytest.fixture
def porvoo_organiser(make_person) -> Account:
    """Pirkko organises for Porvoo."""
    account = make_person("Pirkko")
    give_role(account=account, kind="organiser", municipality=Municipality.objects.get(slug="porvoo"))
    return account


@pytest.fixture
def make_moderator(make_person) -> MakePerson:
    """Make a moderator: make_moderator("Matti", "sipoo")."""

    def make(name: str, municipality: str = "porvoo") -> Account:
        account = make_person(name)
        give_role(account=account, kind="moderator", municipality=Municipality.objects.get(slug=municipality))
        return account

    return make


@pytest.fixture
def maija(make_moderator) -> Account:
    """Maija moderates for Porvoo."""
    return make_moderator("Maija")


@pytest.fixture
def mikko(make_moderator) -> Account:
    """Mikko moderates for Porvoo too."""
    return make_moderator("Mikko")


MakeCampaign = Callable[..., Campaign]


@pytest.fixture
def make_campaign(spearhead) -> MakeCampaign:
    """Make a campaign of Porvoo: make_campaign(open_phase="support", limit=3); the open phase ends in 10 days."""

    def make(
        slug: str = "joki",
        *,
        open_phase: str = "support",
        limit: int | None = None,
        municipality: str = "porvoo",
        published: bool = True,
        categories: tuple[str, ...] = ("Luonto", "Liikkuminen"),
        identifier: str = "account",
        conditions: dict[str, dict[str, object]] | None = None,
    ) -> Campaign:
        kinds = ["collect", "discuss", "support", "results"]
        first = database_now() - DAY - kinds.index(open_phase) * 10 * DAY
        phases = [PhasePlan(kind, first + n * 10 * DAY, first + (n + 1) * 10 * DAY) for n, kind in enumerate(kinds)]
        campaign = create_campaign(
            by=None,
            municipality=Municipality.objects.get(slug=municipality),
            spearhead=spearhead,
            plan=CampaignPlan(
                slug=slug,
                title={"fi": "Joki kaikille", "sv": "Ån för alla", "en": "A river for everyone"},
                lead={"fi": "Mitä joelle?", "sv": "Vad vid ån?", "en": "What for the river?"},
                categories=[{"fi": name, "sv": name, "en": name} for name in categories],
                phases=phases,
                support_limit=limit,
            ),
        )
        Campaign.objects.filter(pk=campaign.pk).update(identifier=identifier, conditions=conditions or {})
        return publish_campaign(by=None, slug=campaign.slug) if published else Campaign.objects.get(pk=campaign.pk)

    return make


@pytest.fixture
def campaign(make_campaign) -> Campaign:
    """A campaign of Porvoo whose support phase is open."""
    return make_campaign()


MakeIdea = Callable[..., Idea]


@pytest.fixture
def make_idea(make_person) -> MakeIdea:
    """Propose an idea whatever phase is open: make_idea(campaign, "Laituri", by=onni)."""
    authors: list[Account] = []

    def make(
        campaign: Campaign, title: str = "Laituri rantaan", *, by: Account | None = None, category: str = "luonto"
    ):
        authors.append(by or make_person(f"Kirjoittaja{len(authors)}"))
        before = list(campaign.phases.order_by("opens").values_list("id", "kind", "opens", "closes"))
        Phase.objects.filter(campaign=campaign).update(kind="collect")  # tests move the dates, not the clock
        idea = propose_idea(
            by=authors[-1],
            campaign_slug=campaign.slug,
            draft=IdeaDraft(title=title, text="Rantaan pieni laituri uimareille.", category=category),
        )
        for phase_id, kind, _opens, _closes in before:
            Phase.objects.filter(id=phase_id).update(kind=kind)
        return idea

    return make


@pytest.fixture
def idea(campaign, make_idea) -> Idea:
    """An idea that can be supported now."""
    return make_idea(campaign)


@pytest.fixture
def media(settings, tmp_path):
    """An empty folder for photos and share cards."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def settle():
    """Stamp and fold all that happened, as relay and worker do."""
    return catch_up


def move_window(
    campaign: Campaign, *, opens: datetime.datetime | None = None, closes: datetime.datetime
) -> VotingWindow:
    """Put a campaign's voting window (not sealed yet) and its support phase elsewhere in time."""
    window = VotingWindow.objects.get(phase__campaign=campaign)
    opens = opens or min(window.opens, closes - HOUR)
    VotingWindow.objects.filter(id=window.id).update(opens=opens, closes=closes)
    Phase.objects.filter(id=window.phase_id).update(opens=opens, closes=closes)
    window.refresh_from_db()
    return window


@pytest.fixture
def count_queries():
    """Count the statements of a block: `with count_queries() as counted: …; assert counted() <= 5`.

    BEGIN, COMMIT and savepoints are not counted: they are the test's or the pool's, not the act's.
    """

    @contextlib.contextmanager
    def count():
        with CaptureQueriesContext(connection) as context:
            yield lambda: sum(
                not re.match(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)", query["sql"].lstrip('"'))
                for query in context.captured_queries
            )

    return count
