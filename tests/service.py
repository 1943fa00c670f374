"""The running service for tests: real web and worker processes on a clone of their own, and a real mail server."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.db import connections
from pytest_django import DjangoDbBlocker

from commonground.settings.postgres import Cluster
from tests import database


class Inbox:
    """What the mail server took, as parsed messages."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        parsed = BytesParser(policy=default).parsebytes(envelope.content)
        parsed["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.messages.append(parsed)  # type: ignore[arg-type]
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """Messages to an address, oldest first."""
        return [m for m in self.messages if address.casefold() in m["X-Envelope-To"].casefold()]

    def wait_for(self, address: str, *, subject: str = "", count: int = 1, seconds: float = 20) -> EmailMessage:
        """The newest message to an address whose subject has these words, as soon as there are `count`."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = [m for m in self.to(address) if subject.casefold() in str(m["Subject"]).casefold()]
            if len(found) >= count:
                return found[-1]
            time.sleep(0.1)
        seen = [(m["X-Envelope-To"], m["Subject"]) for m in self.messages]
        raise AssertionError(f"no message to {address} about {subject!r}; there were {seen}")


def free_port() -> int:
    """A port of this machine that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Service:
    """Web and worker processes and what they talk to."""

    url: str
    database: str
    smtp: Inbox
    environment: dict[str, str]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start `web` or `worker`."""
        command = [sys.executable, "-m", "commonground.settings.cli", name]
        self.processes[name] = subprocess.Popen(command, env=self.environment, start_new_session=True)
        if name == "web":
            self._wait_for_web()

    def have(self, name: str) -> None:
        """Start `web` or `worker` unless it runs."""
        if name not in self.processes or self.processes[name].poll() is not None:
            self.start(name)

    def _wait_for_web(self) -> None:
        for _attempt in range(300):
            try:
                with urlopen(f"{self.url}/healthz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                time.sleep(0.1)
        raise AssertionError("the web server did not answer")

    def kill(self, name: str) -> None:
        """Kill `web` or `worker` with everything it started, as a power cut would."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def end(self, name: str) -> None:
        """Ask `web` or `worker` to stop, and kill it when it does not."""
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop(self) -> None:
        """Stop what still runs."""
        for name in list(self.processes):
            self.end(name)


class _Place:
    """A database and a data folder for the service that are as new for each file of tests, under names that stay."""

    def __init__(self, cluster: Cluster) -> None:
        tests = Path(os.environ["COMMONGROUND_TEST_DIR"])
        self.cluster = cluster
        self.database = f"service_{uuid4().hex[:12]}"
        self.folder = tests / self.database
        self.folder.mkdir()
        # The roots that its worker seals are of its database; the keys are the tests' own.
        (self.folder / "keys").symlink_to(tests / "keys")

    def make(self, template: str) -> None:
        """Both anew. Whoever is connected loses the connection, and finds the new database at the next request."""
        database.drop(self.cluster, self.database)
        database.clone(self.cluster, template, name=self.database)
        for left in self.folder.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            elif left.name != "keys":
                left.unlink()


@pytest.fixture(scope="session")
def service_place(cluster: Cluster) -> Iterator[_Place]:
    """Where this worker of the tests lets its service run."""
    made = _Place(cluster)
    yield made
    database.drop(cluster, made.database)


@pytest.fixture(scope="session")
def service_processes(cluster: Cluster, service_place: _Place, django_db_setup: None) -> Iterator[Service]:
    """The web server's process and the mail server, which run on from one file of tests to the next."""
    place, port, mail_port, inbox = service_place, free_port(), free_port(), Inbox()
    mail = Controller(inbox, hostname="127.0.0.1", port=mail_port)
    mail.start()
    environment = {
        **os.environ,
        **database.environment_of(cluster, place.database),
        "COMMONGROUND_DATA_DIR": str(place.folder),
        "DJANGO_SETTINGS_MODULE": "commonground.settings.base",
        "PORT": str(port),
        "SITE_URL": f"http://localhost:{port}",
        "SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
        "DEMO": "yes",
        "LOG_LEVEL": "WARNING",
    }
    running = Service(f"http://localhost:{port}", place.database, inbox, environment)
    yield running
    running.stop()
    mail.stop()


@pytest.fixture(scope="module")
def service_template() -> str:
    """What the service's database is a clone of. A file that needs the made-up world gives its name instead."""
    return database.TEMPLATE


@pytest.fixture(scope="module")
def service(
    service_processes: Service, service_place: _Place, service_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Service]:
    """The running service on a new database. In tests that use it, Django talks to that database too, and commits.

    Its web server is started once for all files; the process of its worker only where a file asks for `worker`.
    """
    running, place = service_processes, service_place
    place.make(service_template)
    running.smtp.messages.clear()
    running.have("web")
    before = dict(connections["default"].settings_dict)
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].settings_dict.update(database.settings_of(place.cluster, place.database))
        try:
            yield running
        finally:
            connections.close_all()
            connections["default"].settings_dict.update(before)


@pytest.fixture(scope="module")
def worker(service: Service) -> Iterator[None]:
    """The process that sends messages, for files whose tests wait for one. It sees nothing but its own database."""
    service.start("worker")
    yield
    service.end("worker")
