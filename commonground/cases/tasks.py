"""The worker's jobs of the cases room."""

from procrastinate.contrib.django import app

from commonground.cases import drafts


@app.periodic(cron="20 3 * * *")
@app.task(name="cases.forget_drafts", queue="notices", queueing_lock="cases.forget_drafts")
def forget_drafts(timestamp: int) -> None:
    """Each night: drafts of requests whose week is over are deleted."""
    drafts.forget_old()
