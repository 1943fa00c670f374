"""Who takes part in a case, on what footing, and how they can be reached safely."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from commonground.cases import leaving, queries
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.holding import hold
from commonground.cases.models import Case, Participant, Party
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.cases.telling import family_context
from commonground.cases.words import Basis, FactKind, PartyKind
from commonground.law import Holder
from commonground.notices import commands as notices
from commonground.notices.numbers import mobile
from commonground.notices.waiting import readdress
from commonground.people.commands import add_person, reach_at, want_messages
from commonground.people.models import MessagesBy
from commonground.people.roles import Role

KEEPS_SAFE = FAMILY_OR_STAFF | {Role.SAFEGUARDING_LEAD}
PARTY_OF = {
    Role.FAMILY: PartyKind.FAMILY,
    Role.SUPPORTER: PartyKind.FAMILY,
    Role.LA_OFFICER: PartyKind.AUTHORITY,
    Role.ICB_OFFICER: PartyKind.ICB,
    Role.SCHOOL: PartyKind.SCHOOL,
}


def add_party(case: Case, *, by: Acting, kind: PartyKind, name: str, email: str = "") -> Case:
    """A school, college or NHS board joins as a side of the case. The same one twice is refused."""

    def also(locked: Case) -> None:
        if locked.parties.filter(kind=kind, name=name).exists():
            raise Impossible(_("%(name)s is already a party in this case.") % {"name": name})
        Party.objects.create(case=locked, kind=kind, name=name, email=email)

    return change(case, by=by, what="party.added", who=STAFF, words={"kind": kind, "name": name}, also=also)


def add_participant(
    case: Case, *, by: Acting, role: Role, name: str, basis: Basis, email: str = "", telephone: str = "",
    relationship: str = "", party: Party | None = None,
) -> Case:  # fmt: skip
    """A person joins the case. Whether a member of the family holds the right follows from R8 and their footing.

    A supporter is brought in by whom they help (`helping.bring_in`), a young person by `passing.young_person_joins`:
    Impossible here.
    """

    def check(locked: Case) -> None:
        if role == Role.SUPPORTER:
            raise Impossible(_("Say whom they help: bring them in as a supporter."))
        if basis == Basis.YOUNG_PERSON:
            raise Impossible(_("The young person is known already: bring them in under “The young person joins”."))

    def also(locked: Case) -> None:
        person = add_person(name=name, email=email, telephone=telephone)
        holder = queries.holder_of(locked, by.day)
        joined = Participant.objects.create(
            case=locked,
            person=person,
            party=party or locked.parties.filter(kind=PARTY_OF.get(role, PartyKind.FAMILY)).order_by("id").first(),
            role=role,
            relationship=relationship,
            basis=basis,
            holds_right=role == Role.FAMILY and queries.footing_fits(holder, basis, has_deputy=locked.has_deputy),
            from_on=by.day,
        )
        words["participant"] = joined.pk

    words: dict[str, object] = {"role": role, "name": name, "basis": basis}
    return change(case, by=by, what="participant.added", who=STAFF, words=words, check=check, also=also)


def end_participation(case: Case, *, by: Acting, participant: int) -> Case:
    """Their part ends at once, and that of whoever helps them: from now on they see nothing."""

    def also(locked: Case) -> None:
        leaving.end(locked, _participant(locked, participant), by=by)

    return change(case, by=by, what="participant.ended", who=STAFF, words={"participant": participant}, also=also)


def record_authority(
    case: Case, *, by: Acting, participant: int, basis: Basis, evidence: str, seen_on: date | None,
    court_orders: str = "", do_not_disclose_to: str = "",
) -> Case:  # fmt: skip
    """On what footing somebody acts, the evidence seen, court orders, and who must not be told (R8)."""

    def also(locked: Case) -> None:
        row = _participant(locked, participant)
        holder = queries.holder_of(locked, by.day)
        row.basis, row.evidence, row.evidence_seen_on = basis, evidence, seen_on
        row.court_orders, row.do_not_disclose_to = court_orders, do_not_disclose_to
        fits = row.role == Role.FAMILY and queries.footing_fits(holder, basis, has_deputy=locked.has_deputy)
        row.save()
        hold(locked, row, holds=fits, by=by)

    words = {
        "basis": basis,
        "evidence": evidence,
        "court_orders": court_orders,
        "do_not_disclose_to": do_not_disclose_to,
    }
    return change(
        case, by=by, what="authority.recorded", who=STAFF, words=words, facts=_decided(case, by, participant), also=also
    )


def record_contact(
    case: Case,
    *,
    by: Acting,
    participant: int,
    safe_contact: str,
    needs: str,
    address: str | None = None,
    messages_by: str = "",
    telephone: str = "",
) -> Case:
    """How and when somebody can be reached safely, what they need to take part, where letters go, how messages come.

    Without an `address`, `messages_by` (`MessagesBy`) or `telephone` what is known stays. A member of the family, and a
    supporter, says it of themselves alone: NotTheirs. Who gives a `telephone` has shown that they read what comes to
    it, since it becomes a way to sign in. Raises Impossible for texts without a mobile and for calls
    alone without a number, AskAPerson for texts to a telephone that another of the case gets texts at: whoever reads
    them can sign in as either.
    """

    def also(locked: Case) -> None:
        row = _participant(locked, participant)
        row.safe_contact, row.needs = safe_contact, needs
        row.address = row.address if address is None else address
        row.save(update_fields=["safe_contact", "needs", "address"])
        if telephone:
            _tell_the_old_way(locked, row)
            reach_at(person=row.person, email=row.person.email, telephone=telephone)
        if messages_by and (telephone or messages_by != row.person.messages_by):
            _texts_can_come(locked, row, messages_by, by)
            readdress(want_messages(person=row.person, by=MessagesBy(messages_by)), by=by.actor)
        readdress(row.person, by=by.actor, about=locked.pk, address=row.address)

    return change(
        case,
        by=by,
        what="contact.recorded",
        who=FAMILY_OR_STAFF | {Role.SUPPORTER},
        words={"safe": safe_contact, "needs": needs, "messages_by": messages_by}
        | ({"address": address} if address else {})
        | ({"telephone": telephone} if telephone else {}),
        check=lambda c: _own_place(c, by, participant),
        also=also,
        own=True,
    )


def _tell_the_old_way(case: Case, row: Participant) -> None:
    """Where they were reached so far, they read that this has changed: somebody else may have sat at their screen."""
    person = row.person
    if not row.contact_stopped and not person.by_call_only and (person.email or person.gets_texts):
        # Nobody's id: what waits for a person goes along to where they are reached now.
        to = replace(notices.to_person(person), person=None)
        notices.queue("reached_elsewhere", to=to, about=case.pk, context=family_context(case))


def _texts_can_come(case: Case, row: Participant, messages_by: str, by: Acting) -> None:
    """Whether texts reach them, and nobody else of this case; and whether there is a number to call."""
    if messages_by == MessagesBy.CALL and not row.person.telephone:
        raise Impossible(_("We have no telephone number to call. Call us to give us one, or choose another way."))
    if messages_by != MessagesBy.TEXT:
        return
    if not mobile(row.person.telephone):
        raise Impossible(_("Texts need a mobile number. Call us to give us one, or choose another way."))
    others = case.participants.filter(queries.current(), person__telephone_key=row.person.telephone_key)
    shared = others.exclude(person=row.person_id).filter(person__messages_by=MessagesBy.TEXT).first()
    if shared is not None and not by.reason:
        raise AskAPerson(_("Somebody else in this case gets texts at this number too. Call us, or choose another way."))


def pass_right(case: Case, *, by: Acting, participant: int, holds: bool) -> Case:
    """Who holds the right, put right by a person: two parents who both act (D21), or instructions taken (R9)."""
    if not by.reason:
        raise AskAPerson(_("Say why the right is theirs, or no longer theirs."), rule="R8")

    def also(locked: Case) -> None:
        row = _participant(locked, participant)
        hold(locked, row, holds=holds, by=by)

    words = {"participant": participant, "holds": holds}
    return change(
        case, by=by, what="right.passed", who=STAFF, words=words, facts=_decided(case, by, participant), also=also
    )


def _decided(case: Case, by: Acting, participant: int) -> list[NewFact]:
    """After the day on which the right passes, a person's word about one of the family was waited for (R9)."""
    if not case.participants.filter(pk=participant, role=Role.FAMILY).exists():
        return []
    holder = queries.holder_of(case, by.day)
    passed = holder is not None and holder.holder != Holder.PARENT
    return [NewFact(FactKind.RIGHT_PASSED)] if passed else []


