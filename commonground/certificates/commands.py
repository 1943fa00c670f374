"""Issuing, correcting and withdrawing certificates: number, day, paper, signature and bytes in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from commonground import law
from commonground.cases import queries as cases
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs, hold_to
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.facts import Facts
from commonground.cases.models import Case, Declaration, Participant
from commonground.cases.stages import ADVISER, FAMILY_OR_STAFF, STAFF
from commonground.cases.telling import last_days, tell
from commonground.cases.words import Act, Channel, FactKind
from commonground.certificates import register
from commonground.certificates.codes import new_check_code
from commonground.certificates.holders import held_as
from commonground.certificates.making import make_copy
from commonground.certificates.models import Certificate, RegisterLine
from commonground.law import CertificateFacts, CertificateKind, Ruling
from commonground.notices.models import Channel as Sent
from commonground.notices.queries import goes_by_itself
from commonground.people.models import Person
from commonground.people.queries import is_independent
from commonground.record.days import now, today


@dataclass(frozen=True)
class Issue:
    """What is to be issued, and to whom. `paper_number` and `issued_on` are for one written by hand (paper pack)."""

    kind: CertificateKind
    holder: Participant
    paper_number: str = ""
    issued_on: date | None = None


def ruling_on(case: Case, issue: Issue, *, by: Acting) -> Ruling:
    """What the law says to issuing this certificate now (R5-R16, R23, R33). Nothing is changed."""
    facts = cases.facts_of(case, as_of=_day_of(issue))
    return law.may_issue(_law_facts(case, facts, issue, by))


def _day_of(issue: Issue) -> date:
    """The day a certificate bears: today, or that on which it was written by hand."""
    return issue.issued_on or today()


def _law_facts(case: Case, facts: Facts, issue: Issue, by: Acting) -> CertificateFacts:
    mine = [c.kind for c in facts.live_certificates if c.holder == str(issue.holder.person_id)]
    wishes = {"yes": True, "no": False}.get(str(facts.wishes_mediation or ""))
    return CertificateFacts(
        kind=issue.kind,
        issue_on=_day_of(issue),
        decision=facts.decision,
        sections=facts.sections,
        detained=facts.detained,
        decision_sent_on=facts.sent_on,
        contacted_on=facts.contacted_on,
        information_given_on=facts.information_given_on,
        wishes_to_mediate=wishes,
        declined_on=facts.declined_on,
        withdrew_on=facts.withdrew_on,
        la_told_on=facts.la_told_on,
        la_unable_on=facts.la_unable_on,
        concluded_on=facts.concluded_on,
        took_part=facts.took_part,
        holder_now=facts.holder_now,
        issued_to=held_as(case, issue.holder),
        already_issued_kinds=frozenset(mine),
        earlier_certificate_on=facts.earlier_certificate_on,
        adviser_independent=independence(case, by.person),
        holder_changed_on=facts.holder_changes_on,
        only_health=facts.only_health,
        icb_told_on=facts.icb_told_on,
    )


def independence(case: Case, person: Person | None) -> bool | None:
    """Whether this adviser is independent here: their employer (R10) and their own word on it. None: not said."""
    if person is None:
        return None
    employer = is_independent(person, today())
    said = Declaration.objects.filter(case=case, person=person).order_by("-id").first()
    if employer is False or (said is not None and not said.independent):
        return False
    return True if employer and said is not None else None


@transaction.atomic
def issue(case: Case, *, by: Acting, issue: Issue) -> Certificate:
    """Issue a certificate: the number, the London day, the PDF and its signature, the fact and the notice, or nothing.

    It is dated the day it is issued. Raises what `law.may_issue` says: Impossible (issued twice, dates contradict),
    Unlawful (no information given, not independent), AskAPerson (late contact, a parent after the right has passed).
    """
    made: list[Certificate] = []
    day = _day_of(issue)

    def check(locked: Case) -> None:
        _holder_is_in(locked, issue.holder, by)
        _own_choice(locked, issue, by)
        _paper_day(issue)
        hold_to(ruling_on(locked, issue, by=by), reason=by.reason)

    def also(locked: Case) -> None:
        made.append(_write(locked, by=by, issue=issue, on=day))
        _fact(locked, made[0], by)

    try:
        case = change(
            case, by=by, what="certificate.issued", act=Act.ISSUE_CERTIFICATE, check=check, also=also,
            words={
                "kind": issue.kind.value, "to": issue.holder.person.name, "meant_for": issue.holder.person.actor,
                "on": day.isoformat(),
            },
        )  # fmt: skip
    except IntegrityError as error:
        if "one_live_certificate" in str(error):
            raise Impossible(_("This certificate has been issued already.")) from error
        raise
    _send(case, made[0], issue.holder, by)
    return made[0]


def _holder_is_in(case: Case, holder: Participant, by: Acting) -> None:
    """It is issued to somebody who takes part, and whose right it is as far as anybody said (R8, D21)."""
    if by.person is None:
        raise NotTheirs(_("Only an adviser issues certificates."), rule="R5")
    if holder.case_id != case.pk or not case.participants.filter(cases.current(), pk=holder.pk).exists():
        raise Impossible(_("This person does not take part in this case."))
    if not holder.holds_right and not by.reason:
        raise AskAPerson(_("The record says that the right is not theirs. Say why it is theirs."), rule="R8")


def _own_choice(case: Case, issue: Issue, by: Acting) -> None:
    """Where two hold the right and one of them said no to mediation, it is that one's word, not the other's (D21)."""
    facts = cases.facts_of(case, as_of=_day_of(issue))
    theirs = facts.chosen_by in {"", str(issue.holder.person_id)}
    if issue.kind != CertificateKind.DECLINED or len(facts.holders) < 2 or theirs or by.reason:
        return
    words = {"name": issue.holder.person.name}
    raise AskAPerson(
        _("Somebody else chose not to mediate. Ask %(name)s whether they say so too, and write down how you know.")
        % words,
        rule="R14",
    )


def _paper_day(issue: Issue) -> None:
    """A day other than today is only for a certificate written by hand from the paper pack."""
    if issue.issued_on is not None and not issue.paper_number:
        raise Impossible(_("A certificate is dated the day it is issued."))
    if issue.issued_on is not None and issue.issued_on > today():
        raise Impossible(_("The day on the paper certificate has not come yet."))


def _write(case: Case, *, by: Acting, issue: Issue, on: date) -> Certificate:
    assert by.person is not None
    line = _paper_line(issue, on) if issue.paper_number else register.next_number(
        register.ISSUED, on=on, state=RegisterLine.State.ISSUED
    )  # fmt: skip
    return Certificate.objects.create(
        line=line,
        case=case,
        kind=issue.kind,
        limb=law.limb_of(issue.kind).value,
        holder=issue.holder.person,
        holder_name=issue.holder.person.name,
        child_name=case.child.name,
        child_born=case.child.born,
        issued_on=on,
        issued_at=now(),
        issued_by=by.person,
        check_code=new_check_code(),
    )


def _paper_line(issue: Issue, on: date) -> RegisterLine:
    line = RegisterLine.objects.select_for_update().filter(number=issue.paper_number).first()
    if line is None or line.state != RegisterLine.State.PAPER:
        raise Impossible(_("This number is not an unused number of a paper pack."))
    if on < line.on:
        raise Impossible(_("This number had not been given to the paper pack yet on that day."))
    line.state, line.on = RegisterLine.State.ISSUED, on
    line.save()
    return line


def _fact(case: Case, certificate: Certificate, by: Acting) -> None:
    """The dated fact first, so that the cover letter is worked out from the earliest live certificate (D6)."""
    case.facts.create(
        kind=FactKind.CERTIFICATE_ISSUED,
        on=certificate.issued_on,
        at=certificate.issued_at,
        data={
            "certificate": certificate.kind, "holder": str(certificate.holder_id), "number": certificate.line.number,
        },
    )  # fmt: skip
    make_copy(certificate, at=certificate.issued_at, because="")


def _send(case: Case, certificate: Certificate, holder: Participant, by: Acting) -> None:
    """Tell the one it is for where it is; no other parent. What does not go by itself is chased the same day."""
    context = {"number": certificate.line.number, "kind": certificate.kind}
    notice = tell(case, holder, "certificate_issued", context)
    if notice.channel == Sent.CALL:
        _wait_for_a_call(case, by=Acting(by.person, came_by=by.came_by), number=certificate.line.number)
    elif not goes_by_itself(notice):
        mark_sent(case, by=Acting(by.person, came_by=by.came_by), number=certificate.line.number, channel=Channel.POST)


@transaction.atomic
def correct(certificate: Certificate, *, by: Acting, because: str) -> Certificate:
    """A corrected copy with what the record says now: it keeps the number and the first day, and says so."""
    if not because.strip():
        raise AskAPerson(_("Say what is corrected."))

    def also(locked: Case) -> None:
        row = _live(certificate)
        if row.erased_on is not None:
            raise Impossible(_("We no longer keep the names on this certificate, so no copy of it can be made."))
        row.holder_name, row.child_name, row.child_born = row.holder.name, locked.child.name, locked.child.born
        row.save(update_fields=["holder_name", "child_name", "child_born"])
        make_copy(row, at=now(), because=because)

    number = certificate.line.number
    words = {"number": number, "because": because}
    case = change(certificate.case, by=by, what="certificate.corrected", who=ADVISER, words=words, also=also)
    _tell_holder(case, certificate, "certificate_corrected", lambda row: {"number": number})
    certificate.refresh_from_db()
    return certificate


def _live(certificate: Certificate) -> Certificate:
    """The certificate as it is now; the case is locked, so it stays so. Raises Impossible when it was withdrawn."""
    row = Certificate.objects.select_related("holder", "line").get(pk=certificate.pk)
    if row.withdrawn_on is not None:
        raise Impossible(_("This certificate has been withdrawn."))
    return row


def _tell_holder(
    case: Case, certificate: Certificate, template: str, context: Callable[[Participant], dict[str, Any]]
) -> None:
    holder = case.participants.filter(cases.current(), person=certificate.holder_id).order_by("-id").first()
    if holder is not None:
        tell(case, holder, template, context(holder))


@transaction.atomic
def withdraw(certificate: Certificate, *, by: Acting, because: str, told: str = "") -> Certificate:
    """Withdraw a certificate that should not have been issued. Its number stays; the check page says withdrawn.

    `because` is for the record. `told` is what the one it was issued to reads of the reason, in plain words; without
    it their page says that we tell them when they call.
    """
    if not because.strip():
        raise AskAPerson(_("Say why it is withdrawn."))

    def also(locked: Case) -> None:
        row = _live(certificate)
        row.withdrawn_on = row.line.withdrawn_on = today()
        row.withdrawn_because = "" if row.erased_on else because
        row.save(update_fields=["withdrawn_on", "withdrawn_because"])
        row.line.save(update_fields=["withdrawn_on"])

    number = certificate.line.number
    case = change(
        certificate.case, by=by, what="certificate.withdrawn", who=ADVISER, also=also,
        words={"number": number, "because": because, **({"told_them": told} if told else {})},
        facts=[NewFact(FactKind.CERTIFICATE_WITHDRAWN, None, {"number": number, "told": told})],
    )  # fmt: skip
    _tell_holder(
        case, certificate, "certificate_withdrawn", lambda row: {"number": number, **last_days(case, holder=row)}
    )
    certificate.refresh_from_db()
    return certificate


def mark_sent(case: Case, *, by: Acting, number: str, channel: Channel) -> Case:
    """It went by post: somebody makes sure that it arrived, from the same day on."""
    facts = [NewFact(FactKind.CERTIFICATE_SENT, None, {"number": number, "channel": channel})]
    return change(case, by=by, what="certificate.posted", who=STAFF, facts=facts, words={"number": number})


def _wait_for_a_call(case: Case, *, by: Acting, number: str) -> None:
    """No message takes it to them, since only calls are safe: it is chased from the same day on, until they have it."""
    facts = [NewFact(FactKind.CERTIFICATE_BOUNCED, None, {"number": number})]
    change(case, by=by, what="certificate.by_call", who=STAFF, facts=facts, words={"number": number})


def mark_bounced(case: Case, *, by: Acting, number: str) -> Case:
    """The message about it came back: somebody reaches the family another way, the same day."""
    facts = [NewFact(FactKind.CERTIFICATE_BOUNCED, None, {"number": number})]
    return change(case, by=by, what="certificate.bounced", who=STAFF, facts=facts, words={"number": number})


def mark_received(case: Case, *, by: Acting, number: str) -> Case:
    """The family has it, as somebody told us."""
    facts = [NewFact(FactKind.CERTIFICATE_RECEIVED, None, {"number": number})]
    words = {"number": number}
    return change(case, by=by, what="certificate.received", who=FAMILY_OR_STAFF, facts=facts, words=words, own=True)
