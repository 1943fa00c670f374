"""What is stored of a pattern: who met it with which council, their words, what was passed on and what came back."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonground.record.personal import Basis, Kept, Personal


class Pattern(models.Model):
    """Something that goes wrong with one council again and again, as a supporter of its families met it.

    `families` is the least number of them. `text` is theirs and stays with the desk; `passed_text` is what the
    council's commissioner was told, without names.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("raised_by", "text", "passed_by"), basis=Basis.PUBLIC_TASK, kept=Kept.CASE
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("directory.LocalAuthority", on_delete=models.PROTECT, related_name="patterns")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="patterns_raised")
    text = models.TextField(max_length=2000)
    families = models.PositiveSmallIntegerField()
    token = models.CharField(max_length=64, unique=True)
    raised_on = models.DateField()
    passed_on = models.DateField(null=True)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="patterns_passed"
    )
    passed_text = models.TextField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-raised_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(families__gte=2), name="pattern_of_more_than_one_family"),
            models.CheckConstraint(
                condition=Q(passed_on=None, passed_text="") | (Q(passed_on__isnull=False) & ~Q(passed_text="")),
                name="pattern_passed_in_words",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(passed_on__isnull=False), name="pattern_answered_after_it_was_passed"
            ),
        ]

    def __str__(self) -> str:
        return f"pattern {self.pk}"
