"""What is to be erased when, what holds it up, and how long something is kept."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.calls import keeping as calls
from commonground.cases.models import Case, Enquiry
from commonground.certificates.models import Certificate
from commonground.conversations import keeping as conversations
from commonground.feedback.models import Pattern
from commonground.notices import keeping as notices
from commonground.record.personal import YEARS, Kept, kept_until, latest_over
from commonground.safekeeping.models import Hold, Kind, Reason

Words = str | Promise
AHEAD = 60
"""Days that the desk looks ahead."""


@dataclass(frozen=True)
class Due:
    """One thing to be erased: what, its id, what people call it, and the last day on which it is kept."""

    kind: Kind
    about: UUID
    reference: str
    until: date
    of: str = ""
    """The reference of the case or enquiry to look at; empty where it is about none."""

    @property
    def erased_on(self) -> date:
        """The night before this day's work begins, it goes."""
        return self.until + timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """One hold that runs, with what it is about. `until` is when that would have been kept, None while it is open."""

    hold: Hold
    reference: str
    until: date | None


@dataclass(frozen=True)
class Keeping:
    """How long one case or enquiry is kept, and what holds it up. `until` is None while it is open."""

    about: UUID
    kind: Kind
    reference: str
    closed_on: date | None
    until: date | None
    holds: list[Hold]


def years_of(kind: Kind) -> int:
    """For how many years something of this kind is kept."""
    return YEARS[SOURCES[kind].kept]


def live() -> QuerySet[Hold]:
    """Holds that nobody has ended."""
    return Hold.objects.filter(ended_on=None)


def holds_on(about: UUID) -> list[Hold]:
    """The holds that run on this case or enquiry, the oldest first."""
    return list(live().filter(about=about))


def _not_held(about: str) -> Any:
    return ~Exists(live().filter(about=OuterRef(about)))


def _cases() -> QuerySet[Case]:
    return Case.objects.filter(_not_held("pk"), closed_on__isnull=False)


def _enquiries() -> QuerySet[Enquiry]:
    """Those that became no case: what became one is kept with it."""
    of_a_case = Exists(Case.objects.filter(pk=OuterRef("pk")))
    return Enquiry.objects.filter(~of_a_case, _not_held("pk"), closed_on__isnull=False)


def _certificates() -> QuerySet[Certificate]:
    """Those of open cases are left alone: somebody may still need them put right."""
    return Certificate.objects.filter(_not_held("case"), erased_on=None, case__closed_on__isnull=False)


@dataclass(frozen=True)
class _Source:
    """One kind of thing: how long it is kept, its rows that nothing holds, and the fields that say what is asked."""

    kept: Kept
    rows: Callable[[], QuerySet[Any]]
    since: str
    reference: str
    of: str = ""


SOURCES: dict[Kind, _Source] = {
    Kind.CASE: _Source(Kept.CASE, _cases, "closed_on", "reference", "reference"),
    Kind.ENQUIRY: _Source(Kept.ENQUIRY, _enquiries, "closed_on", "reference", "reference"),
    Kind.CERTIFICATE: _Source(Kept.CERTIFICATE, _certificates, "issued_on", "line__number", "case__reference"),
    Kind.PATTERN: _Source(Kept.CASE, Pattern.objects.all, "raised_on", "authority__short_name"),
}
"""Cases first: whatever of another kind belongs to one of them goes with it."""


def over(kind: Kind, *, on: date) -> Iterator[UUID]:
    """The ids of what is to be erased by `on`, the oldest first. Read at once, so that erasing disturbs no reading."""
    source = SOURCES[kind]
    last = latest_over(source.kept, on)
    rows = source.rows().filter(**{f"{source.since}__lte": last}).order_by(source.since, "pk")
    yield from list(rows.values_list("pk", flat=True))


def is_over(kind: Kind, about: UUID, *, on: date) -> bool:
    """Whether this one is to be erased by `on`: its time is over, and nothing holds it."""
    source = SOURCES[kind]
    return source.rows().filter(pk=about, **{f"{source.since}__lte": latest_over(source.kept, on)}).exists()


