"""Whether what is said of each council is whole and was looked at lately."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commonground.directory import queries
from commonground.directory.models import (
    AdviceService,
    Contract,
    LocalAuthority,
    MediationContact,
    NoticeAddress,
    OtherProvider,
)
from commonground.record.days import london_day

OLD_AFTER = timedelta(days=365)
"""What nobody has confirmed for longer is to be looked at again."""
_P = NoticeAddress.Purpose


class Gap(StrEnum):
    """What is missing, or not known to be right still."""

    ADVICE_SERVICE = "no-sendiass"
    NOTICE_ADDRESS = "no-address"
    NOBODY_TO_NAME = "nobody-to-name"
    OLD = "old"


@dataclass(frozen=True)
class Standing:
    """One council on a day: its contract with us, what is missing, and the oldest day a fact was last confirmed."""

    authority: LocalAuthority
    contract: Contract | None
    gaps: frozenset[Gap]
    confirmed_on: date | None


def needed(contract: Contract | None) -> frozenset[NoticeAddress.Purpose]:
    """The kinds of message that have to reach the council, by what we do for it; none where we do nothing."""
    if contract is None:
        return frozenset()
    asked = {_P.MEDIATION_REQUEST: contract.mediation, _P.DISAGREEMENT_REQUEST: contract.disagreement_resolution}
    return frozenset({purpose for purpose, does in asked.items() if does} | {_P.COMMISSIONER})


def standings(day: date) -> list[Standing]:
    """Every council that decides on `day`, by name. Six queries, however many there are."""
    return _standings(list(queries.authorities(on=day)), day)


def standing(authority: LocalAuthority, day: date) -> Standing:
    """One council on `day`."""
    (found,) = _standings([authority], day)
    return found


def _standings(councils: list[LocalAuthority], day: date) -> list[Standing]:
    confirmed: dict[str, list[date]] = defaultdict(list)
    for service in AdviceService.objects.filter(authority__in=councils):
        confirmed[service.authority_id].append(service.checked_on)
    advised = frozenset(confirmed)
    addresses: dict[str, set[str]] = defaultdict(set)
    for address in NoticeAddress.objects.filter(authority__in=councils):
        addresses[address.authority_id].add(address.purpose)
        confirmed[address.authority_id].append(london_day(address.set_at))
    others: Iterable[MediationContact | OtherProvider] = [
        *MediationContact.objects.filter(authority__in=councils),
        *OtherProvider.objects.filter(queries.there_on(day), authority__in=councils),
    ]
    for other in others:
        confirmed[other.authority_id].append(london_day(other.set_at))
    named = {other.authority_id for other in others}
    running = Contract.objects.filter(queries.there_on(day), authority__in=councils)
    contracts = {contract.authority_id: contract for contract in running}
    found = []
    for council in councils:
        contract, oldest = contracts.get(council.pk), min(confirmed[council.pk], default=None)
        lacks = {
            Gap.ADVICE_SERVICE: council.pk not in advised,
            Gap.NOTICE_ADDRESS: bool(needed(contract) - addresses[council.pk]),
            Gap.NOBODY_TO_NAME: contract is None and council.pk not in named,
            Gap.OLD: oldest is not None and day - oldest > OLD_AFTER,
        }
        gaps = frozenset(gap for gap, there in lacks.items() if there)
        found.append(Standing(council, contract, gaps, oldest))
    return found
