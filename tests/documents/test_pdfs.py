"""PDFs come back as pages that look the same and do nothing."""

import io
import subprocess
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from commonground.documents import pdfs
from commonground.documents.kinds import MOST_PAGES, CannotTake, Why
from tests.documents import made

ACTING = (
    b"JavaScript", b"/JS", b"/AA", b"/OpenAction", b"/Launch", b"/EmbeddedFile", b"/Filespec", b"/AcroForm", b"/XFA",
    b"/URI", b"/Widget", b"/Link", b"/Names", b"/Metadata", b"evil", b"alert", b"cmd.exe",
    b"Home Street", b"This program",
)  # fmt: skip


def why(data: bytes) -> Why:
    with pytest.raises(CannotTake) as refused:
        pdfs.clean(data)
    return refused.value.why


def unpacked(data: bytes) -> bytes:
    """The file and every stream in it as plain bytes, to be looked through."""
    reader = PdfReader(io.BytesIO(data))
    found = [data]
    for number in reader.xref[0]:
        body = reader.get_object(number)
        if hasattr(body, "get_data"):
            found.append(body.get_data())
    return b"\n".join(found)


@pytest.mark.feature(10, how="partly")
def test_a_pdf_with_scripts_links_forms_and_a_program_in_it_comes_back_as_its_page_alone() -> None:
    sent = made.scripted_pdf()
    for acting in ACTING:
        assert acting in sent, acting

    cleaned, pages, text = pdfs.clean(sent)

    assert pages == 1
    assert "A letter" in text
    plain = unpacked(cleaned)
    for acting in ACTING:
        assert acting not in plain, acting
    reader = PdfReader(io.BytesIO(cleaned))
    assert set(reader.trailer["/Root"]) == {"/Type", "/Pages"}
    assert set(reader.pages[0]) == {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Annots"}


def test_what_was_typed_into_a_form_can_still_be_seen(tmp_path: Path) -> None:
    cleaned, _pages, _text = pdfs.clean(made.scripted_pdf())
    path = tmp_path / "letter.pdf"
    path.write_bytes(cleaned)
    drawn = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
    assert "A letter" in drawn
    marks = PdfReader(path).pages[0]["/Annots"]
    assert [mark.get_object()["/Subtype"] for mark in marks] == ["/Stamp"]
    assert b"typed by hand" in unpacked(cleaned)


def test_the_words_are_still_words(tmp_path: Path) -> None:
    cleaned, _pages, text = pdfs.clean(made.pdf("Dear Sam Sample\nYours sincerely"))
    assert "Dear Sam Sample" in text
    path = tmp_path / "letter.pdf"
    path.write_bytes(cleaned)
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
    assert read.split("\n")[:2] == ["Dear Sam Sample", "Yours sincerely"]


def locked(sent: bytes, *, to_open: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(sent))
    writer.encrypt(user_password=to_open, owner_password="council", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_a_password_is_refused() -> None:
    assert why(locked(made.pdf("Secret"), to_open="1234")) == Why.LOCKED


def test_a_pdf_that_is_locked_against_changes_alone_is_taken_and_opens_for_everybody() -> None:
    cleaned, _pages, text = pdfs.clean(locked(made.pdf("Dear Sam"), to_open=""))
    assert "Dear Sam" in text
    assert not PdfReader(io.BytesIO(cleaned)).is_encrypted


def test_a_small_pdf_that_unpacks_to_very_much_is_refused() -> None:
    sent = made.pdf_bomb()
    assert len(sent) < 1_000_000
    assert why(sent) == Why.TOO_MUCH_INSIDE


def test_a_bomb_packed_twice_is_refused() -> None:
    packed = zlib.compress(zlib.compress(bytes(120_000_000), 9), 9)
    extra = {4: made.stream(packed, "/Filter [/FlateDecode /FlateDecode]")}
    assert why(made.pdf(extra=extra)) == Why.TOO_MUCH_INSIDE


def test_a_picture_that_says_it_is_enormous_is_refused() -> None:
    image = made.stream(b"\x00", "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /Filter /JBIG2Decode")
    sent = made.pdf(extra={10: image}, page="/Group << /S /Transparency /X 10 0 R >>")
    assert why(sent) == Why.TOO_MUCH_INSIDE


def test_pages_have_an_end() -> None:
    assert pdfs.clean(made.many_pages(MOST_PAGES))[1] == MOST_PAGES
    assert why(made.many_pages(MOST_PAGES + 1)) == Why.TOO_MANY_PAGES
    assert why(made.many_pages(0)) == Why.UNREADABLE


def test_things_that_point_at_one_another_come_over_once() -> None:
    """Ten rows of ten that each point at the next: ten thousand million copies, if they were copied each time."""
    rows = {10 + n: f"[{' '.join([f'{11 + n} 0 R'] * 10)}]".encode() for n in range(10)}
    sent = made.pdf("x", extra={**rows, 20: b"[10 0 R]"}, page="/Group << /S /Transparency /X 10 0 R >>")
    cleaned, pages, _text = pdfs.clean(sent)
    assert pages == 1
    assert len(cleaned) < 10_000


def test_a_page_cannot_bring_along_what_stands_beside_it() -> None:
    """The resources of a page name the catalog and an action: neither comes over."""
    extra = {10: b"<< /S /JavaScript /JS (evil) >>"}
    sent = made.pdf(
        "x", extra=extra, page="/Group << /S /Transparency /X 1 0 R /Y 10 0 R >>", root="/OpenAction 10 0 R"
    )
    plain = unpacked(pdfs.clean(sent)[0])
    assert b"JavaScript" not in plain
    assert plain.count(b"/Catalog") == 1


@pytest.mark.parametrize("sent", [b"%PDF-1.7\n", b"%PDF-1.7\n" + made.program(), made.pdf("x")[:150]])
def test_what_only_calls_itself_a_pdf_is_refused(sent: bytes) -> None:
    assert why(sent) == Why.UNREADABLE
