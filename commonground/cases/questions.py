"""What the family asks us in their case, or tells us is wrong: with a day by which we answer, until we have."""

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases.answers import Impossible
from commonground.cases.apply import Acting, NewFact, change
from commonground.cases.duties import answer_by
from commonground.cases.gathering import people_of
from commonground.cases.models import Case, Question
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.cases.telling import tell
from commonground.cases.words import About, Act, Channel, FactKind, Stage
from commonground.people.models import Person
from commonground.people.roles import Role

ASKS = FAMILY_OR_STAFF | {Role.SUPPORTER}


@transaction.atomic
def ask(case: Case, *, by: Acting, asked_by: Person, about: About, text: str, token: str) -> Question:
    """Write down what somebody asks, with the day by which we answer; sent twice (`token`), it is one question.

    A closed case opens again, since nobody would look for a question in it. Raises Impossible for an empty question or
    one of somebody who takes no part, NotTheirs for whoever may not write here.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    known = Question.objects.filter(token=token).first()
    if known is not None:
        return known
    _can_be(locked, asked_by, text)
    if locked.stage == Stage.CLOSED:
        locked = change(locked, by=Acting(None, job="questions"), what="case.reopened", act=Act.REOPEN)
    question = Question.objects.create(
        case=locked, asked_by=asked_by, about=about, text=text.strip(), token=token, asked_on=by.day,
        answer_by=answer_by(by.day),
    )  # fmt: skip
    change(
        locked, by=by, what="question.asked", who=ASKS, words={"about": about, "text": question.text},
        facts=[NewFact(FactKind.QUESTION_ASKED, None, {"question": question.pk})], own=True,
    )  # fmt: skip
    return question


def _can_be(case: Case, asked_by: Person, text: str) -> None:
    if not text.strip():
        raise Impossible(_("Write what you want to ask or tell us."))
    if all(row.person_id != asked_by.pk for row in people_of(case)):
        raise Impossible(_("This person does not take part in this case."))


@transaction.atomic
def answer(question: Question, *, by: Acting, text: str, how: Channel) -> Question:
    """Answer a question. In writing here (`email`), who asked is told that the answer stands in their case; any other
    `how` records that it was answered that way, and what was said.

    The message says nothing of what was asked. Raises Impossible for one that is answered already or without words.
    """
    if not text.strip():
        raise Impossible(_("Write the answer, or what was said."))

    def check(locked: Case) -> None:
        if Question.objects.get(pk=question.pk).answered_on is not None:
            raise Impossible(_("This question has been answered already."))

    def also(locked: Case) -> None:
        question.answered_on, question.answered_by, question.answered_how = by.day, by.person, how
        question.answer = text.strip()
        question.save()

    facts = [NewFact(FactKind.QUESTION_ANSWERED, None, {"question": question.pk})]
    words = {"how": how, "text": text.strip(), "meant_for": question.asked_by.actor}
    case = change(
        question.case, by=by, what="question.answered", who=STAFF, facts=facts, words=words, check=check, also=also
    )
    if how == Channel.EMAIL:
        _tell(case, question)
    return question


def _tell(case: Case, question: Question) -> None:
    mine = next((row for row in people_of(case) if row.person_id == question.asked_by_id), None)
    if mine is not None:
        tell(case, mine, "question_answered", {"asked_on": question.asked_on})


def open_questions(case: Case) -> list[Question]:
    """What waits for an answer, the oldest first."""
    return list(case.questions.filter(answered_on=None).select_related("asked_by").order_by("asked_on", "id"))


def questions_of(case: Case, person: Person) -> list[Question]:
    """What this person asked in this case, newest first, with who answered. Nobody else's."""
    return list(case.questions.filter(asked_by=person).select_related("answered_by").order_by("-id"))
