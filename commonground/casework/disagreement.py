"""Disagreement resolution: everyone is asked; only if all agree is a meeting arranged (R54)."""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground import law
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

    Each round stands for itself: who is not asked in it has no say in it. Raises Impossible when no party but the
    family is asked.
    """

    def also(locked: Case) -> None:
        others = locked.parties.exclude(kind=PartyKind.FAMILY)
        asked = others.filter(pk__in=parties)
        if not asked:
            raise Impossible(_("Choose at least one party to ask."))
        others.exclude(pk__in=parties).update(answer=Answer.NOT_ASKED, asked_on=None, answered_on=None, why="")
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

    An answer that comes after somebody's no is kept; a yes may be taken back, and a no too: it is voluntary for
    everyone to the end. Raises Impossible for a party that was not asked, or a yes that is on the record already.
    """
    row = case.parties.filter(pk=party).first()
    if row is None or row.answer == Answer.NOT_ASKED:
        raise Impossible(_("This party has not been asked."))
    if agrees and row.answer == Answer.YES:
        raise Impossible(_("Their yes is on the record already."))

    def also(locked: Case) -> None:
        answer = Answer.YES if agrees else Answer.NO
        locked.parties.filter(pk=party).update(answer=answer, answered_on=by.day, why=why)

    facts = [NewFact(FactKind.PARTY_ANSWERED, None, {"party": row.name, "agrees": agrees})]
    words = {"party": row.name, "agrees": agrees, "why": why}
    act = _act_of(case, row, agrees=agrees)
    case = change(case, by=by, what="party.answered", act=act, facts=facts, words=words, also=also)
    if not agrees and row.kind != PartyKind.FAMILY:
        said = {"party": row.name, "why": why}
        telling.tell_family(case, "party_said_no", lambda each: said | telling.last_days(case, holder=each))
    return case


def _act_of(case: Case, row: Party, *, agrees: bool) -> Act:
    """What an answer does to the case: law.may_start_resolution on everybody's answers with this one."""
    said = {Answer.YES: True, Answer.NO: False}
    others = case.parties.exclude(pk=row.pk).exclude(answer=Answer.NOT_ASKED)
    given = [said.get(Answer(party.answer)) for party in others]
    if law.may_start_resolution([*given, agrees]).allowed == "yes":
        return Act.ALL_AGREE
    return Act.RECORD_ANSWER if agrees or case.stage == Stage.REFUSED else Act.PARTY_REFUSES


def answers(case: Case) -> list[Party]:
    """Every party with its answer, the family first."""
    return sorted(case.parties.all(), key=lambda p: (p.kind != PartyKind.FAMILY, p.pk))
