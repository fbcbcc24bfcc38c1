# SPDX-License-Identifier: EUPL-1.2
"""The archive of a campaign that is over: made once, the same bytes, made anew when something is hidden or erased."""

import hashlib
import json
import re
import zipfile

import pytest
from django.core.management import call_command

from backend.common.errors import NotFound
from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import Idea
from backend.participation.ideas.services import answer_idea
from backend.records.archives.errors import ArchiveNotReady, CampaignNotOver
from backend.records.archives.models import Archive
from backend.records.archives.selectors import archive_of, due_campaigns, path_of
from backend.records.archives.services import archive_campaign, make_archive, make_due_archives
from backend.records.privacy.services import erase_person
from tests.participation.moderation.steps import hidden

pytestmark = pytest.mark.django_db(transaction=True)


def opened(archive: Archive) -> zipfile.ZipFile:
    return zipfile.ZipFile(path_of(archive))


def test_the_worker_makes_it_once_and_everybody_finds_the_pages_the_data_and_the_checksums(over):
    assert due_campaigns() == ["joki"]
    assert (make_due_archives(), make_due_archives()) == (1, 0)
    assert due_campaigns() == []
    file = archive_of("joki")
    assert file.name == "joki-archive-1.zip"
    with opened(file.archive) as archive:
        names = set(archive.namelist())
        idea = Idea.objects.get()
        for language in ("fi", "sv", "en"):
            assert {
                f"{language}/{page}.html" for page in ("index", "results", "statistics", f"ideas/{idea.pk}")
            } <= names
        assert {"index.html", "style.css", "archive.json", "SHA256SUMS", "dataset/data/ideas.csv"} <= names
        page = archive.read(f"fi/ideas/{idea.pk}.html").decode()
        for words in ("Laituri", "Aino", "Hyvä &lt;b&gt;idea&lt;/b&gt;!", "Kiitos, Onni.", "5 kannatusta"):
            assert words in page
        for line in archive.read("SHA256SUMS").decode().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        for name in names:
            if name.endswith(".html"):
                text = archive.read(name).decode()
                assert "<script" not in text
                assert not re.search(r'(?:href|src)="(?:https?:)?/', text), "nothing from elsewhere"
    assert hashlib.sha256(file.path.read_bytes()).hexdigest() == file.archive.sha256


def test_every_link_of_the_pages_leads_to_a_file_of_the_archive(over):
    make_archive(campaign_slug="joki")
    with opened(Archive.objects.get()) as archive:
        names = set(archive.namelist())
        for page in [name for name in names if name.endswith(".html")]:
            for link in re.findall(r'(?:href|src)="([^"#]+)"', archive.read(page).decode()):
                parts = page.split("/")[:-1]
                for step in link.split("/"):
                    parts = parts[:-1] if step == ".." else [*parts, step]
                assert "/".join(parts) in names, (page, link)


def test_the_same_state_gives_the_same_bytes(over, tmp_path):
    one, two = (archive_campaign(campaign_slug="joki", path=tmp_path / name) for name in ("1.zip", "2.zip"))
    assert one.sha256 == two.sha256
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_by_command(over, tmp_path, capsys):
    call_command("archive_campaign", "joki", "--out", str(tmp_path / "joki.zip"))
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["sha256"] == hashlib.sha256((tmp_path / "joki.zip").read_bytes()).hexdigest()
    with pytest.raises(SystemExit):
        call_command("archive_campaign", "ei-ole", "--out", str(tmp_path / "x.zip"))


def test_a_campaign_that_goes_on_or_is_a_draft_has_none(campaign, make_campaign):
    make_campaign("luonnos", published=False)
    assert make_due_archives() == 0
    with pytest.raises(CampaignNotOver):
        archive_of(campaign.slug)
    for slug in ("luonnos", "ei-ole"):
        with pytest.raises(NotFound):
            archive_of(slug)


def test_an_answer_makes_a_new_version_that_names_the_checksum_of_the_old_one(over, porvoo_organiser):
    make_due_archives()
    first = Archive.objects.get()
    words = {"fi": "Laituri tehdään.", "sv": "Bryggan byggs.", "en": "The pier will be built."}
    answer_idea(by=porvoo_organiser, idea_id=Idea.objects.get().pk, status="accepted", office=words, text=words)
    assert archive_of("joki").archive == first  # nothing in it is wrong
    assert make_due_archives() == 1
    latest = archive_of("joki")
    assert (latest.archive.version, [one.sha256 for one in latest.earlier]) == (2, [first.sha256])
    assert not path_of(first).exists()
    with opened(latest.archive) as archive:
        assert json.loads(archive.read("archive.json"))["earlier"] == [{"version": 1, "sha256": first.sha256}]


def test_what_moderation_hides_is_handed_out_no_more(over, mikko):
    make_due_archives()
    comment = Comment.objects.get(parent=None)
    hidden(mikko, comment_id=comment.pk)
    with pytest.raises(ArchiveNotReady):
        archive_of("joki")
    assert make_due_archives() == 1
    with opened(archive_of("joki").archive) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert "idea&lt;/b&gt;" not in everything.decode(errors="replace")
    assert "Hyvä <b>idea" not in everything.decode(errors="replace")


def test_who_is_erased_is_in_no_archive(over, aino):
    make_due_archives()
    first = Archive.objects.get()
    erase_person(account=aino)
    assert not path_of(first).exists()
    with pytest.raises(ArchiveNotReady):
        archive_of("joki")
    assert make_due_archives() == 1
    with opened(archive_of("joki").archive) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    for words in ("Laituri", "Kiitos, Onni.", "Aino"):
        assert words not in everything
    assert Campaign.objects.filter(slug="joki").exists()


def test_everybody_fetches_it_by_page_and_api(over, client):
    page = "/campaigns/joki/archive/"
    assert "Arkistoa tehdään" in client.get(page).content.decode()
    assert client.get("/api/v1/campaigns/joki/archive/").status_code == 409
    make_due_archives()
    made = Archive.objects.get()
    assert made.sha256 in client.get(page).content.decode()
    assert "/campaigns/joki/archive/" in client.get("/campaigns/joki/").content.decode()
    told = client.get("/api/v1/campaigns/joki/archive/").json()
    assert (told["version"], told["sha256"], told["earlier"]) == (1, made.sha256, [])
    answer = client.get(told["file"].removeprefix("http://testserver"))
    assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == made.sha256
