"""What was not known or was wrong when a case was opened: the decision and its letter, the child, how to reach people.

Every date that follows is worked out afresh. The record keeps what it was before; a certificate that names something
else than before is corrected by its own command.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commonground.cases import guards, queries
from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting, change
from commonground.cases.holding import hold
from commonground.cases.models import Case
from commonground.cases.opening import letter_can_be
from commonground.cases.stages import STAFF
from commonground.cases.words import Basis, Stage
from commonground.law import Decision
from commonground.notices.waiting import readdress
from commonground.people.commands import put_right, reach_at
from commonground.people.errors import Refused
from commonground.people.roles import Role
from commonground.record.days import london_day, now


@dataclass(frozen=True)
class TheDecision:
    """What the council decided. `sent_on` is the law's date, `letter_on` the one printed on the letter (D20)."""

    decision: Decision
    sections: frozenset[str] = field(default_factory=frozenset)
    letter_on: date | None = None
    sent_on: date | None = None
    detained: bool = False


def record_decision(case: Case, *, by: Acting, is_now: TheDecision) -> Case:
    """What the council decided and when, as we know it now (D14). Raises Impossible for dates that cannot be.

    Where a certificate was not needed and now is, the choice is open again (R6, D7).
    """
    letter_can_be(is_now.letter_on, is_now.sent_on)
    fields: dict[str, Any] = {
        "decision": is_now.decision.value,
        "sections": ",".join(sorted(is_now.sections)),
        "letter_on": is_now.letter_on,
        "sent_on": is_now.sent_on or is_now.letter_on,
        "detained": is_now.detained,
    }
    before: dict[str, Any] = {}

    def check(locked: Case) -> None:
        before.update({name: getattr(locked, name) for name in fields})

    def also(locked: Case) -> None:
        facts = queries.facts_of(locked, as_of=by.day)
        if locked.stage == Stage.NOT_NEEDED and guards.needs_no_certificate(facts).allowed == "unlawful":
            locked.stage = Stage.INFORMED
        words["before"] = _as_words(before)

    words: dict[str, Any] = {"now": _as_words(fields)}
    return change(
        case, by=by, what="decision.recorded", who=STAFF, check=check, fields=fields, words=words, also=also
    )  # fmt: skip


def record_child(
    case: Case, *, by: Acting, name: str, born: date | None, lacks_capacity: bool, has_deputy: bool
) -> Case:  # fmt: skip
    """The child or young person as we know them now, and with it whose right it is (R8, R9).

    Who holds the right is worked out afresh for everyone of the family from their footing. Raises Impossible for a date
    of birth that has not come yet.
    """
    if born is not None and born > london_day(now()):
        raise Impossible(_("The date of birth cannot be after today."))
    fields = {"lacks_capacity": lacks_capacity, "has_deputy": has_deputy}
    words: dict[str, Any] = {"now": _as_words({"name": name, "born": born, **fields})}

    def also(locked: Case) -> None:
        child = locked.child
        words["before"] = _as_words({"name": child.name, "born": child.born})
        put_right(person=child, name=name, born=born)
        holder = queries.holder_of(locked, by.day)
        for row in locked.participants.filter(queries.current(), role=Role.FAMILY):
            fits = queries.footing_fits(holder, Basis(row.basis), has_deputy=locked.has_deputy)
            hold(locked, row, holds=fits, by=by)

    return change(case, by=by, what="child.recorded", who=STAFF, fields=fields, words=words, also=also)


def record_reach(
    case: Case, *, by: Acting, participant: int, email: str | None = None, telephone: str | None = None
) -> Case:  # fmt: skip
    """The e-mail address and telephone number of somebody in the case, where we had them wrong; None keeps one.

    Messages that wait go there from now on, whatever case they are about: the old address may be a stranger's. Those
    that failed are seen to one by one. Raises Impossible where nothing changes, where they take no part today, and for
    a member of staff's own address.
    """
    words: dict[str, Any] = {}

    def also(locked: Case) -> None:
        row = locked.participants.filter(queries.current(), pk=participant).select_related("person").first()
        if row is None:
            raise Impossible(_("This person does not take part in this case."))
        person = row.person
        before = {"email": person.email, "telephone": person.telephone}
        is_now = {
            "email": before["email"] if email is None else email.strip(),
            "telephone": before["telephone"] if telephone is None else telephone.strip(),
        }
        if is_now == before:
            raise Impossible(_("Nothing is different. Write down the new e-mail address or telephone number."))
        try:
            reach_at(person=person, **is_now)
        except Refused as refused:
            raise Impossible(refused.sentence) from refused
        readdress(person, by=by.actor)
        changed = [name for name in before if before[name] != is_now[name]]
        words.update({"name": person.name, "from": [before[n] for n in changed], "to": [is_now[n] for n in changed]})

    return change(case, by=by, what="participant.corrected", who=STAFF, words=words, also=also)


def _as_words(values: dict[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in values.items()}
