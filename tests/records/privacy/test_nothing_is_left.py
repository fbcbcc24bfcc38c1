# SPDX-License-Identifier: EUPL-1.2
"""Erasure: a marker in every field that a person can fill; afterwards it stands nowhere, and no count has moved.

A new column in which something of a person could stand fails the first test until the marked life
(life.py) fills it, or it is excused here by name with the reason why nothing of a person stands there.
"""

import datetime
import io
import re
import zipfile

import pytest
from django.core.cache import cache
from django.db.models import F
from django.test import Client

from backend.common.clock import now
from backend.participation.campaigns.models import Phase
from backend.participation.ideas.models import ShareCard
from backend.participation.participants.models import Participant
from backend.participation.supports.models import Outcome
from backend.participation.supports.selectors import support_total
from backend.records.privacy.campaign_rooms import CAMPAIGN_ROOMS
from backend.records.privacy.codes import CODES
from backend.records.privacy.package import package_of
from backend.records.privacy.retention import retain_due_campaigns
from backend.records.privacy.selectors import everything_of
from backend.records.privacy.services import erase_person, try_erasure
from backend.region.accounts.issuers import DataRequests
from backend.region.accounts.models import Account, Session
from tests.identity_provider.forgery import token_of
from tests.identity_provider.provider import CLAIMS
from tests.journeys.state import state_of_the_database
from tests.records.privacy.life import Life, make_world
from tests.records.privacy.marks import Marker, columns_of, everywhere, text_columns
from tests.records.privacy.sameness import differences
from tests.records.privacy.test_rooms import of_people

pytestmark = pytest.mark.django_db(transaction=True)

OFFICE = "typed by staff in office: the municipality's own words, which stay when a person leaves"
OURS = "our own word, number or random name, never typed"
HASHED = "a keyed hash, which nobody can read; it goes with the account or is cut off from the person"
REASONS = {
    "account_emailconfirmation": {"key": OURS},
    "accounts_account": {"password": "a slow hash of a password, deleted with the account"},
    "accounts_assertion": {"issuer": OURS},
    "accounts_officeletter": {
        "about": OURS,
        "sealed": "sealed under a key that the database does not have; deleted with the letter",
        "template": OURS,
    },
    "accounts_role": {"issuer": OURS},
    "accounts_session": {"session_key": OURS},
    "accounts_staffinvitation": {"kinds": OURS, "token_hash": HASHED},
    "assistance_deskact": {"act": OURS},
    "assistance_kiosk": {"token_hash": HASHED},
    "campaigns_amendment": dict.fromkeys(("after", "before", "reason"), OFFICE) | {"rule_hash": OURS},
    "campaigns_campaign": dict.fromkeys(
        ("art", "conditions", "influence_reason", "languages", "lead", "promise", "slug", "title"), OFFICE
    ),
    "campaigns_campaignchange": {"parts": OURS},
    "discussion_comment": {"hidden_for": OURS, "language": OURS},
    "discussion_waitingcomment": dict.fromkeys(("assurance", "channel", "refused_for"), OURS),
    "events_event": dict.fromkeys(("assurance", "channel", "kind", "numbers"), OURS),
    "exports_export": dict.fromkeys(("failure", "file_name", "sha256"), OURS),
    "handling_handling": {"reason": OFFICE},
    "handling_milestone": {"title": OFFICE},
    "ideas_answer": {"office": OFFICE, "text": OFFICE},
    "ideas_coauthorinvitation": {"token_hash": HASHED},
    "ideas_idea": {
        "hidden_for": OURS,
        "language": OURS,
        "source_id": "a project's name in an imported file, which no participant proposed",
    },
    "ideas_photo": {"key": OURS},
    "ideas_waitingidea": dict.fromkeys(("assurance", "channel", "refused_for"), OURS),
    "ideas_sketch": {"pieces": "numbers of pieces of a title, hashed into 512 places; deleted with the title"},
    "initiatives_initiative": dict.fromkeys(("decision", "population_source"), OFFICE) | {"language": OURS},
    "initiatives_signature": {"signer": HASHED},
    "moderation_appeal": {"reasons": OFFICE},
    "moderation_decision": {"facts": OFFICE, "ground": OURS, "reference": OFFICE},
    "moderation_flag": dict.fromkeys(("numbers", "others"), "counts and ids, of which no word is a person's"),
    "moderation_report": {"category": OURS, "key": OURS},
    "municipalities_feedback": {"answer": OFFICE, "number": OURS},
    "notifications_consent": {"wording": OURS},
    "notifications_letter": {"error": "the mail server's number or the kind of a fault, never its words"},
    "notifications_notice": {"kind": OURS, "reason": OURS},
    "participants_addressallowance": {"network": OFFICE, "note": OFFICE},
    "participants_code": {"identifier": HASHED},
    "participants_codebatch": {"note": OFFICE},
    "participants_frozencontext": {"age_band": OURS, "language": OURS},
    "participants_identification": {"assurance": OURS, "identifier": HASHED},
    "participants_participant": {"admitted_to": OURS, "kind": OURS, "voter": HASHED},
    "supports_merging": {"reason": OFFICE, "undone_reason": OFFICE},
    "socialaccount_socialaccount": {
        "extra_data": "kept empty: nothing that an issuer says is stored but what its map names",
        "provider": OURS,
    },
    "socialaccount_socialtoken": dict.fromkeys(("token", "token_secret"), "no tokens of issuers are stored at all"),
}
EXCUSED = {f"{table}.{column}": reason for table, columns in REASONS.items() for column, reason in columns.items()}
"""Columns of models with a path to a person in which no person's words can stand, and why."""


