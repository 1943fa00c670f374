"""The family's choice: two questions, asked and dated apart (R12), and a change of mind at any time (R16)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.answers import AskAPerson, NotTheirs
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.models import Case
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.cases.telling import tell_family
from commonground.cases.words import Act, Basis, FactKind, Wish


def say_about_appeal(case: Case, *, by: Acting, wish: Wish) -> Case:
    """The first question: do they want to appeal? Yes, no or not sure; dated by itself (R12)."""
    facts = [NewFact(FactKind.WISHES_APPEAL, None, {"answer": wish})]
    return change(
        case, by=by, what="choice.appeal", who=FAMILY_OR_STAFF, facts=facts, words={"answer": wish},
        check=lambda c: _own_word(c, by),
    )  # fmt: skip


def _is_desk(case: Case, by: Acting) -> bool:
    return by.person is None or bool(queries.roles_in(case, by.person) & STAFF)


def _own_word(case: Case, by: Acting) -> None:
    """Who is no member of staff speaks for themselves: the choice is theirs when the right is (R8)."""
    if by.person is None or _is_desk(case, by):
        return
    if not queries.right_holders(case).filter(person=by.person).exists():
        raise NotTheirs(_("This choice is not yours to make. Call us, and we talk it through with you."), rule="R8")


def _their_choice(case: Case, by: Acting) -> None:
    """The right to choose is the right-holder's (R8, R9): with somebody else's word a person decides."""
    _own_word(case, by)
    if by.person is None or (by.reason and _is_desk(case, by)):
        return
    holders = list(queries.right_holders(case))
    if not holders:
        raise AskAPerson(_("We do not know yet whose choice this is. Say on what footing they choose."), rule="R8")
    holder = queries.holder_of(case, by.day)
    if holder is not None and not any(_fits(case, by.day, p.basis) for p in holders):
        raise AskAPerson(
            _("The right has passed to the young person. Take their instructions, or say why this choice is good."),
            rule="R9",
        )


def _fits(case: Case, on: date, basis: str) -> bool:
    return queries.footing_fits(queries.holder_of(case, on), Basis(basis), has_deputy=case.has_deputy)


@transaction.atomic
def decline(case: Case, *, by: Acting) -> Case:
    """They choose not to mediate: the certificate is due within three working days (s.55(4), R14)."""
    facts = [NewFact(FactKind.WISHES_MEDIATION, None, {"answer": Wish.NO}), NewFact(FactKind.DECLINED)]
    case = change(
        case,
        by=by,
        what="choice.declined",
        act=Act.DECLINE,
        facts=facts,
        check=lambda c: _their_choice(c, by),
    )
    _tell_choice(case, "declined")
    return case


@transaction.atomic
def ask_mediation(case: Case, *, by: Acting) -> Case:
    """They choose mediation: the council is to be told the same day, with the issues (R17)."""
    facts = [NewFact(FactKind.MEDIATION_ASKED)]
    case = change(
        case,
        by=by,
        what="choice.mediation",
        act=Act.ASK_MEDIATION,
        facts=facts,
        check=lambda c: _their_choice(c, by),
    )
    _tell_choice(case, "mediation")
    return case


@transaction.atomic
def withdraw(case: Case, *, by: Acting) -> Case:
    """They chose mediation and no longer want it: a certificate follows as if they had declined (R16)."""
    case = change(
        case, by=by, what="choice.withdrew", act=Act.WITHDRAW, facts=[NewFact(FactKind.WITHDREW)],
        check=lambda c: _their_choice(c, by),
    )  # fmt: skip
    _tell_choice(case, "withdrew")
    return case


def _tell_choice(case: Case, choice: str) -> None:
    due = case.duties.filter(kind="certify", settled_on=None).order_by("due_on").first()
    tell_family(case, "choice_recorded", {"choice": choice, "certificate_by": due.due_on if due else None})
