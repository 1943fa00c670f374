"""Recordings written anew: the sound alone, under a header of our own. Runs in the cleaner alone.

What else a WAV file may carry (names, places, pictures, words for a program) stands in chunks that are left behind.
"""

import io
import wave

from commonground.documents.kinds import LONGEST_SECONDS, MOST_KEPT, CannotTake, Why

RATES = range(8_000, 48_001)
CHANNELS = (1, 2)
WIDTHS = (1, 2)
"""Bytes of one sample: those that every browser plays."""


def clean(data: bytes) -> bytes:
    """The recording as a new WAV file. Raises CannotTake."""
    try:
        with wave.open(io.BytesIO(data), "rb") as sent:
            return _written(sent)
    except (wave.Error, EOFError, ValueError, ArithmeticError, LookupError, OSError, RuntimeError):
        raise CannotTake(Why.UNREADABLE_SOUND) from None


def _written(sent: wave.Wave_read) -> bytes:
    channels, width, rate = sent.getnchannels(), sent.getsampwidth(), sent.getframerate()
    if channels not in CHANNELS or width not in WIDTHS or rate not in RATES:
        raise CannotTake(Why.UNREADABLE_SOUND)
    most = LONGEST_SECONDS * rate
    # What the header says of its length is not believed: so much is read as is there, and one sample too many tells.
    sound = sent.readframes(min(sent.getnframes(), most + 1))
    sound = sound[: len(sound) - len(sound) % (channels * width)]
    if not sound:
        raise CannotTake(Why.UNREADABLE_SOUND)
    if len(sound) > most * channels * width or len(sound) > MOST_KEPT:
        raise CannotTake(Why.TOO_LONG)
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(channels)
        made.setsampwidth(width)
        made.setframerate(rate)
        made.writeframes(sound)
    return out.getvalue()
