"""The outbox. A message stands here, in the same transaction as what caused it, before anything is sent.

The queue's jobs only wake the worker; whether a message went out is known from these rows alone.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonground.record.personal import Basis, Kept, Personal


class Channel(models.TextChoices):
    """How a message travels. One by `call` is never sent: it waits until an adviser has rung and told them."""

    EMAIL = "email", _("E-mail")
    TEXT = "text", _("Text message")
    LETTER = "letter", _("Letter")
    CALL = "call", _("By telephone call only: an adviser tells them")


BY_HAND = (Channel.LETTER, Channel.CALL)
"""What a person prints and posts, or says on the telephone: the worker never sends it."""


class Lane(models.IntegerChoices):
    """Who goes first. Sign-in codes are urgent: somebody is waiting at a screen."""

    URGENT = 0, _("Urgent")
    NORMAL = 1, _("Normal")


class State(models.TextChoices):
    """Where a message stands.

    `uncertain`: cut off where only the other server knows whether it has it; goes again, marked as a copy.
    `dropped`: a sign-in code that ran out before it went; a new one is made, the old one never sent.
    """

    QUEUED = "queued", _("Waiting to go")
    SENDING = "sending", _("Going now")
    SENT = "sent", _("Sent")
    UNCERTAIN = "uncertain", _("Perhaps sent")
    FAILED = "failed", _("Could not be sent")
    HELD = "held", _("Held back")
    DROPPED = "dropped", _("Ran out before it was sent")


WAITS_FOR_A_CALL = (State.QUEUED, State.UNCERTAIN)
"""Where a message by call stands until it is told; one that was perhaps sent before only calls were safe, too."""


class Notice(models.Model):
    """One message to one person.

    `about` is the id of the case, and nothing more: this room knows no case. `message_id` is fixed when the
    message is queued, so that every copy of it is known for the same message. `short` is the same message
    as a text. `claim` is the number of the lock that the sending worker holds for as long as it lives. A
    failure is told upwards once (`reported_at`) and stands on the list until a person has seen to it
    (`seen_to_at`) or it was sent again (`instead_of`). Of a text the supplier may report afterwards that the phone
    took it (`delivered_at`) or never did (`undelivered_at`).
    A message about no case goes two weeks after it was written, a code a day after it ran out (`keeping.py`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.CharField(max_length=60)
    person = models.UUIDField(null=True)
    about = models.UUIDField(null=True)
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.CharField(max_length=254, blank=True)
    to_number = models.CharField(max_length=20, blank=True)
    to_address = models.TextField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    lane = models.SmallIntegerField(choices=Lane.choices, default=Lane.NORMAL)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    short = models.TextField(blank=True)
    html = models.TextField()
    fresh = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=320, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    possible_copies = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claim = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=20, blank=True)
    delivered_at = models.DateTimeField(null=True)
    undelivered_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    seen_to_at = models.DateTimeField(null=True)
    instead_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")

    personal: ClassVar[Personal] = Personal(
        fields=(
            "person",
            "to_name",
            "to_email",
            "to_number",
            "to_address",
            "subject",
            "text",
            "short",
            "html",
            "last_error",
        ),
        basis=Basis.PUBLIC_TASK,
        kept=Kept.CASE,
        without_case=Kept.MESSAGE,
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notice_sent_has_its_time", condition=Q(sent_at__isnull=False) | ~Q(state=State.SENT)
            ),
            models.CheckConstraint(
                name="notice_sending_has_its_claim",
                condition=Q(state=State.SENDING, claim__isnull=False)
                | (~Q(state=State.SENDING) & Q(claim__isnull=True)),
            ),
            models.CheckConstraint(
                name="notice_email_has_its_address",
                condition=~Q(channel=Channel.EMAIL) | ~Q(to_email=""),
            ),
            models.CheckConstraint(
                name="notice_text_has_its_number",
                condition=~Q(channel=Channel.TEXT) | ~Q(to_number=""),
            ),
            models.CheckConstraint(
                name="notice_reported_once", condition=Q(delivered_at__isnull=True) | Q(undelivered_at__isnull=True)
            ),
            models.CheckConstraint(
                name="notice_secret_runs_out", condition=Q(fresh=False) | Q(expires_at__isnull=False)
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["lane", "next_try_at", "created_at"],
                name="notice_waiting",
                condition=Q(state__in=[State.QUEUED, State.UNCERTAIN]),
            ),
            models.Index(fields=["claim"], name="notice_sending", condition=Q(state=State.SENDING)),
            models.Index(
                fields=["created_at"],
                name="notice_failed",
                condition=Q(state__in=[State.FAILED, State.DROPPED]),
            ),
            models.Index(fields=["created_at"], name="notice_held", condition=Q(state=State.HELD)),
            models.Index(fields=["about", "created_at"], name="notice_about"),
            models.Index(fields=["person", "created_at"], name="notice_person"),
            models.Index(fields=["-created_at"], name="notice_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.id}"

    @property
    def to_where(self) -> str:
        """The address or the number it goes to; empty for a letter and a call."""
        return {Channel.EMAIL: self.to_email, Channel.TEXT: self.to_number}.get(Channel(self.channel), "")

    @property
    def as_read(self) -> str:
        """Its words as they reach the person."""
        return self.short if self.channel == Channel.TEXT else self.text


class Step(models.Model):
    """What became of a message, one line for each time something did: the proof that we tried."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    by = models.CharField(max_length=60)
    detail = models.TextField(blank=True)

    personal: ClassVar[Personal] = Personal(
        fields=("by", "detail"), basis=Basis.PUBLIC_TASK, kept=Kept.CASE, without_case=Kept.MESSAGE
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.state} {self.at:%Y-%m-%d %H:%M}"


class Hold(models.Model):
    """Contact stopped, for a case, a person, or a person within a case: nothing goes until it is released."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=60, blank=True)

    personal: ClassVar[Personal] = Personal(
        fields=("person", "made_by", "released_by"), basis=Basis.PUBLIC_TASK, kept=Kept.CASE
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hold_holds_something", condition=Q(about__isnull=False) | Q(person__isnull=False)
            ),
            models.CheckConstraint(
                name="hold_released_by_somebody",
                condition=Q(released_at__isnull=True, released_by="")
                | (Q(released_at__isnull=False) & ~Q(released_by="")),
            ),
            models.UniqueConstraint(
                F("about"),
                F("person"),
                name="hold_once",
                condition=Q(released_at__isnull=True),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.id}"
