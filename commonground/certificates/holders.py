"""As what somebody holds the right to a certificate: from their own footing in the case (R8)."""

from commonground.cases.models import Case, Participant
from commonground.cases.words import Basis
from commonground.certificates.certificate_words import Standing
from commonground.law import Holder

_HOLDS_AS = {
    Basis.PARENT: Holder.PARENT,
    Basis.PARENTAL_RESPONSIBILITY: Holder.PARENT,
    Basis.CARE_OF_CHILD: Holder.PARENT,
    Basis.YOUNG_PERSON: Holder.YOUNG_PERSON,
    Basis.DEPUTY: Holder.ALTERNATIVE_PERSON,
    Basis.ATTORNEY: Holder.ALTERNATIVE_PERSON,
    Basis.PARENT_OF_YOUNG_PERSON: Holder.ALTERNATIVE_PERSON,
}
_STANDS_AS = {
    Holder.PARENT: Standing.PARENT,
    Holder.YOUNG_PERSON: Standing.YOUNG_PERSON,
    Holder.ALTERNATIVE_PERSON: Standing.ALTERNATIVE_PERSON,
}


def held_as(case: Case, participant: Participant) -> Holder:
    """What the law calls this person; `ask_a_person` where their footing gives no right.

    Where a deputy or attorney was appointed, a parent of a young person is a parent and no more (Regs reg 64).
    """
    basis = Basis(participant.basis)
    if basis == Basis.PARENT_OF_YOUNG_PERSON and case.has_deputy:
        return Holder.PARENT
    return _HOLDS_AS.get(basis, Holder.ASK_A_PERSON)


def stands_as(case: Case, participant: Participant) -> Standing:
    """As what the certificate names them."""
    return _STANDS_AS.get(held_as(case, participant), Standing.PARENT)
