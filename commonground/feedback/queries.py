"""How patterns are read: a supporter their own, the desk all."""

from django.db.models import QuerySet

from commonground.cases.models import Participant
from commonground.cases.queries import current
from commonground.directory.models import LocalAuthority
from commonground.feedback.models import Pattern
from commonground.people.models import Person
from commonground.people.roles import Role


def councils_of(person: Person) -> QuerySet[LocalAuthority]:
    """The councils with which families that this person helps today have a case, by name."""
    helps = Participant.objects.filter(current(), person=person, role=Role.SUPPORTER)
    return LocalAuthority.objects.filter(pk__in=helps.values("case__authority"))


def patterns_of(person: Person) -> QuerySet[Pattern]:
    """What this person raised, the latest first."""
    return Pattern.objects.filter(raised_by=person).select_related("authority")


def patterns_at_the_desk() -> QuerySet[Pattern]:
    """Every pattern, what waits to be passed on first; for the desk, whose doors let nobody else in."""
    found = Pattern.objects.select_related("authority", "raised_by", "passed_by")
    return found.order_by("passed_on", "answered_on", "raised_on", "id")
