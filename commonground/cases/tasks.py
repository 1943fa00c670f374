"""The worker's jobs of the cases room."""

from procrastinate.contrib.django import app

from commonground.cases import by_the_day, drafts
from commonground.record.days import today


@app.periodic(cron="20 3 * * *")
@app.task(name="cases.forget_drafts", queue="notices", queueing_lock="cases.forget_drafts")
def forget_drafts(timestamp: int) -> None:
    """Each night: drafts of requests whose week is over are deleted."""
    drafts.forget_old()


# The worker's clock is UTC: one of the two is just after midnight in London, and the other finds nothing.
@app.periodic(cron="5 0,23 * * *")
@app.task(name="cases.settle_by_the_day", queue="notices", queueing_lock="cases.settle_by_the_day")
def settle_by_the_day(timestamp: int) -> None:
    """Just after midnight: what has become owed because the day came stands on the work list."""
    by_the_day.settle_open_cases(on=today())
