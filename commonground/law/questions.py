"""The contract with other programs: a question, what it is given as text, the answer as plain data (`docs/law.md`).

The command line, the batch, HTTP and code all come through `ask`, so they cannot differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from commonground.law import reading
from commonground.law.agreements import NotVariable, agreed_action_by
from commonground.law.answers import Dated
from commonground.law.appeals import appeal_by, claim_by
from commonground.law.clocks import arrange_by, certificate_by, contact_by, icb_told_by, notice_by
from commonground.law.holder import right_holder
from commonground.law.options import routes
from commonground.law.reading import BadInput, Key, shown
from commonground.law.reasons import Reasoned
from commonground.law.rulebook import NoRulebook, rulebook_on
from commonground.law.words import Action, Decision
from commonground.law.working_days import current_calendar

Values = Mapping[str, Any]
Answer = tuple[Reasoned, dict[str, Any]]

DECIDED = reading.a_date("decided", required=False)
ABOUT = (reading.a_choice("decision", Decision, required=False), reading.plan_sections())


@dataclass(frozen=True)
class Question:
    """One question: what it asks, the keys it takes, and the function that answers it."""

    name: str
    asks: str
    keys: tuple[Key, ...]
    answer: Callable[[Values, date | None], Answer]

    @property
    def takes(self) -> tuple[Key, ...]:
        """Every key, the rulebook's date included."""
        return (*self.keys, DECIDED)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _about(values: Values) -> dict[str, Any]:
    return {"decision": values.get("decision"), "sections": values.get("sections", frozenset())}


def _dated(answer: Dated) -> Answer:
    return answer, {"date": _iso(answer.date)}


def _routes(values: Values, decided: date | None) -> Answer:
    answer = routes(
        values["decision"],
        sections=values.get("sections", frozenset()),
        detained=values.get("detained", False),
        decided=decided,
    )
    return answer, {
        "appeal": answer.appeal,
        "certificate": answer.certificate.value,
        "mediation": answer.mediation,
        "disagreement_resolution": answer.disagreement_resolution,
        "form": answer.form,
    }


def _right_holder(values: Values, decided: date | None) -> Answer:
    if values["born"] > values["on"]:
        raise BadInput("`born` takes a date that is not after `on`.")
    answer = right_holder(
        values["born"],
        values["on"],
        lacks_capacity=values.get("lacks_capacity", False),
        deputy=values.get("deputy", False),
        decided=decided,
    )
    return answer, {"holder": answer.holder.value, "changes_on": _iso(answer.changes_on)}


def _contact_by(values: Values, decided: date | None) -> Answer:
    return _dated(contact_by(values["sent"], decided=decided, **_about(values)))


def _certificate_by(values: Values, decided: date | None) -> Answer:
    return _dated(certificate_by(values["told"], decided=decided))


def _arrange_by(values: Values, decided: date | None) -> Answer:
    return _dated(arrange_by(values["told"], decided=decided))


def _icb_told_by(values: Values, decided: date | None) -> Answer:
    return _dated(icb_told_by(values["told"], decided=decided))


def _notice_by(values: Values, decided: date | None) -> Answer:
    answer = notice_by(values["meeting"], decided=decided)
    return answer, {"date": _iso(answer.date), "latest": _iso(answer.latest)}


def _appeal_by(values: Values, decided: date | None) -> Answer:
    certificates = values.get("certificate", ())
    for name in ("sent", "contacted"):
        if any(day < values[name] for day in certificates if name in values):
            raise BadInput(f"`certificate` takes dates of issue that are not before `{name}`.")
    answer = appeal_by(
        values["sent"],
        certificates=certificates,
        contacted=values.get("contacted"),
        decided=decided,
        **_about(values),
    )
    return answer, {"date": _iso(answer.date), "at": answer.at, "ask_a_person": answer.ask_a_person}


def _agreed_action_by(values: Values, decided: date | None) -> Answer:
    try:
        answer = agreed_action_by(values["agreed"], values["action"], weeks=values.get("weeks"), decided=decided)
    except NotVariable as error:
        raise BadInput("`weeks` cannot be given for icb_report: the one week for it cannot be varied.") from error
    return answer, {"dates": [{"what": thing.what, "date": _iso(thing.date)} for thing in answer.dates]}


def _claim_by(values: Values, decided: date | None) -> Answer:
    return _dated(claim_by(values["act"], decided=decided))


