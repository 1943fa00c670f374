"""Who takes part in a case, what each of them sees, and who has looked: worked out for each viewer.

No parent sees the other parent's or the young person's visits or supporters; visits of a safeguarding lead show to
none of them.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import queries
from commonground.cases.models import Participant
from commonground.cases.words import Agreed, FactKind
from commonground.people.queries import names_of
from commonground.people.roles import CASE_ROLES, Role
from commonground.record.queries import Look, who_looked
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.filters import telephone
from commonground.web.family.picture import Picture, picture_of

ROLES: dict[Role, str | Promise] = {
    Role.FAMILY: gettext_lazy("Family"),
    Role.SUPPORTER: gettext_lazy("Supporter"),
    Role.ADVISER: gettext_lazy("Mediation adviser"),
    Role.COORDINATOR: gettext_lazy("Arranges meetings"),
    Role.MEDIATOR: gettext_lazy("Mediator"),
    Role.LA_OFFICER: gettext_lazy("Works for the council"),
    Role.ICB_OFFICER: gettext_lazy("Works for the NHS"),
    Role.SCHOOL: gettext_lazy("Works for the school or college"),
    Role.INTERPRETER: gettext_lazy("Interpreter"),
}
SEES: dict[Role, str | Promise] = {
    Role.FAMILY: gettext_lazy("Sees where the case is and its dates; not what others of the family wrote to us."),
    Role.SUPPORTER: gettext_lazy(
        "Sees where the case is and its dates, because the family agreed, until they stop it."
    ),
    Role.ADVISER: gettext_lazy("Sees the case, and keeps notes of calls."),
    Role.COORDINATOR: gettext_lazy("Sees the case, to arrange the meeting."),
    Role.MEDIATOR: gettext_lazy("Sees what the meeting needs. Their own notes are read by nobody else."),
    Role.LA_OFFICER: gettext_lazy("Sees the case once they are told of it, and what the family let them see."),
    Role.ICB_OFFICER: gettext_lazy("Sees the part about health, and what the family let them see."),
    Role.SCHOOL: gettext_lazy("Sees their part, and what the family let them see."),
    Role.INTERPRETER: gettext_lazy("Sees when and where the meeting is, and what people need there."),
}
STAFF = frozenset({Role.ADVISER, Role.COORDINATOR, Role.MEDIATOR})
OFFICERS = frozenset({Role.LA_OFFICER, Role.ICB_OFFICER, Role.SCHOOL, Role.INTERPRETER})


@dataclass(frozen=True)
class Somebody:
    """One person as the viewer may see them."""

    name: str
    role: str
    sees: str
    me: bool = False
    may: tuple[str, ...] = ()
    supporter: int | None = None
    decide: int | None = None
    reach: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Visit:
    """That somebody looked: who, as what, and on which day."""

    look: Look
    name: str
    role: str
    me: bool


@door(FAMILY_CASE)
def people(request: CaseRequest, reference: str) -> HttpResponse:
    """Who takes part, and who has looked."""
    p = picture_of(request.case, request.person)
    shown = shown_people(p)
    now = [row for row in shown if row in p.people]
    context = {"p": p, "case": p.case, "people": somebodies(p, now), "visits": visits(p, shown)}
    context["council_sees"] = any(fact.kind == FactKind.LA_TOLD for fact in p.case.facts.all())
    return render(request, "family/people.html", context)


def shown_people(p: Picture) -> list[Participant]:
    """Whom of those who take part, or once did, the viewer may see."""
    return [row for row in p.case.participants.all() if _shows(p, row)]


def _shows(p: Picture, row: Participant) -> bool:
    """A supporter is shown to whom they help alone; officers to everybody; the family to one another unless hidden."""
    role = Role(row.role)
    if row.person_id == p.person.pk or row.pk == p.mine.helps_id:
        return True
    if p.parted and row.from_on > p.reads_until:
        return False
    if role in OFFICERS:
        return True
    if role == Role.SUPPORTER:
        return row.helps is not None and row.helps.person_id == p.person.pk
    return role == Role.FAMILY and not row.do_not_disclose_to


def somebodies(p: Picture, shown: list[Participant]) -> list[Somebody]:
    """Everybody whom the viewer may see, themselves first, then those of the service."""
    made = [_somebody(p, row) for row in shown]
    staff = [(p.case.adviser, Role.ADVISER), (p.case.mediator, Role.MEDIATOR)]
    made += [Somebody(person.name, str(ROLES[role]), str(SEES[role])) for person, role in staff if person is not None]
    return sorted(made, key=lambda one: not one.me)


def _somebody(p: Picture, row: Participant) -> Somebody:
    """One of them: for a supporter what they may do, and where the viewer says so; for a parent whose right passed."""
    parted = queries.parted_from_the_right(p.case, row, on=p.today)
    sees = (
        _("Sees what was there before the choices were the young person’s.") if parted else SEES.get(Role(row.role), "")
    )
    return Somebody(
        row.person.name,
        _role(row),
        str(sees),
        row.person_id == p.person.pk,
        tuple(str(Agreed(one).theirs if row.person_id == p.person.pk else Agreed(one).label) for one in row.agreed),
        row.pk if row.helps_id == p.mine.pk else None,
        row.pk if parted and p.about_me and p.holds else None,
        _reach(row) if row.pk == p.mine.helps_id and Agreed.CONTACT in p.mine.agreed else (),
    )


def _reach(row: Participant) -> tuple[tuple[str, str], ...]:
    """How somebody is reached, for the supporter to whom they agreed to show it."""
    lines = (
        (_("E-mail"), row.person.email),
        (_("Telephone"), telephone(row.person.telephone) if row.person.telephone else ""),
        (_("Address"), row.address),
        (_("What is safe"), row.safe_contact),
    )
    return tuple((name, value) for name, value in lines if value)


def _role(row: Participant) -> str:
    """What they are here: their part, and for whom they work."""
    role = Role(row.role)
    if role == Role.FAMILY:
        return row.relationship or str(row.get_basis_display())
    if role in OFFICERS and row.party is not None:
        return row.party.name
    return str(ROLES[role])


def visits(p: Picture, shown: list[Participant]) -> list[Visit]:
    """Who has looked, one line for each person, role and day, the latest first; only whom the viewer may see."""
    seen = {row.person.actor for row in shown if row.role not in CASE_ROLES or row.role == Role.SUPPORTER}
    staff = {role.value for role in STAFF}
    looks = [
        look
        for look in who_looked(p.case.pk)
        if look.by == p.person.actor
        or (look.as_role in staff and not (p.parted and look.on > p.reads_until))
        or (look.by in seen and look.as_role != Role.FAMILY and look.as_role != Role.SAFEGUARDING_LEAD)
    ]
    names = names_of({UUID(look.by.removeprefix("person:")) for look in looks})
    found: dict[tuple[str, str, object], Visit] = {}
    for look in looks:
        who = UUID(look.by.removeprefix("person:"))
        role = str(ROLES.get(Role(look.as_role), ""))
        visit = Visit(look, names.get(who, ""), role, look.by == p.person.actor)
        found.setdefault((look.by, look.as_role, look.on), visit)
    return list(found.values())
