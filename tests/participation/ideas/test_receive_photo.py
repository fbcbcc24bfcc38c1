# SPDX-License-Identifier: EUPL-1.2
"""Receiving a photo, putting it on an idea, and letting go of its files."""

import contextlib
import dataclasses
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from backend.common.clock import ClockTimestamp
from backend.common.errors import InvalidInput, NotFound
from backend.ledger.events.models import Event
from backend.participation.ideas import stored_files
from backend.participation.ideas.drafts import drop_draft, save_draft
from backend.participation.ideas.errors import (
    IdeaChanged,
    NotYourIdea,
    PhotoTooLarge,
    PhotoTooManyPixels,
    PhotoUnreadable,
    TooManyPhotos,
)
from backend.participation.ideas.models import Photo, StoredFile
from backend.participation.ideas.photos import WAITING, forget_waiting_photos, photo_file, receive_photo, waiting_photo
from backend.participation.ideas.pictures import pictures_of
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import edit_idea, propose_idea, put_photo, withdraw_idea
from tests.participation.ideas.photographs import SVG, bomb, from_a_phone, photograph, sent

pytestmark = pytest.mark.django_db
DRAFT = IdeaDraft(title="Laituri rantaan", text="Pieni laituri uimareille ja tikkaat.", category="luonto")


def files(media) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


def pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_photo_goes_with_the_idea_in_two_sizes(onni, collecting, media):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    draft = dataclasses.replace(DRAFT, photo=photo.key, photo_alt=" Ranta  kesällä ")
    idea = propose_idea(by=onni, campaign_slug="keruu", draft=draft)
    photo.refresh_from_db()
    assert (photo.idea, photo.alt, photo.width, photo.height, photo.small_width) == (
        idea, "Ranta kesällä", 1440, 1080, 720,
    )  # fmt: skip
    assert files(media) == {photo.large_id, photo.small_id}
    content, for_everybody = photo_file(photo.large_id, viewer=None)
    assert pixels(content).size == (1440, 1080)
    assert pixels(content).format == "WEBP"
    assert for_everybody


def test_metadata_is_gone_and_the_photo_stands_upright():
    pictures = pictures_of(from_a_phone())
    for picture in (pictures.large, pictures.small):
        assert b"Planted" not in picture.content
        assert not {b"EXIF", b"XMP ", b"ICCP"} & {picture.content[at : at + 4] for at in range(len(picture.content))}
        assert dict(pixels(picture.content).getexif()) == {}
        assert picture.height > picture.width
    top, bottom = (pixels(pictures.large.content).convert("RGB").getpixel((400, y)) for y in (10, 1100))
    assert top[0] > 180 > bottom[0]
    assert bottom[2] > 180 > top[2]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_formats_are_read(kind):
    assert pictures_of(photograph(kind, (300, 200))).large.width == 300


def test_what_was_transparent_is_white():
    picture = pictures_of(photograph("PNG", (50, 50), colour=(0, 0, 0, 0))).small
    assert pixels(picture.content).convert("RGB").getpixel((25, 25)) == (255, 255, 255)


def test_what_hides_behind_the_pixels_is_not_kept():
    polyglot = photograph() + b"PK\x03\x04<script>planted()</script>"
    pictures = pictures_of(polyglot)
    assert b"planted" not in pictures.large.content + pictures.small.content


@pytest.mark.parametrize("size", [(60_000, 60_000), (12_000, 12_000), (5_200, 5_200)])
def test_an_image_bomb_is_refused_before_it_is_decoded(size):
    with pytest.raises(PhotoTooManyPixels):
        pictures_of(bomb(*size))


