"""How the desk words what the rooms below keep as codes."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonground.cases.facts import Facts
from commonground.cases.models import Case
from commonground.cases.words import OwedBy, Stage
from commonground.law import SECTIONS as LETTERS
from commonground.law import CertificateKind, Decision
from commonground.record.days import today
from commonground.web.components.filters import weekday_short
from commonground.web.components.forms.base import Words

SECTIONS = [(letter, letter) for letter in sorted(LETTERS)]
"""The sections of a plan, as choices."""

KINDS: dict[str, Words] = {
    CertificateKind.DECLINED.value: _("They chose not to mediate: s.55(4)"),
    CertificateKind.TOOK_PART.value: _("Mediation took place: s.55(5)"),
    CertificateKind.NOT_ARRANGED.value: _("The council could not arrange it in 30 days: s.55(5), as deemed mediation"),
}

DECISIONS: dict[str, Words] = {
    Decision.REFUSE_TO_ASSESS.value: _("Refused an EHC needs assessment"),
    Decision.REFUSE_TO_ISSUE.value: _("Refused a plan after an assessment"),
    Decision.PLAN_CONTENTS.value: _("What a plan says"),
    Decision.REFUSE_TO_REASSESS.value: _("Refused to assess again"),
    Decision.REFUSE_TO_AMEND.value: _("Refused to change a plan after a review"),
    Decision.CEASE_TO_MAINTAIN.value: _("Ended a plan"),
    Decision.DRAFT_PLAN.value: _("A draft plan"),
    Decision.AMENDMENT_PROMISED.value: _("Promised to change a plan, and has not"),
    Decision.PERSONAL_BUDGET.value: _("Personal budget or direct payment"),
    Decision.SEN_SUPPORT.value: _("SEN support without a plan"),
    Decision.HEALTH_OR_SOCIAL_CARE.value: _("Health or social care"),
    Decision.NOT_DELIVERED.value: _("Support in a plan is not given"),
    Decision.DELAY.value: _("The council is late"),
    Decision.OTHER_SEND.value: _("Something else about SEND"),
    Decision.DISCRIMINATION.value: _("Disability discrimination"),
    Decision.NOT_SURE.value: _("Not sure"),
}

WANTS: dict[str, Words] = {
    "talk": _("To talk to somebody"),
    "certificate": _("A certificate, without mediation"),
    "mediation": _("Mediation"),
    "disagreement_resolution": _("Disagreement resolution"),
    "not_sure": _("Not sure"),
    "": _("Not said"),
}

DUTIES: dict[str, Words] = {
    "give_information": _("Speak with the family"),
    "next_contact": _("Get in touch again"),
    "certify": _("Issue the certificate"),
    "tell_authority": _("Tell the council"),
    "tell_icb": _("Council tells the NHS"),
    "arrange": _("Meeting within 30 days"),
    "day_30": _("Day 30: ask the family"),
    "chase": _("Ask the council again for dates"),
    "give_notice": _("Tell the family date and place"),
    "record_meeting": _("Record the meeting"),
    "confirm_information": _("Confirm what the family read"),
    "confirm_certificate": _("Make sure the certificate arrived"),
    "meet_young_person": _("Meet the young person"),
    "right_passed": _("The choice is the young person’s now: bring them in"),
    "parties_answer": _("Answers from those asked"),
    "find_day": _("Find a day for the meeting"),
    "answer_question": _("Answer the family’s question"),
    "contact": _("Last day to contact us"),
    "appeal": _("Last day to appeal"),
}

OF_OTHERS: dict[str, Words] = {
    "tell_icb": _("to tell the NHS"),
    "arrange": _("to hold the meeting"),
    "parties_answer": _("to answer"),
}
"""What others owe, as it stands beside our own duty."""

ENTRIES: dict[str, Words] = {
    "enquiry.received": _("Enquiry received"),
    "enquiry.put_aside": _("Enquiry put aside"),
    "enquiry.stopped": _("Family stopped the request"),
    "case.opened": _("Case opened"),
    "child.recorded": _("Child’s details changed"),
    "participant.corrected": _("E-mail or telephone changed"),
    "decision.recorded": _("Decision or letter changed"),
    "day_30.offered": _("Day 30: family asked what they want"),
    "question.asked": _("Question from the family"),
    "question.answered": _("Question answered"),
    "case.closed": _("Case closed"),
    "case.reopened": _("Case opened again"),
    "case.assigned": _("Case assigned"),
    "case.moved_council": _("Moved to another council"),
    "information.given": _("Information given"),
    "information.read": _("Information read by themselves"),
    "contact.attempted": _("Tried to reach them"),
    "call.booked": _("Call booked"),
    "call.moved": _("Call moved"),
    "call.cancelled": _("Call cancelled"),
    "call.handed_over": _("Call given to another adviser"),
    "call.interpreter_asked": _("Interpreter for a call asked for"),
    "call.interpreter_confirmed": _("Interpreter for a call confirmed"),
    "call.interpreter_not_had": _("No interpreter to be had for a call"),
    "call.interpreter_again": _("Interpreter to be confirmed for the new time"),
    "call.interpreter_ended": _("Interpreter to be called off"),
    "call.interpreter_not_needed": _("No interpreter needed for a call"),
    "call.spoke": _("Called, and spoke"),
    "call.no_answer": _("Called, no answer"),
    "contact.recorded": _("Safe contact and needs recorded"),
    "contact.stopped": _("All contact stopped"),
    "contact.allowed": _("Contact is safe again"),
    "choice.appeal": _("Said whether they want to appeal"),
    "choice.undecided": _("Still deciding"),
    "choice.declined": _("Chose not to mediate"),
    "choice.mediation": _("Chose mediation"),
    "choice.withdrew": _("No longer want to mediate"),
    "council.told": _("Council told"),
    "council.chased": _("Council asked again"),
    "council.cannot_arrange": _("Council says it cannot arrange it"),
    "icb.told": _("NHS told"),
    "meeting.fixed": _("Meeting fixed"),
    "meeting.held": _("Meeting held"),
    "meeting.adjourned": _("Meeting adjourned"),
    "meeting.missed": _("Meeting did not happen"),
    "notice.given": _("Date and place sent"),
    "certificate.issued": _("Certificate issued"),
    "certificate.corrected": _("Corrected copy made"),
    "certificate.withdrawn": _("Certificate withdrawn"),
    "certificate.posted": _("Certificate posted"),
    "certificate.by_call": _("Certificate waits: only telephone calls are safe"),
    "certificate.bounced": _("Certificate message came back"),
    "certificate.received": _("Certificate arrived"),
    "certificate.not_wanted": _("Said that they do not want a certificate"),
    "certificate.wanted": _("Said that they want their certificate after all"),
    "certificate.earlier": _("Certificate from elsewhere noted"),
    "certificate.not_needed": _("No certificate needed"),
    "appeal.lodged": _("Appeal lodged"),
    "independence.declared": _("Independence declared"),
    "issue.raised": _("Issue raised"),
    "issue.changed": _("Issue put in other words"),
    "issue.dropped": _("Issue dropped"),
    "note.added": _("Note"),
    "participant.added": _("Person joined"),
    "participant.ended": _("Person left"),
    "pattern.raised": _("Pattern raised"),
    "pattern.passed_on": _("Pattern passed on"),
    "pattern.answered": _("Answer to a pattern"),
    "sendiass.asked": _("SENDIASS asked to get in touch with one of the family"),
    "supporter.joined": _("Supporter joined"),
    "supporter.changed": _("What a supporter may do changed"),
    "supporter.ended": _("Supporter’s part ended"),
    "party.added": _("Party joined"),
    "party.answered": _("A party answered"),
    "parties.asked": _("Parties asked"),
    "authority.recorded": _("Authority to act recorded"),
    "right.passed": _("Whose right it is changed"),
    "young_person.met": _("Young person met"),
    "young_person.joined": _("Young person joined"),
    "young_person.decided": _("Young person said whether a parent may see the case"),
    "access.digested": _("Who looked at the case"),
    "words.erased": _("Words erased"),
    "certificate.details_erased": _("Names and copies of a certificate erased"),
    "hold.placed": _("To be kept longer"),
    "hold.ended": _("No longer to be kept longer"),
    "notice.came_back": _("A message came back"),
    "paper.given": _("Paper given"),
    "paper.renamed": _("Paper called something else"),
    "paper.shared": _("Paper shared"),
    "paper.unshared": _("Paper no longer shared"),
    "paper.taken_back": _("Paper taken back"),
    "voice.shared": _("Views shared with us"),
    "voice.unshared": _("Views no longer shared with us"),
    "voice.recorded": _("Views written down"),
    "voice.stopped": _("We stopped reading views"),
}

PARTS: dict[str, Words] = {
    "agreed": _("They agreed to"),
    "address": _("Address"),
    "adviser": _("Adviser"),
    "at": _("When"),
    "basis": _("Footing"),
    "because": _("Because"),
    "came_by": _("Came by"),
    "certificate": _("Certificate"),
    "channel": _("By"),
    "child": _("Child"),
    "born": _("Date of birth"),
    "conflict": _("Conflict"),
    "council": _("Council"),
    "court_orders": _("Court orders"),
    "decision": _("Decision"),
    "detained": _("In custody"),
    "do_not_disclose_to": _("Do not disclose to"),
    "evidence": _("Evidence"),
    "from": _("From"),
    "has_deputy": _("Has a deputy or attorney"),
    "hearing": _("Hearing"),
    "how": _("By"),
    "instructions": _("They want"),
    "issuer": _("Given by"),
    "issues": _("Issues"),
    "lacks_capacity": _("Lacks capacity to decide this"),
    "letter_on": _("Date on the letter"),
    "mediator": _("Mediator"),
    "meeting": _("Meeting"),
    "needs": _("Needs"),
    "next": _("Next contact"),
    "number": _("Number"),
    "on": _("On"),
    "outcome": _("Outcome"),
    "place": _("Place"),
    "reader": _("Read by"),
    "reason": _("Reason"),
    "recorded_for": _("Recorded for"),
    "role": _("As"),
    "safe": _("Safe contact"),
    "section": _("Section"),
    "sections": _("Sections"),
    "sent_on": _("Sent on"),
    "title": _("Paper"),
    "to": _("To"),
    "told_them": _("What they read of the reason"),
    "was": _("Was called"),
    "waived": _("Less notice agreed by"),
    "wanted": _("Wanted"),
    "with": _("With"),
    "whose": _("Reason on the side of"),
}
"""What a part of an entry's words is called. What has no name here says for itself what it is."""

