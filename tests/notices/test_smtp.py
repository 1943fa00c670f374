"""Reaching a mail server: with TLS and a password, and never without them where they are asked for."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from commonground.notices import sending
from commonground.notices.models import State
from tests.notices.mail_server import MailServer, let_in, with_certificate
from tests.notices.samples import a_notice

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),  # the test's own server
]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for loopback that nobody has signed but itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "certificate.pem", folder / "key.pem"


@pytest.fixture(params=["starttls", "tls"])
def guarded(request: pytest.FixtureRequest, certificate: tuple[Path, Path], settings: Settings) -> Iterator[MailServer]:
    """A server that takes nothing without TLS and the right password."""
    server = MailServer()
    context = with_certificate(*map(str, certificate))
    options = {"authenticator": let_in, "auth_required": True}
    if request.param == "tls":
        server.start(ssl_context=context, auth_require_tls=False, **options)
    else:
        server.start(tls_context=context, require_starttls=True, **options)
    settings.DEMO = False
    settings.SMTP = replace(server.address, user="ex.ample", password="correct horse", security=request.param)
    yield server
    server.stop()


@pytest.mark.feature(154, how="partly")
def test_mail_goes_through_a_server_that_asks_for_tls_and_a_password(
    guarded: MailServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    notice = a_notice()
    assert sending.drain() == 1
    assert guarded.ids() == [notice.message_id]


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(guarded: MailServer) -> None:
    notice = a_notice()
    assert sending.drain() == 0
    notice.refresh_from_db()
    assert (guarded.taken, notice.state) == ([], State.QUEUED)
    assert "CERTIFICATE_VERIFY_FAILED" in notice.last_error


def test_a_wrong_password_loses_no_message(
    guarded: MailServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    settings.SMTP = replace(settings.SMTP, password="wrong")
    notice = a_notice()
    assert sending.drain() == 0
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (State.QUEUED, 0)
    assert "535" in notice.last_error


def test_where_tls_is_asked_for_and_not_offered_nothing_goes_in_the_clear(mail: MailServer, settings: Settings) -> None:
    settings.SMTP = replace(mail.address, security="starttls")
    notice = a_notice()
    assert sending.drain() == 0
    notice.refresh_from_db()
    assert (mail.taken, notice.state) == ([], State.QUEUED)
