"""A real mail server on loopback."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.notices.mail_server import MailServer


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailServer]:
    """The service sends through this server, which keeps what it takes."""
    server = MailServer()
    server.start()
    settings.SMTP, settings.DEMO = server.address, False
    yield server
    server.stop()