@pytest.fixture
def life(
    identity_provider, settings, media, tmp_path, make_campaign, make_idea, porvoo_organiser, onni, mailoutbox, settle
):
    """Somebody who has filled everything that there is to fill."""
    cache.clear()
    settings.EXPORTS_DIR = tmp_path / "exports"
    requests = DataRequests("gdprquery", "gdprdelete", ("scope",), "account")
    claims = {**CLAIMS, "subject": ("nick",)}
    settings.ISSUERS = (identity_provider.issuer(claims=claims, data_requests=requests),)
    world = make_world(
        make_campaign=make_campaign,
        make_idea=make_idea,
        officer=porvoo_organiser,
        onni=onni,
        letters=mailoutbox,
        settle=settle,
    )
    life = Life(Marker(), world, identity_provider)
    life.live()
    return life


@pytest.fixture
def look(life, settings, log):
    """Look for the marker everywhere."""
    return lambda: everywhere(life.mark, settings.MEDIA_ROOT, settings.EXPORTS_DIR, log=log.getvalue())


def erase_by_wire(life: Life) -> None:
    """As the city's profile service does it."""
    life.account.refresh_from_db()
    token = token_of(life.provider, nick=life.mark("subject"), scope="gdprdelete")
    answer = Client().delete(f"/gdpr-api/v1/profiles/{life.account.uuid}", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 204, answer.content


def erase(life: Life) -> None:
    """As the person's own page and the operator's command do it."""
    erase_person(account=life.account)


def test_every_column_that_a_person_can_fill_is_filled_or_excused(look):
    """So the search below looks where something was, and a new column is thought of."""
    fillable, filled = text_columns(of_people()), columns_of(look())
    assert "\n".join(sorted(fillable - filled - set(EXCUSED))) == "", (
        "fill it in life.py, or say in EXCUSED why nobody's words are there"
    )
    assert set(EXCUSED) - fillable == set(), "excused, but there is no such column"
    assert set(EXCUSED) & filled == set(), "excused, but the marker stands there"
    assert all(len(reason) > 20 for reason in EXCUSED.values())


def test_the_search_finds_it_in_database_files_and_redis(look, life, settings):
    places = look()
    kinds = {place.split(":")[0] for place in places}
    assert kinds >= {"database", "files", "redis"}, places
    marks = set().union(*places.values())
    assert marks >= {"email", "name", "title", "newtitle", "alt", "comment", "newcomment", "draftphotoalt", "desk"}
    assert not marks & {"exif", "artist", "jpegcomment", "xmp", "file", "waiting"}, (
        "of a photo only what it shows is kept"
    )
    assert not marks & {"number", "waitingact", "official"}, "kept as a hash, sealed, or never"
    assert "log" not in kinds


def test_the_page_to_read_shows_no_raw_code_of_an_enumeration(life):
    """Of one's whole life: what `data.json` calls "published" is a sentence on the page."""
    life.account.refresh_from_db()
    package = zipfile.ZipFile(io.BytesIO(b"".join(package_of(life.account))))
    shown = set(re.findall(r"<dd>([^<]*)</dd>", package.read("index.html").decode()))
    codes = {code for words in CODES.values() for code in words}
    rows = {str(value) for one in everything_of(life.account) for row in one.rows for value in row.values()}
    assert len(rows & codes) >= 10, "a life without codes proves nothing"
    assert shown & codes == set()


@pytest.mark.parametrize("way", [erase, erase_by_wire], ids=["use case", "wire"])
def test_nothing_is_left_and_no_count_has_moved(way, life, look, settings, settle):
    files = {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    announced, total = list(Outcome.objects.order_by("pk").values_list()), support_total(life.world.over.id)
    assert look() != {}
    assert len(files) >= 5, "two pictures of each photo, and the card"
    way(life)
    assert look() == {}
    assert not Account.objects.filter(pk=life.account.pk).exists()
    shown = set(ShareCard.objects.filter(file__isnull=False).values_list("file", flat=True))
    left = {str(path.relative_to(settings.MEDIA_ROOT)) for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    assert left == shown, "only the cards of Onni's ideas"
    assert list(Outcome.objects.order_by("pk").values_list()) == announced
    assert support_total(life.world.over.id) == total == 2
    settle()
    assert differences() == []
    assert look() == {}
    life.look_around()
    assert look() == {}


def test_a_dry_run_moves_nothing_anywhere(life, look):
    before, places = state_of_the_database(), look()
    try_erasure(account=life.account)
    assert state_of_the_database() == before
    assert look() == places


def test_a_sign_in_that_was_begun_and_not_ended_is_kept_for_half_an_hour(client):
    client.post("/accounts/login/code/", {"email": "uusi@posti.test", "next": "/"})
    (session,) = Session.objects.all()
    assert session.expire_date <= now() + datetime.timedelta(minutes=30)


def test_when_the_time_of_the_campaigns_is_over_only_public_words_are_left_of_them(life, look, settle):
    """The person stays; of the campaigns nothing says who they were."""
    past = datetime.timedelta(days=3 * 366)
    Phase.objects.update(opens=F("opens") - past, closes=F("closes") - past)
    answered = text_columns({label for room in CAMPAIGN_ROOMS for label in room.models})
    public = {"discussion_commentversion.text", "ideas_photo.alt"}
    public |= {"initiatives_initiative.title", "initiatives_initiative.text"}
    of_no_campaign = {"notifications_notice.once"}  # that letters to an address were refused
    stays = public | of_no_campaign
    assert len(columns_of(look()) & answered - stays) >= 5
    retain_due_campaigns(seconds=120)
    settle()
    places = look()
    assert columns_of(places) & answered - stays == set()
    assert not {place for place, marks in places.items() if "discussion_" in place and marks & {"name"}}
    assert "noted" not in set().union(*places.values())
    assert not Participant.objects.filter(account=life.account).exists()
    assert Account.objects.filter(pk=life.account.pk).exists()
    assert differences() == []
