"""The cleaner: a process of its own that lives for one file, `python -m commonground.documents.cleaning`.

It is given the file's bytes and nothing else: no environment, no folder, no way to open a file, a connection or another
program, little time and little memory. It answers with one line of JSON, and the bytes of the file made anew after it.
"""

import codecs
import contextlib
import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from commonground.documents.kinds import CannotTake, Content, Media, Why

MEMORY = 1_000_000_000
CPU_SECONDS = 20
ALPHABETS = ("ascii", "charmap", "cp1252", "latin-1", "mac-roman", "utf-8", "utf-16", "utf-16-be", "utf-16-le")

Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    """Read one file, make it anew, and say what came of it."""
    answer, made = _answer(sys.argv[1])
    out = sys.stdout.buffer
    out.write(json.dumps(answer).encode() + b"\n")
    out.write(made)
    out.flush()


def _answer(content: str) -> Answer:
    try:
        clean = {Content.PHOTO: _photo, Content.PDF: _pdf, Content.RECORDING: _recording}[Content(content)]()
        _lock_in()
        return clean(sys.stdin.buffer.read())
    except CannotTake as answer:
        return {"why": answer.why}, b""
    except (MemoryError, RecursionError):
        return {"why": Why.TOO_MUCH_INSIDE}, b""


def _photo() -> Callable[[bytes], Answer]:
    # All that Pillow would look for on its way is fetched before the door is shut.
    from PIL import Image, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin  # noqa: F401

    from commonground.documents import photos

    Image.preinit()
    return lambda data: ({"media": Media.JPEG, "pages": 1, "text": ""}, photos.clean(data))


def _pdf() -> Callable[[bytes], Answer]:
    from fontTools import cffLib  # noqa: F401

    from commonground.documents import pdfs

    pdfs.clean(SAMPLE)
    for name in ALPHABETS:
        codecs.lookup(name)

    def clean(data: bytes) -> Answer:
        made, pages, text = pdfs.clean(data)
        return {"media": Media.PDF, "pages": pages, "text": text}, made

    return clean


def _recording() -> Callable[[bytes], Answer]:
    from commonground.documents import recordings

    return lambda data: ({"media": Media.WAV, "pages": 1, "text": ""}, recordings.clean(data))


def _lock_in() -> None:
    """From here on this process can only think, for a little while."""
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 0,
    }
    for which, most in limits.items():
        # Not every system knows every limit; the time that the caller gives holds everywhere.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (most, most))


SAMPLE = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length 32>> stream
BT /F 9 Tf 9 9 Td (Letter) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj
trailer <</Root 1 0 R /Size 6>>
startxref
0
%%EOF
"""
"""A letter of one word, cleaned first, so that everything pypdf fetches on its way is there before the door is shut."""


if __name__ == "__main__":
    main()
