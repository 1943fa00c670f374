"""The right passes to the young person (R8, R9): they join, and say who of the family may go on seeing their case.

Until they have said so, a parent reads what they had on the last day of their own right, and nothing new.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import leaving, queries
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.models import Case, Participant
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF, STAGES
from commonground.cases.telling import tell
from commonground.cases.words import Act, Agreed, Basis, FactKind, PartyKind, Route, Stage
from commonground.law import Holder
from commonground.notices.waiting import readdress
from commonground.people.commands import reach_at
from commonground.people.keys import email_key
from commonground.people.roles import Role


@transaction.atomic
def young_person_joins(case: Case, *, by: Acting, email: str = "", telephone: str = "", address: str = "") -> Case:
    """The young person takes part themselves, and the choices of this case are theirs where the law says so (R8).

    They are told by e-mail how to sign in. A parent's right ends with it, and where nothing was chosen yet we speak
    with the young person first, as with anybody new (R13). Raises Impossible where the date of birth is missing, the
    right is still a parent's, they lack capacity for this decision, or they take part already.
    """

    def check(locked: Case) -> None:
        holder = queries.holder_of(locked, by.day)
        if holder is None:
            raise Impossible(_("Record the young person’s date of birth first."))
        if holder.holder != Holder.YOUNG_PERSON:
            raise Impossible(_("On this day the choices in this case are not the young person’s own."))
        if _young_person(locked) is not None:
            raise Impossible(_("The young person takes part already."))
        _an_address_of_their_own(locked, email, by)

    def also(locked: Case) -> None:
        if email or telephone:
            child = locked.child
            reach_at(person=child, email=email or child.email, telephone=telephone or child.telephone)
            readdress(child, by=by.actor)
        family = locked.participants.filter(queries.current(), role=Role.FAMILY)
        family.exclude(basis__in=[Basis.DEPUTY, Basis.ATTORNEY]).update(holds_right=False)
        Participant.objects.create(
            case=locked, person=locked.child, party=locked.parties.filter(kind=PartyKind.FAMILY).order_by("id").first(),
            role=Role.FAMILY, basis=Basis.YOUNG_PERSON, holds_right=True, address=address, from_on=by.day,
        )  # fmt: skip

    act = Act.PASS_TO_YOUNG_PERSON
    known = (Stage(case.stage), act) in STAGES[Route(case.route)]
    afresh = known or case.stage == Stage.ENQUIRY
    case = change(
        case, by=by, what="young_person.joined", act=act if known else None, who=STAFF, check=check, also=also,
        facts=[NewFact(FactKind.RIGHT_PASSED, None, {"joined": afresh})],
    )  # fmt: skip
    row = _young_person(case)
    if row is not None and (row.person.email or row.address):
        tell(case, row, "your_own_case")
    return case


@transaction.atomic
def decide_about(case: Case, *, by: Acting, parent: int, may_see: bool, agreed: Iterable[Agreed] = ()) -> Case:
    """The young person says whether a parent goes on seeing their case; yes makes the parent a supporter by consent.

    `parent` is the number of the parent's place in the case, `agreed` what they may do beside reading. No ends the
    parent's part at once, and that of whoever helps them. Raises NotTheirs for anybody but the young person and the
    desk, Impossible where there is nothing to decide.
    """
    agreed_to = sorted({Agreed(one).value for one in agreed}) if may_see else []

    def check(locked: Case) -> None:
        young = _young_person(locked)
        if young is None:
            raise Impossible(_("The young person does not take part yet."))
        own = by.person is None or by.person.pk == young.person_id
        if by.person is not None and not own and not queries.roles_in(locked, by.person) & STAFF:
            raise NotTheirs(_("Only the young person can say this."))
        _waiting(locked, parent, by)

    def also(locked: Case) -> None:
        row = _waiting(locked, parent, by)
        if may_see:
            Participant.objects.create(
                case=locked, person=row.person, party=row.party, role=Role.SUPPORTER, relationship=row.relationship,
                basis=Basis.CONSENT, helps=_young_person(locked), agreed=agreed_to, address=row.address,
                safe_contact=row.safe_contact, needs=row.needs, court_orders=row.court_orders,
                do_not_disclose_to=row.do_not_disclose_to, contact_stopped=row.contact_stopped, from_on=by.day,
            )  # fmt: skip
        leaving.end(locked, row, by=by)

    words = {"participant": parent, "may_see": may_see, "agreed": agreed_to}
    return change(case, by=by, what="young_person.decided", who=FAMILY_OR_STAFF, words=words, check=check, also=also)


def waiting_for_a_word(case: Case, rows: Iterable[Participant], *, on: date) -> list[Participant]:
    """The parents among these of whom the young person has not said yet whether they may see the case."""
    return [row for row in rows if queries.parted_from_the_right(case, row, on=on)]


def _an_address_of_their_own(case: Case, email: str, by: Acting) -> None:
    """Whoever reads an address can sign in by it: as the young person too, where it is not theirs alone."""
    shared = case.participants.filter(queries.current(), person__email_key=email_key(email))
    other = shared.exclude(person=case.child_id).select_related("person").first()
    if email and other is not None and not by.reason:
        words = {"name": other.person.name}
        raise AskAPerson(
            _("%(name)s reads this address too, and could sign in as the young person. Use another, or say why not.")
            % words
        )


def _young_person(case: Case) -> Participant | None:
    found = case.participants.filter(queries.current(), person=case.child_id, role=Role.FAMILY)
    return found.select_related("person", "party").first()


def _waiting(case: Case, parent: int, by: Acting) -> Participant:
    rows = case.participants.filter(queries.current(), pk=parent).select_related("person", "party")
    for row in waiting_for_a_word(case, rows, on=by.day):
        return row
    raise Impossible(_("There is nothing to decide about this person."))
