"""What the desk does with a case before the choice, and beside it. Each is one change with one entry."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases.answers import AskAPerson, Impossible
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.holding import whose_word
from commonground.cases.mediators import hold_mediator_to_the_rules
from commonground.cases.models import Case, Declaration, Party
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.cases.telling import how_sent, last_days, tell_family
from commonground.cases.words import Act, Channel, FactKind, PartyKind
from commonground.directory.models import LocalAuthority
from commonground.notices.models import Channel as Sent
from commonground.notices.models import State
from commonground.people.models import Person
from commonground.people.roles import Role

INFORMATION = {
    "mediation": gettext_lazy("What mediation is"),
    "disagreement_resolution": gettext_lazy("What disagreement resolution is"),
    "free": gettext_lazy("Both are free to them"),
    "voluntary": gettext_lazy("Both are their choice; choosing not to mediate does not count against them"),
    "confidential": gettext_lazy("What is said stays confidential"),
    "appeal": gettext_lazy("Their right to appeal stays as it is"),
    "certificate": gettext_lazy("What the certificate is and when they get it"),
    "dates": gettext_lazy("Both last days: to contact us and to appeal"),
}
"""The checklist that proves impartial facts were given (R13)."""


def record_information(
    case: Case,
    *,
    by: Acting,
    told: frozenset[str],
    how: Channel,
    on: date | None = None,
    themselves: bool = False,
) -> Case:
    """The adviser gave the information, or confirms that the person worked through it themselves (R13).

    `told` are keys of INFORMATION. Raises AskAPerson when something was left out and nobody says why.
    """
    left_out = [str(INFORMATION[key]) for key in INFORMATION if key not in told]
    if left_out and not by.reason:
        raise AskAPerson(
            _("Not everything was explained: %(left_out)s. Say why.") % {"left_out": "; ".join(left_out)},
            rule="R13",
        )
    day = on or by.day
    informed_by = str(by.person.pk) if by.person else ""
    data = {"by": informed_by, "told": sorted(told), "how": how, "themselves": themselves}

    def takes_over(locked: Case) -> None:
        locked.adviser = locked.adviser or by.person

    return change(
        case,
        by=by,
        what="information.given",
        act=Act.GIVE_INFORMATION,
        facts=[NewFact(FactKind.INFORMATION_GIVEN, day, data)],
        words={"told": sorted(told), "how": how, "themselves": themselves, "on": day.isoformat()},
        also=takes_over,
    )


@transaction.atomic
def record_attempt(
    case: Case, *, by: Acting, channel: Channel, named_dates: bool, next_contact_on: date, send: bool = False
) -> Case:
    """An attempt to reach the family that did not reach them, and the day of the next.

    With `send`, we write to them now, with both of their last dates. Raises Impossible where contact is stopped.
    """
    _before_first_last_day(case, next_contact_on, by)
    if send:
        channel, named_dates = _write_to_them(case, by), True
    return change(
        case,
        by=by,
        what="contact.attempted",
        act=Act.COULD_NOT_REACH,
        facts=[
            NewFact(FactKind.ATTEMPT, by.day, {"channel": channel, "named_dates": named_dates}),
            NewFact(FactKind.NEXT_CONTACT, next_contact_on),
        ],
        words={"channel": channel, "named_dates": named_dates, "next": next_contact_on.isoformat()},
    )


def _write_to_them(case: Case, by: Acting) -> Channel:
    """Write to the family, and say how it goes. What is held back or cannot arrive reaches nobody."""
    sent = tell_family(case, "not_reached", lambda row: last_days(case, as_of=by.day, holder=row))
    going = [notice for notice in sent if notice.state == State.QUEUED and notice.channel != Sent.CALL]
    if not going:
        said = _("Nothing can be sent to them now: contact is stopped, no address is good, or only calls are safe.")
        raise Impossible(said)
    return how_sent(going)


def _before_first_last_day(case: Case, next_contact_on: date, by: Acting) -> None:
    """The next contact comes before the family's first last day."""
    if next_contact_on < by.day:
        raise Impossible(_("The next contact cannot be before today."))
    days = [d.due_on for d in case.duties.filter(kind__in=["contact", "appeal"], settled_on=None)]
    ahead = [day for day in days if day >= by.day]
    if ahead and next_contact_on >= min(ahead) and not by.reason:
        raise AskAPerson(_("The next contact should come before their first last day. Say why it is later."))


@transaction.atomic
def leave_undecided(case: Case, *, by: Acting, next_contact_on: date) -> Case:
    """They are still deciding: we ask again before their first last day, and they have both dates in writing."""
    _before_first_last_day(case, next_contact_on, by)
    tell_family(
        case, "undecided", lambda row: {"call_on": next_contact_on, **last_days(case, as_of=by.day, holder=row)}
    )
    return change(
        case,
        by=by,
        what="choice.undecided",
        act=Act.LEAVE_UNDECIDED,
        facts=[NewFact(FactKind.NEXT_CONTACT, next_contact_on)],
        words={"next": next_contact_on.isoformat()},
    )


def need_no_certificate(case: Case, *, by: Acting) -> Case:
    """The appeal is only about placement: no certificate is needed, mediation is still offered (R6, R7)."""
    return change(case, by=by, what="certificate.not_needed", act=Act.NEED_NO_CERTIFICATE)


