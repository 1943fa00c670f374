"""Signatures, judged by `pdfsig`."""

import datetime
import stat
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pypdf import PdfReader

from commonground.certificates.paper import set_certificate
from commonground.certificates.signing import KeyUnusable, SigningKey, load_key, make_demo_key, sign
from tests.certificates.paper_tools import URL, ask, certificate_words, declares, info, metadata, qr_of, text_of


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return load_key(make_demo_key(tmp_path_factory.mktemp("keys"), today=date.today()))  # noqa: DTZ011


@pytest.fixture(scope="module")
def plain() -> bytes:
    return set_certificate(certificate_words())


@pytest.fixture(scope="module")
def signed(plain: bytes, key: SigningKey) -> bytes:
    return sign(plain, key)


def test_another_program_calls_the_signature_valid_over_the_whole_file(signed: bytes) -> None:
    says = ask("pdfsig", signed)
    assert "Signature Validation: Signature is Valid." in says
    assert "Total document signed" in says
    assert "Signature Type: ETSI.CAdES.detached" in says
    assert "Signing Hash Algorithm: SHA-256" in says


def test_the_demos_key_says_that_it_is_one_and_is_known_to_nobody(signed: bytes) -> None:
    says = ask("pdfsig", signed)
    assert "Common Ground demo key (not a real provider)" in says
    assert "Certificate issuer is unknown" in says or "isn't Trusted" in says


def test_one_changed_letter_breaks_it(signed: bytes) -> None:
    at = signed.index(b"/Title")
    changed = bytearray(signed)
    changed[at + 12] ^= 1
    assert "Signature is Valid" not in ask("pdfsig", bytes(changed))


def test_nothing_added_later_counts_as_signed(signed: bytes) -> None:
    assert "Total document signed" not in ask("pdfsig", signed + b"\n% added\n")


def test_it_says_who_why_and_where_and_allows_no_change(signed: bytes) -> None:
    field = PdfReader(BytesIO(signed)).trailer["/Root"]["/AcroForm"]["/Fields"][0].get_object()
    value = field["/V"].get_object()
    assert value["/Name"] == "Common Ground demo key (not a real provider)"
    assert value["/Reason"] == "Issued by the provider"
    assert value["/Location"] == "England"
    reference = value["/Reference"][0].get_object()
    assert reference["/TransformMethod"] == "/DocMDP"
    assert reference["/TransformParams"].get_object()["/P"] == 1


def test_the_paper_stays_what_it_was(plain: bytes, signed: bytes) -> None:
    assert signed.startswith(plain)
    assert info(signed)["Tagged"] == "yes"
    assert declares(signed) == {"PDF/A-2A", "PDF/UA-1"}
    assert metadata(signed) == metadata(plain)
    assert text_of(signed) == text_of(plain)
    assert qr_of(signed) == [URL]


def test_the_field_lies_off_the_page_and_has_a_name_to_read_out(signed: bytes) -> None:
    """PDF/UA-1, 7.18: a field that shows nothing stands outside, and tabbing follows the structure."""
    reader = PdfReader(BytesIO(signed))
    field = reader.trailer["/Root"]["/AcroForm"]["/Fields"][0].get_object()
    assert all(float(edge) < 0 for edge in field["/Rect"])
    assert field["/TU"] == "Signature of the provider"
    assert reader.pages[0]["/Tabs"] == "/S"


def test_without_a_key_nothing_changes(plain: bytes) -> None:
    assert sign(plain, None) == plain
    assert "does not contain any signatures" in ask("pdfsig", plain)


def test_the_demos_key_is_its_owners_alone_and_is_kept(tmp_path: Path) -> None:
    path = make_demo_key(tmp_path / "new" / "folder", today=date(2026, 11, 24))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "demo" in path.name
    before = path.read_bytes()
    assert make_demo_key(tmp_path / "new" / "folder", today=date(2026, 11, 25)) == path
    assert path.read_bytes() == before


def provider_key(folder: Path, password: bytes) -> Path:
    """A key as a certificate authority would hand it out: RSA, with a password."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Meadow Mediation")])
    now = datetime.datetime.now(tz=datetime.UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    made = pkcs12.serialize_key_and_certificates(
        b"provider", private, certificate, None, serialization.BestAvailableEncryption(password)
    )
    (folder / "provider.p12").write_bytes(made)
    return folder / "provider.p12"


def test_a_providers_own_key_with_a_password_signs_in_its_name(tmp_path: Path, plain: bytes) -> None:
    path = provider_key(tmp_path, b"correct horse")
    says = ask("pdfsig", sign(plain, load_key(path, "correct horse")))
    assert "Signer Certificate Common Name: Meadow Mediation" in says
    assert "Signature is Valid" in says


def test_a_key_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    locked = provider_key(tmp_path, b"correct horse")
    nonsense = tmp_path / "nonsense.p12"
    nonsense.write_bytes(b"not a key")
    for path, password in ((locked, "wrong"), (locked, ""), (nonsense, ""), (nonsense, "x")):
        with pytest.raises(KeyUnusable, match="is not a PKCS#12 file, or its password is wrong"):
            load_key(path, password)
    with pytest.raises(KeyUnusable, match=r"cannot be read: No such file or directory\."):
        load_key(tmp_path / "nowhere.p12")


def test_a_certificate_without_its_private_key_is_no_signing_key(tmp_path: Path) -> None:
    _, certificate, _ = pkcs12.load_key_and_certificates(provider_key(tmp_path, b"x").read_bytes(), b"x")
    made = pkcs12.serialize_java_truststore([pkcs12.PKCS12Certificate(certificate, b"x")], serialization.NoEncryption())
    (tmp_path / "half.p12").write_bytes(made)
    with pytest.raises(KeyUnusable, match="holds no private key"):
        load_key(tmp_path / "half.p12")
