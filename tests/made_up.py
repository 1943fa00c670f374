"""A small made-up world for tests: people, a council, and cases brought to a stage through the public commands."""

import zlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from commonground.cases import choosing, commands
from commonground.cases.apply import Acting
from commonground.cases.helping import bring_in
from commonground.cases.models import Case, Participant
from commonground.cases.opening import NewCase
from commonground.cases.words import Basis, Channel, Outcome, PartyKind, Route, Stage
from commonground.casework import arranging
from commonground.casework.intake import open_from
from commonground.certificates import commands as certificates
from commonground.certificates.models import Certificate
from commonground.directory import commands as directory
from commonground.directory.loading import authority_of, care_board_of
from commonground.directory.models import IntegratedCareBoard, LocalAuthority, NoticeAddress
from commonground.law import CertificateKind, Decision
from commonground.meetings import commands as meetings
from commonground.meetings.commands import Arrangement, Came
from commonground.meetings.models import Mode, Rooms
from commonground.people.commands import add_person, declare_independence, give_role
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import now, today

LONDON = ZoneInfo("Europe/London")
EVERYTHING = frozenset(commands.INFORMATION)


def a_council(name: str = "Exampleshire") -> LocalAuthority:
    """A made-up council with a contract for everything and an address for each purpose."""
    number = zlib.crc32(name.encode())
    code = f"X{number % 10**8:08d}"
    council = LocalAuthority.objects.filter(gss_code=code).first()
    made = council is None
    if council is None:
        council = authority_of(
            gss_code=code, dfe_code=f"x{number % 1000:03d}", name=f"{name} Council", short_name=name,
            region="South East", kind="made up", made_up=True,
        )  # fmt: skip
        council.save()
    if made:
        directory.add_contract(
            authority=council, information=True, mediation=True, disagreement_resolution=True,
            starts_on=date(2014, 9, 1), by="system:tests",
        )  # fmt: skip
        # All at once: nearly every test makes a council, and tests/directory sees to the command.
        NoticeAddress.objects.bulk_create(
            NoticeAddress(
                authority=council, purpose=purpose, name="SEND team", email=f"send@{name.casefold()}.example",
                set_by="system:tests", set_at=now(),
            )
            for purpose in NoticeAddress.Purpose
        )  # fmt: skip
    return council


def an_icb(council: LocalAuthority) -> IntegratedCareBoard:
    """A made-up NHS board for a council."""
    board = IntegratedCareBoard.objects.filter(ods_code="XICB").first()
    if board is None:
        board = care_board_of(ods_code="XICB", name="Exampleshire ICB", made_up=True)
        board.email = "icb@exampleshire.example"
        board.save()
    board.authorities.add(council)
    return board


LONG_AGO = date(2020, 1, 1)


def staff(role: Role = Role.ADVISER, name: str = "Ada Adviser") -> Person:
    """A member of staff with a role, declared independent: for years, so that a test may stand on any day."""
    email = f"{uuid4().hex[:8]}@commonground.example"
    person = add_person(name=name, email=email)
    give_role(person=person, role=role, by="system:tests", from_on=LONG_AGO)
    if role in {Role.ADVISER, Role.MEDIATOR}:
        declare_independence(person=person, employed_by="none", by="system:tests", on=LONG_AGO)
    return person


def acting(person: Person, **more: Any) -> Acting:
    """This person acting now."""
    return Acting(person=person, **more)


def a_case(by: Person, **changes: Any) -> Case:
    """A case in stage `enquiry`: a refusal to assess, sent ten days ago, contacted today."""
    council = changes.pop("authority", None) or a_council()
    new = NewCase(
        route=Route.MEDIATION,
        authority=council,
        decision=Decision.REFUSE_TO_ASSESS,
        child_name="Robin Sample",
        child_born=date(2016, 5, 4),
        family_name="Sam Sample",
        family_email=f"sam-{uuid4().hex[:8]}@family.example",
        letter_on=today() - timedelta(days=10),
        contacted_on=today(),
        basis=Basis.PARENT,
    )
    return open_from(replace(new, **changes), by=acting(by))


def a_supporter(case: Case, by: Person, name: str = "Pat Helper", *, helps: str = "", **more: Any) -> Participant:
    """Somebody who helps one of the family, the first unless another is named, with their consent."""
    family = case.participants.filter(to_on=None, role=Role.FAMILY).order_by("id")
    helped = family.get(person__name=helps) if helps else family[0]
    email = f"{name.split()[0].lower()}-{uuid4().hex[:8]}@helper.example"
    given = {"email": email, **more}
    fresh = Case.objects.get(pk=case.pk)
    by_word = acting(by, recorded_for=helped.person.name, on_behalf=helped.person.actor)
    return bring_in(fresh, by=by_word, helps=helped.pk, name=name, **given)


def informed(case: Case, by: Person) -> Case:
    """The adviser has given the information and declared independence for this case."""
    case = commands.declare(case, by=acting(by), independent=True)
    return commands.record_information(case, by=acting(by), told=EVERYTHING, how=Channel.TELEPHONE)


def declined(case: Case, by: Person) -> Case:
    """They chose not to mediate."""
    return choosing.decline(informed(case, by), by=acting(by))


def told(case: Case, by: Person) -> Case:
    """They chose mediation and the council was told."""
    case = choosing.ask_mediation(informed(case, by), by=acting(by))
    return arranging.tell_authority(case, by=acting(by))


def an_arrangement(on: date, mediator: Person | None = None, **changes: Any) -> Arrangement:
    """A meeting at ten in the morning."""
    starts = datetime.combine(on, time(10), tzinfo=LONDON)
    made = Arrangement(starts_at=starts, place="Online", mode=Mode.ONLINE, rooms=Rooms.BOTH, mediator=mediator)
    return replace(made, **changes)


def fixed(case: Case, by: Person, *, on: date | None = None, **changes: Any) -> Case:
    """The council was told and a meeting is fixed, three weeks on unless said."""
    case = case if case.stage in {Stage.ARRANGING, Stage.MEETING_FIXED, Stage.NOT_ARRANGED} else told(case, by)
    day = on or today() + timedelta(days=21)
    return arranging.fix_meeting(case, by=acting(by), arrangement=an_arrangement(day, **changes))


CAME = (
    Came("Sam Sample", PartyKind.FAMILY),
    Came("Olly Officer", PartyKind.AUTHORITY, could_decide=True),
)


def held(case: Case, by: Person, *, outcome: Outcome = Outcome.AGREED) -> Case:
    """A meeting was fixed for today, with the family's agreement to short notice, and held."""
    case = fixed(case, by, on=today(), notice_waived_by="Sam Sample")
    agreed = outcome != Outcome.NOT_AGREED
    return meetings.conclude(case, by=acting(by), came=CAME, outcome=outcome, agreed_in_writing=agreed)


def certified(case: Case, by: Person, kind: CertificateKind = CertificateKind.DECLINED, **more: Any) -> Certificate:
    """The certificate that is owed, issued to the first right-holder."""
    holder = case.participants.filter(holds_right=True).order_by("id")[0]
    return certificates.issue(case, by=acting(by, **more), issue=certificates.Issue(kind=kind, holder=holder))
