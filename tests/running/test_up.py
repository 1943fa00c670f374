"""`commonground up`: everything starts, what dies is started again, and nothing is left behind."""

import fcntl
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from commonground.settings.variables import VARIABLES
from tests.service import free_port

pytestmark = [pytest.mark.service, pytest.mark.long]

UP = [sys.executable, "-m", "commonground.settings.cli", "up"]


def environment(folder: Path, port: int) -> dict[str, str]:
    """A demo in a folder of its own, as `make run` sets it up."""
    ours = ("DATABASE_URL", "OWNER_DATABASE_URL", "SMTP_URL", "COMMONGROUND_DB_ROLE", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "COMMONGROUND_DATA_DIR": str(folder), "PORT": str(port), "DEMO": "yes", "LOG_LEVEL": "WARNING",
            "SITE_URL": f"http://localhost:{port}"}  # fmt: skip


def processes(folder: Path) -> dict[int, str]:
    """What runs with this data folder in its environment or command line, by process id."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            around = (entry / "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(folder) in words or f"COMMONGROUND_DATA_DIR={folder}\0" in around + "\0":
            found[int(entry.name)] = words
    return found


def until(what: str, true: object, seconds: float = 60) -> None:
    """Wait for something to become true."""
    assert callable(true)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    raise AssertionError(f"not in time: {what}")


@dataclass
class Running:
    """One `commonground up`."""

    folder: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it says that it runs."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(UP, env=environment(self.folder, self.port), stdout=log, stderr=log)
        try:
            until("it says how to stop it", self._says_or_ended, 120)
            assert "Ctrl-C stops it" in self.said(), "it ended"
        except AssertionError as late:
            raise AssertionError(f"{late}; it said: {self.said()}; it runs: {processes(self.folder)}") from None

    def _says_or_ended(self) -> bool:
        assert self.process is not None
        return "Ctrl-C stops it" in self.said() or self.process.poll() is not None

    def has_run(self) -> None:
        """Make sure that it was set up before, by another test or now."""
        if not (self.folder / "sign-ins.txt").exists():
            self.start()
            self.end(signal.SIGINT)

    def said(self) -> str:
        """What it has printed."""
        return self.log.read_text(encoding="utf-8")

    def end(self, number: int) -> None:
        """Send it a signal and wait for its end."""
        assert self.process is not None
        self.process.send_signal(number)
        self.process.wait(timeout=40)

    def is_up(self) -> bool:
        """Whether pages are answered."""
        try:
            with urlopen(f"http://localhost:{self.port}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def one(self, name: str) -> int:
        """The id of the child with this name, or 0."""
        return next((pid for pid, words in processes(self.folder).items() if words.rstrip().endswith(f"cli {name}")), 0)


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A demo that was set up once for this file, stopped."""
    # PostgreSQL may run as another user, who goes through here; pytest's own folder is shut again by each other run.
    with tempfile.TemporaryDirectory(prefix="commonground-up-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(home.stat().st_mode | stat.S_IXOTH)
        made = Running(home / "data", free_port(), home / "log")
        yield made
        if made.process is not None and made.process.poll() is None:
            made.end(signal.SIGINT)


def test_it_starts_says_who_can_sign_in_and_ctrl_c_leaves_nothing(running: Running) -> None:
    # Given a machine on which it has never run
    running.start()
    # Then it says where it is and who can sign in, and answers
    said = running.said()
    assert f"http://localhost:{running.port}" in said
    for each in ("ada@commonground.example", "cora@commonground.example", "sam.sample@family.example"):
        assert each in said
    assert running.is_up()
    with urlopen(f"http://localhost:{running.port}/demo/") as page:
        assert "made-up world" in page.read().decode()
    # When Ctrl-C is pressed
    running.end(signal.SIGINT)
    # Then nothing runs any more
    assert running.process is not None
    assert running.process.returncode == 0
    assert processes(running.folder) == {}


def test_a_second_start_makes_nothing_anew_and_what_dies_is_started_again(running: Running) -> None:
    running.has_run()
    running.start()
    assert "Preparing" not in running.said()
    assert "Making" not in running.said()
    for name in ("worker", "web"):
        first = running.one(name)
        os.kill(first, signal.SIGKILL)
        until(f"{name} is another", lambda name=name, first=first: running.one(name) not in {0, first})
    until("it answers again", running.is_up)
    running.end(signal.SIGTERM)
    assert processes(running.folder) == {}


def test_a_parent_that_is_killed_leaves_nothing_either(running: Running) -> None:
    running.start()
    running.end(signal.SIGKILL)
    # A worker that waits for the PostgreSQL which went too is given ten seconds for the jobs in hand.
    until("all have ended", lambda: processes(running.folder) == {}, 25)


def test_a_second_up_says_that_it_is_running_already(running: Running) -> None:
    # Given one that runs in this data folder
    running.folder.mkdir(exist_ok=True)
    with (running.folder / "up.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        # When somebody starts it again, on the same port or another
        tried = subprocess.run(UP, env=environment(running.folder, free_port()), capture_output=True, text=True)
    # Then it says so, and what to do, and leaves
    assert tried.returncode == 1
    assert tried.stdout == ""
    assert tried.stderr.splitlines() == [
        "commonground: Common Ground is running here already. Open it in the browser, or stop it first: Ctrl-C where it"
        " was started."
    ]


def test_a_taken_port_is_said_in_one_sentence(running: Running) -> None:
    with socket.socket() as taken:
        # What was killed before may have left connections behind that are not over yet.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", running.port))
        taken.listen()
        tried = subprocess.run(UP, env=environment(running.folder, running.port), capture_output=True, text=True)
    assert tried.returncode == 1
    assert tried.stderr.splitlines() == [
        f"commonground: Port {running.port} is taken by another program. Stop it, or choose another: PORT=8001 make run"
    ]


def test_the_example_of_each_setting_is_one_that_it_takes() -> None:
    files = {"SIGNING_KEY_FILE", "COMMONGROUND_DAYS_FILE"}
    for variable in VARIABLES.values():
        assert variable.example != variable.default
        if variable.name not in files and not variable.example.startswith("$("):
            variable.read(variable.example)


WRONG = [
    ("PORT", "eighty", "whole number from 1 to 65535"),
    ("DATABASE_URL", "mysql://root@db/x", "only PostgreSQL will do"),
    ("SMTP_URL", "mail.example", "smtp+starttls://"),
    ("SITE_URL", "mediation.example", "https://mediation.example"),
    ("DEMO", "perhaps", "yes or no"),
    ("SIGNING_KEY_FILE", "/nowhere/key.p12", "a file that is there"),
    ("RECORD_KEY", "short", "at least 32 characters"),
    ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
]


@pytest.mark.parametrize(("name", "value", "takes"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_setting_is_named_with_what_it_takes(name: str, value: str, takes: str, tmp_path: Path) -> None:
    around = {**environment(tmp_path, free_port()), name: value}
    tried = subprocess.run(UP, env=around, capture_output=True, text=True)
    assert tried.returncode != 0
    assert name in tried.stderr
    assert takes in tried.stderr
    assert not re.search("Traceback", tried.stderr + tried.stdout)


def test_the_data_opens_nothing_above_it(running: Running) -> None:
    """Run as root, the wheel's own helper makes homes readable; ours changes nothing above its folder."""
    running.has_run()
    above = running.folder.parent
    assert stat.S_IMODE(above.stat().st_mode) & 0o066 == 0
    assert stat.S_IMODE((running.folder / "postgresql").stat().st_mode) == 0o700
    for secret in running.folder.rglob("*key*"):
        if secret.is_file():
            assert stat.S_IMODE(secret.stat().st_mode) & 0o077 == 0, secret
