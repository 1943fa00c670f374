"""What happened so far, in a family's words: only what they may read, and of each entry only what is said here.

An entry whose code stands neither in `TOLD` nor in `NOT_TOLD` fails a test, so that a new one is decided on. Notes of
calls, how somebody is reached safely, and what the young person said alone are never here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases.models import Participant
from commonground.cases.words import PartyKind
from commonground.people.queries import names_of
from commonground.people.roles import Role
from commonground.record.days import london_day
from commonground.record.queries import EntryLine, entries_of
from commonground.web.components.doors import FAMILY_CASE, CaseRequest, door
from commonground.web.components.filters import moment
from commonground.web.family.people import shown_people
from commonground.web.family.picture import Picture, picture_of

Said = Mapping[str, Any]
TOLD: dict[str, str | Promise] = {
    "enquiry.received": gettext_lazy("The request reached us"),
    "case.opened": gettext_lazy("We opened the case"),
    "case.closed": gettext_lazy("We closed the case"),
    "case.reopened": gettext_lazy("We opened the case again"),
    "case.assigned": gettext_lazy("An adviser took the case on"),
    "case.moved_council": gettext_lazy("The case moved to another council"),
    "information.given": gettext_lazy("We explained what can be done"),
    "information.read": gettext_lazy("The information was read"),
    "contact.attempted": gettext_lazy("We tried to reach the family"),
    "choice.appeal": gettext_lazy("We were told about a wish to appeal or not"),
    "choice.undecided": gettext_lazy("More time was asked for"),
    "choice.declined": gettext_lazy("No mediation was chosen"),
    "choice.mediation": gettext_lazy("Mediation was chosen"),
    "choice.withdrew": gettext_lazy("Mediation was no longer wanted"),
    "council.told": gettext_lazy("We told the council that mediation is wanted"),
    "council.chased": gettext_lazy("We asked the council again"),
    "council.cannot_arrange": gettext_lazy("The council said that it cannot arrange a meeting in time"),
    "day_30.offered": gettext_lazy("The 30 days were over: we asked whether to wait or stop"),
    "icb.told": gettext_lazy("The council told the NHS"),
    "meeting.fixed": gettext_lazy("A meeting was fixed"),
    "meeting.held": gettext_lazy("The meeting took place"),
    "meeting.adjourned": gettext_lazy("The meeting goes on another day"),
    "meeting.missed": gettext_lazy("The meeting did not take place"),
    "notice.given": gettext_lazy("We sent the date and place of the meeting"),
    "notice.came_back": gettext_lazy("A message of ours did not arrive"),
    "certificate.issued": gettext_lazy("We issued a certificate"),
    "certificate.corrected": gettext_lazy("We corrected a certificate"),
    "certificate.withdrawn": gettext_lazy("We took a certificate back"),
    "certificate.posted": gettext_lazy("We posted the certificate"),
    "certificate.received": gettext_lazy("The certificate arrived"),
    "certificate.not_wanted": gettext_lazy("You said that you do not want a certificate"),
    "certificate.wanted": gettext_lazy("You said that you want your certificate after all"),
    "certificate.earlier": gettext_lazy("We were told of a certificate from elsewhere"),
    "certificate.not_needed": gettext_lazy("We wrote down that no certificate is needed"),
    "appeal.lodged": gettext_lazy("We were told of an appeal"),
    "decision.recorded": gettext_lazy("We corrected what the case says of the decision"),
    "issue.raised": gettext_lazy("Something in dispute was added"),
    "issue.changed": gettext_lazy("An issue was put in other words"),
    "issue.dropped": gettext_lazy("Something is no longer in dispute"),
    "participant.added": gettext_lazy("Somebody joined the case"),
    "participant.ended": gettext_lazy("Somebody left the case"),
    "sendiass.asked": gettext_lazy("SENDIASS was asked to get in touch"),
    "supporter.joined": gettext_lazy("Somebody helps with the case"),
    "supporter.changed": gettext_lazy("What a supporter may do was changed"),
    "supporter.ended": gettext_lazy("A supporter helps no longer"),
    "young_person.joined": gettext_lazy("The young person takes part themselves"),
    "young_person.decided": gettext_lazy("You said who of your family may see your case"),
    "party.added": gettext_lazy("Another side joined the case"),
    "parties.asked": gettext_lazy("We asked everyone whether they will come"),
    "party.answered": gettext_lazy("An answer came"),
    "call.booked": gettext_lazy("A call was booked"),
    "call.moved": gettext_lazy("The call was moved to another time"),
    "call.cancelled": gettext_lazy("The call was cancelled"),
    "call.interpreter_asked": gettext_lazy("We asked for an interpreter for the call"),
    "call.interpreter_confirmed": gettext_lazy("An interpreter will join the call"),
    "call.interpreter_not_had": gettext_lazy("We could not get an interpreter for the call"),
    "call.interpreter_again": gettext_lazy("We ask the interpreter for the new time"),
    "call.interpreter_not_needed": gettext_lazy("The call is without an interpreter now"),
    "call.spoke": gettext_lazy("We called, and we spoke"),
    "call.no_answer": gettext_lazy("We called, and nobody answered"),
    "question.asked": gettext_lazy("You wrote to us"),
    "question.answered": gettext_lazy("We answered what you wrote"),
    "paper.given": gettext_lazy("A paper of yours came"),
    "paper.renamed": gettext_lazy("A paper of yours is called something else"),
    "paper.shared": gettext_lazy("A paper of yours was shared"),
    "paper.unshared": gettext_lazy("A paper of yours is no longer shared"),
    "paper.taken_back": gettext_lazy("A paper of yours was taken back"),
    "voice.shared": gettext_lazy("You showed somebody something that you said in your own way"),
    "voice.unshared": gettext_lazy("You stopped showing something that you said in your own way"),
}
NOT_TOLD = frozenset({
    "access.digested", "authority.recorded", "certificate.bounced", "certificate.by_call", "child.recorded",
    "contact.allowed", "contact.recorded", "contact.stopped", "enquiry.put_aside", "enquiry.stopped",
    "independence.declared",
    "note.added", "participant.corrected", "pattern.answered", "pattern.passed_on", "pattern.raised",
    "right.passed", "words.erased", "young_person.met", "call.handed_over", "call.interpreter_ended",
    "voice.recorded", "voice.stopped", "hold.placed", "hold.ended", "certificate.details_erased",
})  # fmt: skip
OWN = frozenset({
    "sendiass.asked",
    "information.read",
    "choice.appeal", "certificate.earlier", "certificate.corrected", "certificate.withdrawn", "certificate.posted",
    "certificate.received", "certificate.not_wanted", "certificate.wanted",
    "appeal.lodged", "enquiry.received", "issue.raised", "issue.changed", "issue.dropped",
    "contact.attempted", "question.answered",
})  # fmt: skip
"""Told to the one it comes from or is meant for: where a case has two parents, to neither of the other's."""


