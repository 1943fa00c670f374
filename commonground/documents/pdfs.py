"""PDFs written anew: the pages as they look, and nothing that acts. Runs in the cleaner alone.

What is not on the list is left behind: scripts, actions, links, forms, attached files, bookmarks, signatures and
everything that says who made it. What was typed into a form or drawn on a page stays as a picture of itself.
"""

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import LimitReachedError
from pypdf.filters import ASCII85Decode, ASCIIHexDecode, LZWDecode, RunLengthDecode
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from commonground.documents.kinds import MEGABYTE, MOST_KEPT, MOST_PAGES, CannotTake, Why

PAGES_READ = 2
LETTERS_READ = 20_000
MOST_DRAWING = 20 * MEGABYTE
"""One page's drawing, a font or the like, unpacked."""
MOST_PICTURE = 100 * MEGABYTE
MOST_DOTS = 100_000_000
MOST_UNPACKED = 500 * MEGABYTE
"""Everything together, unpacked."""

OF_A_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Resources", "/Contents")
NAMED = frozenset(
    {
        "/Font",
        "/XObject",
        "/ExtGState",
        "/ColorSpace",
        "/Pattern",
        "/Shading",
        "/Properties",
        "/CharProcs",
        "/Colorants",
    }
)
"""Under these keys stand tables whose keys are anybody's names."""
LEFT_OUT = frozenset(
    {"/A", "/AA", "/AF", "/Dest", "/EF", "/JS", "/JavaScript", "/LastModified", "/Length", "/Metadata", "/Names",
     "/OPI", "/OpenAction", "/PieceInfo", "/Ref", "/StructParent", "/StructParents", "/URI"}
)  # fmt: skip
ELSEWHERE = frozenset({"/F", "/FFilter", "/FDecodeParms", "/DL"})
"""A stream with these has its bytes in another file."""
NEVER = frozenset(
    {"/Action", "/Annot", "/Catalog", "/EmbeddedFile", "/F", "/Filespec", "/Metadata", "/Outlines", "/Page", "/Pages",
     "/Sig", "/StructElem", "/StructTreeRoot"}
)  # fmt: skip
ACTIONS = frozenset(
    {"/GoTo", "/GoTo3DView", "/GoToE", "/GoToR", "/Hide", "/ImportData", "/JavaScript", "/Launch", "/Movie", "/Named",
     "/Rendition", "/ResetForm", "/RichMediaExecute", "/SetOCGState", "/Sound", "/SubmitForm", "/Thread", "/Trans",
     "/URI"}
)  # fmt: skip
DRAWN = frozenset(
    {"/Circle", "/FreeText", "/Highlight", "/Ink", "/Line", "/PolyLine", "/Polygon", "/Square", "/Squiggly", "/Stamp",
     "/StrikeOut", "/Underline", "/Widget"}
)  # fmt: skip
"""What people put on a page that can be seen: their own marks, and what they typed into a form."""
HIDDEN = 2 | 32
Known = tuple[int, int, bool]
PICTURES = frozenset({"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"})


def clean(data: bytes) -> tuple[bytes, int, str]:
    """The PDF written anew, how many pages it has, and the words of its first ones. Raises CannotTake."""
    try:
        reader = _opened(data)
        made = _written(reader)
    except (LimitReachedError, MemoryError):
        raise CannotTake(Why.TOO_MUCH_INSIDE) from None
    except CannotTake:
        raise
    except Exception:
        # A reader of broken files fails in as many ways as there are ways to break one.
        raise CannotTake(Why.UNREADABLE) from None
    if len(made) > MOST_KEPT:
        raise CannotTake(Why.TOO_LARGE)
    return made, len(reader.pages), words(reader)


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data), strict=False)
    # Many a council's letter is locked against changes and yet opens for everybody.
    if reader.is_encrypted and not reader.decrypt(""):
        raise CannotTake(Why.LOCKED)
    pages = len(reader.pages)
    if pages > MOST_PAGES:
        raise CannotTake(Why.TOO_MANY_PAGES)
    if not pages:
        raise CannotTake(Why.UNREADABLE)
    return reader


def _written(reader: PdfReader) -> bytes:
    copying = Copying()
    for page in reader.pages:
        copying.add(page)
    out = io.BytesIO()
    copying.writer.write(out)
    return out.getvalue()


def words(reader: PdfReader) -> str:
    """The words of the first pages as a program reads them; empty where there are none, as in a scan."""
    found = []
    for page in reader.pages[:PAGES_READ]:
        try:
            found.append(page.extract_text()[:LETTERS_READ])
        except Exception:
            found.append("")
    return "\n".join(found)


