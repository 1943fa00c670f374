"""What is stored of what somebody says in their own way, and of whom they show it to."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonground.record.personal import Basis, Kept, Personal
from commonground.voice.words import Kind, With


class Saying(models.Model):
    """One thing that somebody said in their own way. Nobody else reads it until it is shared.

    `person` is whose words they are, or who wrote them down for a child (`for_child`). `recorded_by` is the member of
    staff who wrote them down from a call. `data` holds what was chosen: of faces a number from 1 to 5 for each key, of
    pictures a feeling for each key, of words the answers to what is asked beside. `file` is the id of a file whose
    `about` is this saying's own id, so that no list of the case's papers has it. Taken away, it is empty and stays so.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("person", "recorded_by", "text", "data", "file"), basis=Basis.CONSENT, kept=Kept.CASE
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="sayings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sayings")
    for_child = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="sayings_recorded"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(max_length=4000, blank=True)
    data = models.JSONField(default=dict)
    file = models.UUIDField(null=True)
    token = models.CharField(max_length=64, unique=True)
    said_on = models.DateField()
    changed_at = models.DateTimeField()
    dropped_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(dropped_on=None) | Q(text="", data={}, file=None), name="saying_taken_away_is_empty"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "person"], condition=Q(dropped_on=None), name="saying_of_person"),
        ]

    def __str__(self) -> str:
        return f"saying {self.pk}"


class Share(models.Model):
    """That one saying is shown to somebody, until it is stopped."""

    personal: ClassVar[Personal] = Personal(fields=("participant", "by"), basis=Basis.CONSENT, kept=Kept.CASE)

    saying = models.ForeignKey(Saying, on_delete=models.CASCADE, related_name="shares")
    with_whom = models.CharField(max_length=20, choices=With.choices)
    participant = models.ForeignKey(
        "cases.Participant", null=True, on_delete=models.CASCADE, related_name="shown_sayings"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sayings_shared")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(with_whom=With.PARTICIPANT.value, participant__isnull=False)
                | (~Q(with_whom=With.PARTICIPANT.value) & Q(participant=None)),
                name="share_with_one_person_names_them",
            ),
            models.UniqueConstraint(
                fields=["saying", "with_whom", "participant"], nulls_distinct=False, condition=Q(to_on=None),
                name="share_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"share {self.pk} of {self.saying_id}"
