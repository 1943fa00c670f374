"""What a file is, by its bytes and never by its name, and why one is not taken. No Django: the cleaner needs it too."""

from enum import StrEnum

MEGABYTE = 1_000_000
MOST_IN = 25 * MEGABYTE
"""The largest file that is taken."""
MOST_KEPT = 25 * MEGABYTE
"""The largest file that is kept once it was made anew."""
MOST_PAGES = 200
LONGEST_SECONDS = 180
"""The longest recording that is taken."""


class Media(StrEnum):
    """What we keep: files that this room wrote itself."""

    JPEG = "image/jpeg"
    PDF = "application/pdf"
    WAV = "audio/wav"

    @property
    def ending(self) -> str:
        """The ending of a file's name."""
        return {Media.JPEG: "jpg", Media.PDF: "pdf", Media.WAV: "wav"}[self]


class Content(StrEnum):
    """What arrived."""

    PHOTO = "photo"
    PDF = "pdf"
    RECORDING = "recording"
    APPLE_PHOTO = "apple photo"
    WORD = "word"
    ARCHIVE = "archive"
    OTHER = "other"


LETTERS = frozenset({Content.PHOTO, Content.PDF})
"""What is taken where a letter or another paper is sent."""


class Why(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    APPLE_PHOTO = "apple photo"
    WORD = "word"
    ARCHIVE = "archive"
    OTHER = "other"
    RECORDING = "recording"
    NO_PHOTO = "no photo"
    NO_RECORDING = "no recording"
    TOO_LONG = "too long"
    UNREADABLE_SOUND = "unreadable sound"
    LOCKED = "locked"
    TOO_MANY_PAGES = "too many pages"
    TOO_MUCH_INSIDE = "too much inside"
    UNREADABLE = "unreadable"
    ENOUGH = "enough"
    BUSY = "busy"


class CannotTake(Exception):
    """The cleaner's answer for a file that is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


APPLE = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis")


def content_of(data: bytes) -> Content:
    """What the bytes say they are. Nothing is opened for it."""
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Content.PHOTO
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return Content.RECORDING
    if data[4:8] == b"ftyp" and data[8:12] in APPLE:
        return Content.APPLE_PHOTO
    if data.startswith(b"PK\x03\x04"):
        return Content.WORD if any(mark in data[:4096] for mark in OFFICE) else Content.ARCHIVE
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return Content.WORD
    if data.startswith((b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")):
        return Content.ARCHIVE
    # Scanners and mail programs put a few bytes of their own before a PDF's mark.
    return Content.PDF if b"%PDF-" in data[:1024] else Content.OTHER