@pytest.mark.parametrize(
    "content",
    [SVG, b"", b"hello", b"GIF89a" + b"\0" * 100, b"%PDF-1.7", photograph("GIF"), photograph("BMP")],
    ids=["svg", "empty", "text", "broken gif", "pdf", "gif", "bmp"],
)
def test_anything_else_is_refused_with_a_code(onni, media, content):
    with pytest.raises(PhotoUnreadable) as refusal:
        receive_photo(by=onni, upload=sent(content))
    assert set(refusal.value.fields) == {"photo"}
    assert not media.exists()
    assert not Photo.objects.exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_file_is_refused(kind):
    whole = photograph(kind, (400, 300)) if kind != "PNG" else noise()
    with pytest.raises(PhotoUnreadable):
        pictures_of(whole[: len(whole) // 2])


def noise() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((200, 150), 90).save(file, "PNG")
    return file.getvalue()


WHOLE = {"JPEG": photograph("JPEG", (64, 48)), "PNG": noise(), "WEBP": photograph("WEBP", (64, 48))}


@settings(max_examples=200, deadline=None)
@given(
    kind=st.sampled_from(sorted(WHOLE)),
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_no_broken_file_ends_in_anything_but_a_refusal(kind, changes):
    broken = bytearray(WHOLE[kind])
    for place, byte in changes:
        broken[place % len(broken)] = byte
    with contextlib.suppress(PhotoUnreadable, PhotoTooManyPixels):
        assert pictures_of(bytes(broken)).small.width


def test_more_than_ten_megabytes_are_not_read(onni, media):
    content = photograph() + b"\0" * (10 * 1024 * 1024)
    with pytest.raises(PhotoTooLarge):
        receive_photo(by=onni, upload=sent(content))
    with pytest.raises(PhotoTooLarge):
        pictures_of(content)
    assert not media.exists()


def test_a_photo_without_its_description_waits(onni, collecting, media):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    with pytest.raises(InvalidInput) as refusal:
        propose_idea(by=onni, campaign_slug="keruu", draft=dataclasses.replace(DRAFT, photo=photo.key))
    assert set(refusal.value.fields) == {"photo_alt"}
    assert waiting_photo(photo.key, viewer=onni) == photo


def test_a_photo_is_put_on_one_idea_only(onni, collecting, onnis_idea, media):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    put_photo(by=onni, idea_id=onnis_idea.id, key=photo.key, alt="Ranta")
    with pytest.raises(InvalidInput) as refusal:
        propose_idea(
            by=onni, campaign_slug="keruu", draft=dataclasses.replace(DRAFT, photo=photo.key, photo_alt="Ranta")
        )
    assert set(refusal.value.fields) == {"photo"}


def test_nobody_takes_the_photo_that_another_has_sent(aino, onni, onnis_idea, media):
    photo = receive_photo(by=aino, upload=sent(photograph()))
    with pytest.raises(InvalidInput):
        put_photo(by=onni, idea_id=onnis_idea.id, key=photo.key, alt="Ranta")
    with pytest.raises(NotFound):
        photo_file(photo.small_id, viewer=onni)
    assert photo_file(photo.small_id, viewer=aino)[1] is False


def test_who_has_not_signed_in_sends_one_and_takes_it_along(onni, onnis_idea, media):
    photo = receive_photo(by=None, upload=sent(photograph()))
    assert waiting_photo(photo.key, viewer=None) == photo
    put_photo(by=onni, idea_id=onnis_idea.id, key=photo.key, alt="Ranta")
    assert Event.objects.get(kind="photo_changed").numbers == {"removed": False}


def test_a_photo_that_is_put_described_anew_and_taken_off_makes_a_version_each_time(onni, onnis_idea, media):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    for key, alt in ((photo.key, "Ranta"), (photo.key, "Ranta syksyllä"), ("", "")):
        put_photo(by=onni, idea_id=onnis_idea.id, key=key, alt=alt)
    onnis_idea.refresh_from_db()
    assert onnis_idea.version == 4
    assert [version.photo_alt for version in onnis_idea.versions.all()] == ["", "Ranta", "Ranta syksyllä"]
    numbers = Event.objects.filter(kind="idea_edited").order_by("id").values_list("numbers", flat=True)
    assert list(numbers) == [{"version": 2}, {"version": 3}, {"version": 4}]


def test_the_form_and_the_api_give_the_same_versions_and_events(onni, onnis_idea, make_idea, media):
    first, second = (receive_photo(by=onni, upload=sent(photograph())) for _ in range(2))
    other = make_idea(onnis_idea.campaign, by=onni)
    put_photo(by=onni, idea_id=onnis_idea.id, key=first.key, alt="Ranta")
    draft = dataclasses.replace(DRAFT, photo=second.key, photo_alt="Ranta")
    edit_idea(by=onni, idea_id=other.id, draft=draft, version=1)
    changes = Event.objects.filter(kind__in=["idea_edited", "photo_changed"]).order_by("id")
    told = [list(changes.filter(subject_id=idea.id).values_list("kind", "numbers")) for idea in (onnis_idea, other)]
    assert told[0] == told[1] == [("idea_edited", {"version": 2}), ("photo_changed", {"removed": False})]


def test_what_is_so_already_makes_no_version(onni, onnis_idea, media):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    put_photo(by=onni, idea_id=onnis_idea.id, key="", alt="")
    for _twice in range(2):
        put_photo(by=onni, idea_id=onnis_idea.id, key=photo.key, alt="Ranta")
    onnis_idea.refresh_from_db()
    assert onnis_idea.version == 2


def test_an_edit_that_read_the_idea_before_its_photo_changed_is_refused(onni, onnis_idea, media):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    put_photo(by=onni, idea_id=onnis_idea.id, key=photo.key, alt="Ranta")
    with pytest.raises(IdeaChanged):
        edit_idea(by=onni, idea_id=onnis_idea.id, draft=DRAFT, version=1)


def test_only_an_author_changes_the_photo(aino, onnis_idea, media):
    photo = receive_photo(by=aino, upload=sent(photograph()))
    with pytest.raises(NotYourIdea):
        put_photo(by=aino, idea_id=onnis_idea.id, key=photo.key, alt="Ranta")


def test_the_files_of_a_photo_that_was_replaced_are_deleted_afterwards(onni, onnis_idea, media):
    first, second = (receive_photo(by=onni, upload=sent(photograph())) for _ in range(2))
    put_photo(by=onni, idea_id=onnis_idea.id, key=first.key, alt="Ranta")
    draft = dataclasses.replace(DRAFT, photo=second.key, photo_alt="Ranta syksyllä")
    edit_idea(by=onni, idea_id=onnis_idea.id, draft=draft, version=2)
    assert len(files(media)) == 4  # no file is touched in the transaction
    assert stored_files.delete_unwanted_files() == 2
    assert files(media) == {second.large_id, second.small_id}
    with pytest.raises(NotFound):
        photo_file(first.large_id, viewer=onni)


def test_a_photo_that_was_taken_off_is_deleted_and_one_that_is_not_named_stays(onni, onnis_idea, media):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    with_photo = put_photo(by=onni, idea_id=onnis_idea.id, key=photo.key, alt="Ranta")
    edit_idea(by=onni, idea_id=onnis_idea.id, draft=DRAFT, version=with_photo.version)
    assert Photo.objects.get().idea_id == onnis_idea.id
    put_photo(by=onni, idea_id=onnis_idea.id, key="", alt="")
    stored_files.delete_unwanted_files()
    assert files(media) == set()
    assert not StoredFile.objects.exists()


def test_the_photo_of_a_withdrawn_idea_is_not_reachable(onni, onnis_idea, media):
    photo = receive_photo(by=onni, upload=sent(photograph()))
    put_photo(by=onni, idea_id=onnis_idea.id, key=photo.key, alt="Ranta")
    withdraw_idea(by=onni, idea_id=onnis_idea.id)
    for viewer in (None, onni):
        with pytest.raises(NotFound):
            photo_file(photo.large_id, viewer=viewer)


def test_a_photo_waits_for_a_day_unless_a_draft_holds_it(onni, collecting, media):
    _forgotten, held = (receive_photo(by=onni, upload=sent(photograph())) for _ in range(2))
    save_draft(by=onni, campaign_slug="keruu", fields={"title": "Lai"}, photo=held.key)
    assert forget_waiting_photos() == 0
    Photo.objects.update(uploaded_at=ClockTimestamp() - WAITING)
    assert forget_waiting_photos() == 1
    stored_files.delete_unwanted_files()
    assert files(media) == {held.large_id, held.small_id}
    drop_draft(by=onni, campaign_slug="keruu")
    stored_files.delete_unwanted_files()
    assert files(media) == set()


def test_a_file_whose_process_died_before_its_row_goes_after_an_hour(media):
    name = stored_files.store("photos", "webp", b"half a photo")
    assert stored_files.delete_unwanted_files() == 0
    StoredFile.objects.update(delete_after=ClockTimestamp())
    assert stored_files.delete_unwanted_files() == 1
    with pytest.raises(NotFound):
        stored_files.read(name)


def test_thirty_photos_of_one_person_wait_at_most(onni, aino, media):
    Photo.objects.bulk_create(
        Photo(
            key=str(number),
            uploaded_by=onni,
            large=StoredFile.objects.create(name=f"l{number}"),
            small=StoredFile.objects.create(name=f"s{number}"),
            width=1, height=1, small_width=1,
        )
        for number in range(30)
    )  # fmt: skip
    with pytest.raises(TooManyPhotos):
        receive_photo(by=onni, upload=sent(photograph()))
    assert receive_photo(by=aino, upload=sent(photograph()))
