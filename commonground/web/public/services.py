"""Every service that a council's families can turn to, ours among them and none before another."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from commonground.directory import queries as directory
from commonground.directory.queries import Service
from commonground.web.components.filters import listed


@dataclass(frozen=True)
class Offer:
    """One service: what it is called, what it does there, and how it is reached."""

    name: str
    does: str
    telephone: str
    website: str = ""
    ours: bool = False


def others(council: str, day: date) -> list[Offer]:
    """The services beside ours on this day, by name."""
    return [
        Offer(each.name, _does(directory.services_of(each)), each.telephone, each.website)
        for each in directory.other_providers(council, day)
    ]


def all_of(council: str, day: date) -> list[Offer]:
    """The same with ours, where we work for this council; by name, so that nobody stands first for being ours."""
    ours, found = directory.services_on(council, day), others(council, day)
    provider = settings.PROVIDER
    if ours:
        found.append(Offer(provider.name, _does(ours), provider.telephone, ours=True))
    return sorted(found, key=lambda each: each.name.casefold())


def _does(services: frozenset[Service]) -> str:
    words = {
        Service.INFORMATION: _("information and certificates"),
        Service.MEDIATION: _("mediation"),
        Service.DISAGREEMENT_RESOLUTION: _("disagreement resolution"),
    }
    return listed([word for service, word in words.items() if service in services])
