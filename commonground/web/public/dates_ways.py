"""The five ways beside somebody's dates: which are open to them, in one shape and without a ranking."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from commonground.guidance import library
from commonground.guidance.render import line_html
from commonground.law import CertificateNeed, Decision, can_recommend
from commonground.web.components.filters import day
from commonground.web.components.plainer import plainer
from commonground.web.components.reading import words
from commonground.web.public.dates_answer import Answer


@dataclass(frozen=True)
class Shown:
    """One way. `here` says how it stands for them; what it can and cannot give is told only where it is open."""

    key: str
    title: str
    open: bool
    here: tuple[str, ...]
    can: tuple[Markup, ...]
    cannot: tuple[Markup, ...]
    href: str
    action: str


def ways(found: Answer) -> Iterator[Shown]:
    """Every way in the order of the alphabet, as it stands for this answer."""
    filled = words()
    for way in library.ways().ways:
        is_open, here = HERE[way.key](found)
        can = tuple(line_html(line, filled) for line in way.can) if is_open else ()
        cannot = tuple(line_html(line, filled) for line in way.cannot) if is_open else ()
        href = f"/ask/?{found.asked.address}" if way.key in {"mediation", "disagreement-resolution"} else way.href
        action = _("Ask for this") if href.startswith("/ask/") else way.action
        if way.key == "wait":
            href, action = "", ""
        yield Shown(way.key, way.title, is_open, here, can, cannot, href if is_open else "", action)


LATE_NEED = {
    CertificateNeed.REQUIRED: gettext_lazy(
        "You need a certificate, or you ask the tribunal to let you appeal without one."
    ),
    CertificateNeed.NOT_REQUIRED: gettext_lazy(
        "You do not need a certificate, because you only disagree about the school."
    ),
    CertificateNeed.ASK_A_PERSON: gettext_lazy("Ask us whether you need a certificate as well."),
}
NOT_ORDERED = frozenset("CDGH")
"""The parts of a plan about health and social care: beside an education appeal the tribunal can recommend (R50)."""
_BESIDE = gettext_lazy(
    "In the same appeal you can ask for health and care help too. The tribunal can ask for it, not order it."
)
NO_LAST_DAY = gettext_lazy("We know of no last day to appeal for this. Other ways can have times of their own. Ask us.")
NO_DAY = {
    Decision.DISCRIMINATION: gettext_lazy("A claim must arrive within six months of the day it happened."),
    Decision.DRAFT_PLAN: gettext_lazy(
        "No last day to appeal runs for a draft. But you have a set time to answer it. Its letter says by when."
    ),
}
"""How long somebody can wait where no day can be named."""


def _appeal(found: Answer) -> tuple[bool, tuple[str, ...]]:
    if found.asked.decision == Decision.DISCRIMINATION:
        return False, (
            _(
                "This is a claim, not an appeal. About a school, you make it to the same tribunal."
                " It needs no certificate."
            ),
            _("The forms are %(forms)s.") % {"forms": found.routes.form},
            _("About a college and some others, a claim goes to the county court. Ask for advice first."),
        )
    if not found.routes.appeal:
        return False, (_("You cannot appeal about this."), *_why(found, "R1", "R2", "R50"))
    if found.late:
        return True, (
            _("You can ask the tribunal to take a late appeal. You say why you are late."),
            str(LATE_NEED[found.routes.certificate]),
        )
    needs = {
        CertificateNeed.REQUIRED: _("You need a certificate first. You get one with mediation or without it."),
        CertificateNeed.NOT_REQUIRED: _("You do not need a certificate, because you only disagree about the school.")
        if found.only_school
        else _("You do not need a certificate, because of the parts you named only the school can be appealed."),
    }
    need = needs.get(found.routes.certificate, _("Ask us whether you need a certificate first."))
    last = found.day("appeal")
    asks = found.asked.sections & NOT_ORDERED and can_recommend(found.asked.decision)
    beside = (str(_BESIDE),) if asks else ()
    if last is None:
        return True, (need, *beside, _("Without the date on the letter nobody can tell your last day."))
    if found.placement_only:
        return True, (need, *beside, _("The last day is %(day)s.") % {"day": day(last.on)})
    return True, (need, *beside, _("Without a certificate, the last day is %(day)s.") % {"day": day(last.on)})


def _mediation(found: Answer) -> tuple[bool, tuple[str, ...]]:
    if not found.routes.mediation:
        return False, (_("There is no right to mediation about this."), *_why(found, "R3"))
    if not found.routes.appeal:
        beside = _("It gives no certificate, as this cannot be appealed.")
    elif found.late:
        beside = _("Mediation does not bring back a day that has passed.")
    else:
        beside = _("You can mediate and still appeal.")
    return True, (_("Choosing not to mediate does not count against you."), beside)


def _resolution(found: Answer) -> tuple[bool, tuple[str, ...]]:
    about_dates = (_("It does not stop the time to appeal."),) if found.routes.appeal else ()
    return True, (_("You can ask for it at any time. Everyone has to agree to come."), *about_dates)


def _complaint(found: Answer) -> tuple[bool, tuple[str, ...]]:
    return True, (_("A complaint does not move any last day."),)


def _wait(found: Answer) -> tuple[bool, tuple[str, ...]]:
    first = found.first
    if found.late:
        return True, (_("A last day has passed. Each day more can make it harder to be heard."),)
    if first is None:
        if found.routes.appeal:
            return True, (_("Find the date on the letter first. It tells you how long you can wait."),)
        return True, (str(NO_DAY.get(found.asked.decision, NO_LAST_DAY)),)
    if first.what == "claim":
        return True, (
            _("You can wait until %(day)s. After that you may lose your right to claim.") % {"day": day(first.on)},
        )
    return True, (
        _("You can wait until %(day)s. After that you may lose your right to appeal.") % {"day": day(first.on)},
    )


HERE: dict[str, Callable[[Answer], tuple[bool, tuple[str, ...]]]] = {
    "appeal": _appeal,
    "complaint": _complaint,
    "disagreement-resolution": _resolution,
    "mediation": _mediation,
    "wait": _wait,
}


def _why(found: Answer, *rules: str) -> tuple[str, ...]:
    """The law's own step that closes the way."""
    return tuple(plainer(step.step) for step in found.routes.because if step.rule in rules)[:1]
