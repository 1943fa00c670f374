"""The councils: what is missing in the list, and on each one's page all that is kept of it, since when and by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from commonground.directory import queries as directory
from commonground.directory.models import Contract, NoticeAddress, OtherProvider
from commonground.directory.standing import Gap, Standing, needed, standing, standings
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.web.components.doors import DIRECTORY, PersonRequest, door
from commonground.web.office import words
from commonground.web.office.changing import council_of

LATEST = 20
SHOWS: dict[str, tuple[Any, Callable[[Standing], bool]]] = {
    "": (gettext_lazy("all"), lambda _each: True),
    "ours": (gettext_lazy("with a contract"), lambda each: each.contract is not None),
    "not-ours": (gettext_lazy("without one"), lambda each: each.contract is None),
    Gap.NOTICE_ADDRESS: (gettext_lazy("a message has nowhere to go"), lambda each: Gap.NOTICE_ADDRESS in each.gaps),
    Gap.ADVICE_SERVICE: (gettext_lazy("no SENDIASS"), lambda each: Gap.ADVICE_SERVICE in each.gaps),
    Gap.NOBODY_TO_NAME: (gettext_lazy("nobody to name"), lambda each: Gap.NOBODY_TO_NAME in each.gaps),
    Gap.OLD: (gettext_lazy("not checked for a year"), lambda each: Gap.OLD in each.gaps),
}
"""What the list can be narrowed to: the word in the address, what the count is called, and whom it counts."""


@dataclass(frozen=True)
class Count:
    """A count that is a door."""

    key: str
    text: Any
    count: int


def counts_of(found: list[Standing]) -> list[Count]:
    """How many councils each narrowing leaves."""
    return [Count(str(key), text, sum(1 for each in found if holds(each))) for key, (text, holds) in SHOWS.items()]


@door(DIRECTORY)
def home(request: PersonRequest) -> HttpResponse:
    """What is here: what the list of councils lacks, and what was changed lately."""
    counts = [each for each in counts_of(standings(today())) if each.key in set(Gap)]
    changed = words.lines(list(directory.changes_by_people()[:LATEST]), council=True)
    return render(request, "office/home.html", {"counts": counts, "changed": changed})


@door(DIRECTORY)
def listed(request: PersonRequest) -> HttpResponse:
    """Every council, or those that were asked for by a word, or by what they lack."""
    asked = str(request.GET.get("q", "")).strip()[:80]
    show = str(request.GET.get("show", ""))
    show = show if show in SHOWS else ""
    found = standings(today())
    if asked:
        named = set(directory.find(asked).values_list("pk", flat=True))
        code = directory.authority(asked.upper())
        named |= {code.pk} if code else set()
        found = [each for each in found if each.authority.pk in named]
    context = {
        "counts": counts_of(found),
        "chosen": show,
        "asked": asked,
        "councils": [(each, _in_a_row(_lacks(each))) for each in found if SHOWS[show][1](each)],
    }
    return render(request, "office/councils.html", context)


@door(DIRECTORY)
def shown(request: PersonRequest, code: str) -> HttpResponse:
    """One council with everything that is kept of it."""
    council = council_of(code)
    day = today()
    now = standing(council, day)
    advice, contact = directory.advice_service(council), directory.mediation_contact(council)
    addresses = {each.purpose: each for each in directory.notice_addresses(council)}
    others, contracts = list(directory.other_providers_of(council)), list(directory.contracts_of(council))
    actors = [
        *(each.set_by for each in (advice, contact, *addresses.values(), *others) if each),
        *(by for each in contracts for by in (each.added_by, each.ended_by)),
    ]
    must = needed(now.contract)
    context = {
        "council": council,
        "slug": directory.slug_of(council),
        "lacks": _lacks(now),
        "who": words.Names(actors),
        "advice": advice,
        "contact": contact,
        "addresses": [(kind, addresses.get(kind.value), kind in must) for kind in NoticeAddress.Purpose],
        "others": [(each, _does(each), _over(each)) for each in others],
        "contracts": [(each, _does(each), _over(each)) for each in contracts],
        "boards": directory.icbs_of(council),
        "changed": words.lines(list(directory.changes_of(council)[:LATEST])),
        "administers": Role.ADMINISTRATOR in request.roles,
    }
    return render(request, "office/council.html", context)


def _lacks(found: Standing) -> list[str]:
    return [str(text) for gap, text in words.GAPS.items() if gap in found.gaps]


def _in_a_row(words_: list[str]) -> str:
    """The words after one another, the first alone with a capital."""
    return ", ".join([*words_[:1], *(each[:1].lower() + each[1:] for each in words_[1:])])


def _does(given: Contract | OtherProvider) -> str:
    return words.services(service for service in directory.Service if getattr(given, service.value))


def _over(given: Contract | OtherProvider) -> bool:
    return given.ends_on is not None and given.ends_on < today()
