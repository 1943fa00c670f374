"""What is kept of councils and of each change of it, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.directory.models import Change, NoticeAddress
from commonground.directory.queries import Service
from commonground.directory.standing import Gap
from commonground.people.queries import names_of
from commonground.web.components.filters import day, listed

GAPS = {
    Gap.ADVICE_SERVICE: gettext_lazy("No SENDIASS"),
    Gap.NOTICE_ADDRESS: gettext_lazy("A message has nowhere to go"),
    Gap.NOBODY_TO_NAME: gettext_lazy("Nobody to name"),
    Gap.OLD: gettext_lazy("Not checked for a year"),
}
"""What a council lacks, as the list counts it."""
SERVICES = {
    Service.INFORMATION: gettext_lazy("information and certificates"),
    Service.MEDIATION: gettext_lazy("mediation"),
    Service.DISAGREEMENT_RESOLUTION: gettext_lazy("disagreement resolution"),
}
FIELDS = {
    "name": gettext_lazy("name"),
    "telephone": gettext_lazy("telephone"),
    "email": gettext_lazy("e-mail"),
    "website": gettext_lazy("website"),
    "source": gettext_lazy("where it was read"),
    "starts_on": gettext_lazy("first day"),
    "ends_on": gettext_lazy("last day"),
    **{service.value: words for service, words in SERVICES.items()},
}
"""What a change can be of, in the order in which it is told."""
JOBS = {
    "system:load_directory": gettext_lazy("the file that comes with the program"),
    "system:demo": gettext_lazy("the demo"),
}


@dataclass(frozen=True)
class Line:
    """A change in words, as a timeline shows it."""

    title: str
    by: str
    at: datetime
    text: str


class Names:
    """Who did each of many things, read in one query."""

    def __init__(self, actors: Iterable[str]) -> None:
        self._names = names_of({UUID(actor[7:]) for actor in actors if actor.startswith("person:")})

    def __call__(self, actor: str) -> str:
        """The person's name, or what the program did."""
        if actor.startswith("person:"):
            return self._names.get(UUID(actor[7:]), _("somebody who is no longer here"))
        return str(JOBS.get(actor, _("the program")))


def services(found: Iterable[Service]) -> str:
    """Information and certificates, mediation and disagreement resolution."""
    there = set(found)
    said = listed(words for service, words in SERVICES.items() if service in there)
    return said[:1].upper() + said[1:]


def lines(found: Sequence[Change], *, council: bool = False) -> list[Line]:
    """Changes in words; with `council`, each with the name of its council or NHS board."""
    names = Names(change.by for change in found)
    return [Line(_title(each, council=council), names(each.by), each.at, _difference(each)) for each in found]


def _title(change: Change, *, council: bool) -> str:
    said: dict[str, Any] = change.after or change.before
    about = str(change.get_fact_display())
    if change.fact == Change.Fact.NOTICE_ADDRESS:
        about = str(NoticeAddress.Purpose(said["purpose"]).label)
    elif change.fact in {Change.Fact.OTHER_PROVIDER, Change.Fact.ICB}:
        about = said["name"]
    title = f"{about}: {change.get_done_display()}"
    if council and change.authority is not None:
        return f"{change.authority.short_name}. {title}"
    return title


def _difference(change: Change) -> str:
    """What it said and says now, where that is not the same."""
    before, after = change.before, change.after
    if change.done == Change.Done.CONFIRMED:
        return ""
    told = []
    for field, words in FIELDS.items():
        was, now = _value(before.get(field)), _value(after.get(field))
        if was != now:
            told.append(_told(str(words), was, now))
    said = "; ".join(told)
    return said[:1].upper() + said[1:]


def _told(words: str, was: str, now: str) -> str:
    if was and now:
        return _("%(field)s: %(now)s, was %(was)s") % {"field": words, "now": now, "was": was}
    if now:
        return _("%(field)s: %(now)s") % {"field": words, "now": now}
    return _("%(field)s: none, was %(was)s") % {"field": words, "was": was}


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, str) and len(value) == 10 and value[4:8:3] == "--":
        return day(date.fromisoformat(value))
    return str(value or "")
