"""A worker as a process of its own, on the test's database, that a test may kill: `python -m tests.notices.worker HOW`.

HOW is `drain` (empty the outbox once) or `procrastinate` (the real worker, until no job is left). Where the
database and the mail server are comes as JSON in COMMONGROUND_TEST_WORKER.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from tests.notices.mail_server import Address, MailServer

TOLD = "COMMONGROUND_TEST_WORKER"


def start(mail: MailServer, how: str = "drain") -> subprocess.Popen[bytes]:
    """Start a worker that sends to this mail server."""
    from django.db import connection

    place = {key: connection.settings_dict[key] for key in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
    told = json.dumps({"database": place, "smtp": asdict(mail.address)}, default=str)
    command = [sys.executable, "-m", "tests.notices.worker", how]
    return subprocess.Popen(command, env={**os.environ, TOLD: told})


def main(how: str) -> None:
    """Be the worker."""
    import django
    from django.conf import settings

    told: dict[str, Any] = json.loads(os.environ[TOLD])
    settings.DATABASES["default"].update(told["database"])
    settings.SMTP, settings.DEMO = Address(**told["smtp"]), False
    django.setup()
    if how == "drain":
        from commonground.notices.sending import drain

        drain(most=1000)
    else:
        from django.core.management import call_command

        call_command("procrastinate", "worker", "--one-shot", "--no-listen-notify", "--concurrency=2")


if __name__ == "__main__":
    main(sys.argv[1])
