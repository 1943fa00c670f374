"""The only code that writes the record: add an entry, note who looked, erase a case's words, seal it all."""

from uuid import UUID

from django.db import connection, transaction

from commonground.record.access import digest_access, note_access
from commonground.record.appending import BrokenRecord, append, hold
from commonground.record.sealing import seal

__all__ = ["BrokenRecord", "append", "digest_access", "erase_words", "hold", "note_access", "seal"]


@transaction.atomic
def erase_words(*, case: UUID, by: str) -> int:
    """Erase for good the words of every entry of `case`, their salts, and who looked at it.

    Called when the case has been kept as long as it may be. The entries stay, so the chain still shows that
    something was recorded, when and by whom, and an entry `words.erased` says who erased. Returns how many
    entries lost their words. The database lets no words go without that entry.
    """
    append(case=case, what="words.erased", by=by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_erase(%s)", [case])
        return int(cursor.fetchone()[0])
