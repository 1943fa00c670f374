"""The signature itself, by pyHanko. Only `signing` asks for it, and only when there is something to sign.

The signature is PAdES (ETSI EN 319 142), certifies the whole file and allows no later change. It has no
picture: nothing moves on the page. It is added after the file, so the tags for screen readers and the marks
of PDF/A stay as they were.
"""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter

if TYPE_CHECKING:
    from commonground.certificates.signing import SigningKey

_FIELD = "Provider"


def signer(contents: bytes, secret: bytes | None) -> SimpleSigner:
    """What signs with the key in the contents of a PKCS#12 file that is known to be sound."""
    made: SimpleSigner = SimpleSigner.load_pkcs12_data(contents, other_certs=[], passphrase=secret)
    return made


def signed(pdf: bytes, key: "SigningKey", *, reason: str, location: str) -> bytes:
    """The PDF signed with the key, at this moment."""
    writer = _MetadataKept(BytesIO(pdf))
    # PDF/UA wants fields outside the page when they have nothing to show, with a name that can be read out.
    field = SigFieldSpec(
        _FIELD,
        readable_field_name="Signature of the provider",
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
    )
    how = PdfSignatureMetadata(
        field_name=_FIELD,
        name=key.name,
        reason=reason,
        location=location,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    # pyHanko starts an event loop of its own, which it may not where one runs already; a thread of its own has none.
    with ThreadPoolExecutor(max_workers=1) as thread:
        made = thread.submit(PdfSigner(how, key.signer, new_field_spec=field).sign_pdf, writer).result()
    return bytes(made.getvalue())


class _MetadataKept(IncrementalPdfFileWriter):
    """Adds to a PDF without writing its metadata anew: pyHanko would turn the address of each PDF/A
    extension schema from text into a link, and then the file no longer says in PDF/A's own way what it is."""

    def _update_meta(self) -> None:
        """Leave it."""
