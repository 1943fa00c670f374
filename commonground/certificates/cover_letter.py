"""The letter that goes with a certificate: the last day to appeal with its working, what to do, and what
need not be done.

It takes no side: to appeal, to wait and to talk stand in it with equal weight. It works from the earliest
live certificate, since the caller gives what `law.appeal_by` answered for that one (D6). Where the law
package asks a person (late contact, D1), it holds no date.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from commonground.certificates.letters import (
    Heading,
    LetterWords,
    Panel,
    Paragraph,
    Part,
    Points,
    Provider,
    Steps,
    day,
    set_letter,
)

# R49 [S]: as a charity prints them, not seen on GOV.UK itself; the letter says where to check.
TRIBUNAL_EMAIL = "send@justice.gov.uk"
TRIBUNAL_SUBJECT = "New Appeal"
TRIBUNAL_POST = "HMCTS SEND Tribunal, 1st Floor, Darlington Magistrates’ Court, Parkgate, Darlington DL1 1RU"
GOV_UK_SEARCH = "appeal an EHC plan decision"


class NoDate(StrEnum):
    """Why the letter holds no last day."""

    LATE_CONTACT = "late_contact"
    NOT_SURE = "not_sure"


@dataclass(frozen=True)
class CoverLetterWords:
    """What the letter says. `last_day`, `at` and `working` are `law.appeal_by`'s answer: its date, its hour
    as 24-hour "17:00" and its steps. `no_date` is set where that answer asks a person; then no date is
    printed even if one is given. `form` is `law.routes(...).form`; None asks the family to ask us.
    `placement_only`: the certificate was not needed and adds no time (D8). `certificate_on` is the date
    printed on the certificate that goes with the letter. `child_name` is left out of a letter to that
    child."""

    provider: Provider
    written_on: date
    to_name: str
    to_address: tuple[str, ...]
    reference: str
    child_name: str
    council_name: str
    kind: str
    certificate_on: date
    signed_by: str
    last_day: date | None
    at: str = "17:00"
    working: tuple[str, ...] = ()
    form: str | None = None
    no_date: NoDate | None = None
    placement_only: bool = False
    safe_day: date | None = None
    """An earlier last day, where the council's letter is dated before it was sent (D20)."""

    @property
    def shown_day(self) -> date | None:
        """The last day, if it may be shown."""
        return None if self.no_date else self.last_day