def stop_all_contact(case: Case, *, by: Acting, participant: int | None = None) -> Case:
    """One switch: every queued and later notice of this person, or of the whole case, is held.

    A member of the family stops it for themselves alone: NotTheirs.
    """

    def also(locked: Case) -> None:
        if participant is None:
            locked.contact_stopped = True
            notices.hold(about=locked.pk, by=by.actor)
            return
        row = _participant(locked, participant)
        row.contact_stopped = True
        row.save(update_fields=["contact_stopped"])
        notices.hold(person=row.person_id, by=by.actor)

    return change(
        case, by=by, what="contact.stopped", who=KEEPS_SAFE, words={"participant": participant or "all"},
        check=lambda c: _own_place(c, by, participant), also=also, own=True,
    )  # fmt: skip


def allow_contact(case: Case, *, by: Acting, participant: int | None = None) -> Case:
    """Contact is safe again, as somebody said; what was held goes out."""
    if not by.reason:
        raise AskAPerson(_("Say how you know that contact is safe again."))

    def also(locked: Case) -> None:
        if participant is None:
            locked.contact_stopped = False
            notices.release(about=locked.pk, by=by.actor)
            return
        row = _participant(locked, participant)
        row.contact_stopped = False
        row.save(update_fields=["contact_stopped"])
        notices.release(person=row.person_id, by=by.actor)

    return change(
        case, by=by, what="contact.allowed", who=STAFF, words={"participant": participant or "all"}, also=also
    )


def _own_place(case: Case, by: Acting, participant: int | None) -> None:
    """Who is of the family alone may name nobody's place in the case but their own."""
    if by.person is None or queries.roles_in(case, by.person) & (STAFF | {Role.SAFEGUARDING_LEAD}):
        return
    theirs = case.participants.filter(queries.current(), person=by.person)
    if participant is None or not theirs.filter(pk=participant).exists():
        raise NotTheirs(_("You can say this for yourself alone. Call us about somebody else."))


def _participant(case: Case, key: int) -> Participant:
    row = case.participants.filter(queries.current(), pk=key).first()
    if row is None:
        raise Impossible(_("This person does not take part in this case."))
    return row
