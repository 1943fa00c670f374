"""The worker's job of the people room."""

from procrastinate.contrib.django import app

from commonground.people import codes
from commonground.people.sessions import SessionStore


@app.periodic(cron="45 3 * * *")
@app.task(name="people.forget_sign_ins", queue="notices", queueing_lock="people.forget_sign_ins")
def forget_sign_ins(timestamp: int) -> None:
    """Each night: sessions that ran out, with what was typed in them, and codes that ran out are deleted."""
    SessionStore.clear_expired()
    codes.forget_old()
