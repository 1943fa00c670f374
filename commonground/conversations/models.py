"""What is stored of a written conversation: how to get back to it, who looks after it, and each line of it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commonground.record.personal import Basis, Kept, Personal


class CameBy(models.TextChoices):
    """How its lines come in, and which way the word goes that an answer is there."""

    WEB = "web", _("On our page")
    TEXT = "text", _("By text")


class Who(models.TextChoices):
    """Who wrote a line."""

    FAMILY = "family", _("Family")
    ADVISER = "adviser", _("Adviser")


class Conversation(models.Model):
    """What somebody and our advisers write to each other. It is reached by its code alone.

    `reply_to` is where we say that an answer is there: an e-mail address, or a number where it came by text; empty
    where they look for themselves. `waiting_since` is when they wrote what nobody has answered yet. `told_at` is when
    we last said that there is an answer. `enquiry` is what became of it, and keeps it.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("name", "reply_to", "taken_by"),
        basis=Basis.PUBLIC_TASK,
        kept=Kept.ENQUIRY,
        without_case=Kept.CONVERSATION,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_digest = models.CharField(max_length=64, unique=True)
    came_by = models.CharField(max_length=10, choices=CameBy.choices, default=CameBy.WEB)
    name = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    authority = models.ForeignKey("directory.LocalAuthority", null=True, on_delete=models.PROTECT)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    waiting_since = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="conversations_taken"
    )
    told_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    enquiry = models.OneToOneField("cases.Enquiry", null=True, on_delete=models.CASCADE, related_name="conversation")

    class Meta:
        ordering: ClassVar[list[str]] = ["started_at", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["waiting_since"], condition=Q(waiting_since__isnull=False), name="conversation_waiting"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(waiting_since=None), name="conversation_closed_waits_for_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Line(models.Model):
    """One thing that was written. Its `token` is that of the form, so that what is sent twice is there once."""

    personal: ClassVar[Personal] = Personal(
        fields=("author", "text"), basis=Basis.PUBLIC_TASK, kept=Kept.ENQUIRY, without_case=Kept.CONVERSATION
    )

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="lines")
    at = models.DateTimeField()
    who = models.CharField(max_length=10, choices=Who.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="lines_written"
    )
    text = models.TextField(max_length=4000)
    token = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(who="family", author=None) | Q(who="adviser", author__isnull=False),
                name="line_of_an_adviser_has_its_author",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.pk} of {self.conversation_id}"
