"""Saying something, changing it, taking it away, showing it to somebody, and stopping that.

Only whose words they are can do any of it. What is said and kept for oneself leaves no trace in the record of the
case. That something is shown, and no longer, is an entry without a word of what it is. None of this changes the case,
so nobody who works on it is told that it changed.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import queries as cases
from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.documents import commands as documents
from commonground.documents.commands import Upload
from commonground.documents.kinds import Content
from commonground.people.models import Person
from commonground.record import commands as record
from commonground.voice import queries
from commonground.voice.models import Saying, Share
from commonground.voice.words import LEVELS, PICTURES, PROMPTS, SCALES, Feeling, Kind, With

MOST = 40
"""What one person can keep in one case."""
TAKES = {Kind.RECORDING: frozenset({Content.RECORDING}), Kind.DRAWING: frozenset({Content.PHOTO})}


@transaction.atomic
def say(
    case: Case, *, by: Acting, kind: Kind, token: str, text: str = "", data: Mapping[str, Any] | None = None,
    upload: Upload | None = None,
) -> Saying:  # fmt: skip
    """Keep what somebody says, for themselves alone; sent twice (`token`), it is there once.

    The young person says it for themselves, a parent for the child who says it with their help (R27). A recording or
    drawing is an `upload`, made anew. Raises NotTheirs for anybody else, Impossible where nothing was said or there is
    no more room, and what `documents.keep` raises.
    """
    person = _who(by)
    own = queries.has_space(case, person)
    if not own and not queries.speaks_for_child(case, person):
        raise NotTheirs(_("This is for the young person, or for a child with a parent’s help."))
    known = Saying.objects.filter(token=token, person=person).first()
    if known is not None:
        return known
    if queries.sayings_of(case, person).count() >= MOST:
        raise Impossible(_("There is no more room. Take something away first."))
    saying = Saying(
        id=uuid4(), case=case, person=person, for_child=not own, kind=kind, text=text.strip(),
        data=checked(kind, data or {}), token=token, said_on=by.day, changed_at=by.instant,
    )  # fmt: skip
    if kind in TAKES:
        saying.file = _kept(saying, upload, by)
    _says_something(saying)
    saying.save(force_insert=True)
    return saying


def _kept(saying: Saying, upload: Upload | None, by: Acting) -> Any:
    if upload is None:
        raise Impossible(_("There is nothing here yet. Make it first, or choose a file."))
    return documents.keep(upload, about=saying.pk, by=by.actor, takes=TAKES[Kind(saying.kind)]).pk


@transaction.atomic
def change(saying: Saying, *, by: Acting, text: str, data: Mapping[str, Any]) -> Saying:
    """Change what was said in words, pictures or faces. Whoever is shown it reads it as it is now.

    Raises NotTheirs, and Impossible where nothing would be left: then it is taken away instead.
    """
    locked = _own(saying, by)
    locked.text, locked.data = text.strip(), checked(Kind(locked.kind), data)
    locked.changed_at = by.instant
    _says_something(locked)
    locked.save()
    return locked


@transaction.atomic
def take_away(saying: Saying, *, by: Acting) -> None:
    """Take something away for good: nobody is shown it any longer, and nothing of it is kept. Raises NotTheirs."""
    locked = _own(saying, by)
    for share in locked.shares.filter(to_on=None):
        _end(share, by)
    documents.forget(locked.pk)
    if not locked.shares.exists():
        locked.delete()  # nobody ever knew of it
        return
    locked.text, locked.data, locked.file, locked.dropped_on = "", {}, None, by.day
    locked.save()


@transaction.atomic
def share(saying: Saying, *, by: Acting, with_whom: With, participant: int | None = None) -> Share:
    """Show one thing to one named person of the case, to those who work here, or to the mediator; twice is once.

    Raises NotTheirs, or Impossible for somebody who cannot be shown it.
    """
    locked = _own(saying, by)
    if locked.for_child and not queries.speaks_for_child(locked.case, _who(by)):
        raise NotTheirs(_("They speak for themselves now. Ask us how they can share this."))
    shown = None
    if with_whom == With.PARTICIPANT:
        shown = queries.may_be_shown(locked.case, _who(by)).filter(pk=participant or 0).first()
        if shown is None:
            raise Impossible(_("This person does not take part in this case."))
    if with_whom == With.THE_MEDIATOR and locked.case.mediator_id is None:
        raise Impossible(_("There is no mediator yet."))
    known = locked.shares.filter(with_whom=with_whom, participant=shown, to_on=None).first()
    if known is not None:
        return known
    made = Share.objects.create(
        saying=locked, with_whom=with_whom, participant=shown, by=_who(by), from_on=by.day
    )  # fmt: skip
    record.append(case=locked.case_id, what="voice.shared", by=by.actor, words={"with_whom": str(with_whom)}, at=by.at)
    return made


@transaction.atomic
def stop_sharing(share: Share, *, by: Acting) -> None:
    """From this moment on they can no longer open it. Stopped already, nothing happens. Raises NotTheirs."""
    _own(share.saying, by)
    live = Share.objects.select_for_update().filter(pk=share.pk, to_on=None).first()
    if live is not None:
        _end(live, by)


def _end(share: Share, by: Acting) -> None:
    share.to_on = by.day
    share.save(update_fields=["to_on"])
    case = share.saying.case_id
    record.append(case=case, what="voice.unshared", by=by.actor, words={"with_whom": share.with_whom}, at=by.at)


def _who(by: Acting) -> Person:
    if by.person is None:
        raise NotTheirs(_("Only a person says something in their own way."))
    return by.person


def _own(saying: Saying, by: Acting) -> Saying:
    """The saying, locked, where it is this person's and is still there, and they still take part."""
    person = _who(by)
    locked = Saying.objects.select_for_update().filter(pk=saying.pk, person=person, dropped_on=None).first()
    if locked is None or cases.participant(locked.case, person) is None:
        raise NotTheirs(_("This is not yours, or it has been taken away."))
    return locked


def checked(kind: Kind, data: Mapping[str, Any]) -> dict[str, Any]:
    """What was chosen, as it is kept. Raises Impossible for anything that is not among the choices."""
    if kind == Kind.WORDS:
        given = {key: str(value).strip() for key, value in data.items() if str(value).strip()}
        allowed = given.keys() <= PROMPTS.keys()
    elif kind == Kind.SCALE:
        given = dict(data)
        allowed = given.keys() <= SCALES.keys() and set(given.values()) <= LEVELS.keys()
    elif kind == Kind.PICTURE:
        given = dict(data)
        allowed = given.keys() <= PICTURES.keys() and set(given.values()) <= set(Feeling.values)
    else:
        given, allowed = {}, not data
    if not allowed:
        raise Impossible(_("That is not one of the choices. Choose again."))
    return given


def _says_something(saying: Saying) -> None:
    if saying.kind in {Kind.PICTURE, Kind.SCALE} and not saying.data:
        raise Impossible(_("Choose at least one. You can leave out the rest."))
    if saying.kind == Kind.WORDS and not saying.text and not saying.data:
        raise Impossible(_("Write something first. One word is enough."))
