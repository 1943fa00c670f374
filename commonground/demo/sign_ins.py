"""Who can sign in to the demo, and how. The password and the second step's secret are the demo's alone."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonground.people.commands import add_person, declare_independence, give_role, set_password
from commonground.people.keys import email_key
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.people.second_step import enrol

BY = "system:demo"
PASSWORD = "meet-in-the-middle"  # noqa: S105 - printed on the demo's own page


@dataclass(frozen=True)
class Staff:
    """A made-up member of staff."""

    name: str
    email: str
    role: Role
    does: str | Promise


STAFF = (
    Staff("Ada Adviser", "ada@commonground.example", Role.ADVISER, _("adviser: informs, certifies")),
    Staff("Ben Adviser", "ben@commonground.example", Role.ADVISER, _("another adviser")),
    Staff("Cora Coordinator", "cora@commonground.example", Role.COORDINATOR, _("coordinator: arranges")),
    Staff("Max Mediator", "max@commonground.example", Role.MEDIATOR, _("mediator: leads meetings")),
    Staff("Olu Office", "olu@commonground.example", Role.ADMINISTRATOR, _("administrator: keeps councils current")),
)


@dataclass(frozen=True)
class Family:
    """A made-up person who signs in by a code that the demo's own page shows."""

    name: str
    email: str
    does: str | Promise


FAMILIES = (
    Family("Sam Sample", "sam.sample@family.example", _("a parent: no mediation, and a certificate")),
    Family("Mina Meadow", "mina.meadow@family.example", _("a parent waiting for a meeting")),
    Family("Jo Lark", "jo.lark@family.example", _("a parent: the council could not arrange it")),
    Family("Kay Marsh", "kay.marsh@family.example", _("a mother whose address is kept from the father")),
    Family("Lee Marsh", "lee.marsh@family.example", _("that father, in the same case")),
    Family("Ezra Young", "ezra.young@family.example", _("a young person of 18, with a space of their own")),
    Family("Faye Birch", "faye.birch@family.example", _("a mother; the choices are her child’s since last summer")),
    Family("Jem Birch", "jem.birch@family.example", _("that child: may the mother go on reading?")),
    Family("Ruth Rivers", "ruth.rivers@family.example", _("a parent in disagreement resolution")),
    Family("Sia Adviser", "sia@sendiass.example", _("a SENDIASS adviser who helps two families")),
)


def secret_of(email: str) -> str:
    """The secret of this person's authenticator in this installation, so that the demo can show the code of now."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"demo:{email}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made[:20]).decode()


def make_staff() -> dict[str, Person]:
    """The made-up staff by first name, made where they are not there yet."""
    return {each.name.split()[0].lower(): _one(each) for each in STAFF}


def _one(staff: Staff) -> Person:
    known = Person.objects.filter(email_key=email_key(staff.email)).first()
    if known is not None:
        return known
    person = add_person(name=staff.name, email=staff.email)
    give_role(person=person, role=staff.role, by=BY)
    set_password(person=person, password=PASSWORD, by=BY)
    enrol(person=person, secret=secret_of(staff.email))
    if staff.role in {Role.ADVISER, Role.MEDIATOR}:
        declare_independence(person=person, employed_by="none", by=BY)
    return person


def write(folder: Path) -> Path:
    """Write who can sign in where `commonground up` looks for it, and give back the path."""
    path = folder / "sign-ins.txt"
    lines = [
        "",
        f"Staff sign in at {settings.SITE_URL}/sign-in/staff/ with the password {PASSWORD} and a code;",
        f"families at {settings.SITE_URL}/sign-in/ with an e-mailed code. Codes stand on {settings.SITE_URL}/demo/",
        "",
        *(f"  {each.name:<17} {each.email:<30} {each.does}" for each in (*STAFF, *FAMILIES)),
        "",
    ]
    path.write_text("\n".join(str(line) for line in lines) + "\n", encoding="utf-8")
    return path