def coming(*, on: date, days: int = AHEAD) -> list[Due]:
    """What is to be erased by `on` and in so many days after it, the first first. One query for each kind."""
    found = [due for kind in SOURCES for due in _due(kind, until=on + timedelta(days=days))]
    return sorted(found, key=lambda due: (due.until, due.kind, due.reference))


def _due(kind: Kind, *, until: date) -> Iterable[Due]:
    source = SOURCES[kind]
    rows = source.rows().filter(**{f"{source.since}__lte": latest_over(source.kept, until)})
    told = [F(name) for name in (source.since, source.reference, source.of or source.reference)]
    for key, since, reference, of in rows.values_list("pk", *told):
        yield Due(kind, key, reference, kept_until(source.kept, since), of if source.of else "")


def held() -> list[Held]:
    """Every hold that runs, the oldest first, with what it is about. Three queries."""
    holds = list(live())
    rows = _subjects([hold.about for hold in holds])
    return [
        Held(hold, rows[hold.about].reference, rows[hold.about].until) for hold in holds if hold.about in rows
    ]  # fmt: skip


def keeping_called(reference: str) -> Keeping | None:
    """How long the case or enquiry with this reference is kept, however the reference was typed; None for no such."""
    typed = reference.strip().upper().replace(" ", "-")
    row = Case.objects.filter(reference=typed).first() or Enquiry.objects.filter(reference=typed).first()
    return keeping_of(row) if row is not None else None


def keeping_of(row: Case | Enquiry, *, ever_held: bool = True) -> Keeping:
    """How long a case or enquiry is kept. One query; none where the caller knows that it was never `ever_held`."""
    return _keeping(row, holds_on(row.pk) if ever_held else [])


def _keeping(row: Case | Enquiry, holds: list[Hold]) -> Keeping:
    kind = Kind.CASE if isinstance(row, Case) else Kind.ENQUIRY
    until = kept_until(SOURCES[kind].kept, row.closed_on) if row.closed_on else None
    return Keeping(row.pk, kind, row.reference, row.closed_on, until, holds)


def _subjects(abouts: list[UUID]) -> dict[UUID, Keeping]:
    enquiries = {row.pk: _keeping(row, []) for row in Enquiry.objects.filter(pk__in=abouts)}
    return enquiries | {row.pk: _keeping(row, []) for row in Case.objects.filter(pk__in=abouts)}


def told_to_family(holds: Iterable[Hold], *, alone: bool) -> str:
    """What one of the family reads of the holds on their case; empty where there is nothing to say.

    Nothing of a worry about safety is ever told. Why is told only to somebody who is `alone`: an appeal or a complaint
    of one parent is not the other's to know.
    """
    reasons = [Reason(hold.reason) for hold in holds if hold.reason != Reason.SAFEGUARDING]
    if not reasons:
        return ""
    said = {
        Reason.APPEAL: _("We keep it longer for now, because there is an appeal."),
        Reason.COMPLAINT: _("We keep it longer for now, because there is a complaint."),
        Reason.OMBUDSMAN: _("We keep it longer for now, because there is a complaint to the ombudsman."),
    }
    return said.get(reasons[0], _("We keep it longer for now.")) if alone else _("We keep it longer for now.")


IN_THE_WAY: tuple[tuple[Callable[[Collection[UUID]], set[UUID]], Words], ...] = (
    (calls.still_to_come, gettext_lazy("A call about it is still to come. Cancel it or record it first.")),
    (conversations.unanswered, gettext_lazy("What they wrote to us has no answer yet. Answer it first.")),
    (notices.going_out, gettext_lazy("A message about it is going out this moment. Try again in a minute.")),
)


def in_the_way_of(abouts: Collection[UUID]) -> dict[UUID, str]:
    """Why those of these cases and enquiries cannot be erased this moment that cannot, in a sentence. Three queries."""
    found = [(asked(abouts), str(sentence)) for asked, sentence in IN_THE_WAY]
    return {about: sentence for there, sentence in reversed(found) for about in there}


def in_the_way(about: UUID) -> str:
    """The same for one of them; empty where it can be erased."""
    return in_the_way_of([about]).get(about, "")
