"""The worker: takes jobs off the queue in PostgreSQL, woken by LISTEN/NOTIFY."""

import os


def work() -> int:
    """Work until told to stop; the job in hand is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.settings.base")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("procrastinate", "worker", "--concurrency=1", "--fetch-job-polling-interval=10")
    return 0
