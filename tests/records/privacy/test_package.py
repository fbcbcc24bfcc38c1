# SPDX-License-Identifier: EUPL-1.2
"""Everything of a person as a ZIP: for programs, to read, and the photos."""

import io
import json
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from backend.participation.ideas import stored_files
from backend.participation.ideas.drafts import save_draft
from backend.participation.ideas.photos import receive_photo
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import propose_idea
from backend.participation.supports.services import support_idea
from backend.records.privacy.labels import SECTIONS
from backend.records.privacy.package import package_of
from backend.region.accounts.models import Account

pytestmark = pytest.mark.django_db


def photo_of(person):
    held = io.BytesIO()
    Image.new("RGB", (800, 600), "green").save(held, "JPEG")
    return receive_photo(by=person, upload=SimpleUploadedFile("laituri.jpg", held.getvalue(), "image/jpeg"))


def opened(person) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(package_of(person))))


@pytest.fixture
def busy(aino, onni, make_campaign, make_idea):
    """Aino has proposed an idea with a photo, has a draft, and supports Onni's idea."""
    campaign = make_campaign(open_phase="collect")
    photo = photo_of(aino)
    draft = IdeaDraft(
        title="Laituri <rantaan>", text="Uimareille.\n\nJa soutajille.", category="luonto", photo=photo.key,
        photo_alt="Vihreä ranta",
    )  # fmt: skip
    propose_idea(by=aino, campaign_slug=campaign.slug, draft=draft)
    save_draft(by=aino, campaign_slug=campaign.slug, fields={"title": "Toinen ajatus"})
    voting = make_campaign("aanestys")
    support_idea(by=aino, idea_id=make_idea(voting, "Onnin silta", by=onni).id)
    return photo


def test_all_is_in_it_for_programs_to_read_and_photos_too(aino, busy):
    package = opened(aino)
    assert package.testzip() is None
    assert set(package.namelist()) == {"data.json", "index.html", busy.large_id}
    assert package.read(busy.large_id) == stored_files.read(busy.large_id)
    told = {one["section"]: one for one in json.loads(package.read("data.json"))}
    assert set(told) == set(SECTIONS)
    assert told["ideas"]["rows"][0]["title"] == "Laituri <rantaan>"
    assert told["photos"]["rows"][0]["file"] == busy.large_id
    assert told["supports"]["label"] == "Kannatuksesi"


def test_the_page_opens_alone_and_says_all_in_the_persons_language(aino, busy):
    Account.objects.filter(pk=aino.pk).update(language="sv")
    aino.refresh_from_db()
    page = opened(aino).read("index.html").decode()
    assert '<html lang="sv">' in page
    assert "Laituri &lt;rantaan&gt;" in page
    assert "Onnin silta" in page
    assert f'<img src="{busy.large_id}" alt="Vihreä ranta">' in page
    targets = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert targets
    assert all(target.startswith(("#", "photos/")) for target in targets)
    assert "<script" not in page
    assert {target[1:] for target in targets if target[0] == "#"} <= set(re.findall(r' id="([^"]*)"', page))


def test_a_photo_that_is_gone_hinders_nothing(aino, busy):
    stored_files.default_storage.delete(busy.large_id)
    package = opened(aino)
    assert set(package.namelist()) == {"data.json", "index.html"}
    assert "<img" not in package.read("index.html").decode()


def test_nothing_of_anybody_else_is_in_it(aino, onni, busy):
    for person, others in ((onni, ("Laituri", "Toinen ajatus", aino.email)), (aino, (onni.email, "Onni "))):
        package = opened(person)
        for name in ("data.json", "index.html"):
            text = package.read(name).decode()
            assert not [other for other in others if other in text], name


def test_what_the_database_knows_costs_the_same_however_much_it_is(aino, busy, django_assert_max_num_queries):
    with django_assert_max_num_queries(80):
        list(package_of(aino))
