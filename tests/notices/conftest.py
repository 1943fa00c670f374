"""A real mail server on loopback, and an outbox that is really committed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from commonground.notices.models import Hold, Notice
from tests.notices.mail_server import MailServer


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailServer]:
    """The service sends through this server, which keeps what it takes."""
    server = MailServer()
    server.start()
    settings.SMTP, settings.DEMO = server.address, False
    yield server
    server.stop()


@pytest.fixture
def committed(django_db_setup: Any, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The outbox outside any test transaction, so that other processes see it; emptied again row by row."""
    with django_db_blocker.unblock():
        yield
        Notice.objects.filter(instead_of__isnull=False).delete()
        Notice.objects.all().delete()
        Hold.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        connection.close()
