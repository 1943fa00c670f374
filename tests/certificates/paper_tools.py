"""Other people's tools, asked what a PDF of ours really holds."""

import re
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import zxingcpp
from pypdf import PdfReader

from commonground.certificates.paper import CertificateWords, Standing

PROVIDER = SimpleNamespace(
    name="Meadow Mediation",
    address="1 Orchard Lane, Exampleton EX1 1AA",
    telephone="01632 960123",
    hours="Monday to Friday, 9am to 5pm",
    email="hello@meadow.example",
)
CODE = "7K3M9QX2T4VWB8HC"
URL = "https://meadow.example/certificates/check/7K3M-9QX2-T4VW-B8HC/"


def certificate_words(**changed: Any) -> CertificateWords:
    """A certificate for a made-up family; give what should differ."""
    usual: dict[str, Any] = {
        "number": "M-000123",
        "issued_on": date(2026, 11, 24),
        "kind": "declined",
        "limb": "s.55(4)",
        "provider_name": PROVIDER.name,
        "provider_address": PROVIDER.address,
        "provider_telephone": PROVIDER.telephone,
        "adviser_name": "Ravi Kaur",
        "holder_name": "Najma Ali",
        "standing": Standing.PARENT,
        "child_name": "Zoë Ali",
        "council_name": "Exampleshire County Council",
        "decision": "Not to carry out an EHC needs assessment",
        "sections": (),
        "letter_on": date(2026, 10, 1),
        "sent_on": date(2026, 10, 2),
        "contacted_on": date(2026, 11, 19),
        "information_given_on": date(2026, 11, 20),
        "check_code": CODE,
        "check_url": URL,
    }
    return CertificateWords(**(usual | changed))


def ask(tool: str, pdf: bytes, *options: str) -> str:
    """What a program of poppler says of the PDF."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        after = ["-"] if tool == "pdftotext" else []
        done = subprocess.run([tool, *options, str(file), *after], capture_output=True, check=False)
    return done.stdout.decode()


def text_of(pdf: bytes) -> str:
    """The words as a reader gets them, on one line, without the marks that pdftotext adds for direction."""
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", ask("pdftotext", pdf)).split())


def info(pdf: bytes) -> dict[str, str]:
    """`pdfinfo` as a mapping."""
    lines = (line.partition(":") for line in ask("pdfinfo", pdf).splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def metadata(pdf: bytes) -> str:
    """The file's XMP metadata."""
    packet = PdfReader(BytesIO(pdf)).xmp_metadata
    assert packet is not None
    return packet.stream.get_data().decode()


def declares(pdf: bytes) -> set[str]:
    """The standards that the file's own metadata declares: {"PDF/A-2A", "PDF/UA-1"}."""
    found = dict(re.findall(r"<(pdfaid:\w+|pdfuaid:\w+)>(\w+)<", metadata(pdf)))
    return {
        f"PDF/A-{found.get('pdfaid:part')}{found.get('pdfaid:conformance')}",
        f"PDF/UA-{found.get('pdfuaid:part')}",
    }


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Each font of the file by its name, and whether it is embedded."""
    fonts: dict[str, bool] = {}
    for line in ask("pdffonts", pdf).splitlines()[2:]:
        name, embedded = line[:36].strip().partition("+")[2], line.split()[-5]
        fonts[name] = embedded == "yes"
    return fonts


def qr_of(pdf: bytes) -> list[str]:
    """What a camera reads from the square on the printed page."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-gray", "-r", "120", "-singlefile", file, Path(folder) / "page"], check=True)
        picture = (Path(folder) / "page.pgm").read_bytes()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+\d+\s", picture)
    assert head is not None
    pixels = memoryview(picture[head.end() :]).cast("B", shape=[int(head[2]), int(head[1])])
    return [code.text for code in zxingcpp.read_barcodes(pixels)]


def blocks_of(pdf: bytes) -> list[str]:
    """The paragraphs, headings and points of the file, each whole, as a screen reader goes through them."""
    blocks: list[list[str]] = [[]]
    for line in ask("pdfinfo", pdf, "-struct-text").splitlines():
        said = re.fullmatch(r' *"(.*)"', line)
        if said:
            blocks[-1].append(said[1])
        elif blocks[-1]:
            blocks.append([])
    return [" ".join("".join(block).split()) for block in blocks if block]


def described(pdf: bytes) -> list[str]:
    """What a screen reader says of each picture."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])
    return found


def days_in(text: str) -> set[str]:
    """Every full date that the text names."""
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    return set(re.findall(rf"\b\d{{1,2}} (?:{months}) \d{{4}}", text))
