"""What is stored of meetings: when, where, how, who came and who could decide."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from commonground.cases.models import Case
from commonground.cases.words import PartyKind
from commonground.record.personal import Basis, Kept, Personal


class Mode(models.TextChoices):
    """How people meet."""

    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    TELEPHONE = "telephone", _("By telephone")
    HYBRID = "hybrid", _("Some in the room, some online")


class Rooms(models.TextChoices):
    """Together, apart, or both; the family's wish."""

    JOINT = "joint", _("Everyone together")
    PRIVATE = "private", _("Private rooms")
    BOTH = "both", _("Together, with private rooms for breaks")


class State(models.TextChoices):
    """What became of a meeting."""

    FIXED = "fixed", _("Fixed")
    HELD = "held", _("Held")
    ADJOURNED = "adjourned", _("Adjourned")
    DID_NOT_HAPPEN = "did_not_happen", _("Did not happen")
    MOVED = "moved", _("Moved to another time")


class WhoseReason(models.TextChoices):
    """On whose side the reason lay that a meeting did not happen."""

    AUTHORITY = "la", _("The council")
    ICB = "icb", _("The NHS")
    FAMILY = "family", _("The family")
    US = "us", _("Our service")
    NOBODY = "nobody", _("Nobody: illness, weather, travel")


class Meeting(models.Model):
    """One meeting of a case. A mediator cannot be booked twice for the same time: the database refuses it."""

    personal: ClassVar[Personal] = Personal(
        fields=("mediator", "place", "reason"), basis=Basis.PUBLIC_TASK, kept=Kept.CASE
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="meetings")
    mediator = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="meetings")
    during = DateTimeRangeField()
    on = models.DateField()
    mode = models.CharField(max_length=20, choices=Mode.choices)
    rooms = models.CharField(max_length=20, choices=Rooms.choices)
    place = models.CharField(max_length=500)
    state = models.CharField(max_length=20, choices=State.choices, default=State.FIXED)
    notice_waived_by = models.CharField(max_length=200, blank=True)
    whose_reason = models.CharField(max_length=10, choices=WhoseReason.choices, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    told_us_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # The embedded PostgreSQL has no btree_gist: the mediator is compared as a range of one hashed number.
            ExclusionConstraint(
                name="mediator_booked_once",
                expressions=[
                    (Func(F("mediator"), function="person_range"), "&&"),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(state="fixed", mediator__isnull=False),
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state="fixed"), name="one_meeting_ahead"),
            models.CheckConstraint(
                condition=~Q(state="did_not_happen") | ~Q(whose_reason=""), name="meeting_missed_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} for {self.case_id}"


class Attendance(models.Model):
    """Who came to a meeting, for which party, and whether they could decide (R28)."""

    personal: ClassVar[Personal] = Personal(fields=("name",), basis=Basis.PUBLIC_TASK, kept=Kept.CASE)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    name = models.CharField(max_length=200)
    party = models.CharField(max_length=10, choices=PartyKind.choices)
    came = models.BooleanField()
    could_decide = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "name", "party"], name="attendance_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party} at {self.meeting_id}"
