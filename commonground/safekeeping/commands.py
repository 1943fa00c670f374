"""Placing and ending holds, and erasing something because its person asked. What its time is over goes by itself."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import keeping as cases
from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.models import Case, Enquiry
from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import DESK_ROLES, Role
from commonground.record import commands as record
from commonground.record.days import today
from commonground.safekeeping import tasks
from commonground.safekeeping.erasing import a_line, erase
from commonground.safekeeping.models import Because, Hold, Kind, Reason
from commonground.safekeeping.over_time import erase_due
from commonground.safekeeping.queries import holds_on, in_the_way

__all__ = ["end_hold", "erase_due", "erase_now", "place_hold"]

COORDINATORS = frozenset({Role.COORDINATOR})


@transaction.atomic
def place_hold(about: UUID, *, by: Person, reason: Reason, note: str = "") -> Hold:
    """Keep a case or an enquiry, open or closed, until somebody ends this; for one reason twice is once.

    Raises NotTheirs for anybody who does not work at the desk, Impossible where there is nothing of this id (any more).
    """
    _theirs(by, DESK_ROLES)
    _there(about)
    known = Hold.objects.filter(about=about, reason=reason, ended_on=None).first()
    if known is not None:
        return known
    made = Hold.objects.create(
        about=about, reason=reason, note=note.strip(), placed_by=by.actor, placed_on=today()
    )  # fmt: skip
    record.append(case=about, what="hold.placed", by=by.actor, words={"hold": str(reason)})
    return made


@transaction.atomic
def end_hold(hold: Hold, *, by: Person) -> Hold:
    """Nothing of this reason keeps it any longer; where its time is over it is erased in the coming night.

    Ended already, nothing happens. Raises NotTheirs for anybody but a coordinator.
    """
    _theirs(by, COORDINATORS)
    _there(hold.about)
    row = Hold.objects.select_for_update().get(pk=hold.pk)
    if row.ended_on is None:
        row.ended_by, row.ended_on = by.actor, today()
        row.save(update_fields=["ended_by", "ended_on"])
        record.append(case=row.about, what="hold.ended", by=by.actor, words={"hold": row.reason})
    return row


@transaction.atomic
def erase_now(about: UUID, *, by: Person, because: Because) -> None:
    """Erase a closed case or an enquiry put aside before its time, as a coordinator decided (UK GDPR article 17).

    Nothing brings it back. Raises NotTheirs for anybody but a coordinator; Impossible, with what to do, where it is
    open, held, or something of it is still to come.
    """
    _theirs(by, COORDINATORS)
    row = _there(about)
    kind = Kind.CASE if isinstance(row, Case) else Kind.ENQUIRY
    why_not = _why_not(row)
    if why_not:
        raise Impossible(why_not)
    erase(a_line(kind, about, because=because, by=by.actor))
    tasks.wake()


def _why_not(row: Case | Enquiry) -> str:
    if row.closed_on is None and isinstance(row, Case):
        return _("This case is open. Close it first: an open case is never erased.")
    if row.closed_on is None:
        return _("This enquiry is open. Put it aside first: what somebody waits for is never erased.")
    if holds_on(row.pk):
        return _("Something holds it. Look at why, and end that first if it is over.")
    return in_the_way(row.pk)


def _there(about: UUID) -> Case | Enquiry:
    """The case or enquiry, locked: whoever erases it or holds it at the same moment waits."""
    row = cases.lock(about)
    if row is None:
        raise Impossible(_("This is not here any more: it was erased."))
    return row


def _theirs(by: Person, roles: frozenset[Role]) -> None:
    if not staff_roles_of(by) & roles:
        raise NotTheirs(_("Your role does not do this. Ask a coordinator."))
