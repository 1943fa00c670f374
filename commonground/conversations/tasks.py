"""The worker's job of the conversations room."""

from procrastinate.contrib.django import app

from commonground.conversations import keeping


@app.periodic(cron="25 3 * * *")
@app.task(name="conversations.clear", queue="notices", queueing_lock="conversations.clear")
def clear_conversations(timestamp: int) -> None:
    """Each night: conversations whose time is over are deleted."""
    keeping.clear()
