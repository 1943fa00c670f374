"""Who can be let read a paper, and who is: a person of the case, everyone who works for a party, or the mediator."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from commonground.cases.gathering import people_of
from commonground.cases.models import Case, Participant, Party
from commonground.cases.words import PartyKind
from commonground.papers.models import Paper, Share
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today

MEDIATOR: str | Promise = gettext_lazy("The mediator, for the meeting")


@dataclass(frozen=True)
class Reader:
    """One who can be let read a paper. `code` is how a form names them; the `name` is for people."""

    participant: int | None = None
    party: int | None = None
    for_meeting: bool = False
    name: str = field(default="", compare=False)
    role: str = field(default="", compare=False)
    """What a person is in the case; empty for a party or the mediator."""

    @property
    def code(self) -> str:
        """The same for the same reader, and a word alone: `person-7`, `party-3`, `meeting`."""
        if self.for_meeting:
            return "meeting"
        return f"person-{self.participant}" if self.party is None else f"party-{self.party}"

    @property
    def columns(self) -> dict[str, Any]:
        """How a share says that it is with this reader."""
        return {"participant_id": self.participant, "party_id": self.party, "for_meeting": self.for_meeting}


def live() -> Q:
    """Shares that have not ended."""
    return Q(to_on=None) | Q(to_on__gt=today())


def reader_of(share: Share) -> Reader:
    """Whom this share is with."""
    if share.participant is not None:
        return _person(share.participant)
    if share.party is not None:
        return Reader(party=share.party_id, name=share.party.name)
    return Reader(for_meeting=True, name=str(MEDIATOR))


def readers_of(paper: Paper, could: Iterable[Reader]) -> list[Reader]:
    """Who can read this paper now beside its giver and the desk, of those who could (`who_could_read`).

    One query, none where the shares were fetched with the paper.
    """
    if paper.taken_back_on is not None:
        return []
    with_them = {reader_of(row) for row in paper.shares.all() if row.to_on is None or row.to_on > today()}
    return [reader for reader in could if reader in with_them]


def who_could_read(case: Case, giver: Person) -> list[Reader]:
    """Whom a paper of this giver can be shared with, in the order in which they are asked about.

    The council, the NHS, the school; the mediator; those who help the giver; another of the family only where neither
    of the two is to be kept from the other. Whoever is not here reads nothing, shared or not.
    """
    people = people_of(case)
    ever = [row for row in case.participants.all() if row.person_id == giver.pk]
    mine = [row for row in people if row in ever]
    parties = sorted((row for row in case.parties.all() if row.kind != PartyKind.FAMILY), key=_party_order)
    found = [Reader(party=row.pk, name=row.name) for row in parties]
    found.append(Reader(for_meeting=True, name=str(MEDIATOR)))
    found += [_person(row) for row in people if _helps(row, mine)]
    return found + [_person(row) for row in people if _open_to(row, ever)]


def _party_order(row: Party) -> tuple[bool, int]:
    return (row.kind != PartyKind.AUTHORITY, row.pk)


def _helps(row: Participant, mine: list[Participant]) -> bool:
    return row.role == Role.SUPPORTER and row.helps_id in {own.pk for own in mine}


def _open_to(row: Participant, ever: list[Participant]) -> bool:
    """Whether this is another of the family, and of two of the family neither is kept from the other.

    `ever` is what the giver is and was here: what kept somebody safe holds after they have left.
    """
    if row.role != Role.FAMILY or row.person_id in {own.person_id for own in ever}:
        return False
    of_family = any(own.role == Role.FAMILY for own in ever)
    hidden = bool(row.do_not_disclose_to) or any(own.do_not_disclose_to for own in ever)
    return not (of_family and hidden)


def _person(row: Participant) -> Reader:
    return Reader(participant=row.pk, name=row.person.name, role=row.role)
