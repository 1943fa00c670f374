"""Photos come back upright, small, and as nothing but the picture."""

import io

import pytest
from PIL import Image

from commonground.documents import photos
from commonground.documents.kinds import CannotTake, Why
from tests.documents import made


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def corner(image: Image.Image, x: float, y: float) -> int:
    """How bright the picture is at a place, from 0 to 255."""
    grey = image.convert("L").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(grey, int)
    return grey


@pytest.mark.feature(10, how="partly")
def test_the_place_of_a_home_and_all_else_a_telephone_hides_is_gone_and_the_photo_stands_upright() -> None:
    sent = made.photo(turned=True)
    assert b"Telephone of Sam" in sent
    assert dict(Image.open(io.BytesIO(sent)).getexif().get_ifd(made.GPS))

    image = opened(cleaned := photos.clean(sent))

    assert image.format == "JPEG"
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for hidden in (b"Exif", b"Telephone", b"at home", b"GPS"):
        assert hidden not in cleaned
    assert image.size == (200, 300)
    assert corner(image, 0.9, 0.1) < 60 < 200 < corner(image, 0.1, 0.1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_of_photo_becomes_a_jpeg(kind: str) -> None:
    image = opened(photos.clean(made.photo(kind)))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (300, 200))
    assert corner(image, 0.1, 0.1) < 60 < 200 < corner(image, 0.9, 0.9)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "1"), ("PNG", "L"), ("PNG", "P"), ("PNG", "I;16"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_pictures_in_other_colours_are_seen_the_same(kind: str, mode: str) -> None:
    if mode == "I;16":
        grey = made.picture(mode="L").convert("I").point(lambda dot: dot * 257)
        out = io.BytesIO()
        grey.convert("I;16").save(out, "PNG")
        sent = out.getvalue()
    else:
        sent = made.photo(kind, mode=mode)
    image = opened(photos.clean(sent))
    assert corner(image, 0.1, 0.1) < 60 < 200 < corner(image, 0.9, 0.9)


def test_what_could_be_seen_through_stands_on_white() -> None:
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    assert corner(opened(photos.clean(out.getvalue())), 0.5, 0.5) > 250


def test_a_photo_of_twenty_megabytes_is_taken_and_kept_small() -> None:
    sent = made.large_photo(20)
    assert 20_000_000 <= len(sent) <= 25_000_000
    cleaned = photos.clean(sent)
    assert len(cleaned) <= photos.MOST
    assert max(opened(cleaned).size) <= photos.SIDE


def test_a_letter_on_a_large_photo_can_still_be_read() -> None:
    image = opened(photos.clean(made.photo(size=(6000, 4000))))
    assert image.size == (3000, 2000)


def test_a_picture_that_would_fill_the_memory_is_refused_unopened() -> None:
    sent = made.png_bomb()
    assert len(sent) < 10_000
    with pytest.raises(CannotTake) as refused:
        photos.clean(sent)
    assert refused.value.why == Why.TOO_MUCH_INSIDE


@pytest.mark.parametrize("cut", [12, 60, 400])
def test_half_a_photo_is_refused(cut: int) -> None:
    with pytest.raises(CannotTake) as refused:
        photos.clean(made.photo()[:cut])
    assert refused.value.why == Why.UNREADABLE
