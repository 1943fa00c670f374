"""`commonground up`: PostgreSQL, web and worker under one parent that restarts what dies and stops all when told.

The parent itself imports neither Django nor a driver beyond psycopg: it is small, and it is what INT and TERM reach.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from commonground.settings import postgres, prepared, web
from commonground.settings.children import UP_MARK, die_with_parent
from commonground.settings.environment import Environment, read

SIGN_INS = "sign-ins.txt"
"""What the demo prints at each start; `commonground demo` writes it."""
PATIENCE = 20.0
"""Seconds that a child has to stop by itself."""


class Stopped(Exception):
    """INT or TERM came."""


@dataclass
class Child:
    """A process that is started again when it dies, each time a little later while it keeps dying."""

    name: str
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = field(default=0.0)

    def start(self) -> None:
        """Run `commonground NAME` as a child that ends with this process."""
        self.process = _child([self.name])
        self.started = time.monotonic()

    def look(self) -> None:
        """Start it again if it died and its time has come."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return
        if self.process.poll() is None:
            return
        long_lived = time.monotonic() - self.started > 60
        self.failures = 0 if long_lived else self.failures + 1
        self.due = time.monotonic() + min(0.2 * 2**self.failures, 30)
        sys.stderr.write(f"commonground: {self.name} stopped and is started again.\n")
        self.process = None

    def stop(self) -> None:
        """Ask it to stop."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()


def up() -> int:
    """Run everything until INT or TERM. 1 with one sentence when it cannot start."""
    environment = read()
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as stack:
        if not stack.enter_context(_only_one(environment)):
            sys.stderr.write(
                "commonground: Common Ground is running here already. Open it in the browser,"
                " or stop it first: Ctrl-C where it was started.\n"
            )
            return 1
        if not web.port_is_free(environment):
            sys.stderr.write(f"commonground: {web.taken(environment)}\n")
            return 1
        with suppress(Stopped):
            return _run(environment, stack)
    return 0


def _stop(signum: int, frame: FrameType | None) -> None:
    # A second signal while stopping changes nothing.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped


def _run(environment: Environment, stack: ExitStack) -> int:
    if environment.embedded:
        stack.enter_context(_database(environment))
    if not _prepare(environment):
        return 1
    children = [Child("web"), Child("worker")]
    stack.callback(_stop_all, children)
    for child in children:
        child.start()
    _announce(environment, children)
    while True:
        time.sleep(0.2)
        for child in children:
            child.look()


@contextmanager
def _only_one(environment: Environment) -> Iterator[bool]:
    """A lock on the data folder: False when another `up` holds it."""
    environment.data_dir.mkdir(parents=True, exist_ok=True)
    with open(environment.data_dir / "up.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def _database(environment: Environment) -> Iterator[None]:
    cluster = postgres.Cluster(environment.data_dir)
    with postgres.running(cluster):
        postgres.prepare_database(cluster)
        yield


def _prepare(environment: Environment) -> bool:
    """Tables and reference data when this version is new here; the made-up world when the demo is."""
    steps: list[str] = []
    if not prepared.is_prepared(environment):
        steps.append("prepare")
    if environment.demo and not (environment.data_dir / SIGN_INS).exists():
        steps.append("demo")
    for step in steps:
        sys.stdout.write({"prepare": "Preparing the database ...\n", "demo": "Making the made-up world ...\n"}[step])
        sys.stdout.flush()
        # Its own lines only matter when it fails.
        if _child([step]).wait() != 0:
            sys.stderr.write(f"commonground: `commonground {step}` failed; the lines above say why.\n")
            return False
    return True


def _child(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    parent = os.getpid()

    def prepare() -> None:
        # A session of its own: Ctrl-C reaches the parent alone, which stops the rest in order.
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with_parent(signal.SIGTERM, parent)

    command = [sys.executable, "-m", "commonground.settings.cli", *arguments]
    named = {**os.environ, UP_MARK: str(parent)}
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, env=named, preexec_fn=prepare)  # noqa: S603


def _announce(environment: Environment, children: Sequence[Child]) -> None:
    """Wait until the pages answer, then say where, and who can sign in."""
    address = f"http://{environment.host}:{environment.port}/healthz"
    for _attempt in range(300):
        with suppress(URLError, OSError), urlopen(address, timeout=2) as answer:
            if answer.status == 200:
                break
        for child in children:
            child.look()
        time.sleep(0.1)
    sys.stdout.write(f"\nCommon Ground is at {environment.url}\n")
    sign_ins = environment.data_dir / SIGN_INS
    if environment.demo and sign_ins.exists():
        sys.stdout.write(sign_ins.read_text())
    sys.stdout.write("Ctrl-C stops it.\n")
    sys.stdout.flush()


def _stop_all(children: Sequence[Child]) -> None:
    for child in children:
        child.stop()
    until = time.monotonic() + PATIENCE
    for child in children:
        if child.process is None:
            continue
        try:
            child.process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()
