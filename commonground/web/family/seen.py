"""What of a case somebody of the family saw when a page was shown, so that a choice is made on what is there now.

The desk's pages carry the version of the case. It counts what others of the family do for themselves as well: a paper,
a question, a supporter. Here a page carries a mark of what this viewer may know alone, and it tells nobody's doings.
"""

import json

from django.utils.crypto import constant_time_compare, salted_hmac

from commonground.record.queries import entries_of
from commonground.web.family.history import told_of
from commonground.web.family.picture import Picture

NEVER = -1
"""A version that no case ever has."""


def mark_of(p: Picture) -> str:
    """The mark of what this viewer is told of the case, and of how they themselves are reached. One query."""
    told = [entry.seq for entry in told_of(p, entries_of(p.case.pk))]
    mine = [p.mine.safe_contact, p.mine.needs, p.mine.address, p.person.messages_by]
    said = json.dumps([str(p.case.pk), str(p.person.pk), told, mine])
    return salted_hmac("commonground.family.seen", said, algorithm="sha256").hexdigest()


def version_seen(p: Picture, mark: str) -> int | None:
    """The version of the case that a command is given: today's, where nothing that they may know of has changed since.

    One that never was, where something has. None where the page carried no mark.
    """
    if not mark:
        return None
    return p.case.version if constant_time_compare(mark, mark_of(p)) else NEVER
