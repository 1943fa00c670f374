"""The family's choice: two questions, asked and dated apart (R12), and a change of mind at any time (R16)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import queries
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.each_holder import certificates_due
from commonground.cases.holding import whose_word
from commonground.cases.models import Case, Participant
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.cases.telling import certificates_by, tell_family
from commonground.cases.words import Act, Basis, FactKind, Wish


def say_about_appeal(case: Case, *, by: Acting, wish: Wish) -> Case:
    """The first question: do they want to appeal? Yes, no or not sure; dated by itself (R12)."""
    facts = [NewFact(FactKind.WISHES_APPEAL, None, {"answer": wish, **whose_word(case, by)})]
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
    facts = [
        NewFact(FactKind.WISHES_MEDIATION, None, {"answer": Wish.NO}),
        NewFact(FactKind.DECLINED, None, whose_word(case, by)),
    ]
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
    facts = [NewFact(FactKind.MEDIATION_ASKED, None, whose_word(case, by))]
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
        case, by=by, what="choice.withdrew", act=Act.WITHDRAW,
        facts=[NewFact(FactKind.WITHDREW, None, whose_word(case, by))], check=lambda c: _their_choice(c, by),
    )  # fmt: skip
    _tell_choice(case, "withdrew")
    return case


def want_certificate(case: Case, *, by: Acting, holder: int, wants: bool) -> Case:
    """A right-holder says that they do not want the certificate that is owed to them, or that they want it after all.

    `holder` is the number of their place in the case. It is their own word: for themselves on their page, or written
    down by staff as theirs; with somebody else's word a person says why (AskAPerson). What is wanted after all is due
    within three working days of that word (R14, R16). Raises NotTheirs, Impossible where nothing is there to say.
    """
    row = queries.right_holders(case).filter(pk=holder).first()
    if row is None:
        raise Impossible(_("The right is not theirs in this case."))

    def check(locked: Case) -> None:
        _says_it_themselves(locked, by, row)
        facts = queries.facts_of(locked, as_of=by.day)
        due = next((due for due in certificates_due(facts) if due.holder == str(row.person_id)), None)
        said_no = str(row.person_id) in dict(facts.not_wanted)
        if wants and not said_no:
            raise Impossible(_("Nobody has said that they do not want it."))
        if not wants and (due is None or due.settled_on is not None):
            raise Impossible(_("No certificate is owed to them now."))

    kind = FactKind.CERTIFICATE_WANTED if wants else FactKind.CERTIFICATE_NOT_WANTED
    words = {"to": row.person.name, "meant_for": row.person.actor}
    facts = [NewFact(kind, None, {"holder": str(row.person_id)})]
    if wants:
        return change(
            case, by=by, what="certificate.wanted", who=FAMILY_OR_STAFF, facts=facts, words=words, check=check
        )
    return change(
        case, by=by, what="certificate.not_wanted", who=FAMILY_OR_STAFF, facts=facts, words=words, check=check
    )


def _says_it_themselves(case: Case, by: Acting, row: Participant) -> None:
    """It is the word of the one whose certificate it is."""
    if by.person is None:
        return
    if not _is_desk(case, by):
        if by.person.pk != row.person_id:
            raise NotTheirs(_("You can say this for yourself alone. Call us about somebody else."))
        return
    if by.on_behalf != row.person.actor and not by.reason:
        words = {"name": row.person.name}
        raise AskAPerson(
            _("This is %(name)s’s own to say. Write down that the words are theirs, or say why you go on.") % words,
            rule="R14",
        )


def _tell_choice(case: Case, choice: str) -> None:
    by_when = certificates_by(case)
    said = queries.facts_of(case).chosen_by

    def words(row: Participant) -> dict[str, object]:
        own = said in {"", str(row.person_id)}
        return {"choice": choice, "certificate_by": by_when(row), "whose": "own" if own else "another"}

    tell_family(case, "choice_recorded", words)
