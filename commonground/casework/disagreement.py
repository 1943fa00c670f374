"""Disagreement resolution: everyone is asked; only if all agree is a meeting arranged (R54)."""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import telling
from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.models import Case, Party
from commonground.cases.words import Act, Answer, FactKind, PartyKind, Stage
from commonground.directory.models import NoticeAddress
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient


@transaction.atomic
def ask_parties(case: Case, *, by: Acting, parties: list[int]) -> Case:
    """Ask each of these parties whether they will come. It is voluntary for everyone (R54). The family's yes is asking.

    Raises Impossible when no party but the family is asked.
    """

    def also(locked: Case) -> None:
        asked = locked.parties.filter(pk__in=parties).exclude(kind=PartyKind.FAMILY)
        if not asked:
            raise Impossible(_("Choose at least one party to ask."))
        asked.update(answer=Answer.WAITING, asked_on=by.day, answered_on=None, why="")
        locked.parties.filter(kind=PartyKind.FAMILY).update(
            answer=Answer.YES, asked_on=by.day, answered_on=by.day, why=""
        )

    case = change(
        case, by=by, what="parties.asked", act=Act.ASK_PARTIES, facts=[NewFact(FactKind.PARTY_ASKED)],
        words={"parties": list(case.parties.filter(pk__in=parties).values_list("name", flat=True))}, also=also,
    )  # fmt: skip
    for party in case.parties.filter(pk__in=parties):
        _ask(case, party)
    return case


def _ask(case: Case, party: Party) -> None:
    """The question by e-mail, where we have an address; otherwise somebody rings, and the duty to chase says so."""
    context = {"child": case.child.name, "party": party.name}
    if party.kind == PartyKind.AUTHORITY and not party.email:
        telling.tell_authority(case, "party_asked", context, purpose=NoticeAddress.Purpose.DISAGREEMENT_REQUEST)
    elif party.email:
        to = Recipient(person=None, name=party.name, email=party.email)
        notices.queue("party_asked", to=to, about=case.pk, context={"reference": case.reference, **context})


@transaction.atomic
def record_answer(case: Case, *, by: Acting, party: int, agrees: bool, why: str = "") -> Case:
    """A party's answer. One no ends it; when every asked party said yes, a meeting is arranged (R54).

    A party may change its yes later: it is voluntary for everyone to the end.
    """
    row = case.parties.filter(pk=party).first()
    if row is None or row.answer == Answer.NOT_ASKED:
        raise Impossible(_("This party has not been asked."))
    waiting = case.parties.filter(answer=Answer.WAITING).exclude(pk=party).exists()
    act = Act.PARTY_REFUSES if not agrees else Act.RECORD_ANSWER if waiting else Act.ALL_AGREE
    if case.stage != Stage.ASKING_PARTIES and agrees:
        raise Impossible(_("Their yes is on the record already."))

    def also(locked: Case) -> None:
        answer = Answer.YES if agrees else Answer.NO
        locked.parties.filter(pk=party).update(answer=answer, answered_on=by.day, why=why)

    facts = [NewFact(FactKind.PARTY_ANSWERED, None, {"party": row.name, "agrees": agrees})]
    words = {"party": row.name, "agrees": agrees, "why": why}
    case = change(case, by=by, what="party.answered", act=act, facts=facts, words=words, also=also)
    if not agrees and row.kind != PartyKind.FAMILY:
        telling.tell_family(case, "party_said_no", {"party": row.name, "why": why, **telling.last_days(case)})
    return case


def answers(case: Case) -> list[Party]:
    """Every party with its answer, the family first."""
    return sorted(case.parties.all(), key=lambda p: (p.kind != PartyKind.FAMILY, p.pk))
