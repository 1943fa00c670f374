"""How often something may be done in a while, counted in the database so that every process counts together.

A window begins with the first time and lasts `per` seconds; then counting starts anew. What is counted is a
keyed digest, so the table holds no internet or e-mail address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from commonground.record.days import now

_COUNT = """
INSERT INTO people_hit AS hit (key, times, ends_at) VALUES (%(key)s, 1, %(ends)s)
ON CONFLICT (key) DO UPDATE SET
    times = CASE WHEN hit.ends_at <= %(now)s THEN 1 ELSE hit.times + 1 END,
    ends_at = CASE WHEN hit.ends_at <= %(now)s THEN %(ends)s ELSE hit.ends_at END
RETURNING times, ends_at
"""
_FORGET = """
DELETE FROM people_hit WHERE key IN
    (SELECT key FROM people_hit WHERE ends_at < %(now)s ORDER BY ends_at LIMIT 20 FOR UPDATE SKIP LOCKED)
"""


@dataclass(frozen=True)
class Verdict:
    """`allowed`, and if not, `retry_after` seconds. `left`: how many more times before it is refused."""

    allowed: bool
    left: int
    retry_after: int


def limit(key: str, *, per: int, times: int) -> Verdict:
    """Count one more `key` and say whether it is within `times` in `per` seconds.

    Call it outside any transaction that may be rolled back, or the count goes with it.
    """
    moment = now()
    with transaction.atomic(), connection.cursor() as cursor:
        ends = moment + timedelta(seconds=per)
        cursor.execute(_COUNT, {"key": _digest(key), "ends": ends, "now": moment})
        done, ends_at = cursor.fetchone()
        if done == 1:
            cursor.execute(_FORGET, {"now": moment})
    return Verdict(allowed=done <= times, left=max(0, times - done), retry_after=_seconds(moment, ends_at))


def forget(key: str) -> None:
    """Start counting `key` anew: after a right password, the wrong ones before it no longer count."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_hit WHERE key = %s", [_digest(key)])


def _digest(key: str) -> str:
    return salted_hmac("commonground.people.limits", key, algorithm="sha256").hexdigest()


def _seconds(moment: datetime, ends_at: datetime) -> int:
    return max(1, ceil((ends_at - moment).total_seconds()))
