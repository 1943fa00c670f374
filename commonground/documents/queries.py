"""How files are read. The caller decides whether somebody may see what they are about."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from commonground.documents.models import File


def files_about(about: UUID) -> QuerySet[File]:
    """The files of a draft, enquiry or case without their bytes, the first received first."""
    return File.objects.filter(about=about).defer("data").order_by("received_at", "id")


def files_named(about: UUID, files: Iterable[UUID]) -> QuerySet[File]:
    """Those of the files of a draft, enquiry or case that have these ids, without their bytes."""
    return files_about(about).filter(pk__in=list(files))


def file_about(about: UUID, file: UUID) -> File | None:
    """One of its files, with its bytes; None where there is none of that id."""
    return File.objects.filter(about=about, pk=file).first()


def letter_dates(*files: File) -> list[date]:
    """The dates that could be read in the words of these files, in order, each once. A person says which it is."""
    return list(dict.fromkeys(date.fromisoformat(day) for file in files for day in file.dates))
