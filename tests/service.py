"""The running service for tests: real web and worker processes on a clone of their own, and a real mail server."""

import os
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

    def stop(self) -> None:
        """Stop what still runs."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the program against the same database."""
        command = [sys.executable, "-m", "commonground.settings.cli", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)


def _folder_of(name: str) -> Path:
    """A data folder beside the tests' own, with the same keys: the roots that its worker seals are of its database."""
    tests = Path(os.environ["COMMONGROUND_TEST_DIR"])
    folder = tests / name
    folder.mkdir()
    (folder / "keys").symlink_to(tests / "keys")
    return folder


@pytest.fixture(scope="module")
def service(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Service]:
    """The running service on a clone of its own. In tests that use it, Django talks to that clone too, and commits."""
    name, port, mail_port, inbox = database.clone(cluster), free_port(), free_port(), Inbox()
    mail = Controller(inbox, hostname="127.0.0.1", port=mail_port)
    mail.start()
    environment = {
        **os.environ,
        **database.environment_of(cluster, name),
        "COMMONGROUND_DATA_DIR": str(_folder_of(name)),
        "DJANGO_SETTINGS_MODULE": "commonground.settings.base",
        "PORT": str(port),
        "SITE_URL": f"http://localhost:{port}",
        "SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
        "DEMO": "yes",
        "LOG_LEVEL": "WARNING",
    }
    running = Service(f"http://localhost:{port}", name, inbox, environment)
    before = dict(connections["default"].settings_dict)
    with django_db_blocker.unblock():
        connections["default"].close()
        connections["default"].settings_dict.update(database.settings_of(cluster, name))
        try:
            running.start("web")
            running.start("worker")
            yield running
        finally:
            running.stop()
            mail.stop()
            connections.close_all()
            connections["default"].settings_dict.update(before)
    database.drop(cluster, name)
