"""What a request says beyond the columns of its enquiry: who helps, the other parent, what must not be told."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonground.cases.models import Enquiry
from commonground.cases.words import Channel

A = TypeVar("A")
IN_CARE = frozenset({"social_worker", "foster_carer"})
"""Who asks for a child in care: who holds the right is then looked at by a person (R8)."""


class Mark(models.TextChoices):
    """What staff must see before anything else."""

    STOPPED = "stopped", _("The family stopped this request. Ring them first, and tell the council nothing.")
    IN_CARE = "in_care", _("Who holds the right: a person must look. A child in care: ring.")
    NO_PERMISSION = "no_permission", _("No permission from the family yet. Ring the helper, tell the council nothing.")
    TELL_FAMILY = "tell_family", _("The family has not been told of this request. Tell them, in a safe way.")
    PAPER = "paper", _("Deputy or attorney: ask to see the paper.")
    HIDDEN = "hidden", _("There is something the other parent must not be told.")
    NOT_KNOWN = "not_known", _("The other parent does not know of this.")
    NO_CONTACT = "no_contact", _("Do not contact the other parent.")
    ORDER = "order", _("There is, or may be, an order of a court. Ask.")


class Hidden(models.TextChoices):
    """What the other parent must not be told."""

    ADDRESS = "address", _("where they live")
    CONTACT = "contact", _("telephone number and e-mail")
    SCHOOL = "school", _("the school")


class Permitted(models.TextChoices):
    """How a family agreed that somebody asks for it."""

    TOGETHER = "together", _("they filled in the request together")
    VOICE = "voice", _("by voice")
    WRITING = "writing", _("in writing")


@dataclass(frozen=True)
class OtherParent:
    """What somebody said of another parent or carer. What was not answered is empty, and never taken as a yes."""

    shares: str = ""
    knows: str = ""
    contact: str = ""
    order: str = ""
    order_words: str = ""
    hidden: tuple[str, ...] = ()
    hidden_words: str = ""

    @property
    def is_there(self) -> bool:
        """Whether there is, or may be, one."""
        return self.shares in {"yes", "not_sure"}

    @property
    def not_told(self) -> bool:
        """Whether something must be kept from them."""
        return self.is_there and bool(self.hidden or self.hidden_words or self.knows == "no")


@dataclass(frozen=True)
class Helping:
    """Somebody who helps, and what the family agreed that they may do (`words.Agreed`)."""

    name: str = ""
    relationship: str = ""
    email: str = ""
    telephone: str = ""
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True)
class InTheirName:
    """The family of a request that a helper sent: who agreed to it, how and when, and how they can be reached safely.

    `email` and `telephone` are kept only where the family may be contacted there. `on` is a day as in ISO 8601.
    """

    agreed: str = ""
    name: str = ""
    how: str = ""
    on: str = ""
    email: str = ""
    telephone: str = ""

    @property
    def permitted(self) -> bool:
        """Whether the helper has the family's permission."""
        return self.agreed == "yes"

    @property
    def day(self) -> date | None:
        """The day on which they agreed."""
        return date.fromisoformat(self.on) if self.on else None


@dataclass(frozen=True)
class Request:
    """All of it. `who` is the code of who asks; `supporter` helps the one who asks, `helper` asks for the family.

    `interpreter` is the family's language, or BSL, where they want an interpreter.
    """

    who: str = ""
    paper: str = ""
    interpreter: str = ""
    stopped: bool = False
    other_parent: OtherParent = field(default_factory=OtherParent)
    supporter: Helping = field(default_factory=Helping)
    helper: Helping = field(default_factory=Helping)
    family: InTheirName = field(default_factory=InTheirName)

    def as_answers(self) -> dict[str, Any]:
        """As it stands in `Enquiry.answers`."""
        return asdict(self)

    @property
    def by_helper(self) -> bool:
        """Whether somebody asks for the family."""
        return self.who == "helper"

    @property
    def in_care(self) -> bool:
        """Whether it is about a child in care."""
        return self.who in IN_CARE

    @property
    def without_permission(self) -> bool:
        """Whether somebody asks for a family that has not agreed yet."""
        return self.by_helper and not self.family.permitted

    @property
    def tells_family_by_mail(self) -> bool:
        """Whether we can write to the family that a request was made in their name."""
        return self.by_helper and self.family.permitted and bool(self.family.email)


def of(enquiry: Enquiry) -> Request:
    """What this enquiry's answers say; nothing for one that came by telephone or post."""
    return read(enquiry.answers)


def for_whom(enquiry: Enquiry) -> str:
    """For which family a helper sent this request, in the helper's own words: the child's first name, or else whom
    they named of the family. Empty where they named nobody, or where the words were not typed by a helper.
    """
    asked = of(enquiry)
    if not asked.by_helper or enquiry.channel != Channel.WEB:
        return ""
    return next(iter(enquiry.child_name.split()), asked.family.name)


def read(answers: Mapping[str, Any]) -> Request:
    """The same, of the answers themselves. What is missing or unknown is left out."""
    parts: dict[str, type] = {
        "other_parent": OtherParent,
        "supporter": Helping,
        "helper": Helping,
        "family": InTheirName,
    }
    whole: dict[str, Any] = {name: _read(kind, answers.get(name) or {}) for name, kind in parts.items()}
    return _read(Request, {**answers, **whole})


def marks(request: Request) -> list[Mark]:
    """What staff must see first, the most important first."""
    return list(_marks(request))


def _marks(request: Request) -> Iterator[Mark]:
    other = request.other_parent
    found = {
        Mark.STOPPED: request.stopped,
        Mark.IN_CARE: request.in_care,
        Mark.NO_PERMISSION: request.without_permission,
        Mark.TELL_FAMILY: request.by_helper and request.family.permitted and not request.tells_family_by_mail,
        Mark.PAPER: request.who == "deputy",
        Mark.HIDDEN: other.is_there and bool(other.hidden or other.hidden_words),
        Mark.NOT_KNOWN: other.is_there and other.knows == "no",
        Mark.NO_CONTACT: other.is_there and other.contact != "yes",
        Mark.ORDER: other.is_there and other.order in {"yes", "not_sure"},
    }
    return (mark for mark, there in found.items() if there)


def do_not_disclose(other: OtherParent) -> str:
    """What must be kept from the other parent, in words; empty where nothing must."""
    if not other.not_told:
        return ""
    known = [str(Hidden(each).label) for each in other.hidden]
    parts = [
        str(_("The other parent.")),
        str(_("They do not know of this.")) if other.knows == "no" else "",
        str(_("Not to be told: %(what)s.") % {"what": ", ".join(known)}) if known else "",
        other.hidden_words,
    ]
    return " ".join(part for part in parts if part)


def court_orders(other: OtherParent) -> str:
    """What was said of an order of a court, in words; empty where there is none."""
    said = {"yes": _("There is an order of a court."), "not_sure": _("There may be an order of a court.")}
    if not other.is_there or other.order not in said:
        return ""
    return " ".join(part for part in (str(said[other.order]), other.order_words) if part)


def _read(kind: type[A], given: Mapping[str, Any]) -> A:
    """The dataclass with what is there of its fields; JSON keeps a tuple as a list."""
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: tuple(v) if isinstance(v, list) else v for name, v in given.items() if name in names})
