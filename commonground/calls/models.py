"""What is stored of calls: when each adviser takes them, when they are away, and what was booked."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from commonground.record.personal import Basis, Kept, Personal


class Weekday(models.IntegerChoices):
    """The days on which calls can be taken; bank holidays among them are left out by the law's calendar."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class How(models.TextChoices):
    """How a call begins."""

    TELEPHONE = "telephone", _("We ring you")
    TEXT_FIRST = "text_first", _("We send a text first, then ring")


class Outcome(models.TextChoices):
    """What became of a call."""

    SPOKE = "spoke", _("We spoke")
    NO_ANSWER = "no_answer", _("No answer")
    MOVED = "moved", _("Moved to another time")


class Way(models.TextChoices):
    """How an interpreter comes into a call."""

    THREE_WAY = "three_way", _("On the telephone, three of us on one line")
    VIDEO_RELAY = "video_relay", _("By video relay: they sign on a screen")
    IN_PERSON = "in_person", _("In person")


class Arranging(models.TextChoices):
    """How far the booking of an interpreter is."""

    ASKED = "asked", _("asked, not confirmed yet")
    AGAIN = "again", _("to be confirmed for the new time")
    CONFIRMED = "confirmed", _("confirmed")
    NOT_HAD = "not_had", _("could not be had")
    TO_CALL_OFF = "to_call_off", _("to be called off")
    CALLED_OFF = "called_off", _("called off")


LIVE = (Arranging.ASKED, Arranging.AGAIN, Arranging.CONFIRMED)
"""An interpreter is on the way, or may be: one call has one of these at most."""


class Hours(models.Model):
    """One adviser's hours for calls on one weekday, as London's clocks show them.

    `to_on` is the first day *without* them, as with a role.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("adviser", "weekday", "starts", "ends"), basis=Basis.CONTRACT, kept=Kept.EMPLOYMENT
    )

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="call_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["weekday", "starts", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="call_hours_have_a_length"),
            models.CheckConstraint(condition=Q(weekday__in=Weekday.values), name="call_hours_on_weekdays"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="call_hours_end_after_they_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}-{self.ends:%H:%M} of {self.adviser_id}"

    @property
    def last_on(self) -> date | None:
        """The last day with them; None while no end is set."""
        return None if self.to_on is None else self.to_on - timedelta(days=1)


class Away(models.Model):
    """Days on which an adviser takes no calls. `to_on` is the first day back."""

    personal: ClassVar[Personal] = Personal(
        fields=("adviser", "from_on", "to_on", "why"), basis=Basis.CONTRACT, kept=Kept.EMPLOYMENT
    )

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="away")
    from_on = models.DateField()
    to_on = models.DateField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["from_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="away_for_a_day_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.adviser_id} away {self.from_on}"

    @property
    def last_on(self) -> date:
        """The last day away."""
        return self.to_on - timedelta(days=1)


class Call(models.Model):
    """One call that somebody waits for. The database refuses an adviser two at one time.

    `about` is the enquiry or case: a case opened from an enquiry keeps its id. `person` is whom we call, once a case
    knows them. `interpreter` is the language of the interpreter they want, or BSL; empty where they want none. `notes`
    is what the caller must see before they dial.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("person", "name", "telephone", "adviser", "interpreter", "notes"),
        basis=Basis.PUBLIC_TASK,
        kept=Kept.CASE,
    )

    about = models.UUIDField(db_index=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="calls")
    name = models.CharField(max_length=200)
    telephone = models.CharField(max_length=40)
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="calls_to_make")
    during = DateTimeRangeField()
    on = models.DateField(db_index=True)
    channel = models.CharField(max_length=20, choices=How.choices, default=How.TELEPHONE)
    interpreter = models.CharField(max_length=100, blank=True)
    notes = models.TextField(max_length=1000, blank=True)
    token = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    cancelled_at = models.DateTimeField(null=True)
    held_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["during", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # `coderange` (directory's first migration) is a range of text: the embedded PostgreSQL has no btree_gist.
            ExclusionConstraint(
                name="adviser_called_upon_once",
                expressions=[
                    (
                        Func(
                            Cast(F("adviser"), models.TextField()),
                            Cast(F("adviser"), models.TextField()),
                            Value("[]"),
                            function="coderange",
                        ),
                        "&&",
                    ),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(outcome__in=["spoke", "no_answer"]),
                name="call_held_has_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"call on {self.on} about {self.about}"


class InterpreterBooking(models.Model):
    """An interpreter for one call: with whom, how they join, and how far it is. A call has one live one at most.

    `with_whom` is an agency or a person; `joining` is what the family needs to join, in words that the family reads.
    `recorded_by` is the member of staff who last wrote down how far it is.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("language", "with_whom", "their_reference", "joining", "recorded_by"),
        basis=Basis.PUBLIC_TASK,
        kept=Kept.CASE,
    )

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="interpreters")
    language = models.CharField(max_length=100)
    way = models.CharField(max_length=20, choices=Way.choices, blank=True)
    with_whom = models.CharField(max_length=200, blank=True)
    their_reference = models.CharField(max_length=100, blank=True)
    joining = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=Arranging.choices)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call"], condition=Q(state__in=LIVE), name="one_live_interpreter_a_call"),
            models.CheckConstraint(
                condition=Q(state=Arranging.NOT_HAD) | (~Q(way="") & ~Q(with_whom="")),
                name="interpreter_from_somebody_in_some_way",
            ),
        ]

    def __str__(self) -> str:
        return f"interpreter for call {self.call_id}: {self.state}"
