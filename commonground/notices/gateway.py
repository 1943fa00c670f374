"""One try at a supplier of text messages, told apart by where it stopped.

Suppliers differ in their address, their key and the names of three values, and in nothing else that matters here:
each takes one POST for one text. So those are settings, and any supplier will do. Before the request has been written,
a broken line is certain: nothing was taken. After that, until the supplier has answered, it is not.
"""

import http.client
import json
import re
import ssl
from typing import Any, Protocol
from urllib.parse import quote_plus, urlsplit

from django.utils.translation import gettext as _

from commonground.notices.kinds import one_line
from commonground.notices.models import Notice
from commonground.notices.transports import Answer, Outcome

PATIENCE = 20
"""Seconds to wait for a supplier. Giving up sooner makes second copies."""

_NOT_ALLOWED_IN = frozenset({401, 402, 403, 404, 405})
"""It is we who are refused (key, credit, address), not this text."""
_PLACE = re.compile(r"\{(\w+)\}")
_NOT_NOW = frozenset({408, 425, 429, 503})


class Supplier(Protocol):
    """How a supplier is reached. `body` is JSON, or a form, with {to}, {digits}, {text} and {id} where these go."""

    @property
    def url(self) -> str: ...
    @property
    def authorization(self) -> str: ...
    @property
    def body(self) -> str: ...


class Gateway:
    """A supplier of text messages."""

    name = "text"

    def __init__(self, supplier: Supplier) -> None:
        self._supplier = supplier
        self._line: http.client.HTTPConnection | None = None

    def send(self, notice: Notice) -> Answer:
        """Try once. AWAY: nobody could be asked, or it is we who are refused. UNKNOWN: they may have taken it."""
        try:
            line = self._open_line()
        except OSError as error:
            return self._cut(Outcome.AWAY, error)
        number = notice.to_number
        values = {"to": number, "digits": number.removeprefix("+"), "text": _words(notice), "id": str(notice.pk)}
        written, kind = filled(self._supplier.body, values)
        headers = {"Content-Type": kind, "Accept": "application/json"}
        if self._supplier.authorization:
            headers["Authorization"] = self._supplier.authorization
        try:
            line.request("POST", self._path(), body=written.encode(), headers=headers)
            answer = line.getresponse()
            said = answer.read(2000).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            return self._cut(Outcome.UNKNOWN, error)
        finally:
            self.close()
        return Answer(_outcome(answer.status), one_line(f"{answer.status} {said}")[:500])

    def close(self) -> None:
        """Let go of the line; each text has its own."""
        if self._line is not None:
            line, self._line = self._line, None
            line.close()

    def _open_line(self) -> http.client.HTTPConnection:
        """A line that stands, with TLS where the address asks for it: after this, what breaks is in doubt."""
        at = urlsplit(self._supplier.url)
        host = at.hostname or ""
        if at.scheme == "https":
            safe = ssl.create_default_context()
            self._line = http.client.HTTPSConnection(host, at.port, timeout=PATIENCE, context=safe)
        else:
            self._line = http.client.HTTPConnection(host, at.port, timeout=PATIENCE)
        self._line.connect()
        return self._line

    def _path(self) -> str:
        at = urlsplit(self._supplier.url)
        return f"{at.path or '/'}?{at.query}" if at.query else at.path or "/"

    def _cut(self, outcome: Outcome, error: Exception) -> Answer:
        self.close()
        return Answer(outcome, one_line(f"{type(error).__name__}: {error}")[:500])


def filled(body: str, values: dict[str, str]) -> tuple[str, str]:
    """The body with its values, and its kind: JSON where it is JSON, else a form. ValueError where it is neither."""
    if body.lstrip().startswith(("{", "[")):
        return json.dumps(_in_json(json.loads(body), values)), "application/json"
    written = _PLACE.sub(lambda found: quote_plus(values[found[1]]) if found[1] in values else found[0], body)
    return written, "application/x-www-form-urlencoded"


def _in_json(part: Any, values: dict[str, str]) -> Any:
    """Values go into strings alone, in one go, so that nothing in a text is taken for a place to fill."""
    if isinstance(part, dict):
        return {key: _in_json(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_in_json(value, values) for value in part]
    if isinstance(part, str):
        return _PLACE.sub(lambda found: values.get(found[1], found[0]), part)
    return part


def _words(notice: Notice) -> str:
    if not notice.possible_copies:
        return notice.short
    return _("%(text)s (You may have had this before.)") % {"text": notice.short}


def _outcome(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.ACCEPTED
    if status in _NOT_ALLOWED_IN or 300 <= status < 400:
        return Outcome.AWAY
    if status in _NOT_NOW:
        return Outcome.LATER
    # A supplier that failed within may have the text all the same.
    return Outcome.NEVER if status < 500 else Outcome.UNKNOWN
