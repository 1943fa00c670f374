"""How people may be reached, as the desk reads it: only what they said is safe is ever used unasked."""

from django.utils.translation import gettext as _

from commonground.people.models import MessagesBy
from commonground.web.components.filters import listed, telephone
from commonground.web.public.ask.answers import Answers
from commonground.web.public.ask.person_questions import WAYS


def safe(answers: Answers, means: str) -> str:
    """The address or number, if they said that it is safe: messages go there without anybody asking again.

    Somebody who asks for a family gave their own.
    """
    if answers.helps:
        return answers.text("helper", means)
    ways = answers.several("safe-contact", "ways")
    return answers.text("reach", means) if any(WAYS[way][1] == means for way in ways) else ""


def messages_by(answers: Answers) -> str:
    """By text, where a text is safe for them and an e-mail is not; by call alone, where nothing else is safe."""
    ways = set(answers.several("safe-contact", "ways"))
    if not answers.helps and ways == {"call"}:
        return MessagesBy.CALL
    return MessagesBy.TEXT if not answers.helps and "text" in ways and "email" not in ways else ""


def safe_contact(answers: Answers) -> str:
    """How they may be reached, for whoever picks up the telephone; of a family where another asks for it."""
    return _family(answers) if answers.helps else _own(answers)


def _own(answers: Answers) -> str:
    others = {
        "yes": _("Somebody else reads their messages or answers their phone."),
        "not_sure": _("Somebody else may read their messages or answer their phone."),
    }
    words = {"call": _("telephone"), "text": _("text message"), "email": _("e-mail")}
    ways = [words[way] for way in answers.several("safe-contact", "ways")]
    known = _("Safe: %(ways)s.") % {"ways": listed(ways)} if ways else ""
    given = {means: answers.text("reach", means) for means in ("telephone", "email") if not safe(answers, means)}
    parts = [others.get(answers.text("safe-contact", "reads"), ""), known, _never(given)]
    return _joined(*parts, answers.text("safe-contact", "times"))


def _family(answers: Answers) -> str:
    """Of the family, never of who asks for it."""
    given = {means: answers.text("family-contact", means) for means in ("telephone", "email")}
    times = answers.text("family-contact", "times")
    if answers.text("family-contact", "contact") != "yes":
        helper = _("The family: only through %(name)s.") % {"name": answers.text("helper", "helper_name")}
        return _joined(helper, _never(given), times)
    said = listed(_shown(means, words) for means, words in given.items() if words)
    return _joined(_("The family, safe: %(ways)s.") % {"ways": said}, times)


def _never(given: dict[str, str]) -> str:
    unsafe = [_shown(means, words) for means, words in given.items() if words]
    return _("Do not use: %(ways)s.") % {"ways": listed(unsafe)} if unsafe else ""


def _shown(means: str, words: str) -> str:
    return telephone(words) if means == "telephone" else words


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
