"""Children that never outlive their parent, even when it is killed with a signal nobody can catch."""

import ctypes
import os
import signal
import threading
import time

UP_MARK = "COMMONGROUND_UP"
"""Names `up`, by its process id, to the children that it runs."""
GRACE = 10.0
"""Seconds that a child whose `up` was killed has for the jobs in hand."""
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if os.uname().sysname == "Linux" else None


def die_with_parent(sign: signal.Signals, parent: int) -> None:
    """Ask the kernel to send `sign` to this process when its parent ends. Call it in the child, before exec.

    On other systems than Linux this does nothing; there the supervisor's own stop is what ends its children.
    """
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
    # The parent may have ended before the kernel was asked.
    if os.getppid() != parent:
        os._exit(1)


def end_after_up() -> None:
    """In a child of `up`: end for good soon after it, whatever this process then still waits for.

    When `up` is killed its PostgreSQL goes with it, and a worker asked to stop would wait a minute for a connection.
    """
    parent = os.environ.get(UP_MARK)
    if parent and str(os.getppid()) == parent:
        threading.Thread(target=_watch, args=(int(parent),), name="end-after-up", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    time.sleep(GRACE)
    os._exit(1)
