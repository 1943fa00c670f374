"""Who may see what: one table of what there is, who asks and how much of it they see.

The faces ask this table what to show; the doors are held to it by a test; docs/who-may-see-what.md is printed
from it. It says *how much* of a thing a role sees. *Which* cases are theirs is `cases.queries.visible_to`.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from commonground.people.roles import ROLE_NAMES, Role


class Thing(StrEnum):
    """What there is to see."""

    CASE = "case"
    CONTACT_DETAILS = "contact_details"
    PAPERS = "papers"
    CALL_NOTES = "call_notes"
    MEDIATOR_NOTES = "mediator_notes"
    OTHER_PARENT = "other_parent"
    PRIVATE_SPACE = "private_space"
    AGREEMENT = "agreement"
    COUNTS = "counts"
    MEETING_NEEDS = "meeting_needs"
    CONCERNS = "concerns"
    DIRECTORY = "directory"


class Scope(StrEnum):
    """How much of it."""

    NOTHING = "nothing"
    ALL = "all"
    OWN = "own"
    OWN_AND_SHARED = "own_and_shared"
    SHARED = "shared"
    BY_CONSENT = "by_consent"
    THEIR_CASES = "their_cases"
    THEIR_PART = "their_part"
    RELEASED = "released"
    FOR_THE_MEETING = "for_the_meeting"
    OWN_AUTHORITY = "own_authority"
    PUBLISHED = "published"


THING_NAMES = {
    Thing.CASE: _("the case: stages, dates, who has access"),
    Thing.CONTACT_DETAILS: _("the family's contact details"),
    Thing.PAPERS: _("papers"),
    Thing.CALL_NOTES: _("the adviser's notes of calls"),
    Thing.MEDIATOR_NOTES: _("the mediator's private notes"),
    Thing.OTHER_PARENT: _("one parent's words to another parent"),
    Thing.PRIVATE_SPACE: _("the young person's private space"),
    Thing.AGREEMENT: _("the agreement"),
    Thing.COUNTS: _("counts, with small numbers hidden"),
    Thing.MEETING_NEEDS: _("when and where the meeting is, and access needs"),
    Thing.CONCERNS: _("restricted safeguarding concerns"),
    Thing.DIRECTORY: _("what is kept of councils: SENDIASS, other services, where messages go"),
}

SCOPE_NAMES = {
    Scope.NOTHING: _("nothing"),
    Scope.ALL: _("all"),
    Scope.OWN: _("their own"),
    Scope.OWN_AND_SHARED: _("their own and what was shared with them"),
    Scope.SHARED: _("what was shared with them"),
    Scope.BY_CONSENT: _("what the family agreed to"),
    Scope.THEIR_CASES: _("that of their cases"),
    Scope.THEIR_PART: _("their part"),
    Scope.RELEASED: _("what the family released"),
    Scope.FOR_THE_MEETING: _("what the meeting needs"),
    Scope.OWN_AUTHORITY: _("that of their own council"),
    Scope.PUBLISHED: _("the published page"),
}

SENTENCES = {
    Role.FAMILY: _("Sees their own case, and of the papers what they gave or were given."),
    Role.SUPPORTER: _("Helps one family, and sees what that family agreed to, until they take it back."),
    Role.ADVISER: _("Gives information and issues certificates, on every case; never sees a mediator's notes."),
    Role.COORDINATOR: _(
        "Arranges meetings, on every case, and keeps what is said of councils; never sees a mediator's notes."
    ),
    Role.MEDIATOR: _("Leads the meetings of their own cases, and alone reads the notes they keep of them."),
    Role.LA_OFFICER: _("Sees their council's cases once the family has chosen, and what the family released."),
    Role.ICB_OFFICER: _("Sees the health part of cases their board was told of."),
    Role.SCHOOL: _("Sees its part of cases it was asked to take part in."),
    Role.COMMISSIONER: _("Sees counts for their own council, never a name."),
    Role.ADMINISTRATOR: _("Looks after contracts, people and settings, and opens no case."),
    Role.SAFEGUARDING_LEAD: _("Sees restricted concerns, which nobody else does."),
    Role.INTERPRETER: _("Sees when and where the meeting is and what people need there."),
}

_S, _R = Scope, Role
TABLE: Mapping[Thing, Mapping[Role, Scope]] = {
    Thing.CASE: {
        _R.FAMILY: _S.OWN, _R.SUPPORTER: _S.BY_CONSENT, _R.ADVISER: _S.ALL, _R.COORDINATOR: _S.ALL,
        _R.MEDIATOR: _S.THEIR_CASES, _R.LA_OFFICER: _S.THEIR_CASES, _R.ICB_OFFICER: _S.THEIR_PART,
        _R.SCHOOL: _S.THEIR_PART,
    },
    Thing.CONTACT_DETAILS: {
        _R.FAMILY: _S.OWN, _R.SUPPORTER: _S.BY_CONSENT, _R.ADVISER: _S.ALL, _R.COORDINATOR: _S.ALL,
        _R.MEDIATOR: _S.FOR_THE_MEETING, _R.LA_OFFICER: _S.RELEASED, _R.ICB_OFFICER: _S.RELEASED,
        _R.SCHOOL: _S.RELEASED,
    },
    Thing.PAPERS: {
        _R.FAMILY: _S.OWN_AND_SHARED, _R.SUPPORTER: _S.SHARED, _R.ADVISER: _S.ALL, _R.COORDINATOR: _S.ALL,
        _R.MEDIATOR: _S.FOR_THE_MEETING, _R.LA_OFFICER: _S.OWN_AND_SHARED, _R.ICB_OFFICER: _S.OWN_AND_SHARED,
        _R.SCHOOL: _S.OWN_AND_SHARED,
    },
    Thing.CALL_NOTES: {_R.ADVISER: _S.ALL, _R.COORDINATOR: _S.ALL},
    Thing.MEDIATOR_NOTES: {_R.MEDIATOR: _S.OWN},
    Thing.OTHER_PARENT: {_R.ADVISER: _S.ALL, _R.COORDINATOR: _S.ALL, _R.MEDIATOR: _S.THEIR_CASES},
    Thing.PRIVATE_SPACE: {
        _R.FAMILY: _S.OWN, _R.SUPPORTER: _S.SHARED, _R.ADVISER: _S.SHARED, _R.COORDINATOR: _S.SHARED,
        _R.MEDIATOR: _S.SHARED,
    },
    Thing.AGREEMENT: {
        _R.FAMILY: _S.OWN, _R.SUPPORTER: _S.BY_CONSENT, _R.ADVISER: _S.ALL, _R.COORDINATOR: _S.ALL,
        _R.MEDIATOR: _S.THEIR_CASES, _R.LA_OFFICER: _S.THEIR_CASES, _R.ICB_OFFICER: _S.THEIR_PART,
        _R.SCHOOL: _S.THEIR_PART,
    },
    Thing.COUNTS: {
        _R.FAMILY: _S.PUBLISHED, _R.SUPPORTER: _S.PUBLISHED, _R.ADVISER: _S.ALL, _R.COORDINATOR: _S.ALL,
        _R.MEDIATOR: _S.OWN, _R.LA_OFFICER: _S.OWN_AUTHORITY, _R.ICB_OFFICER: _S.OWN, _R.SCHOOL: _S.OWN,
        _R.COMMISSIONER: _S.OWN_AUTHORITY, _R.ADMINISTRATOR: _S.ALL, _R.SAFEGUARDING_LEAD: _S.PUBLISHED,
        _R.INTERPRETER: _S.PUBLISHED,
    },
    Thing.MEETING_NEEDS: {
        _R.FAMILY: _S.OWN, _R.SUPPORTER: _S.BY_CONSENT, _R.ADVISER: _S.ALL, _R.COORDINATOR: _S.ALL,
        _R.MEDIATOR: _S.THEIR_CASES, _R.LA_OFFICER: _S.RELEASED, _R.ICB_OFFICER: _S.RELEASED,
        _R.SCHOOL: _S.RELEASED, _R.INTERPRETER: _S.THEIR_CASES,
    },
    Thing.CONCERNS: {_R.SAFEGUARDING_LEAD: _S.ALL},
    Thing.DIRECTORY: {
        role: _S.ALL if role in {_R.COORDINATOR, _R.ADMINISTRATOR} else _S.PUBLISHED for role in _R
    },
}  # fmt: skip
"""A role that is not named sees nothing."""


def scope(thing: Thing, role: Role) -> Scope:
    """How much of this thing the role sees."""
    return TABLE[thing].get(role, Scope.NOTHING)


def scopes(thing: Thing, roles: Iterable[Role]) -> frozenset[Scope]:
    """Every way in which somebody with these roles sees the thing; empty when in none."""
    return frozenset(scope(thing, role) for role in roles) - {Scope.NOTHING}


def may_see(thing: Thing, roles: Iterable[Role]) -> bool:
    """Whether somebody with these roles sees any of it."""
    return bool(scopes(thing, roles))


def roles_with(thing: Thing, *wanted: Scope) -> frozenset[Role]:
    """The roles that see the thing in one of these ways."""
    return frozenset(role for role in Role if scope(thing, role) in wanted)


def as_markdown() -> str:
    """The table as it stands in docs/who-may-see-what.md."""
    head = ["", *(str(ROLE_NAMES[role]) for role in Role)]
    rows = [[str(THING_NAMES[thing]), *(_cell(scope(thing, role)) for role in Role)] for thing in Thing]
    lines = [head, ["---"] * len(head), *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    said = "\n".join(f"- **{ROLE_NAMES[role]}.** {SENTENCES[role]}" for role in Role)
    return (
        "# Who may see what\n\n"
        "Printed from `commonground/people/permissions.py`; a test keeps them the same.\n\n"
        f"{said}\n\n{table}\n"
    )


def _cell(found: Scope) -> str:
    return "-" if found == Scope.NOTHING else str(SCOPE_NAMES[found])
