"""One try at a mail server, told apart by where it stopped.

Before the message itself has been given over, a refusal or a broken line is certain: it was not taken. After
that, until the server has answered, it is not: the server may have it. Python's own `sendmail` does not tell
the two apart, so the steps are taken here one by one (RFC 5321, 4.1.1 and 4.2.5).
"""

import re
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as AS_SMTP
from email.policy import SMTPUTF8 as AS_SMTPUTF8
from typing import Protocol

from commonground.notices.addresses import our_address, our_domain
from commonground.notices.kinds import one_line
from commonground.notices.message import compose
from commonground.notices.models import Notice
from commonground.notices.transports import Answer, Outcome

PATIENCE = 20
"""Seconds to wait for any answer but the last."""
LAST_PATIENCE = 120
"""Seconds to wait for the answer to the message itself. Giving up sooner makes second copies."""

_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_BROKEN = (OSError, smtplib.SMTPException)
_NOT_ALLOWED_IN = frozenset({530, 535, 538})
_SEVEN_BIT = AS_SMTP.clone(cte_type="7bit")


class Server(Protocol):
    """How a mail server is reached; `security` is `none`, `starttls` or `tls`."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def user(self) -> str: ...
    @property
    def password(self) -> str: ...
    @property
    def security(self) -> str: ...


class Smtp:
    """A mail server, with the line kept open from one message to the next."""

    name = "smtp"

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: smtplib.SMTP | None = None

    def send(self, notice: Notice) -> Answer:
        """Try once. AWAY: nobody could be written to. UNKNOWN: the server may have taken it."""
        try:
            message = compose(notice)
        except ValueError as error:
            return Answer(Outcome.NEVER, str(error))
        return self._hand_over(message, to=notice.to_email)

    def _hand_over(self, message: EmailMessage, *, to: str) -> Answer:
        try:
            line = self._open_line()
            line.ehlo_or_helo_if_needed()
            if not to.isascii() and not line.has_extn("smtputf8"):
                return Answer(Outcome.NEVER, "550 this mail server cannot write to an address with such letters")
            options = [] if to.isascii() else ["SMTPUTF8", "BODY=8BITMIME"]
            code, reply = line.mail(our_address(), options)
        except _BROKEN as error:
            return self._cut(Outcome.AWAY, error)
        if code != 250:
            return self._refused(code, reply, ours=True)
        try:
            code, reply = line.rcpt(to)
            if code not in {250, 251}:
                return self._refused(code, reply)
            code, reply = line.docmd("DATA")
            if code != 354:
                return self._refused(code, reply)
        except _BROKEN as error:
            return self._cut(Outcome.LATER, error)
        return self._give_over(line, message, to=to)

    def close(self) -> None:
        """Say goodbye, if a line is open."""
        if self._line is not None:
            line, self._line = self._line, None
            try:
                line.quit()
            except _BROKEN:
                line.close()

    def _open_line(self) -> smtplib.SMTP:
        if self._line is not None and self._alive(self._line):
            return self._line
        server, safe = self._server, ssl.create_default_context()
        here = our_domain()
        if server.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, local_hostname=here, timeout=PATIENCE, context=safe
            )
        else:
            line = smtplib.SMTP(server.host, server.port, local_hostname=here, timeout=PATIENCE)
        self._line = line
        if server.security == "starttls":
            line.starttls(context=safe)
        if server.user:
            line.login(server.user, server.password)
        return line

    def _alive(self, line: smtplib.SMTP) -> bool:
        """Whether a line left open still answers: servers hang up on those who wait or have sent enough."""
        try:
            return line.rset()[0] == 250
        except _BROKEN:
            self.close()
            return False

    def _give_over(self, line: smtplib.SMTP, message: EmailMessage, *, to: str) -> Answer:
        policy = _SEVEN_BIT if to.isascii() else AS_SMTPUTF8
        written = _LEADING_DOT.sub(b"..", message.as_bytes(policy=policy))
        try:
            if line.sock is not None:
                line.sock.settimeout(LAST_PATIENCE)
            line.send(written + b".\r\n")
            code, reply = line.getreply()
            if line.sock is not None:
                line.sock.settimeout(PATIENCE)
        except _BROKEN as error:
            return self._cut(Outcome.UNKNOWN, error)
        if 200 <= code < 300:
            return Answer(Outcome.ACCEPTED, _said(code, reply))
        if 400 <= code < 600:
            return self._refused(code, reply)
        self.close()
        return Answer(Outcome.UNKNOWN, _said(code, reply))

    def _refused(self, code: int, reply: bytes, *, ours: bool = False) -> Answer:
        """A clear no. `ours`: it is we who are refused, not this message."""
        if ours or code in _NOT_ALLOWED_IN:
            self.close()
            return Answer(Outcome.AWAY, _said(code, reply))
        return Answer(Outcome.NEVER if code >= 500 else Outcome.LATER, _said(code, reply))

    def _cut(self, outcome: Outcome, error: Exception) -> Answer:
        if self._line is not None:
            self._line.close()
            self._line = None
        return Answer(outcome, one_line(f"{type(error).__name__}: {error}")[:500])


def _said(code: int, reply: bytes) -> str:
    return one_line(f"{code} {reply.decode('utf-8', 'replace')}")[:500]
