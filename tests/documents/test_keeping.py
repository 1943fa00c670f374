"""What people send is kept safe, cleaned, or refused with a sentence that says what to do."""

import io
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from PIL import Image
from pypdf import PdfReader

from commonground.documents import commands, queries
from commonground.documents.answers import SENTENCES, Refused
from commonground.documents.kinds import MOST_IN, Media, Why
from commonground.documents.models import File
from commonground.record.days import today
from tests.documents import made

pytestmark = pytest.mark.django_db
BY = "system:public"


def keep(data: bytes, name: str = "letter.pdf", *, about: UUID | None = None) -> File:
    return commands.keep(made.upload(data, name), about=about or uuid4(), by=BY)


def refused(data: bytes, name: str = "letter.pdf") -> Refused:
    with pytest.raises(Refused) as answer:
        keep(data, name)
    assert File.objects.count() == 0
    return answer.value


@pytest.mark.feature(10, how="partly")
def test_a_photo_of_twenty_megabytes_is_kept_as_a_small_one() -> None:
    file = keep(made.large_photo(20), "IMG_0001.JPG")
    assert (file.media, file.pages, file.name) == (Media.JPEG, 1, "IMG_0001.jpg")
    assert file.size == len(file.data) <= 2_000_000
    assert file.sha256 == sha256(file.data).hexdigest()
    assert (file.given_by, file.received_on) == (BY, today())


def test_the_place_of_a_home_is_not_kept() -> None:
    file = keep(made.photo(turned=True), "home.jpg")
    image = Image.open(io.BytesIO(file.data))
    assert dict(image.getexif()) == {}
    assert image.size == (200, 300)


def test_a_script_is_not_kept() -> None:
    file = keep(made.scripted_pdf())
    assert file.media == Media.PDF
    assert b"JavaScript" not in file.data
    assert len(PdfReader(io.BytesIO(file.data)).pages) == 1


def test_a_path_in_a_name_leads_nowhere() -> None:
    assert keep(made.pdf("x"), "../../etc/letter.pdf").name == "letter.pdf"


def test_what_it_is_decides_not_what_it_is_called() -> None:
    file = keep(made.photo(), "letter.pdf")
    assert (file.media, file.name) == (Media.JPEG, "letter.jpg")


HOSTILE: list[tuple[Callable[[], bytes], str, Why]] = [
    (made.program, "letter.pdf", Why.OTHER),
    (made.zip_bomb, "letter.pdf", Why.ARCHIVE),
    (made.zip_bomb, "letters.zip", Why.ARCHIVE),
    (made.word_file, "letter.docx", Why.WORD),
    (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "letter.doc", Why.WORD),
    (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(600), "IMG_1.HEIC", Why.APPLE_PHOTO),
    (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>evil()</script></svg>", "a.jpg", Why.OTHER),
    (lambda: b"<!DOCTYPE html><script>evil()</script>", "letter.pdf", Why.OTHER),
    (lambda: b"", "letter.pdf", Why.EMPTY),
    (lambda: made.photo() + bytes(MOST_IN), "a.jpg", Why.TOO_LARGE),
    (made.png_bomb, "a.png", Why.TOO_MUCH_INSIDE),
    (made.pdf_bomb, "letter.pdf", Why.TOO_MUCH_INSIDE),
    (lambda: b"%PDF-1.7 nothing", "letter.pdf", Why.UNREADABLE),
    (lambda: made.photo()[:100], "a.jpg", Why.UNREADABLE),
]


@pytest.mark.feature(10, how="partly")
@pytest.mark.parametrize(("make", "name", "why"), HOSTILE)
def test_what_is_not_taken_is_refused_with_a_sentence(make: Callable[[], bytes], name: str, why: Why) -> None:
    answer = refused(make(), name)
    assert answer.why == why
    assert answer.sentence.startswith(("“", "There is nothing in", "We could not")), answer.sentence
    assert f"“{name}”" in answer.sentence


def test_every_reason_has_its_sentence_and_each_says_what_to_do() -> None:
    assert set(SENTENCES) == set(Why)
    for why in Why:
        sentence = Refused(why, name="letter.pdf").sentence
        assert "%" not in sentence
        assert any(word in sentence for word in ("Send", "send", "Take", "Choose")), sentence


def test_a_page_that_is_also_a_photo_comes_back_as_the_photo_alone() -> None:
    file = keep(made.photo() + b"<html><script>evil()</script></html>", "page.html")
    assert file.media == Media.JPEG
    assert b"script" not in file.data


def test_sent_twice_it_is_there_once() -> None:
    about = uuid4()
    first = keep(made.pdf("x"), about=about)
    assert keep(made.pdf("x"), "again.pdf", about=about) == first
    assert queries.files_about(about).count() == 1


def test_there_is_room_for_so_many_of_each_sender_and_no_more() -> None:
    about, one = uuid4(), commands.Room(files=1, size=1_000_000)
    commands.keep(made.upload(made.pdf("first")), about=about, by="person:1", room=one)
    with pytest.raises(Refused) as answer:
        commands.keep(made.upload(made.pdf("second")), about=about, by="person:1", room=one)
    assert answer.value.why == Why.ENOUGH
    assert commands.keep(made.upload(made.pdf("second")), about=about, by="person:2", room=one).pages == 1


def test_room_is_counted_in_bytes_too() -> None:
    with pytest.raises(Refused) as answer:
        commands.keep(made.upload(made.pdf("x")), about=uuid4(), by="person:1", room=commands.Room(files=1, size=100))
    assert answer.value.why == Why.ENOUGH


@pytest.mark.feature(11, how="partly")
def test_the_dates_of_a_letter_are_offered_in_order() -> None:
    file = keep(made.pdf("Exampleshire Council\n1st September 2026\nYour request of 03/06/2026"))
    assert queries.letter_dates(file) == [date(2026, 9, 1), date(2026, 6, 3)]
    assert queries.letter_dates(keep(made.photo(), "a.jpg")) == []


def test_files_go_with_what_they_are_about() -> None:
    draft, enquiry = uuid4(), uuid4()
    file = keep(made.pdf("x"), about=draft)
    assert commands.move(about_from=draft, about_to=enquiry) == 1
    assert queries.file_about(draft, file.pk) is None
    found = queries.file_about(enquiry, file.pk)
    assert found is not None
    assert bytes(found.data) == bytes(file.data)


def test_moving_to_where_the_same_file_is_leaves_one() -> None:
    draft, enquiry = uuid4(), uuid4()
    keep(made.pdf("x"), about=draft)
    keep(made.pdf("x"), about=enquiry)
    commands.move(about_from=draft, about_to=enquiry)
    assert [queries.files_about(each).count() for each in (draft, enquiry)] == [0, 1]


def test_nobody_takes_away_the_file_of_another() -> None:
    about = uuid4()
    file = keep(made.pdf("x"), about=about)
    assert not commands.remove(file.pk, about=uuid4())
    assert commands.remove(file.pk, about=about)
    assert File.objects.count() == 0


def test_what_is_deleted_takes_its_files_with_it() -> None:
    mine, other = uuid4(), uuid4()
    keep(made.pdf("x"), about=mine)
    keep(made.pdf("x"), about=other)
    assert commands.forget(mine) == 1
    assert list(File.objects.values_list("about", flat=True)) == [other]
