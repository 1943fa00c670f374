"""The worker's jobs. They carry nothing: each wakes the worker, which looks in the outbox for its work.

A job that is lost costs a minute, until the next sweep.
"""

from datetime import timedelta

from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from commonground.notices import holding, keeping, reporting, sending
from commonground.record import commands as record
from commonground.record import days

KEEP_JOBS_HOURS = 24
ONE_RUN = 20
"""Messages in one job. A worker told to stop finishes its job first, so a job must not last."""


def wake() -> None:
    """Ask a worker to look in the outbox, once the caller's transaction has committed."""
    drain.defer()


@app.task(name="notices.drain", queue="notices", priority=10)
def drain() -> None:
    """Send what is due, tell the rooms above what failed, and come back for the rest."""
    tried = sending.drain(most=ONE_RUN)
    reporting.report()
    if tried >= ONE_RUN and sending.anything_due():
        wake()


@app.periodic(cron="* * * * *")
@app.task(name="notices.sweep", queue="notices", queueing_lock="notices.sweep")
def sweep(timestamp: int) -> None:
    """Each minute: what a hold and a message missed of each other, what is due again, dead workers' work."""
    with transaction.atomic():
        holding.hold_what_waits(by=sending.WORKER)
        holding.free_what_may_go(by=sending.WORKER)
    drain()


@app.periodic(cron="*/5 * * * *")
@app.task(name="record.seal", queue="notices", queueing_lock="record.seal")
def seal_record(timestamp: int) -> None:
    """Every five minutes: the record's signed root, kept outside the database, if anything moved."""
    record.seal()


@app.periodic(cron="5 4 * * *")
@app.task(name="record.digest_access", queue="notices", queueing_lock="record.digest_access")
def digest_access(timestamp: int) -> None:
    """Each night: who looked at which case the day before enters the record."""
    record.digest_access(day=days.today() - timedelta(days=1))


@app.periodic(cron="15 3 * * *")
@app.task(name="notices.clear", queue="notices", queueing_lock="notices.clear")
def clear_notices(timestamp: int) -> None:
    """Each night: delete messages about no case whose time is over, and codes that ran out."""
    keeping.clear()


@app.periodic(cron="35 2 * * *")
@app.task(name="jobs.clear", queue="notices", queueing_lock="jobs.clear", pass_context=True)
async def clear_jobs(context: JobContext, timestamp: int) -> None:
    """Each night: forget jobs that are over, and those that dead workers left behind for ever `doing`."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        await jobs.finish_job(job, status=Status.FAILED, delete_job=True)
    await jobs.delete_old_jobs(nb_hours=KEEP_JOBS_HOURS, include_failed=True, include_cancelled=True)
