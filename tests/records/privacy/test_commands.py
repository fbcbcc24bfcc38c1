# SPDX-License-Identifier: EUPL-1.2
"""The operator's commands: a person's data as JSON, and erasing it, tried first."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from backend.participation.discussion.services import edit_comment, write_comment
from backend.participation.ideas.drafts import save_draft
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import edit_idea
from backend.participation.supports.services import support_idea
from backend.region.accounts.models import Account
from backend.region.accounts.services import describe_yourself

pytestmark = pytest.mark.django_db
MARK = "merkki7f3a"


def told_by(capsys, *command: str, **options: object):
    capsys.readouterr()
    call_command(*command, **options)
    return json.loads(capsys.readouterr().out)


def places_of_mark() -> list[str]:
    """Every table and column of the database in which the marker stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS whole WHERE whole::text ILIKE %s', [f"%{MARK}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


@pytest.fixture
def marked(aino, make_campaign, make_idea):
    """Aino has left the marker in everything that she could type into."""
    describe_yourself(account=aino, pseudonym=f"{MARK} nimi", municipality=None, birth_year=None, language="sv")
    Account.objects.filter(pk=aino.pk).update(email=f"{MARK}@posti.test")
    aino.refresh_from_db()
    campaign = make_campaign(open_phase="collect")
    idea = make_idea(campaign, f"Laituri {MARK}", by=aino)
    draft = IdeaDraft(title=f"Laituri {MARK} 2", text=f"Teksti {MARK} kaikille.", category="luonto", place=f"{MARK} 1")
    edit_idea(by=aino, idea_id=idea.id, draft=draft, version=1)
    comment = write_comment(by=aino, idea_id=idea.id, text=f"Kommentti {MARK}")
    edit_comment(by=aino, comment_id=comment.id, text=f"Toinen {MARK}", version=1)
    save_draft(by=aino, campaign_slug=campaign.slug, fields={"title": f"Luonnos {MARK}"})
    return idea


def test_everything_is_told_in_the_persons_language(aino, campaign, idea, capsys):
    support_idea(by=aino, idea_id=idea.id)
    Account.objects.filter(pk=aino.pk).update(language="sv")
    sections = {one["section"]: one for one in told_by(capsys, "personal_data", aino.email)}
    assert sections["account"]["label"] == "Konto"
    assert sections["account"]["rows"][0]["email"] == aino.email
    assert len(sections["supports"]["rows"]) == 1
    by_uuid = told_by(capsys, "personal_data", str(Account.objects.get(pk=aino.pk).uuid))
    assert [one["section"] for one in by_uuid] == list(sections)


def test_the_dry_run_says_what_the_erasure_then_does(aino, campaign, idea, capsys):
    support_idea(by=aino, idea_id=idea.id)
    tried = told_by(capsys, "erase_person", aino.email, dry_run=True)
    assert tried["supports_withdrawn"] == 1
    assert Account.objects.filter(pk=aino.pk).exists()
    assert told_by(capsys, "erase_person", aino.email) == tried
    assert not Account.objects.filter(pk=aino.pk).exists()


def test_nothing_typed_is_left_in_the_database(aino, marked, capsys):
    assert {"accounts_account", "ideas_idea", "ideas_ideaversion", "ideas_keptdraft", "discussion_comment"} <= set(
        places_of_mark()
    )
    call_command("erase_person", aino.email)
    assert places_of_mark() == []


def test_the_place_of_an_erased_idea_says_so(aino, marked, client):
    call_command("erase_person", aino.email)
    for path in (
        f"/ideas/{marked.id}/",
        f"/campaigns/{marked.campaign.slug}/",
        f"/campaigns/{marked.campaign.slug}/map/",
    ):
        page = client.get(path, headers={"Accept-Language": "fi"}).content.decode()
        assert "Poistettu kirjoittajan pyynnöstä" in page, path
        assert MARK not in page


def test_nobody_of_that_name_is_an_error_in_words():
    for command in ("personal_data", "erase_person"):
        with pytest.raises(CommandError, match="not_found"):
            call_command(command, "ei.ketaan@posti.test")
