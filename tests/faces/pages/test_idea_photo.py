# SPDX-License-Identifier: EUPL-1.2
"""A photo in the form of an idea, on its page, and by its own address."""

import re

import pytest

from backend.participation.ideas.models import Idea, Photo
from backend.participation.ideas.photos import receive_photo
from backend.participation.ideas.services import put_photo, withdraw_idea
from tests.participation.ideas.photographs import SVG, photograph, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]
TYPED = {
    "title": "Penkki mäen päälle", "text": "Ylämäessä pitää voida levähtää.", "category": "luonto", "place": "",
    "similar_seen": "yes",
}  # fmt: skip


@pytest.fixture
def collecting(make_campaign):
    """A campaign that collects ideas."""
    return make_campaign("maki", open_phase="collect")


@pytest.fixture
def with_photo(collecting, make_idea, onni):
    """Onni's idea with a photo."""
    idea = make_idea(collecting, by=onni)
    photo = receive_photo(by=onni, upload=sent(photograph()))
    put_photo(by=onni, idea_id=idea.id, key=photo.key, alt="Ranta illalla")
    return Idea.objects.select_related("photo").get(pk=idea.id)


def address(photo: Photo) -> str:
    return f"/{photo.large_id}"


def test_a_photo_is_sent_with_the_form_and_shown_with_its_size(signed_in, collecting):
    signed_in.post("/campaigns/maki/propose/", {**TYPED, "photo": sent(photograph()), "photo_alt": "Mäki ja penkki"})
    idea = Idea.objects.select_related("photo").get()
    page = signed_in.get(f"/ideas/{idea.id}/").content.decode()
    assert f'src="{address(idea.photo)}"' in page
    assert 'width="1440" height="1080" alt="Mäki ja penkki"' in page
    shown = signed_in.get(address(idea.photo))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert shown["Cache-Control"] == "private, max-age=31536000, immutable"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Disposition"] == 'inline; filename="photo.webp"'


def test_an_error_keeps_the_photo_and_it_need_not_be_chosen_again(signed_in, collecting):
    answer = signed_in.post("/campaigns/maki/propose/", {**TYPED, "photo": sent(photograph()), "photo_alt": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_photo_alt">Kuvaile, mitä kuvassa näkyy.</a>' in page
    key = re.search(r'name="photo_key" value="(\w{32})"', page).group(1)
    assert signed_in.get(re.search(r'<img src="(/photos/[^"]+)"', page).group(1)).status_code == 200
    again = signed_in.post("/campaigns/maki/propose/", {**TYPED, "photo_key": key, "photo_alt": "Mäki"})
    assert again.status_code == 302
    assert Idea.objects.select_related("photo").get().photo.alt == "Mäki"
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(SVG, "Tiedostoa ei voitu lukea"), (photograph() + b"\0" * 10_500_000, "enintään 10 megatavua")],
    ids=["svg", "too large"],
)
def test_what_is_no_photo_is_said_at_its_field(signed_in, collecting, content, said):
    answer = signed_in.post("/campaigns/maki/propose/", {**TYPED, "photo": sent(content), "photo_alt": "Mäki"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'<a href="#id_photo">[^<]*{said}', page)
    assert 'value="Penkki mäen päälle"' in page
    assert not Idea.objects.exists()


def test_htmx_sends_it_as_soon_as_it_is_chosen(signed_in, collecting):
    form = signed_in.get("/campaigns/maki/propose/").content.decode()
    assert 'hx-post="/photos/"' in form
    part = signed_in.post("/photos/", {"photo": sent(photograph())}, headers={"HX-Request": "true"})
    page = part.content.decode()
    assert part.status_code == 200
    assert page.strip().startswith('<div id="photo-part">')
    assert "Kuva on tallessa" in page
    refused = signed_in.post("/photos/", {"photo": sent(SVG)}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "Tiedostoa ei voitu lukea" in refused.content.decode()


def test_a_waiting_photo_is_its_senders_alone(signed_in, client, onni):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    assert signed_in.get(address(photo)).status_code == 404
    client.force_login(onni)
    shown = client.get(address(photo))
    assert (shown.status_code, shown["Cache-Control"]) == (200, "private, no-store")


def test_the_photo_of_a_withdrawn_idea_is_gone(client, with_photo, onni):
    assert client.get(address(with_photo.photo)).status_code == 200
    withdraw_idea(by=onni, idea_id=with_photo.id)
    assert client.get(address(with_photo.photo)).status_code == 404
    assert address(with_photo.photo) not in client.get(f"/ideas/{with_photo.id}/").content.decode()


def test_the_form_of_an_edit_keeps_it_or_takes_it_off(client, with_photo, onni):
    client.force_login(onni)
    form = client.get(f"/ideas/{with_photo.id}/edit/").content.decode()
    key = with_photo.photo.key
    assert f'name="photo_key" value="{key}"' in form
    assert 'value="Ranta illalla"' in form
    assert re.search(r'name="version" value="2"', form)
    kept = {**TYPED, "version": 2, "photo_key": key, "photo_alt": "Ranta aamulla"}
    assert client.post(f"/ideas/{with_photo.id}/edit/", kept).status_code == 302
    assert Photo.objects.get(idea=with_photo).alt == "Ranta aamulla"
    taken_off = {**kept, "version": 3, "remove_photo": "on"}
    assert client.post(f"/ideas/{with_photo.id}/edit/", taken_off).status_code == 302
    assert not Photo.objects.exists()


@pytest.mark.parametrize("name", ["ab/none.webp", "../../settings.py", "%2e%2e/x", "ab/" + "a" * 300])
def test_no_other_file_is_reached(client, db, name):
    assert client.get(f"/photos/{name}").status_code == 404


def test_a_request_with_more_than_a_photo_is_not_read(signed_in, collecting):
    content = photograph() + b"\0" * (13 * 1024 * 1024)
    answer = signed_in.post("/campaigns/maki/propose/", {**TYPED, "photo": sent(content)})
    assert answer.status_code in {400, 413}
    assert not Photo.objects.exists()