def set_cover_letter(words: CoverLetterWords) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1. Legal source: HESC rules 12, 20 (R42-R46), R47-R49, R55, D8.
    Raises FontsMissing."""
    when = _last_day(words) if words.shown_day else _no_last_day(words)
    return set_letter(
        LetterWords(
            provider=words.provider,
            written_on=words.written_on,
            to_name=words.to_name,
            to_address=words.to_address,
            heading=_("Your mediation certificate"),
            parts=(
                *_opening(words),
                *when,
                *_appealing(words),
                *_not_appealing(words),
                *_late(),
                *_help(words.provider),
            ),
            signed_by=words.signed_by,
            reference=words.reference,
        )
    )


def _opening(words: CoverLetterWords) -> tuple[Part, ...]:
    here = _("Your mediation certificate comes with this letter.")
    named = {"child": words.child_name, "council": words.council_name}
    about = (
        _("It is about %(child)s and a decision of %(council)s.")
        if words.child_name not in ("", words.to_name)
        else _("It is about a decision of %(council)s.")
    ) % named
    happened = {
        "declined": _("You chose not to mediate. That does not count against you."),
        "took_part": _("Mediation took place. You get a certificate whether or not you agreed."),
        "not_arranged": _(
            "The council could not arrange mediation in time. You can appeal now, or still wait for mediation."
        ),
    }[words.kind]
    opening = [Paragraph(happened), Paragraph(f"{here} {about}")]
    if words.placement_only:
        opening.append(
            Paragraph(
                _(
                    "You disagree only about the school or college, or the type of school or college. "
                    "You do not need a certificate to appeal about that. "
                    "This certificate gives you no extra time."
                )
            )
        )
    return tuple(opening)


def _last_day(words: CoverLetterWords) -> tuple[Part, ...]:
    assert words.shown_day is not None
    passed = words.shown_day < words.written_on
    parts: list[Part] = [Heading(_("Your last day to appeal"))]
    if passed:
        parts.append(
            Panel(
                _("%(day)s has passed") % {"day": day(words.shown_day)},
                under=_("If you want to appeal, do it now. See “If you are late” below."),
            )
        )
    else:
        parts.append(
            Panel(
                day(words.shown_day),
                lead=_("If you want to appeal, the tribunal must have your appeal before %(hour)s on")
                % {"hour": _hour(words.at)},
                under=_("It must be there by then. To post it by then is not enough."),
            )
        )
    if words.safe_day and not passed:
        parts.append(
            Paragraph(
                _(
                    "The council’s letter is dated earlier than it was sent. The tribunal may look at that date. "
                    "To be safe, appeal by %(day)s."
                )
                % {"day": day(words.safe_day)}
            )
        )
    if words.working:
        steps = tuple(step.replace(words.at, _hour(words.at)) for step in words.working)
        parts += [Heading(_("How we worked this out")), Steps(steps)]
    return tuple(parts)


def _no_last_day(words: CoverLetterWords) -> tuple[Part, ...]:
    why = {
        NoDate.LATE_CONTACT: _(
            "You first contacted us more than two months after the council sent its letter. "
            "We are not sure how the rules count the time after that."
        ),
        NoDate.NOT_SURE: _("We are not sure how the rules count the time in your case."),
    }[words.no_date or NoDate.NOT_SURE]
    return (
        Heading(_("Your last day to appeal")),
        Paragraph(_("We cannot give you this date in a letter.") + " " + why),
        Panel(
            _("Call us today"),
            lead=_("We want to talk this through with you."),
            under=_("Our number is %(telephone)s. You can appeal now. You do not have to talk to us first.")
            % {"telephone": words.provider.telephone},
        ),
    )


def _appealing(words: CoverLetterWords) -> tuple[Part, ...]:
    form = (
        _("Use the form %(form)s. It is on GOV.UK.") % {"form": words.form}
        if words.form
        else _("Ask us which form to use.")
    )
    return (
        Heading(_("If you want to appeal")),
        Points(
            (
                form,
                _("Send a copy of the certificate and of the council’s letter with it."),
                _("The form asks for the date on the certificate. It is %(day)s.") % {"day": day(words.certificate_on)},
                _("E-mail it to %(email)s. Write “%(subject)s” as the subject.")
                % {"email": TRIBUNAL_EMAIL, "subject": TRIBUNAL_SUBJECT},
                _("Or post it to %(address)s.") % {"address": TRIBUNAL_POST},
                _("These can change. Check them on GOV.UK first: search for “%(search)s”.") % {"search": GOV_UK_SEARCH},
            )
        ),
    )


def _not_appealing(words: CoverLetterWords) -> tuple[Part, ...]:
    points = [_("You do not have to do anything.")]
    if words.shown_day and words.shown_day >= words.written_on:
        points.append(
            _("You can wait until %(day)s. After that you may lose your right to appeal.")
            % {"day": day(words.shown_day)}
        )
    if words.kind == "not_arranged":
        points.append(_("You can wait for mediation. Waiting gives you no extra time to appeal."))
    if words.kind == "declined":
        points.append(_("If you change your mind about mediation, ask us."))
    points.append(
        _(
            "You can ask us about disagreement resolution at any time. Everyone must agree to it. "
            "It gives you no extra time to appeal."
        )
    )
    return (Heading(_("If you do not want to appeal now")), Points(tuple(points)))


def _late() -> tuple[Part, ...]:
    """R47, R48."""
    return (
        Heading(_("If you are late")),
        Points(
            (
                _("You can ask the tribunal to allow a late appeal. The form has a place to say why."),
                _(
                    "If something is wrong with your certificate, tell us. "
                    "You can also ask the tribunal to let you appeal without one. "
                    "You need a very special reason."
                ),
            )
        ),
    )


def _help(provider: Provider) -> tuple[Part, ...]:
    how = _(
        "Call %(telephone)s (%(hours)s) or write to %(email)s. "
        "It is free. We do not take sides, and the choice is yours."
    ) % {"telephone": provider.telephone, "hours": provider.hours, "email": provider.email}
    return (
        Heading(_("Talk to us")),
        Paragraph(how),
        Paragraph(_("Your local SENDIASS can also help you with an appeal. That is free too.")),
    )


def _hour(at: str) -> str:
    """ "5 pm" from "17:00"."""
    hour, minute = (int(part) for part in at.split(":"))
    half = _("am") if hour < 12 else _("pm")
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''} {half}"