def note_earlier_certificate(case: Case, *, by: Acting, issued_on: date, issuer: str) -> Case:
    """Somebody else has given them a certificate for this decision: the earliest starts the month (D6)."""

    def check(locked: Case) -> None:
        if locked.sent_on and issued_on < locked.sent_on:
            raise Impossible(_("A certificate cannot be older than the decision it is about."))

    return change(
        case,
        by=by,
        what="certificate.earlier",
        who=FAMILY_OR_STAFF,
        facts=[NewFact(FactKind.EARLIER_CERTIFICATE, issued_on, {"issuer": issuer, **whose_word(case, by)})],
        words={"issuer": issuer, "on": issued_on.isoformat()},
        check=check,
    )


def note_appeal(case: Case, *, by: Acting, lodged_on: date, number: str = "", hearing_on: date | None = None) -> Case:
    """An appeal has been lodged. Mediation goes on if they wish."""

    def check(locked: Case) -> None:
        if locked.sent_on and lodged_on < locked.sent_on:
            raise Impossible(_("They cannot have appealed before the council's letter was sent."))

    words = {
        "number": number,
        "on": lodged_on.isoformat(),
        "hearing": hearing_on.isoformat() if hearing_on else "",
    }
    return change(
        case,
        by=by,
        what="appeal.lodged",
        who=FAMILY_OR_STAFF,
        facts=[NewFact(FactKind.APPEAL_LODGED, lodged_on, words | whose_word(case, by))],
        words=words,
        check=check,
    )


def move_authority(case: Case, *, by: Acting, to: LocalAuthority, on: date) -> Case:
    """The child lives in another council's area now: a person decides what follows; both councils stay shown (D23)."""
    if not by.reason:
        raise AskAPerson(
            _("A move to another council in the middle of a case needs a decision. Say what was decided and why.")
        )
    if to.pk == case.authority_id:
        raise Impossible(_("The case is already with this council."))

    def also(locked: Case) -> None:
        Party.objects.get_or_create(case=locked, kind=PartyKind.AUTHORITY, name=to.name)

    words = {"from": case.authority.name, "to": to.name, "on": on.isoformat()}
    return change(
        case,
        by=by,
        what="case.moved_council",
        who=STAFF,
        facts=[NewFact(FactKind.MOVED_AUTHORITY, on, {"from": case.authority_id, "to": to.pk})],
        fields={"authority": to},
        words=words,
        also=also,
    )


def declare(case: Case, *, by: Acting, independent: bool, conflict: str = "") -> Case:
    """The adviser's or mediator's own word for this case: independent of councils and the NHS, no conflict (R10)."""
    person = _person(by)

    def also(locked: Case) -> None:
        Declaration.objects.create(case=locked, person=person, independent=independent, conflict=conflict, on=by.day)

    words = {"independent": independent, "conflict": conflict}
    return change(case, by=by, what="independence.declared", words=words, also=also)


def _person(by: Acting) -> Person:
    if by.person is None:
        raise Impossible(_("Only a person can say this."))
    return by.person


def note(case: Case, *, by: Acting, text: str) -> Case:
    """A note of a call or a thought, for advisers and coordinators alone."""
    return change(case, by=by, what="note.added", who=STAFF, words={"text": text})


def chase(case: Case, *, by: Acting, channel: Channel, text: str = "") -> Case:
    """We asked the council again for dates."""
    words = {"channel": channel, "text": text}
    return change(case, by=by, what="council.chased", who=STAFF, facts=[NewFact(FactKind.LA_CHASED)], words=words)


def told_icb(case: Case, *, by: Acting, on: date) -> Case:
    """The council says that it told the NHS of the health issues on this day (R18)."""
    facts = [NewFact(FactKind.ICB_TOLD, on)]
    who = STAFF | {Role.LA_OFFICER, Role.ICB_OFFICER}
    return change(case, by=by, what="icb.told", who=who, facts=facts, words={"on": on.isoformat()})


def met_young_person(case: Case, *, by: Acting, on: date, instructions: str) -> Case:
    """We met the young person before the right passes to them, and took their instructions (R8, R9)."""
    words = {"on": on.isoformat(), "instructions": instructions}
    facts = [NewFact(FactKind.YOUNG_PERSON_MET, on)]
    return change(case, by=by, what="young_person.met", who=STAFF, facts=facts, words=words)


def assign(case: Case, *, by: Acting, adviser: Person | None = None, mediator: Person | None = None) -> Case:
    """Who looks after the case. Raises what stands against a mediator: not independent, or who informed (R10, D12)."""
    fields: dict[str, Any] = {}
    words: Mapping[str, Any] = {}
    if adviser is not None:
        fields["adviser"], words = adviser, {**words, "adviser": adviser.name}
    if mediator is not None:
        fields["mediator"], words = mediator, {**words, "mediator": mediator.name}

    def check(locked: Case) -> None:
        if mediator is not None:
            hold_mediator_to_the_rules(locked, mediator, by=by)

    return change(case, by=by, what="case.assigned", who=STAFF, fields=fields, words=words, check=check)
