"""The request as a table: its pages in order, and for whom each is there. A page that does not apply does not exist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commonground.cases.request import IN_CARE
from commonground.law import CertificateNeed, Decision
from commonground.record.days import today
from commonground.web.components.forms import DateField, new_token
from commonground.web.components.forms.base import Words
from commonground.web.public.ask import calling, questions
from commonground.web.public.ask import decision_questions as about_it
from commonground.web.public.ask import helping_questions as helping
from commonground.web.public.ask import needs_questions as needs
from commonground.web.public.ask import person_questions as about_you
from commonground.web.public.ask.answers import HEALTH_TOO, LETTERS, Answers, Given
from commonground.web.public.date_questions import answers_in

PEOPLE, DECISION, WISHES = _("Who it is for"), _("The decision"), _("What you want")
CONTACT, HELP = _("Reaching you"), _("What helps")


def always(answers: Answers) -> bool:
    """A page for everybody."""
    return True


@dataclass(frozen=True)
class Page:
    """One page. `title` heads it where its form asks more than one thing; `part` is its group on the last page.

    `titles` are those that differ with who asks. A page with `note` tells instead of asking: it follows the pages named
    there, anew each time one is answered.
    """

    slug: str
    part: Words
    form: type[questions.Question]
    title: Words = ""
    text: tuple[Words, ...] = ()
    applies: Callable[[Answers], bool] = always
    note: tuple[str, ...] = ()
    template: str = "public/ask/question.html"
    titles: Mapping[str, Words] = field(default_factory=dict)

    def heading(self, answers: Answers) -> Words:
        """The title for who asks; empty where the one question of the page heads it."""
        return self.titles.get(answers.who, self.title)


def _in_care(answers: Answers) -> bool:
    return answers.who in IN_CARE


def _permitted(answers: Answers) -> bool:
    return answers.helps and answers.text("permission", "agreed") == "yes"


def _shares(answers: Answers) -> bool:
    """Those beside whom another parent may hold the same right."""
    return answers.who in {"parent", "step_parent", "kinship_carer"}


def _another(answers: Answers) -> bool:
    return _shares(answers) and answers.text("other-parent", "shares") in {"yes", "not_sure"}


def _may_be_helped(answers: Answers) -> bool:
    """Everybody but those who ask in their work, or help somebody themselves."""
    return not answers.helps and answers.who != "social_worker"


def _supporter(answers: Answers) -> bool:
    return _may_be_helped(answers) and answers.text("supporter", "helped") == "yes"


def _to_choose(answers: Answers) -> bool:
    """We work for this council, and another service does as well."""
    return not answers.not_ours and len(answers.services) > 1


def _letter(answers: Answers) -> bool:
    return answers.decision in LETTERS


def _claim(answers: Answers) -> bool:
    return answers.decision == Decision.DISCRIMINATION


def _dates_to_choose(answers: Answers) -> bool:
    """Dates were read in their letter, and they have typed none themselves."""
    return _letter(answers) and bool(answers.dates_read) and not answers.day("letter", "letter_on")


def _date_to_type(answers: Answers) -> bool:
    return _letter(answers) and answers.found_on is None


def _last_day(answers: Answers) -> bool:
    urgency = answers.urgency
    return urgency is not None and urgency.urgent


def _certificate(answers: Answers) -> bool:
    return answers.routes.certificate in {CertificateNeed.REQUIRED, CertificateNeed.ASK_A_PERSON}


PAGES: tuple[Page, ...] = (
    Page("who", PEOPLE, about_you.Who),
    Page(
        "in-care", PEOPLE, questions.Note, _("We will ring you"), applies=_in_care, note=("who",),
        text=(
            _("When a child is in care, it is not always clear who may ask for what."),
            _("So a person here looks at it, and rings you. We do not leave that to a form."),
            _("Go on now if you can. It is quicker when we ring. Nothing goes to the council before that."),
        ),
    ),
    Page("deputy", PEOPLE, about_you.Deputy, _("Deputy or attorney"), applies=lambda a: a.who == "deputy"),
    Page(
        "helper", PEOPLE, helping.Helper, _("About you"), applies=lambda a: a.helps,
        text=(_("This is how we reach you. We ask about the family later."),),
    ),
    Page("permission", PEOPLE, helping.Permission, applies=lambda a: a.helps),
    Page(
        "permission-given", PEOPLE, helping.PermissionGiven, _("What did they say yes to?"), applies=_permitted,
        text=(_("We keep this with the request. The family can see it, and can stop it at any time."),),
    ),
    Page(
        "child", PEOPLE, about_you.Child, _("Who is the child or young person?"), applies=lambda a: not a.young,
    ),
    Page("young-person", PEOPLE, about_you.YoungPerson, _("About you"), applies=lambda a: a.young),
    Page("council", DECISION, about_it.Council),
    Page(
        "other-service", DECISION, questions.Note, _("We do not work for this council"), applies=lambda a: a.not_ours,
        note=("council",), template="public/ask/other_service.html",
    ),
    Page(
        "choice-of-service", DECISION, questions.Note, _("Who would you like to ask?"), applies=_to_choose,
        note=("council",), template="public/ask/choice_of_service.html",
    ),
    Page("decision", DECISION, about_it.About),
    Page(
        "happened", DECISION, about_it.Happened, _("When did it happen?"), applies=_claim,
        text=(
            _("A claim must arrive within six months. We work out your last day from this day."),
            _("You can leave it empty."),
        ),
    ),
    Page(
        "letter-copy", DECISION, about_it.LetterCopy, _("Can you send us the letter?"), applies=_letter,
        text=(_("A photo of each page will do. You can also leave this out, and send it later."),),
        template="public/ask/letter_copy.html",
    ),
    Page("letter-dates", DECISION, about_it.LetterDates, applies=_dates_to_choose),
    Page(
        "letter", DECISION, about_it.Letter, _("What is the date on the letter?"), applies=_date_to_type,
        text=(_("We work out your last days from it."),),
    ),
    Page(
        "last-days", DECISION, questions.Note, _("About your dates"), applies=_last_day,
        note=("happened", "letter-dates", "letter"), template="public/ask/last_days.html",
    ),
    Page("sections", DECISION, about_it.Sections, applies=lambda a: a.about_a_plan),
    Page("wanted", WISHES, about_it.Wanted, applies=lambda a: not a.sections),
    Page(
        "wanted-by-section", WISHES, about_it.WantedBySection, _("What is wrong, and what would you like instead?"),
        titles={"helper": _("What is wrong, and what would the family like instead?")},
        applies=lambda a: bool(a.sections),
        text=(_("In your own words. A few lines are enough. You can leave this empty and tell us later."),),
    ),
    Page(
        "health", WISHES, about_it.Health, _("Health support"), applies=lambda a: a.decision in HEALTH_TOO,
        text=(_("If you want health support in the plan, the NHS can be asked to come to a meeting too."),),
    ),
    Page(
        "earlier-certificate", WISHES, about_it.EarlierCertificate, _("An earlier certificate"), applies=_certificate,
        text=(_("An earlier certificate can change your last day to appeal."),),
    ),
    Page("appeal", WISHES, about_it.Appeal, applies=lambda a: a.routes.appeal),
    Page("want", WISHES, about_it.Want),
    Page(
        "interpreter", CONTACT, needs.Interpreter, _("Do you want an interpreter?"),
        titles={"helper": _("Does the family want an interpreter?")},
        text=(_("It is free, and we book them. You do not need to bring anybody."),),
    ),
    Page(
        "reach", CONTACT, about_you.Reach, _("How do we reach you?"), text=(_("One way is enough."),),
        applies=lambda a: not a.helps,
    ),
    Page(
        "safe-contact", CONTACT, about_you.Safe, _("Is it safe to contact you?"), applies=lambda a: not a.helps,
    ),
    Page("call", CONTACT, calling.When, _("When may we call you?"), applies=calling.applies,
         template="public/ask/call.html"),
    Page(
        "family-contact", CONTACT, helping.FamilyContact, _("Can we reach the family?"), applies=_permitted,
        text=(_("We tell the family that you asked us in their name. They can stop it."),),
    ),
    Page("other-parent", CONTACT, about_you.OtherParent, applies=_shares),
    Page(
        "other-parent-more", CONTACT, about_you.OtherParentMore, _("About the other parent or carer"),
        applies=_another,
        text=(_("Answer what you like. This is so that nobody learns from us what they should not."),),
    ),
    Page("supporter", HELP, helping.Supporter, applies=_may_be_helped),
    Page(
        "supporter-who", HELP, helping.SupporterWho, _("Who helps you?"), applies=_supporter,
        text=(_("We tell them nothing before your case is open. You can stop it at any time."),),
    ),
    Page(
        "needs", HELP, needs.Needs, _("What helps you to take part?"),
        titles={"helper": _("What helps the family to take part?")},
    ),
    Page(
        "about-you", HELP, needs.AboutYou, _("A little about you or the child"),
        titles={"young_person": _("A little about you"), "helper": _("A little about the family")},
        text=(_("We ask only once. Leave out what you like."),),
    ),
    Page("more", HELP, about_you.More),
)  # fmt: skip


LINKED = ("council", "decision", "letter", "sections", "interpreter")
"""The pages that a link to the request can answer."""


def page(slug: str) -> Page | None:
    """The page at this slug, whether or not it applies."""
    return next((each for each in PAGES if each.slug == slug), None)


def pages(answers: Answers) -> list[Page]:
    """The pages that are there for these answers, in order."""
    return [each for each in PAGES if each.applies(answers)]


def questions_of(answers: Answers) -> list[Page]:
    """The same without the pages that only tell."""
    return [each for each in pages(answers) if not each.note]


def unanswered(answers: Answers, *, after: str = "") -> Page | None:
    """The next page nobody has answered: the first after the page `after`, else the first of all, else None."""
    left = [each.slug for each in pages(answers) if each.slug not in answers]
    order = [each.slug for each in PAGES]
    later = [slug for slug in left if after and order.index(slug) > order.index(after)]
    return page((later or left)[0]) if left else None


def before(slug: str, answers: Answers) -> Page | None:
    """The question before this page, for the way back; None at the first."""
    found = None
    for each in pages(answers):
        if each.slug == slug:
            break
        found = found if each.note else each
    return found


def changes(at: Page, given: Given) -> dict[str, Any]:
    """What to keep of a page that was answered; what was told after it is to be told anew."""
    kept = {name: value for name, value in given.items() if name != "token"}
    return {at.slug: kept, **{each.slug: None for each in PAGES if at.slug in each.note}}


def initial(at: Page, answers: Answers) -> dict[str, Any]:
    """The answers of a page as its form takes them."""
    form, found = at.form(answers=answers), {}
    for name, value in answers.of(at.slug).items():
        dated = isinstance(form.fields.get(name), DateField)
        found[name] = answers.day(at.slug, name) if dated else value
    return found


def begun_with(query: QueryDict) -> dict[str, Any]:
    """What a link to the request says, as far as that can be right.

    That is `council`, `decision`, `sent`, `sections`, and `interpreter` with its `language`.
    """
    data = answers_in(query)
    data["token"], data["letter_on-day"] = new_token(), query.get("sent", "")
    found: dict[str, Any] = {}
    for slug in LINKED:
        at, answers = page(slug), Answers(found)
        assert at is not None
        form = at.form(data, answers=answers)
        if at.applies(answers) and form.is_valid():
            found |= {slug: changes(at, form.cleaned_data)[slug]}
    return found


def long_ago(answers: Answers) -> bool:
    """Whether the day that everything counts from is more than a year ago, so that the year may be mistyped."""
    counted = answers.letter_on or answers.happened_on
    return counted is not None and counted < today() - timedelta(days=365)
