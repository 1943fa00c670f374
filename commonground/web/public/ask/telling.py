"""The answers as people read them: on the last page, and in the enquiry that staff see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commonground.cases.enquiries import EnquiryWords
from commonground.cases.words import Basis
from commonground.web.components import forms
from commonground.web.components.call_times import CallTimeField
from commonground.web.components.filters import day, telephone
from commonground.web.components.forms.choices import Choosing
from commonground.web.public.ask import reached
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.beside import needs_in_words, request_of
from commonground.web.public.ask.journey import Page, initial, questions_of

STANDING = {
    "parent": Basis.PARENT,
    "step_parent": Basis.CARE_OF_CHILD,
    "foster_carer": Basis.CARE_OF_CHILD,
    "kinship_carer": Basis.CARE_OF_CHILD,
    "carer": Basis.CARE_OF_CHILD,
    "young_person": Basis.YOUNG_PERSON,
    "deputy": Basis.DEPUTY,
    "attorney": Basis.ATTORNEY,
}
"""On what footing somebody asks, or agreed that another asks. Where there is none, a person finds out."""


@dataclass(frozen=True)
class Line:
    """One answer: the page it was given on, what was asked, what was said."""

    page: Page
    question: str
    answer: str


def lines(answers: Answers) -> Iterator[Line]:
    """Every answer in order. A page that was left empty has one line, without an answer."""
    for page in questions_of(answers):
        form = page.form(initial=initial(page, answers), answers=answers)
        said = [(bound, answer) for bound in form.asked if (answer := _answer(bound))]
        if not said:
            yield Line(page, str(page.heading(answers) or form.asked[0].label), "")
        for bound, answer in said:
            yield Line(page, str(bound.label).removesuffix(" " + _("(optional)")), answer)


def _answer(bound: forms.Bound) -> str:
    """One answer in words; empty where nothing was said."""
    field, value = bound.field, bound.initial
    if isinstance(field, CallTimeField):
        return field.said(value)
    if isinstance(field, Choosing):
        chosen = value if isinstance(value, list) else [value]
        return "; ".join(str(choice.label) for choice in field.choices if choice.value and choice.value in chosen)
    if isinstance(field, forms.ConfirmField):
        return _("Yes") if value else ""
    if isinstance(value, date):
        return day(value)
    return telephone(str(value)) if value and isinstance(field, forms.TelephoneField) else str(value or "")


def words_of(pages: Mapping[str, Any]) -> EnquiryWords:
    """The enquiry that these answers make. Answers to pages that no longer apply are left out."""
    there = Answers({page.slug: pages[page.slug] for page in questions_of(Answers(pages)) if page.slug in pages})
    child = "young-person" if there.who == "young_person" else "child"
    child_name = there.text(child, "child_name")
    said = [[line.question, line.answer] for line in lines(there) if line.answer]
    return EnquiryWords(
        name=_name(there) or child_name,
        email=reached.safe(there, "email"),
        telephone=reached.safe(there, "telephone"),
        messages_by=reached.messages_by(there),
        standing=STANDING.get(_on_whose_footing(there), ""),
        child_name=child_name,
        child_born=there.day(child, "child_born"),
        authority=there.council,
        decision=there.decision or "",
        sections=there.sections,
        letter_on=there.letter_on,
        happened_on=there.happened_on,
        wants=there.text("want", "want"),
        message=_message(there),
        safe_contact=reached.safe_contact(there),
        needs=needs_in_words(there),
        answers={
            "said": said,
            "issues": list(_issues(there)),
            "unsure": _unsure(there),
            **request_of(there).as_answers(),
        },
    )


def _unsure(answers: Answers) -> list[str]:
    """The questions to which they said that they are not sure, by page and field."""
    given = [(slug, name, value) for slug, page in answers.pages.items() for name, value in page.items()]
    return sorted(f"{slug}.{name}" for slug, name, value in given if value == "not_sure" or value == ["not_sure"])


def _name(answers: Answers) -> str:
    return answers.text("helper", "helper_name") if answers.helps else answers.text("reach", "your_name")


def _on_whose_footing(answers: Answers) -> str:
    """Who asks, or who agreed that a helper asks; the one who carries a court's paper says which."""
    if answers.helps:
        return answers.text("permission-given", "given_by")
    return answers.text("deputy", "deputy") if answers.who == "deputy" else answers.who


def _issues(answers: Answers) -> Iterator[dict[str, str]]:
    """What they disagree with, one by one, as it goes on to the case."""
    if wanted := answers.text("wanted", "wanted"):
        yield {"section": "", "what": wanted, "health": ""}
    for letter in sorted(answers.sections):
        if wanted := answers.text("wanted-by-section", f"section_{letter}"):
            yield {"section": letter, "what": wanted, "health": ""}
    if health := answers.text("health", "health_wanted"):
        yield {"section": "", "what": _("Health support"), "health": health}


def _message(answers: Answers) -> str:
    """Everything in their own words, section by section."""
    parts = [answers.text("wanted", "wanted")]
    for letter in sorted(answers.sections):
        if wanted := answers.text("wanted-by-section", f"section_{letter}"):
            parts.append(_("Section %(letter)s: %(wanted)s") % {"letter": letter, "wanted": wanted})
    if health := answers.text("health", "health_wanted"):
        parts.append(_("Health: %(wanted)s") % {"wanted": health})
    parts.append(answers.text("more", "more"))
    return "\n\n".join(part for part in parts if part)
