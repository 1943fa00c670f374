"""The service at another day: web pages over real HTTP and the worker's tasks, in this process, with the clock set.

The processes of `tests.service` stand in the present. Here a server runs in a thread of the test on a database of its
own, so that `time_machine` moves pages, commands and the worker's sending together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import Thread

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Page
from pytest_django import Settings

from commonground.notices import tasks
from commonground.record.days import LONDON
from commonground.settings.shapes import Smtp
from tests.service import Inbox, free_port
from tests.walking import Walker


class _Quiet(WSGIRequestHandler):
    """A handler that prints no line for each request."""

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@dataclass
class Travelling:
    """The service, its post box, and somebody in a browser, on whichever day it is."""

    walker: Walker
    smtp: Inbox
    clock: time_machine.travel | None = None

    def stand_at(self, year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> None:
        """Go on to this moment in London, and let the worker do what has become due."""
        self.leave()
        self.clock = time_machine.travel(datetime(year, month, day, hour, minute, tzinfo=LONDON), tick=True)
        self.clock.start()
        self.work()

    def work(self) -> None:
        """Let the worker send what is waiting."""
        tasks.drain()

    def leave(self) -> None:
        """Come back to the present."""
        if self.clock is not None:
            self.clock.stop()
            self.clock = None


@pytest.fixture
def travelling(committing: str, page: Page, settings: Settings) -> Iterator[Travelling]:
    """The service in this process on a database of its own, and a mail server that keeps what it takes."""
    port, mail_port, inbox = free_port(), free_port(), Inbox()
    mail = Controller(inbox, hostname="127.0.0.1", port=mail_port)
    mail.start()
    settings.SITE_URL, settings.SMTP = f"http://localhost:{port}", Smtp("127.0.0.1", mail_port)
    server = ThreadedWSGIServer(("127.0.0.1", port), _Quiet)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    here = Travelling(Walker(page, f"http://localhost:{port}"), inbox)
    yield here
    here.leave()
    server.shutdown()
    server.server_close()
    mail.stop()
    connections.close_all()
