"""How conversations are read: by whoever holds the code, and by the desk, whoever waits longest first."""

from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Left

from commonground import law
from commonground.cases.models import Enquiry
from commonground.conversations.codes import digest_of, typed
from commonground.conversations.models import Conversation, Line
from commonground.record.days import london_day

FIRST_WORDS = 160


def with_code(code: str) -> Conversation | None:
    """The conversation this code leads to, in capitals or not; None for a code that is not ours, or no longer."""
    letters = typed(code)
    found = Conversation.objects.filter(code_digest=digest_of(letters)).select_related("enquiry", "taken_by")
    return found.first() if letters else None


def lines_of(conversation: Conversation, *, after: int = 0) -> QuerySet[Line]:
    """Its lines in order, those after one line's id alone, with who wrote them."""
    return Line.objects.filter(conversation=conversation, pk__gt=after).select_related("author")


def waiting() -> QuerySet[Conversation]:
    """What nobody has answered yet, the longest waiting first."""
    return Conversation.objects.filter(waiting_since__isnull=False).order_by("waiting_since", "id")


def at_the_desk() -> QuerySet[Conversation]:
    """Every conversation with its first words: who waits first, then what is open, then what is over.

    For the desk, whose doors let nobody else in.
    """
    first = Line.objects.filter(conversation=OuterRef("pk")).order_by("id")
    found = Conversation.objects.annotate(first_words=Subquery(first.values(words=Left("text", FIRST_WORDS))[:1]))
    return found.select_related("taken_by", "authority", "enquiry").order_by(
        F("waiting_since").asc(nulls_last=True), F("closed_at").desc(nulls_first=True), "-last_at", "id"
    )


def of_enquiry(enquiry: Enquiry) -> Conversation | None:
    """The conversation that became this enquiry."""
    return Conversation.objects.filter(enquiry=enquiry).first()


def answer_by(conversation: Conversation) -> date | None:
    """The day by which we answer what waits: within one working day of its arriving. None where nothing waits."""
    if conversation.waiting_since is None:
        return None
    return law.add_working_days(london_day(conversation.waiting_since), 1)