@dataclass(frozen=True)
class Line:
    """One line of what happened."""

    title: str
    by: str
    at: datetime
    text: str = ""

    @property
    def written(self) -> str:
        """Whose word it is, or who wrote it down: what a family chose was not chosen by the adviser who noted it."""
        if not self.by:
            return ""
        return _("by you") if self.by == _("you") else _("written down by %(name)s") % {"name": self.by}


@door(FAMILY_CASE)
def history(request: CaseRequest, reference: str) -> HttpResponse:
    """What happened so far, newest first."""
    p = picture_of(request.case, request.person)
    return render(request, "family/history.html", {"p": p, "case": p.case, "lines": lines(p, entries_of(p.case.pk))})


def lines(p: Picture, entries: list[EntryLine]) -> list[Line]:
    """The entries that the viewer may read, in plain words, newest first."""
    shown, told = shown_people(p), told_of(p, entries)
    names = names_of({UUID(e.by.removeprefix("person:")) for e in told if e.by.startswith("person:")})
    family = {row.person.actor for row in p.case.participants.all() if row.role in {Role.FAMILY, Role.SUPPORTER}}
    return [_line(p, entry, _by(p, entry, names, family), shown) for entry in reversed(told)]


def told_of(p: Picture, entries: list[EntryLine]) -> list[EntryLine]:
    """Those of the entries that the viewer may know of, in their order."""
    shown = shown_people(p)
    return [entry for entry in entries if entry.what in TOLD and _told_to(p, entry, shown)]


