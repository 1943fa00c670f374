"""Raising a pattern, passing it on without names, and writing down what came back."""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases.answers import Impossible, NotTheirs
from commonground.directory import queries as directory
from commonground.directory.models import LocalAuthority, NoticeAddress
from commonground.feedback.models import Pattern
from commonground.feedback.queries import councils_of
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient
from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import DESK_ROLES
from commonground.record import commands as record
from commonground.record.days import today


@transaction.atomic
def raise_pattern(*, by: Person, authority: LocalAuthority, text: str, families: int, token: str) -> Pattern:
    """A supporter says what their families meet again and again with a council; sent twice (`token`), it is there once.

    Raises NotTheirs for a council with which none of their families has a case, Impossible without words or for one
    family alone: what happened in one case is told in that case.
    """
    known = Pattern.objects.filter(token=token, raised_by=by).first()
    if known is not None:
        return known
    if authority not in councils_of(by):
        raise NotTheirs(_("Choose a council with which a family that you help has a case."))
    if not text.strip():
        raise Impossible(_("Write what happens again and again."))
    if families < 2:
        raise Impossible(_("For one family alone, tell us in its case that something is wrong."))
    pattern = Pattern.objects.create(
        authority=authority, raised_by=by, text=text.strip(), families=families, token=token, raised_on=today()
    )
    words = {"council": authority.name, "families": families}
    record.append(case=pattern.pk, what="pattern.raised", by=by.actor, words=words)
    return pattern


@transaction.atomic
def pass_on(pattern: Pattern, *, by: Person, text: str) -> bool:
    """Tell who commissions the service for the council, in words that name no family; whether it went by e-mail.

    Where the directory holds no address, somebody tells them another way and it counts as passed on. Raises NotTheirs
    for anybody but the desk, Impossible without words and for one that was passed on already.
    """
    _desk(by)
    locked = Pattern.objects.select_for_update().get(pk=pattern.pk)
    if locked.passed_on is not None:
        raise Impossible(_("This has been passed on already."))
    if not text.strip():
        raise Impossible(_("Write what is passed on."))
    locked.passed_on, locked.passed_by, locked.passed_text = today(), by, text.strip()
    locked.save()
    record.append(case=locked.pk, what="pattern.passed_on", by=by.actor, words={"text": locked.passed_text})
    address = directory.notice_address(locked.authority, NoticeAddress.Purpose.COMMISSIONER)
    if address is None:
        return False
    to = Recipient(person=None, name=address.name, email=address.email)
    context = {"council": locked.authority.name, "families": locked.families, "text": locked.passed_text}
    notices.queue("pattern_passed_on", to=to, about=locked.pk, context=context)
    return True


@transaction.atomic
def record_reply(pattern: Pattern, *, by: Person, text: str) -> Pattern:
    """What the council said to it; the supporter who raised it reads this. Raises NotTheirs and Impossible."""
    _desk(by)
    locked = Pattern.objects.select_for_update().get(pk=pattern.pk)
    if locked.passed_on is None:
        raise Impossible(_("Pass it on first."))
    if not text.strip():
        raise Impossible(_("Write what they said."))
    locked.answered_on, locked.answer = today(), text.strip()
    locked.save()
    record.append(case=locked.pk, what="pattern.answered", by=by.actor, words={"text": locked.answer})
    return locked


def _desk(by: Person) -> None:
    if not staff_roles_of(by) & DESK_ROLES:
        raise NotTheirs(_("Your role does not do this. Ask an adviser or a coordinator."))
