"""What is stored of a case. Only the commands of this room change it; rooms above write dated facts through `apply`."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from commonground.cases.words import (
    About,
    Answer,
    Basis,
    Channel,
    OwedBy,
    PartyKind,
    Route,
    Stage,
)
from commonground.law import Decision
from commonground.people.models import MessagesBy
from commonground.people.roles import Role
from commonground.record.personal import NOTHING_PERSONAL, Kept, Personal
from commonground.record.personal import Basis as Lawful


class Enquiry(models.Model):
    """First contact, before a case is opened. A case opened from it takes over its id, so both share one record."""

    personal: ClassVar[Personal] = Personal(
        fields=(
            "name",
            "email",
            "telephone",
            "messages_by",
            "child_name",
            "child_born",
            "happened_on",
            "message",
            "safe_contact",
            "needs",
            "answers",
        ),
        basis=Lawful.PUBLIC_TASK,
        kept=Kept.ENQUIRY,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    token = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    arrived_at = models.DateTimeField()
    arrived_on = models.DateField()
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    email_key = models.CharField(max_length=254, blank=True, db_index=True)
    telephone = models.CharField(max_length=40, blank=True)
    messages_by = models.CharField(max_length=10, choices=MessagesBy.choices, blank=True)
    standing = models.CharField(max_length=30, choices=Basis.choices, blank=True)
    child_name = models.CharField(max_length=200, blank=True)
    child_key = models.CharField(max_length=400, blank=True, db_index=True)
    child_born = models.DateField(null=True)
    authority = models.ForeignKey("directory.LocalAuthority", null=True, on_delete=models.PROTECT)
    decision = models.CharField(max_length=30, choices=[(d.value, d.value) for d in Decision], blank=True)
    sections = models.CharField(max_length=40, blank=True)
    letter_on = models.DateField(null=True)
    happened_on = models.DateField(null=True)
    wants = models.CharField(max_length=30, blank=True)
    message = models.TextField(max_length=4000, blank=True)
    safe_contact = models.TextField(max_length=1000, blank=True)
    needs = models.TextField(max_length=1000, blank=True)
    answers = models.JSONField(default=dict)
    answer_by = models.DateField()
    urgent_from = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["answer_by", "arrived_at"], condition=Q(closed_on=None), name="enquiry_open"),
        ]

    def __str__(self) -> str:
        return self.reference


class Draft(models.Model):
    """A request that somebody is still writing. It is reached by its code alone, and empty once it was sent."""

    personal: ClassVar[Personal] = Personal(fields=("answers",), basis=Lawful.PUBLIC_TASK, kept=Kept.SHORT)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code_digest = models.CharField(max_length=64, unique=True)
    token = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    enquiry = models.OneToOneField(Enquiry, null=True, on_delete=models.CASCADE)
    keep_until = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"draft kept until {self.keep_until}"


class Case(models.Model):
    """One disagreement about one child or young person.

    `next_duty` is the first that we owe, and `other_duty` the first that another side owes; where we owe nothing, the
    next is theirs too. Both are settled after each command, and the work list is an index on the next one's day.
    """

    personal: ClassVar[Personal] = Personal(
        fields=("child", "adviser", "mediator", "detained", "lacks_capacity", "has_deputy"),
        basis=Lawful.PUBLIC_TASK,
        kept=Kept.CASE,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    route = models.CharField(max_length=30, choices=Route.choices)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.ENQUIRY)
    stage_before = models.CharField(max_length=20, choices=Stage.choices, blank=True)
    child = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases_about")
    authority = models.ForeignKey("directory.LocalAuthority", on_delete=models.PROTECT)
    decision = models.CharField(max_length=30, choices=[(d.value, d.value) for d in Decision])
    sections = models.CharField(max_length=40, blank=True)
    letter_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    detained = models.BooleanField(default=False)
    lacks_capacity = models.BooleanField(default=False)
    has_deputy = models.BooleanField(default=False)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases_advised"
    )
    mediator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases_mediated"
    )
    beside = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="cases_beside")
    contact_stopped = models.BooleanField(default=False)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    next_duty_on = models.DateField(null=True)
    next_duty = models.CharField(max_length=40, blank=True)
    waits_for = models.CharField(max_length=10, choices=OwedBy.choices, blank=True)
    other_duty_on = models.DateField(null=True)
    other_duty = models.CharField(max_length=40, blank=True)
    other_owes = models.CharField(max_length=10, choices=OwedBy.choices, blank=True)
    urgent_from = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_duty_on", "id"], condition=Q(closed_on=None), name="case_work_list"),
            models.Index(fields=["urgent_from", "id"], condition=Q(closed_on=None), name="case_urgent"),
            models.Index(fields=["child", "authority"], name="case_child_authority"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_on__isnull=False)
                | (~Q(stage=Stage.CLOSED) & Q(closed_on__isnull=True)),
                name="case_closed_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def section_set(self) -> frozenset[str]:
        """The plan sections in dispute, as letters."""
        return frozenset(s for s in self.sections.split(",") if s)


class Party(models.Model):
    """A side in the case. `answer` is its answer to disagreement resolution (R54)."""

    personal: ClassVar[Personal] = Personal(fields=("name", "email", "why"), basis=Lawful.PUBLIC_TASK, kept=Kept.CASE)

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=10, choices=PartyKind.choices)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default=Answer.NOT_ASKED)
    asked_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "kind", "name"], name="party_once_in_a_case"),
        ]

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """A person with a role in a case, on what footing, and how they can be reached safely.

    A supporter `helps` one of the family, and may do what that person `agreed` to (codes of `words.Agreed`).
    """

    personal: ClassVar[Personal] = Personal(
        fields=(
            "person",
            "evidence",
            "court_orders",
            "do_not_disclose_to",
            "safe_contact",
            "needs",
            "relationship",
            "address",
            "helps",
            "agreed",
        ),
        basis=Lawful.PUBLIC_TASK,
        kept=Kept.CASE,
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="participations")
    party = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="participants")
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Role])
    relationship = models.CharField(max_length=100, blank=True)
    holds_right = models.BooleanField(default=False)
    basis = models.CharField(max_length=30, choices=Basis.choices)
    evidence = models.CharField(max_length=500, blank=True)
    evidence_seen_on = models.DateField(null=True)
    court_orders = models.TextField(max_length=2000, blank=True)
    do_not_disclose_to = models.TextField(max_length=1000, blank=True)
    safe_contact = models.TextField(max_length=1000, blank=True)
    address = models.TextField(max_length=500, blank=True)
    needs = models.TextField(max_length=1000, blank=True)
    can_decide = models.BooleanField(null=True)
    helps = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="helped_by")
    agreed = models.JSONField(default=list)
    contact_stopped = models.BooleanField(default=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "person", "role"], condition=Q(to_on=None), name="participant_once_in_a_case"
            ),
            models.CheckConstraint(
                condition=Q(role=Role.SUPPORTER.value, helps__isnull=False)
                | (~Q(role=Role.SUPPORTER.value) & Q(helps__isnull=True)),
                name="participant_supporter_helps_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "case"], name="participant_person")]

    def __str__(self) -> str:
        return f"{self.role} in {self.case_id}"


class Issue(models.Model):
    """One thing in dispute, with its plan section and what is wanted instead, in the words of who raised it."""

    personal: ClassVar[Personal] = Personal(
        fields=("what", "wanted", "health_provision_wanted", "raised_by"), basis=Lawful.PUBLIC_TASK, kept=Kept.CASE
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="issues")
    section = models.CharField(max_length=3, blank=True)
    what = models.TextField(max_length=2000)
    wanted = models.TextField(max_length=2000, blank=True)
    is_health = models.BooleanField(default=False)
    health_provision_wanted = models.TextField(max_length=2000, blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="issues_raised"
    )
    raised_on = models.DateField()
    dropped_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"section {self.section or '-'} of {self.case_id}"


class Fact(models.Model):
    """Something that is true of a case from a date on. Rows are added, never changed; later ones win.

    `kind` is one of `words.FactKind`.
    """

    personal: ClassVar[Personal] = Personal(fields=("data",), basis=Lawful.PUBLIC_TASK, kept=Kept.CASE)

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=30)
    on = models.DateField()
    at = models.DateTimeField()
    came_by = models.CharField(max_length=20, choices=Channel.choices, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class Duty(models.Model):
    """Something somebody owes by a date, worked out by `duties.owed` from the facts after each command."""

    personal: ClassVar[Personal] = NOTHING_PERSONAL

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=40)
    owed_by = models.CharField(max_length=10, choices=OwedBy.choices)
    since = models.DateField()
    due_on = models.DateField()
    settled_on = models.DateField(null=True)
    rule = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "kind", "since"], name="duty_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on"], condition=Q(settled_on=None), name="duty_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.due_on}"


class Question(models.Model):
    """What one of the family asked us, or told us is wrong, and our answer. Only who asked, and the desk, read it."""

    personal: ClassVar[Personal] = Personal(
        fields=("asked_by", "text", "answered_by", "answer"), basis=Lawful.PUBLIC_TASK, kept=Kept.CASE
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions_asked")
    about = models.CharField(max_length=10, choices=About.choices)
    text = models.TextField(max_length=4000)
    token = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    answer_by = models.DateField()
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="questions_answered"
    )
    answered_how = models.CharField(max_length=20, choices=Channel.choices, blank=True)
    answer = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answered_how=""), name="question_answered_somehow"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} of {self.case_id}"


class Declaration(models.Model):
    """A named person's word, per case, that they are independent and have no conflict (R10)."""

    personal: ClassVar[Personal] = Personal(fields=("person", "conflict"), basis=Lawful.PUBLIC_TASK, kept=Kept.CASE)

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="declarations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="declarations")
    independent = models.BooleanField()
    conflict = models.TextField(max_length=1000, blank=True)
    on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.case_id}"
