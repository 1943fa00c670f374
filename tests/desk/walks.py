"""One walk for each deed of the desk: the case it is done in, what is answered, and what the record and duties say."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from commonground.cases import choosing, informing, issues, passing, questions, taking_part
from commonground.cases.models import Case
from commonground.cases.words import About, PartyKind, Route
from commonground.casework import closing, disagreement
from commonground.directory.commands import set_advice_service
from commonground.law import CertificateKind, Decision
from commonground.papers import commands as papers
from commonground.papers.readers import Reader
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.web.components.forms.token import new_token
from tests.desk.working import do
from tests.documents import made
from tests.made_up import (
    EVERYTHING,
    a_case,
    a_council,
    a_supporter,
    acting,
    an_icb,
    certified,
    declined,
    fixed,
    informed,
    staff,
    told,
)

Given = Callable[[Person], Case]
Answers = dict[str, Any]
SOON = today() + timedelta(days=2)


def first(case: Case) -> int:
    """The first of the people in the case."""
    return case.participants.order_by("id")[0].pk


def last(case: Case) -> int:
    """The last who joined."""
    return case.participants.order_by("-id")[0].pk


def the_parent(case: Case) -> str:
    """The one parent, as the form names them."""
    return str(case.participants.get(role="family").person_id)


def read_alone(by: Person) -> Case:
    case = a_case(by)
    reader = case.participants.get(role="family").person
    return informing.read_information(case, by=acting(by), read=frozenset(EVERYTHING), reader=reader)


def with_supporter(by: Person) -> Case:
    case = a_case(by)
    a_supporter(case, by)
    return Case.objects.get(pk=case.pk)


def with_sendiass(by: Person) -> Case:
    case = a_case(by)
    set_advice_service(
        authority=case.authority, name="Exampleshire SENDIASS", email="hello@sendiass.example", source="made up",
        checked_on=today(), by="system:tests",
    )  # fmt: skip
    return case


def of_age(by: Person) -> Case:
    """Opened by a parent for a young person whose choices are their own by now."""
    return a_case(by, child_born=date(2008, 1, 2))


def with_young_person(by: Person) -> Case:
    return passing.young_person_joins(of_age(by), by=acting(by), email="robin@young.example")


def with_health(by: Person) -> Case:
    an_icb(a_council())
    case = informed(a_case(by), by)
    case = issues.add_issue(
        case, by=acting(by), what="Speech therapy", is_health=True, health_provision_wanted="An hour a week"
    )
    case = choosing.ask_mediation(case, by=acting(by))
    return do(case, by, "tell-council")


def with_issue(by: Person) -> Case:
    return issues.add_issue(a_case(by), by=acting(by), what="Section F names no hours", section="F")


def with_question(by: Person) -> Case:
    case = a_case(by)
    asks = case.participants.order_by("id")[0].person
    question = questions.ask(case, by=acting(by), asked_by=asks, about=About.QUESTION, text="Who comes?", token="t")
    return Case.objects.get(pk=question.case_id)


def resolving(by: Person) -> Case:
    return informed(a_case(by, route=Route.DISAGREEMENT_RESOLUTION), by)


def asked(by: Person) -> Case:
    case = resolving(by)
    return disagreement.ask_parties(case, by=acting(by), parties=[the_council(case)])


def agreed(by: Person) -> Case:
    case = asked(by)
    return disagreement.record_answer(case, by=acting(by), party=the_council(case), agrees=True)


def the_council(case: Case) -> int:
    return case.parties.get(kind=PartyKind.AUTHORITY).pk


def with_certificate(by: Person) -> Case:
    return Case.objects.get(pk=certified(declined(a_case(by), by), by).case_id)


def wants_none(by: Person) -> Case:
    case = declined(a_case(by), by)
    return choosing.want_certificate(case, by=acting(by, reason="She said so."), holder=first(case), wants=False)


def number(case: Case) -> str:
    return str(case.certificates.get().line.number)


def closed(by: Person) -> Case:
    return closing.close(with_certificate(by), by=acting(by), outcome_words="They appeal.")


def section_i(by: Person) -> Case:
    return informed(a_case(by, decision=Decision.PLAN_CONTENTS, sections=frozenset("I")), by)


def short_notice(by: Person) -> Case:
    return fixed(a_case(by), by, on=today(), notice_waived_by="Sam Sample")


def stopped(by: Person) -> Case:
    return taking_part.stop_all_contact(a_case(by), by=acting(by))


def with_paper(by: Person) -> Case:
    case, upload = a_case(by), made.upload(made.pdf("A report"))
    sam = case.participants.get().person
    return papers.give(case, by=acting(by), given_by=sam, title="A report", upload=upload).case


def with_shared_paper(by: Person) -> Case:
    paper = with_paper(by).papers.get()
    return papers.share(paper, by=acting(by), reader=Reader(for_meeting=True)).case


def paper(case: Case) -> str:
    return str(case.papers.get().pk)


CAME = {"family": "Sam Sample", "other_side": "Olly Officer", "could_decide": "yes"}
MEETING = {
    "day": today() + timedelta(days=21), "time": "10am", "mode": "online", "rooms": "both", "place": "By video",
}  # fmt: skip

WALKS: list[tuple[str, Given, Answers | Callable[[Case], Answers], str, str, bool]] = [
    ("information", a_case,
     {"told": list(EVERYTHING), "how": "telephone"}, "information.given", "give_information", False),
    ("read", a_case,
     lambda case: {"reader": the_parent(case), "read": list(EVERYTHING)},
     "information.read", "confirm_information", True),
    ("information", read_alone,
     {"told": list(EVERYTHING), "how": "telephone", "themselves": "on"},
     "information.given", "confirm_information", False),
    ("attempt", a_case, {"channel": "telephone", "next_contact_on": SOON}, "contact.attempted", "next_contact", True),
    ("appeal-wish", lambda by: informed(a_case(by), by), {"wish": "yes"}, "choice.appeal", "", True),
    ("no-mediation", lambda by: informed(a_case(by), by), {}, "choice.declined", "certify", True),
    ("mediation", lambda by: informed(a_case(by), by), {}, "choice.mediation", "tell_authority", True),
    ("undecided", lambda by: informed(a_case(by), by),
     {"next_contact_on": SOON}, "choice.undecided", "next_contact", True),
    ("no-certificate", section_i, {}, "certificate.not_needed", "certify", False),
    ("withdraw", lambda by: told(a_case(by), by), {}, "choice.withdrew", "certify", True),
    ("tell-council", lambda by: choosing.ask_mediation(informed(a_case(by), by), by=acting(by)),
     {}, "council.told", "arrange", True),
    ("told-nhs", with_health, {"on": today()}, "icb.told", "tell_icb", False),
    ("chase", lambda by: told(a_case(by), by),
     {"channel": "email", "text": "They look for dates."}, "council.chased", "arrange", True),
    ("fix-meeting", lambda by: told(a_case(by), by), MEETING, "meeting.fixed", "record_meeting", True),
    ("cannot-arrange", lambda by: told(a_case(by), by),
     {"whose": "la", "why": "Nobody is free."}, "council.cannot_arrange", "certify", True),
    ("held", short_notice, {**CAME, "outcome": "not_agreed"}, "meeting.held", "certify", True),
    ("adjourn", short_notice, {**CAME, "why": "We ran out of time."}, "meeting.adjourned", "certify", False),
    ("did-not-happen", short_notice, {"whose": "la", "why": "Nobody came."}, "meeting.missed", "record_meeting", False),
    ("ask-parties", resolving, lambda case: {"parties": [the_council(case)]}, "parties.asked", "parties_answer", True),
    ("answer", asked,
     lambda case: {"party": the_council(case), "agrees": "yes"}, "party.answered", "parties_answer", False),
    ("takes-back", agreed,
     lambda case: {"party": the_council(case), "agrees": "no", "why": "No."}, "party.answered", "", True),
    ("declare", a_case, {"independent": "yes"}, "independence.declared", "", True),
    ("certificate", lambda by: declined(a_case(by), by),
     lambda case: {"kind": CertificateKind.DECLINED.value, "holder": first(case)},
     "certificate.issued", "certify", False),
    ("certificate-wish", lambda by: declined(a_case(by), by),
     lambda case: {"holder": first(case), "wants": "no", "recorded_for": "Sam Sample"},
     "certificate.not_wanted", "certify", False),
    ("certificate-wish", wants_none, lambda case: {"holder": first(case), "wants": "yes", "reason": "She rang."},
     "certificate.wanted", "certify", True),
    ("earlier-certificate", lambda by: informed(a_case(by), by),
     {"issued_on": today(), "issuer": "Another service"}, "certificate.earlier", "", True),
    ("certificate-arrival", with_certificate,
     lambda case: {"certificate": number(case), "state": "sent"}, "certificate.posted", "", True),
    ("certificate-arrival", with_certificate,
     lambda case: {"certificate": number(case), "state": "bounced"},
     "certificate.bounced", "confirm_certificate", True),
    ("certificate-arrival", with_certificate,
     lambda case: {"certificate": number(case), "state": "received"},
     "certificate.received", "confirm_certificate", False),
    ("correct-certificate", with_certificate,
     lambda case: {"certificate": number(case), "because": "The name was misspelt."},
     "certificate.corrected", "", True),
    ("withdraw-certificate", with_certificate,
     lambda case: {"certificate": number(case), "because": "The wrong person."},
     "certificate.withdrawn", "certify", True),
    ("add-person", a_case,
     {"role": "family", "name": "Jo Sample", "basis": "parent"}, "participant.added", "", True),
    ("supporter", a_case,
     lambda case: {"helps": first(case), "name": "Sue Porter", "agreed": ["speak"], "recorded_for": "Sam Sample"},
     "supporter.joined", "", True),
    ("supporter-may", with_supporter,
     lambda case: {"supporter": last(case), "agreed": ["contact"], "recorded_for": "Sam Sample"},
     "supporter.changed", "", True),
    ("supporter-ends", with_supporter, lambda case: {"supporter": last(case)}, "supporter.ended", "", True),
    ("sendiass", with_sendiass,
     lambda case: {"participant": first(case), "reach": "After six", "recorded_for": "Sam Sample"},
     "sendiass.asked", "", True),
    ("young-person-joins", of_age, {"email": "robin@young.example"}, "young_person.joined", "", False),
    ("young-person-decides", with_young_person,
     lambda case: {"parent": first(case), "may_see": "yes", "agreed": ["speak"], "recorded_for": "Robin Sample"},
     "young_person.decided", "", True),
    ("add-party", a_case, {"kind": "school", "name": "Example School"}, "party.added", "", True),
    ("authority", a_case,
     lambda case: {"participant": first(case), "basis": "parent", "evidence": "Birth certificate"},
     "authority.recorded", "", True),
    ("safe-contact", a_case,
     lambda case: {"participant": first(case), "safe_contact": "After six", "needs": ""}, "contact.recorded", "", True),
    ("end-part", a_case, lambda case: {"participant": first(case)}, "participant.ended", "", True),
    ("right", a_case,
     lambda case: {"participant": first(case), "holds": "no", "reason": "Another parent"}, "right.passed", "", True),
    ("young-person", a_case, {"on": today(), "instructions": "She wants to stay."}, "young_person.met", "", True),
    ("assign", a_case,
     lambda case: {"adviser": case.adviser_id or str(staff(Role.ADVISER, "Bo Second").pk)}, "case.assigned", "", True),
    ("stop-contact", a_case, {"participant": "all"}, "contact.stopped", "", True),
    ("allow-contact", stopped, {"participant": "all", "reason": "She rang: it is safe."}, "contact.allowed", "", True),
    ("question", a_case,
     lambda case: {"participant": first(case), "about": "question", "text": "Who comes?", "token": new_token()},
     "question.asked", "answer_question", True),
    ("answer-question", with_question,
     lambda case: {"question": case.questions.get().pk, "how": "telephone", "text": "The council and you."},
     "question.answered", "answer_question", False),
    ("give-paper", a_case,
     lambda case: {"participant": first(case), "title": "A report", "copies": made.upload(made.pdf("A report"))},
     "paper.given", "", True),
    ("rename-paper", with_paper, lambda case: {"paper": paper(case), "title": "Of May"}, "paper.renamed", "", True),
    ("share-paper", with_paper, lambda case: {"paper": paper(case), "reader": "meeting"}, "paper.shared", "", True),
    ("unshare-paper", with_shared_paper, lambda case: {"share": f"{paper(case)} meeting"}, "paper.unshared", "", True),
    ("take-back-paper", with_paper, lambda case: {"paper": paper(case)}, "paper.taken_back", "", True),
    ("record-views", a_case,
     lambda case: {"told_by": "child", "text": "I like the swings.", "agreed": "yes", "token": new_token()},
     "voice.recorded", "", True),
    ("note", a_case, {"text": "They rang at nine."}, "note.added", "", True),
    ("issue", a_case, {"what": "Section F names no hours", "section": "F"}, "issue.raised", "", True),
    ("change-issue", with_issue,
     lambda case: {"issue": case.issues.get().pk, "what": "Section F names no hours at all", "section": "F"},
     "issue.changed", "", True),
    ("drop-issue", with_issue, lambda case: {"issue": case.issues.get().pk}, "issue.dropped", "", True),
    ("appeal", a_case, {"lodged_on": today(), "number": "SE1/26/001"}, "appeal.lodged", "appeal", False),
    ("move", a_case,
     lambda case: {"to": a_council("Sampleton").gss_code, "on": today(), "reason": "Decided today."},
     "case.moved_council", "", True),
    ("beside", a_case, {}, "", "", True),
    ("close", with_certificate, {"outcome_words": "They appeal."}, "case.closed", "", True),
    ("reopen", closed, {}, "case.reopened", "", True),
    ("reach", a_case,
     lambda case: {"participant": first(case), "email": "new@family.example"}, "participant.corrected", "", True),
    ("child", a_case, {"name": "Robyn Sample", "born": date(2016, 5, 4)}, "", "", True),
]  # fmt: skip
