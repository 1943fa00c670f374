"""What a family can do now: at most three things, the most important first; and how to change their mind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commonground.calls.models import Call
from commonground.cases.duties import waiting
from commonground.cases.models import Participant
from commonground.cases.passing import waiting_for_a_word
from commonground.cases.words import Act, Basis, Stage
from commonground.certificates.models import Certificate
from commonground.people.roles import Role
from commonground.web.components.filters import day, moment
from commonground.web.family.picture import Picture

MOST = 3


@dataclass(frozen=True)
class Thing:
    """One thing to do: where, and what it is for."""

    title: str
    href: str
    text: str = ""


def address(p: Picture, name: str, **more: str) -> str:
    """The address of one of the pages of this case."""
    return reverse(f"family:{name}", kwargs={"reference": p.case.reference, **more})


def choices_open(p: Picture) -> bool:
    """Whether the choice between mediation and none is open to the viewer now: not made, or by another (R9)."""
    open_stages = {Stage.INFORMED, Stage.UNDECIDED, Stage.NOT_NEEDED}
    return p.may(Act.DECLINE) or (p.stage in open_stages and p.may(Act.ASK_MEDIATION))


def wait_or_stop(p: Picture) -> bool:
    """Whether the 30 days are over and the viewer chooses between waiting and stopping (R23, D5)."""
    return p.may(Act.WITHDRAW) and waiting(p.facts) and p.late("arrange") and not p.facts.live_certificates


def wait_or_appeal(p: Picture) -> bool:
    """Whether the council said that it cannot arrange it in time: the viewer may wait, appeal, or both (R23)."""
    open_stages = {Stage.NOT_ARRANGED, Stage.CERTIFIED}
    waits = p.stage in open_stages and waiting(p.facts) and p.facts.la_unable_on is not None
    return p.holds and waits and p.can_appeal and p.facts.appeal_lodged_on is None


def things_to_do(p: Picture, certificates: list[Certificate], call: Call | None = None) -> list[Thing]:
    """What can be done now; `call` is the call that is booked. Empty: nothing is needed from the viewer."""
    papers = _papers(p, certificates)
    found = [
        *_urgent(p),
        *_call(p, call),
        *_whom_to_show(p),
        *_choosing(p),
        *papers[:1],
        *_waiting(p),
        *papers[1:],
        *_agreed(p),
        *_reading(p),
    ]
    return found[:MOST]


def parents_to_decide_about(p: Picture) -> list[Participant]:
    """For a young person whose case it is: the parents of whom they have not said whether they may see it."""
    if not (p.about_me and p.mine.basis == Basis.YOUNG_PERSON):
        return []
    return [row for row in waiting_for_a_word(p.case, p.people, on=p.today) if not row.do_not_disclose_to]


def _urgent(p: Picture) -> list[Thing]:
    if not p.ask_about_appeal or not p.holds or p.case.closed_on or p.facts.appeal_lodged_on:
        return []
    text = _("Whether you can still appeal, and until when, is not certain from the dates alone.")
    return [Thing(_("Ask us today about your last day to appeal"), address(p, "ask"), text)]


def _call(p: Picture, call: Call | None) -> list[Thing]:
    """The call that is booked with the viewer."""
    if call is None:
        return []
    title = _("We call you on %(moment)s") % {"moment": moment(call.during.lower)}
    return [Thing(title, address(p, "call"), _("You can move it, cancel it, or add it to your calendar."))]


def _whom_to_show(p: Picture) -> list[Thing]:
    """For a young person whose case it has become: who of the family may go on seeing it (R9)."""
    words = _("They see nothing new until you say so.")
    return [
        Thing(_("Say whether %(name)s may see your case") % {"name": row.person.name},
              address(p, "decide", parent=str(row.pk)), words)
        for row in parents_to_decide_about(p)
    ]  # fmt: skip


def _choosing(p: Picture) -> list[Thing]:
    found = []
    if wait_or_stop(p):
        text = _("The 30 days are over. Both dates stand side by side.")
        found.append(Thing(_("Choose: keep waiting, or stop waiting"), address(p, "day_30"), text))
    if choices_open(p):
        text = _("Mediation or no mediation. You can also take more time.")
        found.append(Thing(_("Tell us what you choose"), address(p, "choose"), text))
    if p.mediation and p.holds and p.can_appeal and p.facts.wishes_appeal is None and choices_open(p):
        text = _("It binds you to nothing, and you can change your mind.")
        found.append(Thing(_("Tell us if you want to appeal"), address(p, "appeal"), text))
    return found


def _waiting(p: Picture) -> list[Thing]:
    """After the council said that it cannot arrange it in time."""
    if not wait_or_appeal(p):
        return []
    text = _("You can do both, or neither. What each means for your dates stands side by side.")
    return [Thing(_("Wait for a meeting, or appeal"), address(p, "day_30"), text)]


def _papers(p: Picture, certificates: list[Certificate]) -> list[Thing]:
    live = [c for c in certificates if c.withdrawn_on is None and c.erased_on is None]
    if not live:
        return []
    number = live[-1].line.number
    href = address(p, "paper", number=number, paper="certificate")
    words = {"day": day(live[-1].issued_on)}
    found = [Thing(_("Download your certificate (PDF)"), href, _("Issued on %(day)s.") % words)]
    if number in waits_to_hear(p):
        found.append(Thing(_("Tell us that your certificate arrived"), address(p, "arrived", number=number)))
    letter = address(p, "paper", number=number, paper="letter")
    found.append(
        Thing(_("Read the letter that comes with it (PDF)"), letter, _("It says what you can do, and by when."))
    )
    return found


def _agreed(p: Picture) -> list[Thing]:
    """After a written agreement in mediation: by when it must be done (R36-R40)."""
    on = p.facts.agreement_on
    if on is None or not p.mediation or not p.holds or p.case.closed_on:
        return []
    text = _("You agreed in writing on %(day)s. The law counts from that day.") % {"day": day(on)}
    return [Thing(_("See by when what you agreed must be done"), "/dates/#after-you-agree", text)]


def _reading(p: Picture) -> list[Thing]:
    return [*_information(p), *_ways(p)]


def _information(p: Picture) -> list[Thing]:
    if p.stage not in {Stage.ENQUIRY, Stage.NOT_REACHED} or p.mine.role != Role.FAMILY:
        return []
    read = any(reading.person == str(p.person.pk) for reading in p.facts.information_read)
    title = _("Read again what you can do") if read else _("Read what you can do, by yourself")
    return [Thing(title, address(p, "information"), _("Eight short pages. You choose nothing by it."))]


def _ways(p: Picture) -> list[Thing]:
    if p.stage in {Stage.REFUSED, Stage.ENQUIRY, Stage.NOT_REACHED} and p.holds:
        return [Thing(_("See what you can do, side by side"), "/side-by-side/")]
    return []


def tells_of_an_appeal(p: Picture) -> bool:
    """Whether the viewer may have appealed, and has not told us so."""
    return p.holds and p.mediation and p.can_appeal and p.facts.appeal_lodged_on is None and p.case.closed_on is None


def says_about_certificate(p: Picture) -> bool:
    """Whether a certificate is owed to the viewer, or they said that they want none."""
    return p.holds and p.case.closed_on is None and (p.due("certify") is not None or bool(p.facts.not_wanted))


def waits_to_hear(p: Picture) -> set[str]:
    """The numbers of certificates of which we do not know yet that they arrived."""
    return {number for number, _on in p.facts.unconfirmed}


def changes_of_mind(p: Picture) -> list[Thing]:
    """What the viewer can change, always in the same place."""
    found = []
    if p.may(Act.WITHDRAW):
        found.append(Thing(_("You no longer want mediation"), address(p, "withdraw")))
    if p.may(Act.ASK_MEDIATION) and not choices_open(p):
        found.append(Thing(_("You want mediation after all"), address(p, "choose")))
    if says_about_certificate(p):
        title = _("You want your certificate after all") if p.facts.not_wanted else _("You do not want a certificate")
        found.append(Thing(title, address(p, "certificate_wish")))
    if tells_of_an_appeal(p):
        found.append(Thing(_("Tell us that you have appealed"), address(p, "appealed")))
    return found
