"""What is stored of the record. Who and which case are opaque ids: nothing here points upwards.

The database itself guards these tables (migration 0002): entries can be added and never changed.
"""

from django.db import models
from django.db.models import F, Q

from commonground.record.personal import NOTHING_PERSONAL, Basis, Kept, Personal

WHAT = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$"
BY = r"^(person:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|system:[a-z][a-z0-9_-]*)$"


class Entry(models.Model):
    """One line of the record: what happened, who, when. Never changed, never removed."""

    case = models.UUIDField()
    seq = models.PositiveIntegerField()
    what = models.CharField(max_length=80)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    on = models.DateField()
    written = models.DateTimeField()
    digest = models.BinaryField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    personal = Personal(fields=("by",), basis=Basis.PUBLIC_TASK, kept=Kept.CASE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="record_entry_numbered_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="record_entry_from_one"),
            models.CheckConstraint(condition=Q(what__regex=WHAT), name="record_entry_what"),
            models.CheckConstraint(condition=Q(by__regex=BY), name="record_entry_by"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.seq} {self.what}"


class Words(models.Model):
    """The personal words of an entry and the salt of their digest: erased together, the chain stays whole."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    salt = models.BinaryField()
    words = models.JSONField()

    personal = Personal(fields=("words",), basis=Basis.PUBLIC_TASK, kept=Kept.CASE)

    def __str__(self) -> str:
        return f"Words of entry {self.pk}"


class Head(models.Model):
    """Where a case stands: its last entry, signed with the key that is not in the database.

    `sealed` is the entry up to which a root outside the database holds the case (see `seals.py`).
    """

    case = models.UUIDField(primary_key=True)
    seq = models.PositiveIntegerField()
    hash = models.BinaryField()
    mac = models.BinaryField()
    sealed = models.PositiveIntegerField(default=0)

    personal = NOTHING_PERSONAL

    class Meta:
        indexes = [models.Index(fields=["case"], condition=Q(seq__gt=F("sealed")), name="record_head_not_sealed")]

    def __str__(self) -> str:
        return f"{self.case} at {self.seq}"


class Seal(models.Model):
    """That a root was written outside the database, so that a missing file is missed."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    on = models.DateField()
    cases = models.PositiveIntegerField()
    entries = models.PositiveBigIntegerField()
    hash = models.BinaryField()

    personal = NOTHING_PERSONAL

    def __str__(self) -> str:
        return f"Root {self.number} of {self.on}"


class Access(models.Model):
    """That a person opened a case in some hour. `digest_seq` is the entry with the digest of that day."""

    case = models.UUIDField()
    person = models.UUIDField()
    as_role = models.CharField(max_length=40)
    hour = models.DateTimeField()
    on = models.DateField()
    digest_seq = models.PositiveIntegerField(null=True)

    personal = Personal(fields=("person", "as_role", "hour", "on"), basis=Basis.PUBLIC_TASK, kept=Kept.CASE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "hour", "person"], name="record_access_once_an_hour"),
        ]
        indexes = [
            models.Index(fields=["on", "case"], condition=Q(digest_seq__isnull=True), name="record_access_not_digested")
        ]

    def __str__(self) -> str:
        return f"{self.person} opened {self.case} at {self.hour}"
