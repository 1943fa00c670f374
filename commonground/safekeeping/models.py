"""What is stored of erasing: what holds it up, and the ledger of what was erased, which holds ids alone."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonground.record.personal import Basis, Kept, Personal


class Reason(models.TextChoices):
    """Why a case or an enquiry is kept longer."""

    APPEAL = "appeal", _("An appeal")
    COMPLAINT = "complaint", _("A complaint to us")
    OMBUDSMAN = "ombudsman", _("A complaint to the ombudsman")
    SAFEGUARDING = "safeguarding", _("A worry about safety")
    OTHER = "other", _("Something else")


class Kind(models.TextChoices):
    """What is erased as a whole."""

    CASE = "case", _("Case")
    ENQUIRY = "enquiry", _("Enquiry")
    CERTIFICATE = "certificate", _("Names and copies of a certificate")
    PATTERN = "pattern", _("Pattern")


class Because(models.TextChoices):
    """Why something was erased: a code and no words, since words could name somebody."""

    TIME = "time", _("Its time was over")
    ASKED = "asked", _("They asked us to erase it (UK GDPR, article 17)")
    MISTAKE = "mistake", _("It should never have been kept: made twice, or by mistake")


class Hold(models.Model):
    """Something that keeps a case or an enquiry (`about`) from being erased, until somebody ends it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.UUIDField(db_index=True)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    note = models.CharField(max_length=500, blank=True)
    placed_by = models.CharField(max_length=80)
    placed_on = models.DateField()
    ended_by = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True)

    personal: ClassVar[Personal] = Personal(
        fields=("note", "placed_by", "ended_by"), basis=Basis.PUBLIC_TASK, kept=Kept.CASE
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["placed_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["about", "reason"], condition=Q(ended_on=None), name="hold_once_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by="") | (Q(ended_on__isnull=False) & ~Q(ended_by="")),
                name="hold_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} holds {self.about}"

    @property
    def placed_by_id(self) -> uuid.UUID:
        """The id of whoever placed it."""
        return uuid.UUID(self.placed_by.removeprefix("person:"))

    @property
    def reason_words(self) -> str:
        """The reason in words."""
        return str(Reason(self.reason).label)


class Erasure(models.Model):
    """That something was erased: ids and codes alone. `in_file`: it stands in the ledger outside the database too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.UUIDField(db_index=True)
    because = models.CharField(max_length=20, choices=Because.choices)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    in_file = models.BooleanField(default=False)

    personal: ClassVar[Personal] = Personal(fields=("by",), basis=Basis.LEGAL_DUTY, kept=Kept.LEDGER)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], condition=Q(in_file=False), name="erasure_not_in_file"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about} erased"
