"""Deeds about what the family asks us: a question from a call is written down, and every question is answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases import questions
from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.cases.words import About, Channel
from commonground.web.components import forms
from commonground.web.desk.deeds.base import Deed, DeedForm
from commonground.web.desk.deeds.people import people


class QuestionForm(DeedForm):
    """What somebody asks, from a call, an e-mail or a letter."""

    token = forms.SubmissionToken()
    participant = forms.ChoiceField(label=_("Who asks?"), choices=[], if_empty=_("Choose who asks"))
    about = forms.ChoiceField(label=_("What is it?"), choices=About.choices, if_empty=_("Choose what it is"))
    text = forms.TextareaField(
        label=_("What do they ask or tell us?"), called=_("this answer"), max_length=4000, rows=4,
        if_empty=_("Write down what they ask"),
    )  # fmt: skip

    def prepare(self, case: Case) -> None:
        names = [(str(p.pk), p.person.name) for p in people(case)]
        self.fields["participant"].choices = names  # type: ignore[attr-defined]


class AnswerForm(DeedForm):
    """Our answer: in writing, or what was said."""

    question = forms.ChoiceField(label=_("Which question?"), choices=[], if_empty=_("Choose which question"))
    how = forms.ChoiceField(
        label=_("How do you answer?"),
        choices=[
            (Channel.EMAIL.value, _("In writing, in their case: we send a message that it is there")),
            (Channel.TELEPHONE.value, _("I have told them by telephone")),
            (Channel.POST.value, _("I have written a letter")),
            (Channel.IN_PERSON.value, _("I have told them in person")),
        ],
        if_empty=_("Choose how you answer"),
    )
    text = forms.TextareaField(
        label=_("The answer, or what was said"), hint=_("Who asked can read it."), called=_("the answer"),
        max_length=4000, rows=6, if_empty=_("Write the answer"),
    )  # fmt: skip

    def prepare(self, case: Case) -> None:
        waits = questions.open_questions(case)
        self.fields["question"].choices = [  # type: ignore[attr-defined]
            (str(q.pk), f"{q.asked_by.name}: {q.text[:300]}") for q in waits
        ]
        if len(waits) == 1:
            self.initial.setdefault("question", str(waits[0].pk))


def _ask(case: Case, by: Acting, given: dict[str, Any]) -> object:
    who = case.participants.select_related("person").get(pk=int(given["participant"]))
    about = About(given["about"])
    return questions.ask(case, by=by, asked_by=who.person, about=about, text=given["text"], token=given["token"])


def _answer(case: Case, by: Acting, given: dict[str, Any]) -> object:
    question = case.questions.get(pk=int(given["question"]))
    return questions.answer(question, by=by, text=given["text"], how=Channel(given["how"]))


DEEDS = [
    Deed("question", _("Write down a question"), QuestionForm, _ask, done=_("Written down. Answer it in time.")),
    Deed(
        "answer-question", _("Answer a question"), AnswerForm, _answer, group="next", done=_("Answered."),
        shown=lambda case, facts: any(q.answered_on is None for q in facts.questions),
    ),
]  # fmt: skip
