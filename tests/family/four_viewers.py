"""Two cases full of secrets, and everything that one person can read of a case: every address of the family's face."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from uuid import uuid4

from django.urls.converters import UUIDConverter

from commonground.cases import commands, issues, passing, questions
from commonground.cases.models import Case
from commonground.cases.taking_part import add_participant, record_authority, record_contact
from commonground.cases.words import About, Agreed, Basis, Channel
from commonground.papers import commands as papers
from commonground.papers.readers import Reader
from commonground.people.commands import reach_at
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.voice import commands as voice
from commonground.voice.models import Saying, Share
from commonground.voice.words import Kind, With
from commonground.web.components.doors import FAMILY_CASE, OWN_SPACE, addresses, door_of
from tests.documents.made import pdf, upload
from tests.door_addresses import urlpatterns
from tests.made_up import a_case, a_supporter, acting, certified, declined, staff
from tests.signing_in import client_for


@dataclass
class Secrets:
    """A case, its people by first name, and for each secret the words by which it is known."""

    case: Case
    by: Person
    people: dict[str, Person] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def fresh(self) -> Case:
        return Case.objects.get(pk=self.case.pk)

    def place(self, name: str) -> int:
        return self.case.participants.filter(person=self.people[name], to_on=None).get().pk

    def says(self, name: str) -> None:
        """Everything that somebody of the family can say: each in words that stand nowhere else."""
        person, of = self.people[name], name.capitalize()
        reach_at(person=person, email=f"{name}@secret.example", telephone="01632960" + str(len(name)) * 3)
        person.refresh_from_db()
        me = acting(person, came_by=Channel.WEB)
        record_contact(
            self.fresh(), by=me, participant=self.place(name), safe_contact=f"{of} is safe after six",
            needs=f"{of} needs breaks", address=f"1 {of} Hidden Lane",
        )  # fmt: skip
        asked = questions.ask(
            self.fresh(), by=me, asked_by=person, about=About.QUESTION, text=f"{of} asks a question", token=uuid4().hex
        )
        questions.answer(asked, by=acting(self.by), text=f"{of} gets an answer", how=Channel.EMAIL)
        self.words |= {
            f"{name}'s e-mail": f"{name}@secret.example",
            f"{name}'s address": f"1 {of} Hidden Lane",
            f"{name}'s safe contact": f"{of} is safe after six",
            f"{name}'s needs": f"{of} needs breaks",
            f"{name}'s question": f"{of} asks a question",
            f"{name}'s answer": f"{of} gets an answer",
        }

    def disputes(self, name: str) -> None:
        words = f"{name.capitalize()} disagrees with section F"
        issues.add_issue(self.fresh(), by=acting(self.people[name]), what=words, section="F")
        self.words[f"{name}'s issue"] = words

    def gives(self, name: str, title: str, *readers: str) -> None:
        person = self.people[name]
        file = upload(pdf(f"{title} inside"), f"{title}.pdf")
        paper = papers.give(self.fresh(), by=acting(person), given_by=person, title=title, upload=file)
        for reader in readers:
            papers.share(paper, by=acting(person), reader=Reader(participant=self.place(reader)))
        self.words[title] = title

    def tells(self, name: str, text: str, *readers: str) -> Saying:
        """Something in the young person's own space."""
        person = self.people[name]
        saying = voice.say(self.fresh(), by=acting(person), kind=Kind.WORDS, token=uuid4().hex, text=text)
        for reader in readers:
            voice.share(saying, by=acting(person), with_whom=With.PARTICIPANT, participant=self.place(reader))
        self.words[text] = text
        return saying


def two_parents() -> Secrets:
    """Two parents apart, each with somebody who helps, about a child of ten."""
    ada = staff()
    world = Secrets(a_case(ada, child_name="Lena Marsh", family_name="Kay Marsh"), ada)
    world.people["kay"] = world.case.participants.get(role=Role.FAMILY).person
    lee = {"role": Role.FAMILY, "name": "Lee Marsh", "basis": Basis.PARENT, "email": "lee@secret.example"}
    add_participant(world.fresh(), by=acting(ada), **lee)
    world.people["lee"] = world.case.participants.get(person__name="Lee Marsh").person
    world.people["sia"] = a_supporter(world.case, ada, "Sia Adviser", helps="Kay Marsh").person
    world.people["tom"] = a_supporter(
        world.case, ada, "Tom Friend", helps="Lee Marsh", agreed=[Agreed.CONTACT, Agreed.SPEAK]
    ).person
    for name in ("kay", "lee"):
        world.says(name)
        world.disputes(name)
        world.gives(name, f"{name.capitalize()} keeps this paper")
    world.gives("kay", "Kay shares with Sia", "sia")
    world.gives("lee", "Lee shares with Kay", "kay")
    commands.note(world.fresh(), by=acting(ada), text="An adviser notes a call")
    record_authority(
        world.fresh(), by=acting(ada), participant=world.place("kay"), basis=Basis.PARENT, evidence="Birth certificate",
        seen_on=None, court_orders="An order of the court", do_not_disclose_to="Lee must not know the address",
    )  # fmt: skip
    certificate = certified(declined(world.fresh(), ada), ada)
    world.words |= {
        "Sia's name": "Sia Adviser", "Tom's name": "Tom Friend", "Kay's name": "Kay Marsh", "Lee's name": "Lee Marsh",
        "the note": "An adviser notes a call", "the order": "An order of the court",
        "who must not know": "Lee must not know", "Kay's certificate": certificate.line.number,
        "where it is": world.case.reference,
    }  # fmt: skip
    return world


