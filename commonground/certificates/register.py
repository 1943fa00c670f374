"""The register: numbers without gaps, each one accounted for."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases.answers import Impossible
from commonground.certificates.models import RegisterLine, Series

ISSUED = "M"
PAPER = "P"
"""The series of the paper pack stands apart, so that a day without computers cannot collide with the register."""


def next_number(series: str, *, on: date, state: RegisterLine.State, note: str = "") -> RegisterLine:
    """Take the next number of a series and write its line. Call it in the transaction that uses the number.

    The series row stays locked until that transaction ends: a number is either used or was never given.
    """
    Series.objects.get_or_create(name=series)
    row = Series.objects.select_for_update().get(name=series)
    row.last += 1
    row.save(update_fields=["last"])
    return RegisterLine.objects.create(number=f"{series}-{row.last:06d}", series=row, state=state, on=on, note=note)


@transaction.atomic
def give_paper_numbers(count: int, *, on: date, to: str) -> list[RegisterLine]:
    """Numbers for a pack of blank certificates. They stay on the register as given to paper until used or void."""
    if not 1 <= count <= 100:
        raise Impossible(_("A pack holds from 1 to 100 blank certificates."))
    return [next_number(PAPER, on=on, state=RegisterLine.State.PAPER, note=to) for _i in range(count)]


@transaction.atomic
def void(number: str, *, on: date, why: str) -> RegisterLine:
    """A paper number that was spoilt or lost. It stays on the register as void."""
    line = RegisterLine.objects.select_for_update().filter(number=number).first()
    if line is None or line.state != RegisterLine.State.PAPER:
        raise Impossible(_("Only a number given to the paper pack and not used can be made void."))
    line.state, line.on, line.note = RegisterLine.State.VOID, on, why
    line.save()
    return line


def gaps() -> list[str]:
    """Numbers that a series gave and that the register does not hold. Always empty, or something was tampered with."""
    missing: list[str] = []
    for series in Series.objects.order_by("name"):
        held = set(RegisterLine.objects.filter(series=series).values_list("number", flat=True))
        expected = (f"{series.name}-{n:06d}" for n in range(1, series.last + 1))
        missing.extend(number for number in expected if number not in held)
    return missing