_ALL = (
    Question(
        "routes",
        "What can be done about a decision, and does an appeal need a certificate?",
        (reading.a_choice("decision", Decision), reading.plan_sections(), reading.yes_or_no("detained")),
        _routes,
    ),
    Question(
        "right-holder",
        "Whose right is it on a day, and when does it pass to the young person?",
        (
            reading.a_birth_date("born"),
            reading.a_date("on"),
            reading.yes_or_no("lacks_capacity"),
            reading.yes_or_no("deputy"),
        ),
        _right_holder,
    ),
    Question(
        "contact-by",
        "By when must a mediation adviser be contacted?",
        (reading.a_date("sent"), *ABOUT),
        _contact_by,
    ),
    Question(
        "certificate-by",
        "By when must the adviser issue the certificate?",
        (reading.a_date("told"),),
        _certificate_by,
    ),
    Question("arrange-by", "By when must mediation be arranged?", (reading.a_date("told"),), _arrange_by),
    Question(
        "icb-told-by",
        "By when must the council tell the integrated care board?",
        (reading.a_date("told"),),
        _icb_told_by,
    ),
    Question(
        "notice-by",
        "By when must the family be told of the meeting?",
        (reading.a_date("meeting"),),
        _notice_by,
    ),
    Question(
        "appeal-by",
        "By when must the tribunal have the appeal?",
        (
            reading.a_date("sent"),
            reading.some_dates("certificate"),
            *ABOUT,
            reading.a_date("contacted", required=False),
        ),
        _appeal_by,
    ),
    Question(
        "agreed-action-by",
        "By when must what was agreed be done?",
        (reading.a_date("agreed"), reading.a_choice("action", Action), reading.some_weeks("weeks")),
        _agreed_action_by,
    ),
    Question(
        "claim-by",
        "By when must a claim of disability discrimination be made?",
        (reading.a_date("act"),),
        _claim_by,
    ),
)
QUESTIONS: Mapping[str, Question] = MappingProxyType({question.name: question for question in _ALL})


def find(question: object) -> Question:
    """The question of that name. Raises BadInput."""
    if isinstance(question, str) and question in QUESTIONS:
        return QUESTIONS[question]
    raise BadInput(f"There is no such question; the questions are {', '.join(QUESTIONS)}.")


def _read(question: Question, given: Mapping[str, str]) -> Values:
    """What was given, as values. Raises BadInput for an unknown, missing or unreadable key."""
    keys = {key.name: key for key in question.takes}
    for name in given:
        if name not in keys:
            raise BadInput(f"`{shown(name)}` is not known here; {question.name} takes {', '.join(keys)}.")
    values: dict[str, Any] = {}
    for key in keys.values():
        if key.name in given:
            values[key.name] = _value(key, given[key.name])
        elif key.required:
            raise BadInput(f"{question.name} needs `{key.name}`: {key.takes}.")
    return values


def _value(key: Key, given: object) -> Any:
    """The value of one key. JSON may bring a whole number for text; else nothing but text is read."""
    text = str(given) if type(given) is int else given
    if not isinstance(text, str):
        raise BadInput(key.sentence)
    try:
        return key.read(text)
    except (KeyError, ValueError) as error:
        raise BadInput(key.sentence) from error


def _earliest(question: Question, values: Values) -> date | None:
    """The earliest date given, which chooses the rulebook where `decided` does not. A birth is not one."""
    keys = [key.name for key in question.keys if key.kind in {"date", "dates"} and key.name in values]
    days = [day for name in keys for day in _several(values[name])]
    return min(days, default=None)


def _several(value: date | tuple[date, ...]) -> tuple[date, ...]:
    return value if isinstance(value, tuple) else (value,)


def ask(question: str, given: Mapping[str, str]) -> dict[str, Any]:
    """One answer of the contract, ready for JSON: what was asked, the answer, its reasons and its sources.

    `given` maps keys to text; dates are ISO. Raises BadInput, whose `sentence` names the key and what it
    takes.
    """
    asked = find(question)
    values = _read(asked, given)
    decided = values.get("decided") or _earliest(asked, values)
    try:
        book = rulebook_on(decided)
        answer, plain = asked.answer(values, decided)
    except NoRulebook as error:
        raise BadInput(DECIDED.sentence) from error
    return {
        "question": asked.name,
        "given": dict(given),
        "answer": plain,
        "because": [{"step": step.step, "rule": step.rule, "cite": step.cite} for step in answer.because],
        "certainty": answer.certainty,
        "rulebook": book.id,
        "calendar": current_calendar().name,
    }
