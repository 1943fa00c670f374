"""Starts the cleaner for one file and takes its answer, whatever becomes of it."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO

from commonground.documents.kinds import MOST_KEPT, CannotTake, Content, Media, Why, content_of

SECONDS = 40
AT_ONCE = 2
WAIT_SECONDS = 20
MOST_ANSWER = MOST_KEPT + 1_000_000
EXPECTED = {Media.JPEG: Content.PHOTO, Media.PDF: Content.PDF, Media.WAV: Content.RECORDING}

_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Cleaned:
    """A file as the cleaner made it anew. `text` is what a program can read of its first pages."""

    data: bytes
    media: Media
    pages: int
    text: str


def clean(data: bytes, content: Content) -> Cleaned:
    """The file made anew by a process that can take nothing with it. Raises CannotTake.

    Two at a time in each web server: memory is what a hostile file would use up first.
    """
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise CannotTake(Why.BUSY)
    try:
        return _read(_run(data, content))
    finally:
        _places.release()


def _run(data: bytes, content: Content) -> bytes:
    """What the cleaner answered. Raises CannotTake where it did not live to."""
    command = [sys.executable, "-I", "-m", "commonground.documents.cleaning", content.value]
    with subprocess.Popen(  # noqa: S603 - our own program, told nothing but which of three kinds it is
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/", env={}
    ) as cleaner:
        assert cleaner.stdin is not None
        assert cleaner.stdout is not None
        timer = threading.Timer(SECONDS, cleaner.kill)
        feeding = threading.Thread(target=_feed, args=(cleaner.stdin, data))
        timer.start()
        feeding.start()
        answer = cleaner.stdout.read(MOST_ANSWER)
        if len(answer) == MOST_ANSWER:
            cleaner.kill()
        feeding.join()
        cleaner.wait()
        timer.cancel()
    if cleaner.returncode < 0:
        raise CannotTake(Why.TOO_MUCH_INSIDE)
    if cleaner.returncode > 0:
        raise CannotTake(Why.UNREADABLE)
    return answer


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(data)
    except OSError:
        pass  # it ended before it had read everything, and its answer says why


def _read(answer: bytes) -> Cleaned:
    """The answer taken apart, and believed only where it is of a kind that we keep."""
    line, _newline, data = answer.partition(b"\n")
    try:
        said = json.loads(line)
        if "why" in said:
            raise CannotTake(Why(said["why"]))
        made = Cleaned(data=data, media=Media(said["media"]), pages=int(said["pages"]), text=str(said["text"]))
    except (ValueError, KeyError, TypeError):
        raise CannotTake(Why.UNREADABLE) from None
    if content_of(data) != EXPECTED[made.media]:
        raise CannotTake(Why.UNREADABLE)
    return made
