"""Views that somebody told us, on the telephone or face to face: written down at the desk, with their yes."""

from uuid import uuid4

from django.utils.translation import gettext as _

from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting, change
from commonground.cases.models import Case
from commonground.cases.stages import STAFF
from commonground.people.roles import Role
from commonground.voice import queries
from commonground.voice.models import Saying, Share
from commonground.voice.words import Kind, With


def record_views(case: Case, *, by: Acting, told_by: int | None, text: str, agreed: bool, token: str) -> Case:
    """Write down what the child or young person wants people to know, as they or a parent for them told us.

    `told_by` is a place of the family in the case; without one the child told it themselves. It is shared with those
    who work here, since they wrote it; it is in the young person's space, and they can stop that. Raises Impossible
    without their yes or without words, NotTheirs for whoever does not work here.
    """

    def also(locked: Case) -> None:
        if Saying.objects.filter(token=token).exists():
            raise Impossible(_("This has been saved already."))
        if not agreed:
            raise Impossible(_("Ask them first whether we may write it down and read it here."))
        if not text.strip():
            raise Impossible(_("Write down what they said, in their own words."))
        assert by.person is not None
        place = locked.participants.filter(pk=told_by or 0, role=Role.FAMILY).first()
        if told_by is not None and place is None:
            raise Impossible(_("This person does not take part in this case."))
        person = place.person if place is not None else locked.child
        themselves = person == locked.child or queries.has_space(locked, person)
        saying = Saying.objects.create(
            id=uuid4(), case=locked, person=person, for_child=not themselves, recorded_by=by.person, kind=Kind.WORDS,
            text=text.strip(), token=token, said_on=by.day, changed_at=by.instant,
        )  # fmt: skip
        Share.objects.create(saying=saying, with_whom=With.THE_SERVICE, by=by.person, from_on=by.day)

    return change(case, by=by, what="voice.recorded", who=STAFF, also=also)


def stop_reading(case: Case, *, by: Acting, share: int) -> Case:
    """Somebody told us that those who work here should no longer read what they had shared. Ends at once.

    Raises Impossible where nothing of that kind is shared with us.
    """

    def also(locked: Case) -> None:
        found = Share.objects.filter(pk=share, saying__case=locked, with_whom=With.THE_SERVICE, to_on=None)
        if not found.update(to_on=by.day):
            raise Impossible(_("This is not shared with us any longer."))

    return change(case, by=by, what="voice.stopped", who=STAFF, also=also)
