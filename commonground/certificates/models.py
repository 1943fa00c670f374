"""What is stored of certificates: the register without gaps, the certificates, and every copy that was made."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonground.cases.models import Case
from commonground.law import CertificateKind
from commonground.record.personal import NOTHING_PERSONAL, Basis, Kept, Personal


class Series(models.Model):
    """A number series and the last number it gave. The row is locked while a number is taken, so none is skipped."""

    personal: ClassVar[Personal] = NOTHING_PERSONAL

    name = models.CharField(max_length=10, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.last}"


class RegisterLine(models.Model):
    """One number of the register. Void and paper numbers stay on it.

    Once the people were erased from a certificate, the line alone answers whoever asks about it: with its council, its
    check code, and whether it was corrected or withdrawn. Until then the certificate answers.
    """

    personal: ClassVar[Personal] = Personal(fields=("note",), basis=Basis.PUBLIC_TASK, kept=Kept.CERTIFICATE)

    class State(models.TextChoices):
        """What became of a number."""

        ISSUED = "issued", _("Issued")
        PAPER = "paper", _("Given to the paper pack")
        VOID = "void", _("Void")

    number = models.CharField(max_length=20, unique=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=State.choices)
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    authority = models.ForeignKey("directory.LocalAuthority", null=True, on_delete=models.PROTECT)
    check_code = models.CharField(max_length=40, blank=True)
    corrected = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["check_code"], condition=~Q(check_code=""), name="line_code_once"),
        ]

    def __str__(self) -> str:
        return self.number


class Certificate(models.Model):
    """A certificate, issued once for a decision, a kind and a right-holder. Its first day never changes.

    `erased_on`: since when its names, date of birth and copies are no longer kept.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("holder", "holder_name", "child_name", "child_born", "issued_by", "withdrawn_because"),
        basis=Basis.PUBLIC_TASK,
        kept=Kept.CERTIFICATE,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.OneToOneField(RegisterLine, on_delete=models.PROTECT, related_name="certificate")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in CertificateKind])
    limb = models.CharField(max_length=10)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    holder_name = models.CharField(max_length=200)
    child_name = models.CharField(max_length=200)
    child_born = models.DateField(null=True)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates_issued"
    )
    check_code = models.CharField(max_length=40, unique=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    erased_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(holder_name="", child_name="", child_born=None, withdrawn_because=""),
                name="certificate_erased_is_empty",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "holder"], condition=Q(withdrawn_on=None), name="one_live_certificate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.issued_on}"


class Copy(models.Model):
    """The bytes of a certificate and its cover letter as they were made: the first, then any corrected ones."""

    personal: ClassVar[Personal] = Personal(
        fields=("certificate_pdf", "letter_pdf", "because"), basis=Basis.PUBLIC_TASK, kept=Kept.CERTIFICATE
    )

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="copies")
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    because = models.CharField(max_length=300, blank=True)
    signed = models.BooleanField()
    certificate_pdf = models.BinaryField()
    letter_pdf = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["certificate", "number"], name="copy_once"),
        ]

    def __str__(self) -> str:
        return f"copy {self.number} of {self.certificate_id}"
