"""Signs papers with the provider's key, so that any PDF reader can tell that not a letter has been changed
since. `pades` says what the signature is.
"""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pyhanko.sign import SimpleSigner

DEMO_KEY_FILE = "demo-key.p12"
DEMO_KEY_NAME = "Common Ground demo key (not a real provider)"


class KeyUnusable(Exception):
    """The signing key cannot be used; `sentence` says why, for the person who set it up."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class SigningKey:
    """A key ready to sign with, and the name its certificate gives."""

    signer: "SimpleSigner"
    name: str


def load_key(path: Path, password: str = "") -> SigningKey:
    """The key in a PKCS#12 file (.p12 or .pfx), with its certificates. Raises KeyUnusable with one
    sentence."""
    try:
        contents = path.read_bytes()
    except OSError as problem:
        raise KeyUnusable(f"The signing key {path} cannot be read: {problem.strerror}.") from problem
    secret = password.encode() if password else None
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(contents, secret)
    except ValueError as problem:
        raise KeyUnusable(f"The signing key {path} is not a PKCS#12 file, or its password is wrong.") from problem
    if key is None or certificate is None:
        raise KeyUnusable(f"The signing key {path} holds no private key with its certificate.")
    from commonground.certificates import pades

    signer = pades.signer(contents, secret)
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return SigningKey(signer, str(names[0].value) if names else "")


def sign(
    pdf: bytes, key: SigningKey | None, *, reason: str = "Issued by the provider", location: str = "England"
) -> bytes:
    """The PDF signed with the key; the PDF as it was when there is no key. The time in the signature is the
    moment of signing."""
    if key is None:
        return pdf
    # pyHanko takes seconds to load: what never signs does without it.
    from commonground.certificates import pades

    return pades.signed(pdf, key, reason=reason, location=location)


def make_demo_key(folder: Path, *, today: date) -> Path:
    """Make the demonstration's own signing key in `folder`, readable by its owner alone, and give back its
    path; the one that stands there is kept. PDF readers will say that they do not know who issued it, which
    is right."""
    path = folder / DEMO_KEY_FILE
    if path.exists():
        return path
    key = ec.generate_private_key(ec.SECP256R1())
    made = pkcs12.serialize_key_and_certificates(
        name=DEMO_KEY_NAME.encode(),
        key=key,
        cert=_certificate(key, today),
        cas=None,
        encryption_algorithm=serialization.NoEncryption(),
    )
    folder.mkdir(parents=True, exist_ok=True)
    # Whole before it bears its name, and never over another's: two processes may make it at once.
    whole = folder / f"{DEMO_KEY_FILE}.{os.getpid()}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
    with suppress(FileExistsError):
        os.link(whole, path)
    whole.unlink()
    return path


def _certificate(key: ec.EllipticCurvePrivateKey, today: date) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, DEMO_KEY_NAME)])
    midnight = datetime.combine(today, time(), tzinfo=UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(midnight - timedelta(days=1))
        .not_valid_after(midnight + timedelta(days=3650))
        .add_extension(usage, critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