def _told_to(p: Picture, entry: EntryLine, shown: list[Participant]) -> bool:
    """Whether this viewer may read that it happened."""
    words = entry.words or {}
    mine = p.person.actor in {entry.by, words.get("on_behalf"), words.get("meant_for"), _holder(p, words)}
    alone = len({row.person_id for row in p.case.participants.all() if row.role == Role.FAMILY}) == 1
    if p.parted and not mine and london_day(entry.at) > p.reads_until:
        return False
    if entry.what == "question.asked":
        return mine
    if entry.what.startswith("voice."):
        return entry.by == p.person.actor
    if entry.what.startswith("call."):
        return words.get("name") == p.person.name
    if entry.what.startswith("paper."):
        return words.get("giver") == p.person.actor
    if entry.what in OWN:
        return mine or (alone and p.mine.role == Role.FAMILY)
    if entry.what == "certificate.issued":
        return words.get("meant_for") in p.speaks_for or not (p.holds or p.mine.helps)
    if entry.what == "young_person.decided":
        return p.about_me
    if "participant" in words:
        return words["participant"] in {row.pk for row in shown}
    return True


def _holder(p: Picture, words: Said) -> str:
    """Whose certificate the entry is about, or nobody's."""
    number = str(words.get("number") or "")
    return next((f"person:{c.holder}" for c in p.facts.certificates if c.number == number), "")


def _by(p: Picture, entry: EntryLine, names: dict[UUID, str], family: set[str]) -> str:
    """Who did it: oneself, or somebody of the service; of the rest of the family nobody is named."""
    if entry.by == p.person.actor:
        return _("you")
    if entry.by in family or not entry.by.startswith("person:"):
        return ""
    return names.get(UUID(entry.by.removeprefix("person:")), "")


def _line(p: Picture, entry: EntryLine, by: str, shown: list[Participant]) -> Line:
    words = entry.words or {}
    say = TEXTS.get(entry.what)
    return Line(str(TOLD[entry.what]), by, entry.at, say(p, words, shown) if say and words else "")


def _answer(p: Picture, words: Said, shown: list[Participant]) -> str:
    """Who said what; why, where it is not the family's own (R54)."""
    family = {party.name for party in p.case.parties.all() if party.kind == PartyKind.FAMILY}
    if words.get("party") in family:
        return _("The family said yes.") if words.get("agrees") else _("The family said no.")
    said = _("%(name)s said yes.") if words.get("agrees") else _("%(name)s said no.")
    why = str(words.get("why") or "")
    return " ".join(part for part in (said % {"name": words.get("party")}, why) if part)


def _when(p: Picture, words: Said, shown: list[Participant]) -> str:
    """When the meeting is."""
    at = words.get("at") or words.get("meeting")
    return moment(datetime.fromisoformat(str(at))) if at else ""


def _interpreter(p: Picture, words: Said, shown: list[Participant]) -> str:
    """For which language, and when the call is."""
    return ", ".join(part for part in (str(words.get("language") or ""), _when(p, words, shown)) if part)


def _paper(p: Picture, words: Said, shown: list[Participant]) -> str:
    """Which paper, and with whom it is shared or is no more."""
    return ": ".join(str(words[key]) for key in ("title", "with") if words.get(key))


def _left(p: Picture, words: Said, shown: list[Participant]) -> str:
    """Who left."""
    return next((row.person.name for row in shown if row.pk == words.get("participant")), "")


def _named(key: str) -> Callable[[Picture, Said, list[Participant]], str]:
    return lambda p, words, shown: str(words.get(key) or "")


TEXTS: dict[str, Callable[[Picture, Said, list[Participant]], str]] = {
    "case.assigned": _named("adviser"),
    "meeting.fixed": _when,
    "call.booked": _when,
    "call.moved": _when,
    "call.cancelled": _when,
    "call.interpreter_asked": _interpreter,
    "call.interpreter_confirmed": _interpreter,
    "call.interpreter_not_had": _interpreter,
    "call.interpreter_again": _interpreter,
    "call.interpreter_not_needed": _when,
    "participant.added": _named("name"),
    "participant.ended": _left,
    "supporter.joined": _left,
    "supporter.changed": _left,
    "supporter.ended": _left,
    "party.added": _named("name"),
    "party.answered": _answer,
    "paper.given": _named("title"),
    "paper.renamed": _named("title"),
    "paper.shared": _paper,
    "paper.unshared": _paper,
    "paper.taken_back": _named("title"),
}
"""What is said of an entry beside its title. Everything else in it stays with the service."""
