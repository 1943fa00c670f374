"""How long certificates are kept: after three years the people go out of them, and the register keeps its line."""

from datetime import date
from uuid import UUID

from django.db import transaction

from commonground.cases.queries import deciding_council
from commonground.certificates.models import Certificate, RegisterLine
from commonground.record.days import today


@transaction.atomic
def forget_details(certificate: UUID) -> bool:
    """Erase the names, date of birth, copies and letters of one certificate. False where there is none that has any.

    Its line keeps the number, the day of issue, the council, the check code and whether it was corrected or withdrawn,
    so that whoever holds the paper can still ask about it.
    """
    found = Certificate.objects.select_for_update(of=("self",)).filter(pk=certificate, erased_on=None)
    row = found.select_related("line", "case__authority").first()
    if row is None:
        return False
    _onto_the_line(row)
    row.copies.all().delete()
    row.holder_name = row.child_name = row.withdrawn_because = ""
    row.child_born, row.erased_on = None, today()
    row.save(update_fields=["holder_name", "child_name", "withdrawn_because", "child_born", "erased_on"])
    return True


def _onto_the_line(row: Certificate) -> None:
    line = row.line
    line.authority, line.check_code, line.note = deciding_council(row.case), row.check_code, ""
    line.corrected, line.withdrawn_on = row.copies.count() > 1, row.withdrawn_on
    line.save()


@transaction.atomic
def forget(about: UUID) -> int:
    """Erase the certificates of the case with this id; their lines stay. Returns how many there were."""
    there = Certificate.objects.filter(case=about)
    for key in list(there.values_list("pk", flat=True)):
        forget_details(key)
    return there.delete()[1].get(Certificate._meta.label, 0)


def forget_notes(*, until: date) -> int:
    """Erase who took or spoilt the paper numbers that became void by `until`. Returns how many."""
    void = RegisterLine.objects.filter(state=RegisterLine.State.VOID, on__lte=until).exclude(note="")
    return void.update(note="")