class Copying:
    """Takes pages over into a new file, each thing once, and weighs what is packed into them."""

    def __init__(self) -> None:
        self.writer = PdfWriter()
        self.known: dict[Known, PdfObject] = {}
        self.unpacked = 0

    def add(self, page: PageObject) -> None:
        """One page more, with its marks."""
        new = self.writer.add_blank_page(width=page.mediabox.width, height=page.mediabox.height)
        for key in OF_A_PAGE:
            if key in page:
                new[NameObject(key)] = self.copy(page.raw_get(key))
        marks = ArrayObject(self._marks(page))
        if marks:
            new[NameObject("/Annots")] = marks

    def copy(self, value: PdfObject, *, named: bool = False) -> PdfObject:
        """The same thing in the new file, or nothing where it is of a kind that acts."""
        if isinstance(value, IndirectObject):
            return self._once(value, named)
        if isinstance(value, StreamObject):
            return self.writer._add_object(self._filled(self._stream(value), value))
        if isinstance(value, DictionaryObject):
            return NullObject() if not named and _acts(value) else self._filled(DictionaryObject(), value, named)
        if isinstance(value, ArrayObject):
            return ArrayObject(self.copy(each) for each in value)
        return value

    def _once(self, at: IndirectObject, named: bool) -> PdfObject:
        """What several places point at is copied once, and may point back at itself."""
        key = (at.idnum, at.generation, named)
        if key not in self.known:
            self.known[key] = self._pointed_at(at.get_object(), key, named)
        return self.known[key]

    def _pointed_at(self, value: PdfObject | None, key: Known, named: bool) -> PdfObject:
        if isinstance(value, ArrayObject):
            new = ArrayObject()
            self.known[key] = self.writer._add_object(new)
            new.extend(self.copy(each) for each in value)
            return self.known[key]
        if not isinstance(value, DictionaryObject):
            return NullObject() if value is None else value
        if not named and _acts(value):
            return NullObject()
        made = self._stream(value) if isinstance(value, StreamObject) else DictionaryObject()
        self.known[key] = self.writer._add_object(made)
        self._filled(made, value, named)
        return self.known[key]

    def _filled(self, new: DictionaryObject, old: DictionaryObject, named: bool = False) -> DictionaryObject:
        left_out = frozenset() if named else LEFT_OUT | ELSEWHERE if isinstance(old, StreamObject) else LEFT_OUT
        for key, value in old.items():
            if key not in left_out:
                new[NameObject(key)] = self.copy(value, named=key in NAMED and not named)
        return new

    def _stream(self, old: StreamObject) -> StreamObject:
        """An empty dictionary with the same bytes, still packed as they came, once they are known not to burst."""
        self.unpacked += _unpacked_size(old)
        if self.unpacked > MOST_UNPACKED:
            raise CannotTake(Why.TOO_MUCH_INSIDE)
        new = StreamObject()
        new._data = old._data
        return new

    def _marks(self, page: PageObject) -> Iterator[PdfObject]:
        """What was drawn or typed on the page, as pictures of themselves."""
        found = page.get("/Annots")
        for each in found if isinstance(found, ArrayObject) else ():
            mark = each.get_object()
            look = _look(mark) if isinstance(mark, DictionaryObject) else None
            if look is not None:
                new = DictionaryObject()
                new[NameObject("/Type")] = NameObject("/Annot")
                new[NameObject("/Subtype")] = NameObject("/Stamp")
                new[NameObject("/Rect")] = self.copy(mark.raw_get("/Rect"))
                new[NameObject("/F")] = NumberObject(4 | 64 | 128)  # printed, cannot be typed into, cannot be moved
                new[NameObject("/AP")] = DictionaryObject({NameObject("/N"): self.copy(look)})
                yield self.writer._add_object(new)


def _acts(value: DictionaryObject) -> bool:
    """Whether it is of a kind that does something, or leads out of the page."""
    return (
        _name(value, "/Type") in NEVER or _name(value, "/S") in ACTIONS or _name(value, "/Subtype") in {"/PS", "/Link"}
    )


def _name(value: DictionaryObject, key: str) -> str:
    found = value.get(key)
    return str(found) if isinstance(found, NameObject) else ""


def _look(mark: DictionaryObject) -> PdfObject | None:
    """How a mark looks, or None where it cannot be seen."""
    flags = mark.get("/F", 0)
    looks = mark.get("/AP")
    if _name(mark, "/Subtype") not in DRAWN or "/Rect" not in mark or not isinstance(looks, DictionaryObject):
        return None
    if (isinstance(flags, int) and flags & HIDDEN) or "/N" not in looks:
        return None
    usual: Any = looks.raw_get("/N")
    of_states = usual.get_object()
    if isinstance(of_states, DictionaryObject) and not isinstance(of_states, StreamObject):
        state = _name(mark, "/AS")
        usual = of_states.raw_get(state) if state in of_states else NullObject()
    return usual if isinstance(usual.get_object(), StreamObject) else None


def _unpacked_size(stream: StreamObject) -> int:
    """How large a stream is once unpacked. Raises CannotTake where that is more than any letter needs."""
    picture = _name(stream, "/Subtype") == "/Image"
    if picture and _number(stream, "/Width") * _number(stream, "/Height") > MOST_DOTS:
        raise CannotTake(Why.TOO_MUCH_INSIDE)
    most = MOST_PICTURE if picture else MOST_DRAWING
    packed: Any = stream.get("/Filter", ArrayObject())
    data = stream._data
    for name in packed if isinstance(packed, ArrayObject) else [packed]:
        if name in PICTURES:
            break
        if name not in UNPACK:
            raise CannotTake(Why.UNREADABLE)
        data = UNPACK[name](data, most)
        if len(data) > most:
            raise CannotTake(Why.TOO_MUCH_INSIDE)
    return len(data)


def _number(stream: StreamObject, key: str) -> int:
    found = stream.get(key, 0)
    return abs(found) if isinstance(found, int) else 0


def _inflated(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, most + 1)
    except zlib.error:
        return b""  # broken: a viewer shows nothing of it either


UNPACK: dict[str, Callable[[bytes, int], bytes]] = {
    "/FlateDecode": _inflated,
    "/ASCIIHexDecode": lambda data, most: ASCIIHexDecode.decode(data),
    "/ASCII85Decode": lambda data, most: ASCII85Decode.decode(data),
    "/RunLengthDecode": lambda data, most: RunLengthDecode.decode(data),
    "/LZWDecode": lambda data, most: LZWDecode.decode(data),
}
