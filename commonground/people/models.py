"""People and the roles they hold. This room knows no case: who takes part in one is the cases room's to say."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from commonground.people.keys import email_key, name_key, telephone_key
from commonground.people.roles import STAFF_ROLES, Role


class PersonManager(BaseUserManager["Person"]):
    """Finds a person by what they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person who signs in as `username`, however it is capitalised."""
        return self.get(sign_in=email_key(username or ""))


class Person(AbstractBaseUser):
    """Anybody we know by name: a parent, a young person, a supporter, an adviser, a council's officer.

    Several people may share one e-mail address (two parents, a parent and child), so it is not unique;
    `sign_in` is: staff sign in with their address, everybody else carries their own id there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    name_key = models.TextField(editable=False, db_index=True)
    email = models.CharField(max_length=254, blank=True)
    email_key = models.CharField(max_length=254, blank=True, editable=False, db_index=True)
    telephone = models.CharField(max_length=40, blank=True)
    telephone_key = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    born = models.DateField(null=True, blank=True)
    sign_in = models.CharField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "sign_in"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        """How the record names this person: an opaque id and nothing else."""
        return f"person:{self.id}"

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
