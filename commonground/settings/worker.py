"""The worker: takes jobs off the queue in PostgreSQL, woken by LISTEN/NOTIFY."""

import os

from commonground.settings.children import end_after_up

AT_ONCE = 2
"""Jobs at once: a slow mail server holds up neither the sealing of the record nor the next sweep."""


def work() -> int:
    """Work until told to stop; the jobs in hand are finished first."""
    end_after_up()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.settings.base")
    import django
    from django.core.management import call_command

    django.setup()
    from commonground.notices.tasks import wake

    # What waited while no worker ran goes out now, not at the next sweep.
    wake()
    call_command("procrastinate", "worker", f"--concurrency={AT_ONCE}", "--fetch-job-polling-interval=10")
    return 0
