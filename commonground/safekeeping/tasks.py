"""The worker's jobs of the safekeeping room."""

from procrastinate.contrib.django import app

from commonground.safekeeping import ledger, over_time


def wake() -> None:
    """Ask the worker to write down what was erased, once the caller's transaction has committed."""
    write_down.defer()


@app.task(name="safekeeping.write_down", queue="notices")
def write_down() -> None:
    """Add to the ledger outside the database what was erased since."""
    ledger.write_down()


@app.periodic(cron="40 4 * * *")
@app.task(name="safekeeping.erase", queue="notices", queueing_lock="safekeeping.erase")
def erase(timestamp: int) -> None:
    """Each night: the ledger is made whole, what a backup brought back goes again, and what its time is over."""
    ledger.make_whole()
    over_time.erase_again()
    over_time.erase_due()
    ledger.write_down()
