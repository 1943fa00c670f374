"""Where a case stands, in one true sentence for each stage of each route, and who must act next by when.

`STANDINGS` is the whole table; a test asks it of every stage that the stage table knows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from commonground.cases.duties import waiting
from commonground.cases.each_holder import certificates_owed
from commonground.cases.words import Answer, Outcome, OwedBy, PartyKind, Route, Stage
from commonground.meetings.models import Meeting
from commonground.web.components.filters import clock, day, listed
from commonground.web.family.picture import Picture


@dataclass(frozen=True)
class Standing:
    """`sentence` is where it is, `next` who acts next and by when, `late` who is late, if anybody is."""

    sentence: str
    next: str
    late: str = ""


def standing_of(p: Picture, meeting: Meeting | None = None) -> Standing:
    """Where this case stands for this viewer; a parent whose right has passed reads that it has, and nothing new.

    Where `meeting`, the one ahead, is known, its time and place are what comes next.
    """
    if p.parted:
        return Standing(_("The choices in this case belong to %(name)s now.") % {"name": p.case.child.name}, "")
    standing = STANDINGS[p.facts.route, p.stage](p)
    if meeting is None or p.stage != Stage.MEETING_FIXED or meeting.on < p.today:
        return standing
    hours = {"start": clock(meeting.during.lower), "end": clock(meeting.during.upper), "place": meeting.place}
    return replace(standing, next=_("From %(start)s to %(end)s. %(place)s") % hours)


def _ours_late(p: Picture, kind: str) -> str:
    """That we are late with something we owe, or nothing."""
    if not p.late(kind):
        return ""
    due = p.due(kind)
    assert due is not None
    return _("We are late: this was due on %(day)s. We are sorry. Call us if you need it today.") % {"day": day(due)}


def confirms_by(p: Picture) -> str:
    """Who confirms by when what the viewer has read for themselves, or nothing where nobody owes it to them."""
    due = p.due("confirm_information")
    if due is None or all(reading.person != str(p.person.pk) for reading in p.facts.information_read):
        return ""
    name = p.case.adviser.name if p.case.adviser else _("An adviser")
    return _("%(name)s confirms it with you by %(day)s.") % {"name": name, "day": day(due)}


def enquiry(p: Picture) -> Standing:
    """Contacted, not yet spoken to."""
    if confirms := confirms_by(p):
        late = _ours_late(p, "give_information") or _ours_late(p, "confirm_information")
        return Standing(_("You have read the information."), confirms, late)
    due = p.due("give_information")
    name = p.case.adviser.name if p.case.adviser else _("An adviser")
    then = _("%(name)s gets in touch by %(day)s.") % {"name": name, "day": day(due)} if due else _("We get in touch.")
    sentence = p.pick(
        _("We have your request, and have not spoken with you yet."),
        _("We have the request of %(who)s, and have not spoken with them yet."),
    )
    return Standing(sentence, then, _ours_late(p, "give_information"))


def not_reached(p: Picture) -> Standing:
    """Tried, and tried again."""
    tried = p.facts.attempts[-1].on if p.facts.attempts else p.facts.opened_on
    own = _("We tried to reach you on %(day)s.") % {"day": day(tried)}
    other = _("We tried to reach %%(who)s on %(day)s.") % {"day": day(tried)}
    return Standing(p.pick(own, other), _again(p), _ours_late(p, "next_contact"))


def _again(p: Picture) -> str:
    due = p.due("next_contact")
    if due is None:
        return _("You can call us at any time.")
    return _("We get in touch again on %(day)s. You can call us before that.") % {"day": day(due)}


def informed(p: Picture) -> Standing:
    """The facts were given; the choice is open."""
    sentence = p.pick(
        _("We told you what you can do. You have not chosen yet."),
        _("We told %(who)s what they can do. They have not chosen yet."),
    )
    then = p.pick(
        _("You choose. No choice counts against you."),
        _("The choice belongs to %(who)s. No choice counts against them."),
    )
    return Standing(sentence, then)


def informed_together(p: Picture) -> Standing:
    """The same for disagreement resolution: what is theirs to say is whether everyone is asked (R54)."""
    own = _("Tell us if we should ask everyone to a meeting. No choice counts against you.")
    other = _("The choice belongs to %(who)s. No choice counts against them.")
    return Standing(informed(p).sentence, p.pick(own, other))


def undecided(p: Picture) -> Standing:
    """They said that they are still deciding."""
    sentence = p.pick(
        _("You are still deciding, and that is fine."), _("We wait to hear what %(who)s would like to do.")
    )
    return Standing(sentence, _again(p), _ours_late(p, "next_contact"))


def declined(p: Picture) -> Standing:
    """No mediation: a certificate follows."""
    if p.another_chose:
        sentence = _("No mediation was chosen.")
    elif p.facts.withdrew_on:
        sentence = p.pick(_("You no longer want to mediate."), _("%(who)s chose to stop mediation."))
    else:
        sentence = p.pick(_("You chose not to mediate."), _("%(who)s chose not to mediate."))
    return Standing(sentence, _certificate_next(p), _ours_late(p, "certify"))


def _certificate_next(p: Picture) -> str:
    """When the certificate comes, or that it is there."""
    due = p.due("certify")
    if due is not None:
        own = _("We issue your certificate by %(day)s.") % {"day": day(due)}
        return p.pick(own, _("We issue the certificate by %(day)s.") % {"day": day(due)})
    if p.facts.live_certificates:
        return p.pick(_("You have your certificate already."), _("The certificate has been issued already."))
    if p.facts.not_wanted:
        return p.pick(
            _("You told us that you want no certificate. You can change your mind."), _("No certificate is wanted now.")
        )
    return _("No certificate is due. Call us if you think that one is.")


def asked(p: Picture) -> Standing:
    """Mediation chosen; the council is to be told the same day."""
    due = p.due("tell_authority")
    sentence = p.pick(_("You chose mediation."), _("%(who)s chose mediation."))
    if p.another_chose:
        sentence = _("Mediation was chosen.")
    then = _("We tell %(council)s by %(day)s.") % {"council": p.council, "day": day(due or p.today)}
    return Standing(sentence, then, _ours_late(p, "tell_authority"))


def arranging(p: Picture) -> Standing:
    """The council, or the NHS, is to find a day."""
    told = p.facts.la_told_on
    if told is None:
        sentence = _("Our message to %(council)s did not arrive.") % {"council": p.council}
        return Standing(sentence, _("We tell them another way today."), _ours_late(p, "tell_authority"))
    if p.facts.meetings_cancelled:
        sentence = _("The meeting that was fixed did not happen. A new day is being found.")
    else:
        words = {"council": p.council, "day": day(told)}
        sentence = _("We asked %(council)s for dates on %(day)s.") % words
    return Standing(sentence, _who_arranges(p), _council_late(p))


def _who_arranges(p: Picture) -> str:
    """Who owes the meeting, by when, and when we ask again."""
    owed = p.duty("arrange")
    if owed is None:
        due = p.due("tell_icb")
        if due is None:
            return _("We keep asking for a day.")
        return _("They must tell the NHS by %(day)s. The NHS then has 30 days.") % {"day": day(due)}
    if owed.due_on < p.today:
        return _("You can wait, or stop waiting and get a certificate. They must still mediate.")
    must = _("The NHS must set up a meeting by %(day)s.") if owed.owed_by == OwedBy.ICB else _(
        "They must set up a meeting by %(day)s."
    )  # fmt: skip
    must %= {"day": day(owed.due_on)}
    again = p.due("chase")
    if again is None or again <= p.today or again > owed.due_on:
        return must
    return must + " " + _("If we hear nothing, we ask again on %(day)s.") % {"day": day(again)}


def _council_late(p: Picture) -> str:
    """That the 30 days are over, and whose they were."""
    owed = p.duty("arrange")
    if owed is None or owed.due_on >= p.today:
        return ""
    who = _("The NHS") if owed.owed_by == OwedBy.ICB else p.council
    return _("%(who)s is late: the 30 days ended on %(day)s.") % {"who": who, "day": day(owed.due_on)}


def not_arranged(p: Picture) -> Standing:
    """The council said that it cannot do it in time."""
    sentence = _("%(council)s told us that a meeting cannot be arranged in 30 days.") % {"council": p.council}
    then = _certificate_next(p) + " " + p.pick(
        _("You can still mediate: they must take part if you want it."), _("Mediation can still take place.")
    )  # fmt: skip
    return Standing(sentence, then, _ours_late(p, "certify"))


def meeting_fixed(p: Picture) -> Standing:
    """A day is fixed."""
    on = p.facts.meeting_on
    if on is None:
        return Standing(_("A meeting is fixed."), _("We send you the date and place."))
    if on < p.today:
        sentence = _("The meeting was fixed for %(day)s.") % {"day": day(on)}
        return Standing(sentence, _("We write down what came of it."), _ours_late(p, "record_meeting"))
    words = {"day": day(on)}
    sentence = _("The meeting is today, %(day)s.") % words if on == p.today else _("The meeting is on %(day)s.") % words
    due = p.due("give_notice")
    then = _("Its time and place are in the case.")
    if due is not None and on != p.today:
        then = _("We send you the date and place by %(day)s.") % {"day": day(max(due, p.today))}
    return Standing(sentence, then, _ours_late(p, "give_notice"))


OUTCOMES = {
    Outcome.AGREED: lambda: _("It ended with an agreement."),
    Outcome.PARTLY: lambda: _("It ended with an agreement on some of it."),
    Outcome.NOT_AGREED: lambda: _("It ended without an agreement."),
}


def _held(p: Picture) -> str:
    """That the meeting took place, and how it ended."""
    if p.facts.concluded_on is None:
        return _("The meeting is over.")
    sentence = _("The meeting took place on %(day)s.") % {"day": day(p.facts.concluded_on)}
    return f"{sentence} {OUTCOMES[p.facts.outcome]()}" if p.facts.outcome else sentence


def concluded(p: Picture) -> Standing:
    """The meeting was held; its certificate follows."""
    return Standing(_held(p), _certificate_next(p), _ours_late(p, "certify"))


def concluded_together(p: Picture) -> Standing:
    """A disagreement resolution meeting was held."""
    return Standing(_held(p), _("We close the case once everything is written down. Tell us if something is missing."))


def certified(p: Picture) -> Standing:
    """A certificate is issued."""
    live = p.facts.live_certificates
    on = live[-1].on if live else p.today
    mine = any(c.holder == str(p.person.pk) for c in live)
    sentence = _("We issued your certificate on %(day)s.") if mine else _("The certificate was issued on %(day)s.")
    last = p.last_appeal_day
    if p.facts.appeal_lodged_on:
        own = _("You told us that you appealed on %(day)s.") % {"day": day(p.facts.appeal_lodged_on)}
        then = p.pick(own, _("We were told of an appeal."))
    elif last is None:
        then = _("To appeal or not is your choice. Ask us about the last day.")
    elif last < p.today:
        then = _("The last day to appeal was %(day)s. Call us if you still want to appeal.") % {"day": day(last)}
    else:
        then = _("To appeal or not is your choice. The last day is %(day)s, before 5pm.") % {"day": day(last)}
    if waiting(p.facts) and p.duty("arrange"):
        own = _("%(council)s must still mediate if you want it.") % {"council": p.council}
        then = f"{then} {p.pick(own, _('Mediation can still take place.'))}"
    return Standing(sentence % {"day": day(on)}, then)


def not_needed(p: Picture) -> Standing:
    """Only the school is in dispute: no certificate is needed."""
    sentence = _("This is about the school alone, so no certificate is needed to appeal.")
    return Standing(
        sentence, p.pick(_("You choose. You can still have mediation."), _("The choice belongs to %(who)s."))
    )


def _parties(p: Picture, answer: Answer) -> list[str]:
    parties = [party for party in p.case.parties.all() if party.kind != PartyKind.FAMILY]
    return [party.name for party in sorted(parties, key=lambda party: party.pk) if party.answer == answer]


def asking_parties(p: Picture) -> Standing:
    """Everybody is asked whether they come."""
    asked_names, said_yes = _parties(p, Answer.WAITING), _parties(p, Answer.YES)
    sentence = _("We asked %(names)s to come to a meeting.") % {"names": listed(asked_names or said_yes)}
    if said_yes and asked_names:
        sentence += " " + _("%(names)s said yes.") % {"names": listed(said_yes)}
    due = p.due("parties_answer")
    if due is None:
        return Standing(sentence, _("Everyone must agree before there is a meeting."))
    words = {"names": listed(asked_names), "day": day(due)}
    if due < p.today:
        return Standing(
            sentence, _("We ask again."), _("No answer yet from %(names)s. We hoped to hear by %(day)s.") % words
        )
    return Standing(sentence, _("We hope to hear by %(day)s. If not, we ask again.") % words)


def refused(p: Picture) -> Standing:
    """One no ends it: it is voluntary for everyone."""
    names = _parties(p, Answer.NO)
    if not names:
        sentence = p.pick(_("You said no to a meeting, so there is none."), _("%(who)s said no to a meeting."))
        return Standing(sentence, _("Tell us if you change your mind."))
    sentence = _("%(names)s said no, so there is no meeting.") % {"names": listed(names)}
    return Standing(sentence, _("They may still change their mind. There are other things you can do."))


def arranging_together(p: Picture) -> Standing:
    """All said yes; we find the day."""
    sentence = _("Everyone said yes to a meeting.")
    if p.facts.meetings_cancelled:
        sentence = _("The meeting that was fixed did not happen. A new day is being found.")
    return Standing(sentence, _("We look for a day that suits everyone, and tell you 5 working days before."))


def closed(p: Picture) -> Standing:
    """The case is closed."""
    on = p.case.closed_on
    sentence = _("This case was closed on %(day)s.") % {"day": day(on)} if on else _("This case is closed.")
    then = _("Call us if something changes. We can open it again.")
    if certificates_owed(p.facts):
        then = _("No certificate was issued. Call us if you need one.")
    return Standing(sentence, then)


_SHARED: dict[Stage, Callable[[Picture], Standing]] = {
    Stage.ENQUIRY: enquiry,
    Stage.NOT_REACHED: not_reached,
    Stage.INFORMED: informed,
    Stage.UNDECIDED: undecided,
    Stage.MEETING_FIXED: meeting_fixed,
    Stage.CLOSED: closed,
}
_MEDIATION: dict[Stage, Callable[[Picture], Standing]] = _SHARED | {
    Stage.DECLINED: declined,
    Stage.ASKED: asked,
    Stage.ARRANGING: arranging,
    Stage.NOT_ARRANGED: not_arranged,
    Stage.CONCLUDED: concluded,
    Stage.CERTIFIED: certified,
    Stage.NOT_NEEDED: not_needed,
}
_TOGETHER: dict[Stage, Callable[[Picture], Standing]] = _SHARED | {
    Stage.INFORMED: informed_together,
    Stage.ASKING_PARTIES: asking_parties,
    Stage.REFUSED: refused,
    Stage.ARRANGING: arranging_together,
    Stage.CONCLUDED: concluded_together,
}
STANDINGS: dict[tuple[Route, Stage], Callable[[Picture], Standing]] = {
    (route, stage): say
    for route, table in ((Route.MEDIATION, _MEDIATION), (Route.DISAGREEMENT_RESOLUTION, _TOGETHER))
    for stage, say in table.items()
}


def by_when(p: Picture) -> date | None:
    """The next day on which something is owed to the family, for the list of cases."""
    days = [d.due_on for d in p.duties if d.settled_on is None and d.owed_by != OwedBy.FAMILY]
    return min(days, default=None)
