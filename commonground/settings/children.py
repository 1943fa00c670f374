"""Children that never outlive their parent, even when it is killed with a signal nobody can catch."""

import ctypes
import os
import signal

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
