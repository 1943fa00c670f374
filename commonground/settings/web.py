"""The web server: Granian, a few threads, one process; more processes behind a proxy are more of the same."""

import os
import signal
import socket
import sys
from pathlib import Path

from commonground.settings.environment import Environment, read

PARENT_MARK = "COMMONGROUND_WEB_PARENT"


def port_is_free(environment: Environment) -> bool:
    """Whether nobody listens there. Granian itself would share a taken port without a word (SO_REUSEPORT)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((environment.host, environment.port))
            probe.listen(1)
        except OSError:
            return False
    return True


def taken(environment: Environment) -> str:
    """The sentence for a port that somebody else has."""
    return f"Port {environment.port} is taken by another program. Stop it, or choose another: PORT=8001 make run"


def serve() -> int:
    """Serve until told to stop. 1 when the port is taken or the pages' styles have not been built."""
    environment = read()
    if not port_is_free(environment):
        sys.stderr.write(f"commonground: {taken(environment)}\n")
        return 1
    from granian import Granian
    from granian.constants import Interfaces

    # Granian's process of its own that answers requests ends with this one, whatever ends it (see wsgi.py).
    os.environ[PARENT_MARK] = str(os.getpid())
    Granian(
        "commonground.settings.wsgi:application",
        address=environment.host,
        port=environment.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=environment.web_threads,
        backlog=256,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        working_dir=Path.cwd(),
    ).serve()
    return 0


def follow_parent() -> None:
    """In Granian's own child: end when the process that serves ends."""
    from commonground.settings.children import die_with_parent

    parent = os.environ.get(PARENT_MARK)
    if parent and str(os.getppid()) == parent:
        die_with_parent(signal.SIGTERM, int(parent))


def warm() -> None:
    """Load what the first reckoned date and the first certificate would otherwise wait for."""
    from commonground import law
    from commonground.certificates import pades  # noqa: F401
    from commonground.record.days import today

    law.next_working_day(today())
