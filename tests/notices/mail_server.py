"""A real SMTP server that keeps what it takes and does at each step what a test tells it."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass(frozen=True)
class Address:
    """How the service reaches a mail server, in the shape of `settings.SMTP`."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = "none"


Step = Callable[[Envelope], str]


def _ok(_envelope: Envelope) -> str:
    return "250 OK"


@dataclass
class MailServer:
    """`mail`, `rcpt` and `data` say what is answered at each step; `data` is asked after the message was kept."""

    mail: Step = _ok
    rcpt: Step = _ok
    data: Step = _ok
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    sessions: list[object] = field(default_factory=list)
    controller: Controller | None = None
    address: Address = field(default_factory=lambda: Address("127.0.0.1", free_port()))

    def start(self, **options: Any) -> None:
        """Listen on the port of `address`."""
        self.controller = Controller(self, hostname=self.address.host, port=self.address.port, **options)
        self.controller.start()

    def stop(self) -> None:
        """Stop listening."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def ids(self) -> list[str]:
        """The Message-IDs taken, in order."""
        return [str(message["Message-ID"]) for message in self.taken]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """The sender is named."""
        self.sessions.append(session.peer)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.mail(envelope)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """A recipient is named."""
        answer = self.rcpt(envelope)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The message is there whole; it is kept before anything is answered."""
        parsed = message_from_bytes(cast(bytes, envelope.original_content), policy=default)
        answer = self.data(envelope)
        if answer.startswith("2") or answer == "hang up":
            self.taken.append(parsed)
            self.envelopes.append(envelope)
        if answer == "hang up":
            assert server.transport is not None
            server.transport.close()
        return answer if answer[:1].isdigit() else "250 OK"


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def let_in(_server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, auth: Any) -> AuthResult:
    """Only Ex Ample with the right password."""
    right = auth.login == b"ex.ample" and auth.password == b"correct horse"
    return AuthResult(success=right, handled=False)


def with_certificate(certificate: str, key: str) -> ssl.SSLContext:
    """What a server needs to speak TLS under this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
