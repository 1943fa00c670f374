"""How certificates are read, by the family and by anyone who holds a check code."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from commonground.cases.models import Case
from commonground.cases.queries import deciding_council
from commonground.cases.words import FactKind
from commonground.certificates.codes import normalise
from commonground.certificates.models import Certificate, RegisterLine
from commonground.people.keys import name_key
from commonground.people.models import Person


@dataclass(frozen=True)
class Checked:
    """What the public page says of a code: never a name."""

    state: str
    """`valid`, `corrected` (valid, a corrected copy exists) or `withdrawn`."""
    number: str
    issued_on: date
    council: str
    says_whose: bool = True
    """Whether we still keep for whom it is, so that a name can be compared."""


def certificates_of(case: Case) -> QuerySet[Certificate]:
    """The certificates of a case, oldest first, without the bytes of their copies."""
    return case.certificates.select_related("line", "holder", "issued_by").order_by("issued_at")


def visible_certificates(case: Case, person: Person) -> QuerySet[Certificate]:
    """The certificates of this case that are this person's own. Another parent's is not theirs to read."""
    return certificates_of(case).filter(holder=person)


def told_of_withdrawal(certificate: Certificate) -> str:
    """What the one it was issued to may read of the reason for withdrawing it; empty where nobody wrote it for them."""
    withdrawn = certificate.case.facts.filter(kind=FactKind.CERTIFICATE_WITHDRAWN, data__number=certificate.line.number)
    fact = withdrawn.last()
    return str(fact.data.get("told", "")) if fact else ""


def _with_code(code: str) -> Certificate | None:
    clean = normalise(code)
    if not clean:
        return None
    found = Certificate.objects.filter(check_code=clean, erased_on=None).select_related("line", "case__authority")
    return found.first()


def check(code: str) -> Checked | None:
    """What the register says of a check code, or None when it knows no such code.

    Once the people were erased from a certificate, its line in the register answers.
    """
    found = _with_code(code)
    if found is None:
        return _check_line(normalise(code))
    state = "valid"
    if found.withdrawn_on is not None:
        state = "withdrawn"
    elif found.copies.count() > 1:
        state = "corrected"
    return Checked(state, found.line.number, found.issued_on, deciding_council(found.case).name)


def _check_line(clean: str) -> Checked | None:
    line = RegisterLine.objects.filter(check_code=clean).select_related("authority").first() if clean else None
    if line is None or line.authority is None:
        return None
    state = "withdrawn" if line.withdrawn_on else "corrected" if line.corrected else "valid"
    return Checked(state, line.number, line.on, line.authority.name, says_whose=False)


def without_details(case: Case) -> set[str]:
    """The numbers of the certificates of this case from which names and copies were erased."""
    return set(case.certificates.filter(erased_on__isnull=False).values_list("line__number", flat=True))


def names_match(code: str, *, surname: str, born: date) -> bool:
    """Whether this surname and date of birth belong to the child on the certificate. The caller answers slowly."""
    found = _with_code(code)
    if found is None or found.child_born is None:
        return False
    wanted = name_key(surname)
    name = name_key(found.child_name)
    # A surname may be several words, and may stand first or last; whole words only.
    words = f" {name} "
    return bool(wanted) and f" {wanted} " in words and found.child_born == born


def register() -> QuerySet[RegisterLine]:
    """Every number, newest first, with its certificate."""
    return RegisterLine.objects.select_related("certificate", "certificate__case").order_by("-id")


def unused_paper() -> QuerySet[RegisterLine]:
    """Numbers in paper packs that nobody has used or made void yet."""
    return RegisterLine.objects.filter(state=RegisterLine.State.PAPER).order_by("id")
