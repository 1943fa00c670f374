"""Recordings come back as the sound alone, and whatever only looks like one is refused."""

import io
import wave
from collections.abc import Callable
from uuid import uuid4

import pytest

from commonground.documents import commands, sandbox
from commonground.documents.answers import Refused
from commonground.documents.kinds import LETTERS, LONGEST_SECONDS, MOST_IN, CannotTake, Content, Media, Why, content_of
from commonground.documents.models import File
from commonground.documents.recordings import clean
from tests.documents import made

RECORDINGS, PHOTOS = frozenset({Content.RECORDING}), frozenset({Content.PHOTO})


def heard(data: bytes) -> tuple[int, int, int, bytes]:
    """Channels, bytes a sample, rate and sound of a WAV file."""
    with wave.open(io.BytesIO(data), "rb") as sound:
        return sound.getnchannels(), sound.getsampwidth(), sound.getframerate(), sound.readframes(sound.getnframes())


@pytest.mark.feature(33, how="partly")
def test_only_the_sound_comes_through() -> None:
    sent = made.talking_recording()
    assert content_of(sent) == Content.RECORDING
    made_anew = clean(sent)
    assert heard(made_anew) == heard(sent)
    assert len(made_anew) == 44 + len(heard(sent)[3])
    for given_away in (b"Sam Sample", b"Home Street", b"script", b"DOS mode", b"LIST"):
        assert given_away in sent
        assert given_away not in made_anew


@pytest.mark.parametrize(("rate", "channels", "bits"), [(8_000, 1, 8), (16_000, 1, 16), (48_000, 2, 16)])
def test_what_telephones_and_computers_write_is_taken(rate: int, channels: int, bits: int) -> None:
    data = made.recording(0.2, rate=rate, channels=channels, bits=bits)
    assert heard(clean(data)) == heard(data)


def of(shape: bytes, sound: bytes = bytes(3200), size: int | None = None) -> bytes:
    return made.riff(made.chunk(b"fmt ", shape), made.chunk(b"data", sound, size))


SCRIPT = b"<html><script>evil()</script></html>"
HOSTILE: list[tuple[str, Callable[[], bytes], Why]] = [
    ("a script with a sound's first letters", lambda: b"RIFF" + bytes(4) + b"WAVE" + SCRIPT, Why.UNREADABLE_SOUND),
    ("a script for a shape", lambda: of(SCRIPT), Why.UNREADABLE_SOUND),
    ("no shape", lambda: made.riff(made.chunk(b"data", bytes(3200))), Why.UNREADABLE_SOUND),
    ("no sound", lambda: made.riff(made.chunk(b"fmt ", made.shape())), Why.UNREADABLE_SOUND),
    ("nothing in it", lambda: of(made.shape(), b""), Why.UNREADABLE_SOUND),
    ("half a sample", lambda: of(made.shape(), b"x"), Why.UNREADABLE_SOUND),
    ("packed sound", lambda: of(made.shape(coding=85)), Why.UNREADABLE_SOUND),
    ("numbers with a point", lambda: of(made.shape(coding=3, bits=32)), Why.UNREADABLE_SOUND),
    ("no channel", lambda: of(made.shape(channels=0)), Why.UNREADABLE_SOUND),
    ("too many channels", lambda: of(made.shape(channels=65_535)), Why.UNREADABLE_SOUND),
    ("no rate", lambda: of(made.shape(rate=0)), Why.UNREADABLE_SOUND),
    ("a rate that nothing plays", lambda: of(made.shape(rate=4_000_000_000)), Why.UNREADABLE_SOUND),
    ("samples of no size", lambda: of(made.shape(bits=0)), Why.UNREADABLE_SOUND),
    ("samples of a size that nothing plays", lambda: of(made.shape(bits=64)), Why.UNREADABLE_SOUND),
    ("a shape larger than the file", lambda: made.riff(made.chunk(b"fmt ", b"", 2**32 - 1)), Why.UNREADABLE_SOUND),
    (
        "a giant part before the sound",
        lambda: made.riff(made.chunk(b"LIST", bytes(5_000_000)), made.chunk(b"LIST", b"", 2**31)),
        Why.UNREADABLE_SOUND,
    ),
    ("too long", lambda: made.recording(LONGEST_SECONDS + 1, rate=8_000), Why.TOO_LONG),
]


@pytest.mark.parametrize(("make", "why"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE])
def test_what_only_looks_like_a_recording_is_refused(make: Callable[[], bytes], why: Why) -> None:
    with pytest.raises(CannotTake) as answer:
        clean(make())
    assert answer.value.why == why


@pytest.mark.parametrize("claimed", [0, 2**32 - 1, 10_000_000])
def test_a_length_that_is_not_so_is_not_believed(claimed: int) -> None:
    sound = bytes(range(100)) * 32
    data = of(made.shape(), sound, claimed)
    if claimed == 0:
        with pytest.raises(CannotTake):
            clean(data)
        return
    assert heard(clean(data))[3] == sound


def test_exactly_three_minutes_are_taken() -> None:
    assert len(clean(made.recording(LONGEST_SECONDS, rate=8_000, bits=8))) > LONGEST_SECONDS * 8_000


def test_the_cleaner_itself_does_it() -> None:
    cleaned = sandbox.clean(made.talking_recording(), Content.RECORDING)
    assert (cleaned.media, cleaned.pages, cleaned.text) == (Media.WAV, 1, "")
    assert cleaned.data == clean(made.talking_recording())


def keep(data: bytes, name: str, takes: frozenset[Content]) -> File:
    return commands.keep(made.upload(data, name), about=uuid4(), by="person:x", takes=takes)


@pytest.mark.django_db
def test_it_is_kept_under_its_own_ending() -> None:
    file = keep(made.recording(), "../what I say.exe", RECORDINGS)
    assert (file.media, file.name, file.pages) == ("audio/wav", "what I say.wav", 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "takes", "why"),
    [
        (made.recording(), "a.wav", LETTERS, Why.RECORDING),
        (made.recording(), "a.wav", PHOTOS, Why.NO_PHOTO),
        (made.pdf("x"), "a.pdf", PHOTOS, Why.NO_PHOTO),
        (made.photo(), "a.jpg", RECORDINGS, Why.NO_RECORDING),
        (b"OggS" + bytes(100), "a.ogg", RECORDINGS, Why.NO_RECORDING),
        (SCRIPT, "a.wav", RECORDINGS, Why.NO_RECORDING),
        (made.recording()[:12] + bytes(MOST_IN), "a.wav", RECORDINGS, Why.TOO_LONG),
    ],
)
def test_each_place_takes_its_own_kind_alone(data: bytes, name: str, takes: frozenset[Content], why: Why) -> None:
    with pytest.raises(Refused) as answer:
        keep(data, name, takes)
    assert answer.value.why == why
    assert f"“{name}”" in answer.value.sentence
    assert File.objects.count() == 0
