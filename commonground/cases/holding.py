"""Whose right it is, as dated facts: since when it is somebody's, and whose word a choice was (R8, D21)."""

from commonground.cases import queries
from commonground.cases.apply import Acting
from commonground.cases.models import Case, Fact, Participant
from commonground.cases.words import FactKind


def hold(case: Case, row: Participant, *, holds: bool, by: Acting) -> None:
    """Write down on somebody's place in the case whether the right is theirs, and on which day that changed."""
    if row.holds_right == holds:
        return
    row.holds_right = holds
    row.save(update_fields=["holds_right"])
    data = {"holder": str(row.person_id), "holds": holds}
    Fact.objects.create(
        case=case, kind=FactKind.RIGHT_HELD, on=by.day, at=by.instant, came_by=by.came_by, data=data
    )  # fmt: skip


def whose_word(case: Case, by: Acting) -> dict[str, str]:
    """The right-holder whose own word this is, as part of a fact; empty where nobody wrote down whose it was."""
    if by.person is None:
        return {}
    speaks = by.on_behalf or by.person.actor
    found = next((row for row in queries.right_holders(case) if row.person.actor == speaks), None)
    return {"holder": str(found.person_id)} if found else {}
