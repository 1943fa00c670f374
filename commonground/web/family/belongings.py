"""What is somebody's in their case, in plain values: what the file they take away holds. Nothing of others."""

from typing import Any

from django.utils.translation import gettext as _

from commonground.cases import issues, questions
from commonground.certificates.models import Certificate
from commonground.notices.queries import sent_about
from commonground.papers import queries
from commonground.papers.models import Paper
from commonground.record.days import today
from commonground.record.queries import entries_of
from commonground.voice.models import Saying
from commonground.voice.words import LEVELS, PICTURES, PROMPTS, SCALES, Feeling, Kind
from commonground.web.family.cases import meeting_for
from commonground.web.family.dates import ADate, dates_of
from commonground.web.family.history import lines
from commonground.web.family.people import shown_people, visits
from commonground.web.family.picture import Picture
from commonground.web.family.standing import standing_of

REQUEST = (
    "name",
    "email",
    "telephone",
    "messages_by",
    "child_name",
    "child_born",
    "message",
    "safe_contact",
    "needs",
    "arrived_at",
)
ASKED: dict[str, dict[str, Any]] = {Kind.WORDS: PROMPTS, Kind.SCALE: SCALES, Kind.PICTURE: PICTURES}
"""What stands beside each answer of something said in one's own way."""


def everything_of(
    p: Picture, certificates: list[Certificate], papers: list[Paper], sayings: list[Saying]
) -> dict[str, Any]:
    """All of it: the page and the data in the file say the same."""
    return {
        "made_on": today(),
        "case": {
            "reference": p.case.reference, "about": p.case.child.name, "council": p.council,
            "letter_on": p.case.letter_on, "opened_on": p.case.opened_on, "closed_on": p.case.closed_on,
            "where_it_is": _where_it_is(p),
        },
        "you": _you(p),
        "request": _request(p),
        "dates": [{"on": one.on, "at": one.at, "what": str(one.what)} for one in _dates(p)],
        "what_happened": [
            {"at": one.at, "title": one.title, "by": one.by, "text": one.text}
            for one in lines(p, entries_of(p.case.pk))
        ],
        "messages": [
            {"sent_at": one.created_at, "subject": one.subject, "text": one.text}
            for one in sent_about(p.case.pk).filter(person=p.person.pk, fresh=False)
        ],
        "issues": [
            {
                "section": one.section, "what": one.what, "wanted": one.wanted,
                "from_the_nhs": one.health_provision_wanted,
            }
            for one in issues.issues_of(p.case, p.person)
        ],
        "in_your_own_way": [_saying(number, one) for number, one in enumerate(sayings, start=1)],
        "questions": [_question(one) for one in questions.questions_of(p.case, p.person)],
        "papers": _papers(p, papers),
        "certificates": [
            {
                "number": c.line.number, "issued_on": c.issued_on, "withdrawn_on": c.withdrawn_on,
                "our_copy_erased_on": c.erased_on,
            }
            for c in certificates
        ],
        "who_looked": [
            {"on": one.look.on, "name": _("You") if one.me else one.name, "as": one.role}
            for one in visits(p, shown_people(p))
        ],
    }  # fmt: skip


def _where_it_is(p: Picture) -> str:
    """What the page of the case says first."""
    if p.parted:
        return _("The choices in this case belong to %(name)s now.") % {"name": p.case.child.name}
    standing = standing_of(p)
    return f"{standing.sentence} {standing.next}"


def _dates(p: Picture) -> list[ADate]:
    """The dates that matter now; none of them is news to a parent whose right has passed."""
    return [] if p.parted else dates_of(p, meeting_for(p))


def _you(p: Picture) -> dict[str, Any]:
    mine = p.mine
    return {
        "name": p.person.name, "email": p.person.email, "telephone": p.person.telephone, "born": p.person.born,
        "relationship": mine.relationship or str(mine.get_basis_display()), "address": mine.address,
        "safe_contact": mine.safe_contact, "needs": mine.needs, "in_this_case_since": mine.from_on,
    }  # fmt: skip


def _request(p: Picture) -> dict[str, Any] | None:
    """The request as they sent it."""
    sent = queries.request_of(p.case, p.person)
    return None if sent is None else {name: getattr(sent, name) for name in REQUEST} | {"answers": sent.answers}


def _question(one: Any) -> dict[str, Any]:
    answered = one.answered_on is not None
    return {
        "asked_on": one.asked_on, "text": one.text, "answered_on": one.answered_on,
        "answered_by": one.answered_by.name if answered else "", "answer": one.answer,
    }  # fmt: skip


def _papers(p: Picture, papers: list[Paper]) -> list[dict[str, Any]]:
    files = queries.files_of(p.case, papers) if papers else {}
    told = []
    for number, paper in enumerate(papers, start=1):
        file = files.get(paper.pk)
        told.append({
            "title": paper.title, "from": paper.given_by.name, "given_on": paper.given_on,
            "taken_back_on": paper.taken_back_on,
            "file": f"papers/{number:02} {queries.file_name(paper, file)}" if file else "",
        })  # fmt: skip
    return told


def _saying(number: int, one: Saying) -> dict[str, Any]:
    """What they said in their own way, each answer beside what was asked."""
    asked = ASKED.get(one.kind, {})
    answers = {str(asked.get(key, key)): _answer(one.kind, value) for key, value in one.data.items()}
    ending = {Kind.RECORDING: "wav", Kind.DRAWING: "jpg"}.get(Kind(one.kind), "")
    return {
        "said_on": one.said_on, "how": str(one.get_kind_display()), "text": one.text, "answers": answers,
        "file": f"in-your-own-way/{number:02}.{ending}" if one.file else "",
    }  # fmt: skip


def _answer(kind: str, value: Any) -> str:
    if kind == Kind.SCALE and value in LEVELS:
        return str(LEVELS[value])
    return str(Feeling(value).label) if kind == Kind.PICTURE and value in Feeling.values else str(value)
