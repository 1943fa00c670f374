"""The answers as people read them: on the last page, and in the enquiry that staff see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from commonground.cases.enquiries import EnquiryWords
from commonground.cases.words import Basis
from commonground.web.components import forms
from commonground.web.components.filters import day, listed, telephone
from commonground.web.components.forms.choices import Choosing
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.journey import Page, initial, questions_of
from commonground.web.public.ask.person_questions import WAYS

STANDING = {
    "parent": Basis.PARENT,
    "step_parent": Basis.CARE_OF_CHILD,
    "foster_carer": Basis.CARE_OF_CHILD,
    "kinship_carer": Basis.CARE_OF_CHILD,
    "young_person": Basis.YOUNG_PERSON,
    "deputy": Basis.DEPUTY,
}
"""On what footing somebody asks. A social worker or helper has none of their own: a person finds out."""


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
            yield Line(page, str(page.title or form.asked[0].label), "")
        for bound, answer in said:
            yield Line(page, str(bound.label).removesuffix(" " + _("(optional)")), answer)


def _answer(bound: forms.Bound) -> str:
    """One answer in words; empty where nothing was said."""
    field, value = bound.field, bound.initial
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
        name=there.text("reach", "your_name") or child_name,
        email=_safe(there, "email"),
        telephone=_safe(there, "telephone"),
        standing=STANDING.get(there.who, ""),
        child_name=child_name,
        child_born=there.day(child, "child_born"),
        authority=there.council,
        decision=there.decision or "",
        sections=there.sections,
        letter_on=there.letter_on,
        wants=there.text("want", "want"),
        message=_message(there),
        safe_contact=_safe_contact(there),
        needs=_needs(there),
        answers={"said": said, "issues": list(_issues(there))},
    )


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


def _safe(answers: Answers, means: str) -> str:
    """The address or number, if they said that it is safe: messages go there without anybody asking again."""
    ways = answers.several("safe-contact", "ways")
    return answers.text("reach", means) if any(WAYS[way][1] == means for way in ways) else ""


def _safe_contact(answers: Answers) -> str:
    """How they may be reached, for whoever picks up the telephone."""
    others = {
        "yes": _("Somebody else reads their messages or answers their phone."),
        "not_sure": _("Somebody else may read their messages or answer their phone."),
    }
    words = {"call": _("telephone"), "text": _("text message"), "email": _("e-mail")}
    ways = [words[way] for way in answers.several("safe-contact", "ways")]
    safe = _("Safe: %(ways)s.") % {"ways": listed(ways)} if ways else ""
    given = {means: answers.text("reach", means) for means in ("telephone", "email") if not _safe(answers, means)}
    unsafe = [telephone(words) if means == "telephone" else words for means, words in given.items() if words]
    never = _("Do not use: %(ways)s.") % {"ways": listed(unsafe)} if unsafe else ""
    parts = [others.get(answers.text("safe-contact", "reads"), ""), safe, never, answers.text("safe-contact", "times")]
    return " ".join(part for part in parts if part)


def _needs(answers: Answers) -> str:
    """What helps them, in one place."""
    support = next((line.answer for line in lines(answers) if line.page.slug == "needs"), "")
    language, access = answers.text("needs", "language"), answers.text("needs", "access")
    parts = [support, _("Language: %(language)s") % {"language": language} if language else "", access]
    return "\n".join(part for part in parts if part)
