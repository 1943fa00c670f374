"""People and the roles they hold. Knows no case: who takes part in one is the cases room's to say."""

import uuid
from importlib import import_module
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonground.people.keys import email_key, name_key, telephone_key
from commonground.people.roles import STAFF_ROLES, Role
from commonground.record.days import now
from commonground.record.personal import Basis, Kept, Personal


class MessagesBy(models.TextChoices):
    """How somebody wants our messages. Left empty, it is by e-mail where we have an address."""

    EMAIL = "email", _("By e-mail")
    TEXT = "text", _("By text message")
    LETTER = "letter", _("By post")
    CALL = "call", _("By telephone call only")


class PersonManager(BaseUserManager["Person"]):
    """Finds a person by what they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person who signs in as `username`, however it is capitalised."""
        return self.get(sign_in=email_key(username or ""))


class Person(AbstractBaseUser):
    """Anybody we know by name: a parent, a young person, a supporter, an adviser, a council's officer.

    Several people may share one e-mail address (two parents, a parent and child), so it is not unique;
    `sign_in` is: staff sign in with their address, everybody else carries their own id there. Whoever gets texts signs
    in by a code in a text too, and their e-mail address is one that nobody has proved (`proves_email`).
    """

    personal: ClassVar[Personal] = Personal(
        fields=(
            "name",
            "name_key",
            "email",
            "email_key",
            "telephone",
            "telephone_key",
            "messages_by",
            "born",
            "sign_in",
            "last_login",
        ),
        basis=Basis.PUBLIC_TASK,
        kept=Kept.WITH_THE_PERSON,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    name_key = models.TextField(editable=False, db_index=True)
    email = models.CharField(max_length=254, blank=True)
    email_key = models.CharField(max_length=254, blank=True, editable=False, db_index=True)
    telephone = models.CharField(max_length=40, blank=True)
    telephone_key = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    messages_by = models.CharField(max_length=10, choices=MessagesBy.choices, blank=True)
    born = models.DateField(null=True, blank=True)
    sign_in = models.CharField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField(default=now, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    roles_of_this_request: "frozenset[Role] | None" = None

    USERNAME_FIELD = "sign_in"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        """How the record names this person: an opaque id and nothing else."""
        return f"person:{self.id}"

    @property
    def gets_texts(self) -> bool:
        """Whether our messages to them are texts, where we can send any."""
        return self.messages_by == MessagesBy.TEXT and bool(self.telephone_key)

    @property
    def by_call_only(self) -> bool:
        """Whether they said that only a telephone call is safe: nothing is sent, an adviser rings."""
        return self.messages_by == MessagesBy.CALL

    @property
    def proves_email(self) -> bool:
        """Whether signing in shows that the e-mail address is theirs: a code to a telephone does not."""
        return bool(self.email_key) and not self.gets_texts

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the searched columns in step with what was typed."""
        self.name_key = name_key(self.name)
        self.email_key = email_key(self.email)
        self.telephone_key = telephone_key(self.telephone)
        if not self.sign_in:
            self.sign_in = str(self.id)
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "name_key", "email_key", "telephone_key"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Leaves `sign_in` as it is: Django's own would fold it as Unicode."""


class StaffRole(models.Model):
    """A role held for an organisation, from a day on and until the day it ends.

    `to_on` is the first day *without* the role, so that a role taken away today is gone today.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("person", "role", "from_on", "to_on", "given_by"), basis=Basis.CONTRACT, kept=Kept.EMPLOYMENT
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="staff_roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in sorted(STAFF_ROLES)])
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(role.value for role in STAFF_ROLES)), name="staff_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="staff_role_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(to_on__isnull=True), name="staff_role_held_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.from_on}"

    @property
    def as_role(self) -> Role:
        """The stored word as the enum."""
        return Role(self.role)


class Employer(models.TextChoices):
    """Who else employs a member of staff, as far as it bears on independence (CFA 2014 s.56(2)-(3))."""

    NONE = "none", _("None of these")
    LA = "la", _("A local authority in England")
    ICB = "icb", _("An integrated care board")
    NHS_ENGLAND = "nhs_england", _("NHS England")


class Independence(models.Model):
    """What a member of staff declared about who employs them, from a day on. A new one follows an old one."""

    personal: ClassVar[Personal] = Personal(
        fields=("person", "employed_by", "from_on", "declared_by", "declared_at"),
        basis=Basis.CONTRACT,
        kept=Kept.EMPLOYMENT,
    )

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="independence")
    employed_by = models.CharField(max_length=20, choices=Employer.choices)
    from_on = models.DateField()
    declared_by = models.CharField(max_length=80)
    declared_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(employed_by__in=sorted(Employer.values)), name="independence_employer_is_known"
            ),
        ]
        indexes = [models.Index(fields=["person", "-from_on", "-id"], name="independence_latest")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.employed_by} {self.from_on}"


class SignInCode(models.Model):
    """A code that somebody can sign in with now, at the browser that asked for it.

    `ticket` is known to that browser and to nobody else: the code works there alone. Several browsers may ask for one
    address, and none takes another's code away: a stranger who asks again and again keeps nobody out. The code is kept
    as a keyed digest. An address that nobody has gets a row too, whose digest no code fits.
    """

    personal: ClassVar[Personal] = Personal(fields=("address_key",), basis=Basis.LEGITIMATE_INTERESTS, kept=Kept.SHORT)

    ticket = models.UUIDField(primary_key=True)
    address_key = models.CharField(max_length=254)
    digest = models.CharField(max_length=64)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.ticket)


class Session(AbstractBaseSession):
    """What we remember of one browser while it is open, and who is signed in there (`sessions.py`)."""

    personal: ClassVar[Personal] = Personal(
        fields=("person", "session_data"), basis=Basis.LEGITIMATE_INTERESTS, kept=Kept.SHORT
    )

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """What reads and writes them."""
        return import_module(settings.SESSION_ENGINE).SessionStore  # type: ignore[no-any-return]


class Hit(models.Model):
    """How often something was done since its window began (`limits.py`). `key` is a keyed digest."""

    personal: ClassVar[Personal] = Personal(fields=("key",), basis=Basis.LEGITIMATE_INTERESTS, kept=Kept.SHORT)

    key = models.CharField(max_length=64, primary_key=True)
    times = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.times}"
