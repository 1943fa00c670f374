"""Who takes calls when: an adviser sets their own hours and days away, a coordinator anybody's."""

from collections.abc import Iterable
from datetime import date, time
from operator import attrgetter

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from commonground.calls import queries
from commonground.calls.models import Away, Call, Hours, Weekday
from commonground.cases.answers import Impossible, NotTheirs
from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import Role
from commonground.record.days import today


@transaction.atomic
def set_hours(
    adviser: Person, *, by: Person, weekdays: Iterable[int], starts: time, ends: time, from_on: date
) -> list[Hours]:
    """Take calls between two times on these weekdays, from a day on. The same hours set twice are set once.

    Raises NotTheirs where `by` is neither the adviser nor a coordinator; Impossible where the times are no half hours,
    run backwards, lie in the past or across hours that there are already.
    """
    _theirs(adviser, by)
    if ends <= starts:
        raise Impossible(_("The hours must end later than they begin."))
    if any(at.minute not in {0, 30} or at.second for at in (starts, ends)):
        raise Impossible(_("Begin and end on the hour or the half hour: a call has half an hour."))
    if from_on < today():
        raise Impossible(_("The hours cannot begin on a day that has passed."))
    _lock(adviser)
    return [_one(adviser, Weekday(weekday), starts, ends, from_on) for weekday in sorted(set(weekdays))]


def _one(adviser: Person, weekday: Weekday, starts: time, ends: time, from_on: date) -> Hours:
    running = Q(to_on=None) | Q(to_on__gt=from_on)
    there = Hours.objects.filter(running, adviser=adviser, weekday=weekday, starts__lt=ends, ends__gt=starts)
    for known in there:
        if (known.starts, known.ends, known.to_on) == (starts, ends, None) and known.from_on <= from_on:
            return known
        raise Impossible(
            _("On %(weekday)s there are hours from %(starts)s to %(ends)s already. End those first.")
            % {"weekday": weekday.label, "starts": f"{known.starts:%H:%M}", "ends": f"{known.ends:%H:%M}"}
        )
    return Hours.objects.create(adviser=adviser, weekday=weekday, starts=starts, ends=ends, from_on=from_on)


@transaction.atomic
def end_hours(hours: Hours, *, by: Person, to_on: date) -> list[Call]:
    """End these hours; `to_on` is the first day without them. Returns the calls that now need another adviser.

    Raises NotTheirs, or Impossible for a day that has passed.
    """
    _theirs(hours.adviser, by)
    if to_on < today():
        raise Impossible(_("The hours cannot have ended on a day that has passed."))
    _lock(hours.adviser)
    locked = Hours.objects.get(pk=hours.pk)
    locked.to_on = max(to_on, locked.from_on)
    locked.save(update_fields=["to_on"])
    return _left_alone(hours.adviser)


@transaction.atomic
def go_away(adviser: Person, *, by: Person, from_on: date, to_on: date, why: str = "") -> list[Call]:
    """Take no calls from one day until another, which is the first day back. The same twice is written once.

    Returns the calls that now need another adviser. Raises NotTheirs, or Impossible where the days run backwards or
    are over.
    """
    _theirs(adviser, by)
    if to_on <= from_on:
        raise Impossible(_("The last day away cannot come before the first."))
    if to_on <= today():
        raise Impossible(_("These days are over already."))
    _lock(adviser)
    Away.objects.get_or_create(adviser=adviser, from_on=from_on, to_on=to_on, defaults={"why": why})
    return _left_alone(adviser)


@transaction.atomic
def come_back(away: Away, *, by: Person) -> None:
    """They are not away after all, or are back early: from today on they take calls. Raises NotTheirs."""
    _theirs(away.adviser, by)
    _lock(away.adviser)
    if away.from_on >= today():
        away.delete()
    else:
        away.to_on = today()
        away.save(update_fields=["to_on"])


def _theirs(adviser: Person, by: Person) -> None:
    if by.pk != adviser.pk and Role.COORDINATOR not in staff_roles_of(by):
        raise NotTheirs(_("Only they themselves, or a coordinator, can change these hours."))
    if not staff_roles_of(adviser) & queries.TAKING_CALLS:
        raise Impossible(_("%(name)s is not an adviser, and takes no calls.") % {"name": adviser.name})


def _lock(adviser: Person) -> None:
    """Whoever books a call with them waits until the hours are as they are to be."""
    Person.objects.select_for_update(no_key=True).get(pk=adviser.pk)


def _left_alone(adviser: Person) -> list[Call]:
    calls = list(queries.ahead().filter(adviser=adviser))
    alone = queries.without_adviser(calls)
    return sorted((call for call in calls if call.pk in alone), key=attrgetter("on"))
