"""What is stored of a file that somebody sent: what we made of it, never the file as it came."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonground.documents.kinds import MOST_PAGES, Media
from commonground.record.personal import Basis, Kept, Personal


class MediaType(models.TextChoices):
    """The kinds of file there are here, as a person calls them."""

    JPEG = Media.JPEG.value, _("Photo")
    PDF = Media.PDF.value, _("PDF")
    WAV = Media.WAV.value, _("Recording")


class File(models.Model):
    """One photo, PDF or recording, made anew.

    `about` is the id of the draft, enquiry or case, and nothing more: this room knows none of them. `given_by` is the
    opaque id of who sent it. `dates` are those that could be read in its words, for a person to choose from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.UUIDField()
    name = models.CharField(max_length=120)
    media = models.CharField(max_length=20, choices=MediaType.choices)
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    dates = models.JSONField(default=list)
    given_by = models.CharField(max_length=60)
    received_at = models.DateTimeField()
    received_on = models.DateField()

    personal: ClassVar[Personal] = Personal(
        fields=("name", "data", "sha256", "dates", "given_by"), basis=Basis.PUBLIC_TASK, kept=Kept.CASE
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["about", "sha256"], name="file_once"),
            models.CheckConstraint(name="file_of_a_kind_we_make", condition=Q(media__in=[m.value for m in Media])),
            models.CheckConstraint(name="file_has_pages", condition=Q(pages__gte=1, pages__lte=MOST_PAGES)),
        ]
        indexes: ClassVar = [models.Index(fields=["about", "received_at"], name="file_about")]

    def __str__(self) -> str:
        return f"file {self.id}"
