"""A supplier of texts on loopback: a real HTTP server that keeps what it takes and answers as a test tells it."""

import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from commonground.settings.shapes import Texts


@dataclass(frozen=True)
class Taken:
    """One request as it arrived."""

    path: str
    authorization: str
    kind: str
    body: str

    @property
    def said(self) -> dict[str, Any]:
        """The body's values, whether it is JSON or a form."""
        if self.kind == "application/json":
            return dict(json.loads(self.body))
        return {key: value[0] for key, value in parse_qs(self.body, strict_parsing=True).items()}


@dataclass
class TextSupplier:
    """`status` is what each text is answered with; None hangs up without an answer."""

    status: int | None = 201
    words: str = '{"id": "SM1"}'
    taken: list[Taken] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Listen on a free port."""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(self))
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        assert self.server is not None
        self.server.shutdown()
        self.server.server_close()

    def settings(self, **more: str) -> Texts:
        """How the service reaches this supplier, in the shape of `settings.TEXTS`."""
        assert self.server is not None
        url = f"http://127.0.0.1:{self.server.server_port}/v1/texts?account=7"
        usual = {"authorization": "Bearer key", "body": '{"to": "{to}", "text": "{text}", "reference": "{id}"}'}
        return Texts(url, **{**usual, **more})


def _answering(supplier: TextSupplier) -> Callable[..., BaseHTTPRequestHandler]:
    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            head = (self.headers.get("Authorization", ""), self.headers.get("Content-Type", ""))
            supplier.taken.append(Taken(self.path, *head, body))
            if supplier.status is None:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(supplier.status)
            self.end_headers()
            self.wfile.write(supplier.words.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Answers
