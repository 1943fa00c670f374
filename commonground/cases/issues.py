"""What is in dispute, issue by issue, in the words of who raised it; kept up by the family itself (R17)."""

from uuid import UUID

from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.apply import Acting, change
from commonground.cases.models import Case, Issue
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.cases.words import Agreed
from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import Role

WRITES = FAMILY_OR_STAFF | {Role.SUPPORTER}


def add_issue(
    case: Case, *, by: Acting, what: str, section: str = "", wanted: str = "", is_health: bool = False,
    health_provision_wanted: str = "",
) -> Case:  # fmt: skip
    """One thing in dispute, with its plan section and what is wanted instead (R17, reg 32(e)).

    A supporter raises it for whom they help, where that person agreed to it: else NotTheirs. Empty: Impossible. Said
    twice in the same words, it stands once.
    """
    said = case.issues.filter(dropped_on=None, section=section, what=what, wanted=wanted)
    if said.filter(raised_by=_whose(case, by)).exists():
        return case
    raised_by: list[UUID | None] = []

    def check(locked: Case) -> None:
        _says_something(what, wanted, health_provision_wanted)
        raised_by.append(_whose(locked, by))

    def also(locked: Case) -> None:
        Issue.objects.create(
            case=locked, section=section, what=what, wanted=wanted,
            is_health=is_health or bool(health_provision_wanted), health_provision_wanted=health_provision_wanted,
            raised_by_id=raised_by[0], raised_on=by.day,
        )  # fmt: skip

    words = {"section": section, "what": what, "wanted": wanted}
    return change(case, by=by, what="issue.raised", who=WRITES, words=words, check=check, also=also)


def change_issue(
    case: Case, *, by: Acting, issue: int, what: str, section: str = "", wanted: str = "", is_health: bool = False,
    health_provision_wanted: str = "",
) -> Case:  # fmt: skip
    """An issue in other words; those from before stay on the record. Raises NotTheirs and Impossible."""
    words: dict[str, object] = {"issue": issue, "section": section, "what": what, "wanted": wanted}

    def check(locked: Case) -> None:
        _says_something(what, wanted, health_provision_wanted)
        row = _theirs(locked, by, issue)
        words["before"] = {"section": row.section, "what": row.what, "wanted": row.wanted}

    def also(locked: Case) -> None:
        row = _theirs(locked, by, issue)
        row.section, row.what, row.wanted = section, what, wanted
        row.is_health = is_health or bool(health_provision_wanted)
        row.health_provision_wanted = health_provision_wanted
        row.save()

    return change(case, by=by, what="issue.changed", who=WRITES, words=words, check=check, also=also)


def drop_issue(case: Case, *, by: Acting, issue: int) -> Case:
    """An issue that is no longer in dispute. It stays on the record. Raises NotTheirs and Impossible."""

    def also(locked: Case) -> None:
        row = _theirs(locked, by, issue)
        row.dropped_on = by.day
        row.save(update_fields=["dropped_on"])

    return change(case, by=by, what="issue.dropped", who=WRITES, words={"issue": issue}, also=also)


def issues_of(case: Case, person: Person) -> list[Issue]:
    """The issues that one of the family, or who helps them, may read: their own.

    Where nobody else of the family takes part, those that an adviser wrote down are theirs too: one parent's words
    are never another's to read.
    """
    mine = queries.speaks_for(case, person)
    alone = len(queries.family_of(case)) == 1
    rows = case.issues.filter(dropped_on=None).order_by("section", "id")
    return [row for row in rows if row.raised_by_id in mine or (alone and row.raised_by_id is None)]


def _says_something(*words: str) -> None:
    if not any(word.strip() for word in words):
        raise Impossible(_("Write what you disagree with, or what you would like instead."))


def _whose(case: Case, by: Acting) -> UUID | None:
    """Whose words they are: their own, of whom they help, of whom they were written down for; None: nobody's known."""
    if by.person is None:
        return None
    if staff_roles_of(by.person):
        return UUID(by.on_behalf.removeprefix("person:")) if by.on_behalf else None
    mine = queries.participant(case, by.person)
    if mine is not None and mine.helps is not None:
        if Agreed.SPEAK not in mine.agreed:
            raise NotTheirs(_("They did not agree that you write to us for them. They can change that."))
        return mine.helps.person_id
    return by.person.pk


def _theirs(case: Case, by: Acting, issue: int) -> Issue:
    """The issue, if this person may change it. The desk may change each."""
    row = case.issues.filter(pk=issue, dropped_on=None).first()
    if row is None:
        raise Impossible(_("This is no longer in dispute."))
    if by.person is None or queries.roles_in(case, by.person) & STAFF:
        return row
    _whose(case, by)
    if row not in issues_of(case, by.person):
        raise NotTheirs(_("You can change only what you wrote yourself."))
    return row