TRUE: dict[str, Words] = {
    "may_see": _("The parent may see the case"),
    "agrees": _("Yes"),
    "could_decide": _("Somebody could decide"),
    "in_writing": _("Put in writing"),
    "independent": _("Independent, no conflict"),
    "named_dates": _("Both last dates named in writing"),
    "themselves": _("They worked through it themselves, confirmed with them"),
}


def said(table: dict[str, Words], key: str) -> Words:
    """The words for a code, or the code itself where none are known: never an empty place."""
    return table.get(key, key)


def stage_said(facts: Facts) -> Words:
    """Where the case stands, in words. The stage stays where every certificate was taken back; the words do not."""
    if facts.stage == Stage.CERTIFIED and facts.certificates and not facts.live_certificates:
        return _("Certificate taken back")
    return Stage(facts.stage).label


def other_side(case: Case) -> str:
    """What another side owes in this case, in words to stand beside what we owe first; empty where nothing does."""
    if case.other_duty_on is None or case.waits_for != OwedBy.US:
        return ""
    late = case.other_duty_on < today()
    words = gettext("%(who)s is late: %(what)s by %(day)s") if late else gettext("%(who)s: %(what)s by %(day)s")
    what = said(OF_OTHERS, case.other_duty)
    return words % {"who": OwedBy(case.other_owes).label, "what": what, "day": weekday_short(case.other_duty_on)}
