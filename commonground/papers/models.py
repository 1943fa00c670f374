"""What is stored of papers: who gave each to which case, and with whom it is shared. The file lies with documents."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonground.cases.models import Case, Participant, Party
from commonground.record.personal import Basis, Kept, Personal


class Paper(models.Model):
    """One paper that somebody gave to a case. `file` is the id of a file that documents keeps about the case.

    It is its giver's: nobody else of the case reads it without a live share. Taken back, it is theirs and the desk's.
    """

    personal: ClassVar[Personal] = Personal(fields=("title", "given_by"), basis=Basis.PUBLIC_TASK, kept=Kept.CASE)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    file = models.UUIDField()
    title = models.CharField(max_length=200)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="papers_given")
    given_on = models.DateField()
    given_at = models.DateTimeField()
    taken_back_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["given_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "file", "given_by"], condition=Q(taken_back_on=None), name="paper_given_once"
            ),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"


class Share(models.Model):
    """That one reader may read a paper: a person of the case, all who work for a party, or the mediator.

    `to_on` is the first day without; it is written when the share ends, and ends it at once.
    """

    personal: ClassVar[Personal] = Personal(fields=("by",), basis=Basis.CONSENT, kept=Kept.CASE)

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="shares")
    participant = models.ForeignKey(Participant, null=True, on_delete=models.CASCADE, related_name="papers_shared")
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="papers_shared")
    for_meeting = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="papers_shared")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(participant__isnull=False, party=None, for_meeting=False)
                | Q(participant=None, party__isnull=False, for_meeting=False)
                | Q(participant=None, party=None, for_meeting=True),
                name="share_with_exactly_one",
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=models.F("from_on")), name="share_in_order"),
            models.UniqueConstraint(fields=["paper", "participant"], condition=Q(to_on=None), name="share_once_person"),
            models.UniqueConstraint(fields=["paper", "party"], condition=Q(to_on=None), name="share_once_party"),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(to_on=None, for_meeting=True), name="share_once_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"