def young_person() -> Secrets:
    """A young person of seventeen whose case it is, a mother by consent, a father not asked about yet, and a helper."""
    ada = staff()
    case = a_case(ada, child_name="Robin Marsh", family_name="Kay Marsh", child_born=_seventeen())
    world = Secrets(case, ada)
    world.people["kay"] = case.participants.get(role=Role.FAMILY).person
    lee = {"role": Role.FAMILY, "name": "Lee Marsh", "basis": Basis.PARENT, "email": "lee@secret.example"}
    add_participant(world.fresh(), by=acting(ada), **lee)
    world.people["lee"] = case.participants.get(person__name="Lee Marsh").person
    passing.young_person_joins(world.fresh(), by=acting(ada), email="robin@secret.example")
    world.people["robin"] = case.child
    world.people["robin"].refresh_from_db()
    world.says("robin")
    passing.decide_about(
        world.fresh(), by=acting(world.people["robin"]), parent=world.place("kay"), may_see=True, agreed=[Agreed.SPEAK]
    )
    world.people["sia"] = a_supporter(case, ada, "Sia Adviser", helps="Robin Marsh").person
    world.disputes("robin")
    world.gives("robin", "Robin keeps this paper")
    world.gives("robin", "Robin shares with Kay", "kay")
    world.tells("robin", "Robin tells nobody this")
    world.tells("robin", "Robin tells Kay this", "kay")
    world.tells("robin", "Robin tells Sia this", "sia")
    certificate = certified(declined(world.fresh(), ada), ada)
    world.words |= {
        "Sia's name": "Sia Adviser", "Kay's name": "Kay Marsh", "Lee's name": "Lee Marsh",
        "Robin's certificate": certificate.line.number, "where it is": "To appeal or not is your choice",
        "when they were told": "We explained what can be done",
    }  # fmt: skip
    return world


def _seventeen() -> date:
    """A date of birth by which the choices have been the young person's own since last June at the latest."""
    return today().replace(year=today().year - 17, day=1)


def everything_of(world: Secrets, name: str) -> str:
    """The text of every page of the case that this person gets, of the files in them, and of their copy of it all."""
    client = client_for(world.people[name])
    found = [client.get("/case/").text]
    for address in _addresses(world.case):
        answer = client.get(address)
        if answer.status_code == 200:
            found.append(_text(answer))
    copy = client.post(f"/case/{world.case.reference}/everything/")
    if copy.status_code == 200:
        archive = zipfile.ZipFile(io.BytesIO(copy.getvalue()))
        found += [archive.read(entry).decode(errors="replace") for entry in archive.namelist()] + archive.namelist()
    return "\n".join(found)


def _text(answer: object) -> str:
    content = answer.getvalue() if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined]
    return content.decode(errors="replace") + str(answer.headers)  # type: ignore[attr-defined]


def _addresses(case: Case) -> Iterable[str]:
    """Every address of the family's face with every value that this case knows of."""
    ids = _known(case)
    for route, pattern in addresses(urlpatterns):
        if door_of(pattern.callback) not in {FAMILY_CASE, OWN_SPACE} or not route.startswith("case/"):
            continue
        names = [name for name in re.findall(r"<(?:\w+:)?(\w+)>", route) if name != "reference"]
        kinds = [pattern.pattern.converters[name] for name in names]
        for values in product(*(ids(name, kind) for name, kind in zip(names, kinds, strict=True))):
            filled = "/" + route.replace("<str:reference>", case.reference)
            for name, value in zip(names, values, strict=True):
                filled = re.sub(rf"<(?:\w+:)?{name}>", str(value), filled)
            yield filled


def _known(case: Case) -> Callable[[str, object], list[object]]:
    """What each part of an address can be filled with: everything of its sort that there is in this case."""
    people = [*case.participants.values_list("pk", flat=True)]
    sayings = Saying.objects.filter(case=case)
    by_name: dict[str, list[object]] = {
        "number": [c.line.number for c in case.certificates.select_related("line")],
        "slug": ["appeal", "first-talk", "right"],
        "key": ["free"],
        "issue": [*case.issues.values_list("pk", flat=True)],
        "supporter": people,
        "parent": people,
        "saying": [*sayings.values_list("pk", flat=True)],
        "share": [*Share.objects.filter(saying__case=case).values_list("pk", flat=True)],
    }
    given = [*case.papers.values_list("pk", flat=True)]

    def values(name: str, kind: object) -> list[object]:
        if name == "paper":
            return given if isinstance(kind, UUIDConverter) else ["certificate", "letter"]
        return by_name[name]

    return values
