"""What the answers say of the people beside who asks, and of what they need, as it goes on to the case."""

from django.utils.translation import gettext as _

from commonground.cases.request import Helping, InTheirName, OtherParent, Request
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.needs_questions import INTERPRETERS, SUPPORT


def request_of(answers: Answers) -> Request:
    """What the answers say beyond the enquiry's own columns. Answers to pages that do not apply are not among them."""
    return Request(
        who=answers.who,
        paper=answers.text("deputy", "paper"),
        interpreter=answers.interpreter,
        other_parent=_other_parent(answers),
        supporter=_supporter(answers),
        helper=_helper(answers),
        family=_family(answers),
    )


def needs_in_words(answers: Answers) -> str:
    """What helps somebody to take part, in one place, for whoever meets them."""
    ticked, wanted = answers.several("needs", "support"), answers.text("interpreter", "interpreter")
    interpreter = [str(INTERPRETERS[wanted])] if wanted in INTERPRETERS else []
    support = "; ".join(interpreter + [str(choice.label) for choice in SUPPORT if choice.value in ticked])
    language = answers.interpreter if wanted == "language" else ""
    parts = [support, _("Language: %(language)s") % {"language": language} if language else ""]
    headed = {
        "communicate": _("What helps when we talk: %(words)s"),
        "upsets": _("What upsets, what calms: %(words)s"),
        "good_meeting": _("A good meeting: %(words)s"),
    }
    parts += [
        head % {"words": answers.text("about-you", name)} for name, head in headed.items()
        if answers.text("about-you", name)
    ]  # fmt: skip
    # A full stop after each, since some places show it all on one line.
    return "\n".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


def _other_parent(answers: Answers) -> OtherParent:
    more = "other-parent-more"
    return OtherParent(
        shares=answers.text("other-parent", "shares"),
        knows=answers.text(more, "knows"),
        contact=answers.text(more, "contact"),
        order=answers.text(more, "order"),
        order_words=answers.text(more, "order_words"),
        hidden=tuple(answers.several(more, "untold")),
        hidden_words=answers.text(more, "untold_words"),
    )


def _supporter(answers: Answers) -> Helping:
    page = "supporter-who"
    return Helping(
        name=answers.text(page, "supporter_name"),
        relationship=answers.text(page, "relationship"),
        email=answers.text(page, "email"),
        telephone=answers.text(page, "telephone"),
        agreed=tuple(answers.several(page, "may")),
    )


def _helper(answers: Answers) -> Helping:
    return Helping(
        name=answers.text("helper", "helper_name"),
        relationship=answers.text("helper", "relationship"),
        email=answers.text("helper", "email"),
        telephone=answers.text("helper", "telephone"),
        agreed=tuple(answers.several("permission-given", "may")),
    )


def _family(answers: Answers) -> InTheirName:
    given = "permission-given"
    there = answers.text("family-contact", "contact") == "yes"
    return InTheirName(
        agreed=answers.text("permission", "agreed"),
        name=answers.text(given, "given_name"),
        how=answers.text(given, "how"),
        on=answers.text(given, "given_on"),
        email=answers.text("family-contact", "email") if there else "",
        telephone=answers.text("family-contact", "telephone") if there else "",
    )
