"""The desk's own papers, put together from cases and settings for the paper engine."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from commonground.cases.models import Case
from commonground.cases.words import OwedBy
from commonground.certificates.sheets import BlankPack, WorkRow, set_blank_pack, set_work_list
from commonground.people.models import Person
from commonground.record.days import now, today
from commonground.web.components.filters import clock
from commonground.web.desk.words import DUTIES, other_side, said


def blank_certificates(numbers: Sequence[str]) -> bytes:
    """A pack of blank certificates with these numbers."""
    return set_blank_pack(BlankPack(provider=settings.PROVIDER, numbers=tuple(numbers), printed_on=today()))


def printed_work_list(cases: Sequence[Case], *, by: Person) -> bytes:
    """The work list as it stands now. Safety marks are printed; what is behind them is not."""
    rows = [_row(case) for case in cases if case.next_duty_on is not None]
    return set_work_list(rows, provider=settings.PROVIDER, printed_on=today(), printed_at=clock(now()), of=by.name)


def _row(case: Case) -> WorkRow:
    assert case.next_duty_on is not None
    return WorkRow(
        due_on=case.next_duty_on,
        what=str(said(DUTIES, case.next_duty)),
        reference=case.reference,
        child_name=case.child.name,
        council_name=case.authority.short_name,
        waiting_for=". ".join(filter(None, [str(OwedBy(case.waits_for).label), other_side(case)])),
        owner=case.adviser.name if case.adviser else "",
        late=case.next_duty_on < today(),
        take_care=str(_("No contact")) if case.contact_stopped else "",
    )
