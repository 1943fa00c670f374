"""Giving papers to a case, naming them, saying who may read them, and taking that or the paper itself back.

A paper is its giver's. Who is of the family does all of this for their own papers alone; whoever helps one of them may
give papers for that person, where that was agreed, and share none; the desk writes down what somebody asked for.
"""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import queries as cases
from commonground.cases import telling
from commonground.cases.answers import Impossible, NotTheirs
from commonground.cases.apply import Acting, change
from commonground.cases.models import Case, Participant
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.cases.words import Stage
from commonground.documents import commands as documents
from commonground.documents.commands import Upload
from commonground.documents.names import shown_name
from commonground.documents.queries import files_about
from commonground.notices import queries as outbox
from commonground.papers.models import Paper, Share
from commonground.papers.queries import gives_for
from commonground.papers.readers import Reader, live, reader_of, who_could_read
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import london_day, today

GIVES = FAMILY_OR_STAFF | {Role.SUPPORTER}
LONGEST_TITLE = 150
SHARED = "paper_shared"
"""The message to somebody with whom a paper was shared."""
COUNCILS_LETTER = gettext_lazy("The council’s letter")


@transaction.atomic
def give(case: Case, *, by: Acting, given_by: Person, title: str, upload: Upload) -> Paper:
    """Keep a photo or PDF as a paper of `given_by`, private to them and the desk. One that they gave already is that.

    Without a title it is called as its file was; of two that somebody calls the same, the second has a number behind
    it. Raises documents.answers.Refused for a file that is not taken, Impossible where this person takes no part,
    NotTheirs for whoever may not give their papers.
    """
    called = title.strip() or shown_name(upload.name or "")
    _may_give(case, by, given_by)
    # Before the case is locked: a file can take half a minute to be made anew.
    file = documents.keep(upload, about=case.pk, by=given_by.actor, room=documents.OF_A_CASE)
    return _given(case, by=by, given_by=given_by, title=called, file=file.pk)


@transaction.atomic
def take_over(case: Case, *, by: Acting, given_by: Person) -> list[Paper]:
    """What came with the request of a case that opens now becomes papers of the one who sent it, private to them."""
    by, files = replace(by, reason="", version=None), files_about(case.pk)
    return [_given(case, by=by, given_by=given_by, title=str(COUNCILS_LETTER), file=file.pk) for file in files]


def rename(paper: Paper, *, by: Acting, title: str) -> Paper:
    """Call a paper something else; of two that somebody calls the same, the second has a number behind it.

    Whoever reads it sees the new name, the record keeps the old one too. Raises Impossible without a name and for a
    paper that was taken back, NotTheirs for whoever's paper it is not. Called so already, nothing changes.
    """
    before = Paper.objects.get(pk=paper.pk)

    def check(locked: Case) -> None:
        _may_share(locked, by, paper)
        if before.taken_back_on is not None:
            raise Impossible(_("This paper was taken back. Give it again to call it something else."))
        if not title.strip():
            raise Impossible(_("Write what the paper is called."))

    def also(locked: Case) -> None:
        paper.title = words["title"] = _title(locked, paper.given_by, title.strip())
        paper.save(update_fields=["title"])

    if title.strip() != before.title:
        words = {**_words(paper), "was": before.title}
        change(
            paper.case, by=_recorded(by, paper.given_by), what="paper.renamed", who=FAMILY_OR_STAFF, words=words,
            own=True, check=check, also=also,
        )  # fmt: skip
    return paper


@transaction.atomic
def share(paper: Paper, *, by: Acting, reader: Reader) -> Paper:
    """From now on this reader may read the paper, until it is stopped. Shared already, nothing changes.

    One of the family, or who helps them, gets a message that there is something to read, once a day however much it is.
    Raises Impossible for a paper that was taken back and for a reader whom the case does not offer, NotTheirs for
    whoever's paper it is not, AskAPerson where a person must look at it first.
    """

    def check(locked: Case) -> None:
        _may_share(locked, by, paper)
        if Paper.objects.get(pk=paper.pk).taken_back_on is not None:
            raise Impossible(_("This paper was taken back. Give it again to share it."))
        if reader not in who_could_read(locked, paper.given_by):
            raise Impossible(_("This paper cannot be shared with them."))

    def also(locked: Case) -> None:
        assert by.person is not None
        Share.objects.get_or_create(
            paper=paper, to_on=None, **reader.columns, defaults={"by": by.person, "from_on": by.day}
        )

    if not _shared(paper, reader).exists():
        change(
            paper.case, by=_recorded(by, paper.given_by), what="paper.shared", who=FAMILY_OR_STAFF,
            words={**_words(paper), "with": reader.name}, check=check, also=also,
        )  # fmt: skip
        _tell(paper.case, reader)
    return paper


def stop_sharing(paper: Paper, *, by: Acting, reader: Reader) -> Paper:
    """This reader sees the paper no more, from now on, in a closed case too. Not shared with them, nothing changes.

    Raises NotTheirs for whoever's paper it is not.
    """
    if not _shared(paper, reader).exists():
        return paper
    words = {**_words(paper), "with": reader.name}
    change(
        paper.case, by=_at_any_time(by, paper), what="paper.unshared", who=FAMILY_OR_STAFF, words=words, own=True,
        check=lambda locked: _may_share(locked, by, paper), also=lambda locked: _end(paper, by, reader),
    )  # fmt: skip
    return paper


def take_back(paper: Paper, *, by: Acting) -> Paper:
    """Nobody but its giver and the desk sees the paper any more, in a closed case too. It stays on the record.

    Raises NotTheirs for whoever's paper it is not. Taken back already, nothing changes.
    """

    def also(locked: Case) -> None:
        _end(paper, by)
        paper.taken_back_on = max(by.day, paper.given_on)
        paper.save(update_fields=["taken_back_on"])

    if Paper.objects.get(pk=paper.pk).taken_back_on is None:
        change(
            paper.case, by=_at_any_time(by, paper), what="paper.taken_back", who=FAMILY_OR_STAFF, words=_words(paper),
            own=True, check=lambda locked: _may_share(locked, by, paper), also=also,
        )  # fmt: skip
    return paper


def _tell(case: Case, reader: Reader) -> None:
    """Say that there is something to read, without a word of what; parties and the mediator are told by the desk."""
    row = case.participants.filter(pk=reader.participant or 0).select_related("person").first()
    if row is None or not (row.person.email or row.person.gets_texts or row.person.by_call_only or row.address):
        return
    earlier = outbox.sent_to(row.person_id).filter(about=case.pk, template=SHARED).first()
    if earlier is None or london_day(earlier.created_at) != today():
        telling.tell(case, row, SHARED)


def _given(case: Case, *, by: Acting, given_by: Person, title: str, file: UUID) -> Paper:
    """The paper of this file: the one that they gave already, or a new one with its entry."""
    known = Paper.objects.filter(case=case, file=file, given_by=given_by, taken_back_on=None)
    # Two sendings at once take turns, and the second finds the first.
    Case.objects.select_for_update().get(pk=case.pk)
    there = known.first()
    if there is not None:
        return there
    paper = Paper(
        case=case, file=file, given_by=given_by, title=_title(case, given_by, title), given_on=by.day,
        given_at=by.instant,
    )  # fmt: skip
    change(
        case, by=_recorded(by, given_by), what="paper.given", who=GIVES, words=_words(paper), own=True,
        check=lambda locked: _may_give(locked, by, given_by), also=lambda locked: paper.save(),
    )  # fmt: skip
    return paper


def _title(case: Case, given_by: Person, title: str) -> str:
    """The title, or with a number behind it where this person gave a paper of that name before."""
    title = title[:LONGEST_TITLE]
    taken = set(Paper.objects.filter(case=case, given_by=given_by).values_list("title", flat=True))
    numbered = (f"{title} ({number})" for number in range(2, len(taken) + 3))
    return next(each for each in (title, *numbered) if each not in taken)


def _place(case: Case, person: Person) -> list[Participant]:
    """What this person is in the case today."""
    return list(case.participants.filter(cases.current(), person=person).select_related("person", "helps__person"))


def _may_give(case: Case, by: Acting, given_by: Person) -> None:
    """Their own; that of the one whom they help, who agreed; at the desk that of anybody who takes part."""
    if not [row for row in _place(case, given_by) if row.role != Role.SUPPORTER]:
        raise Impossible(_("This person does not take part in this case."))
    if by.person is None or cases.roles_in(case, by.person) & STAFF:
        return
    if given_by not in [gives_for(row) for row in _place(case, by.person)]:
        raise NotTheirs(_("You can give papers of your own alone. Call us about anything else."))


def _may_share(case: Case, by: Acting, paper: Paper) -> None:
    """It is theirs; or somebody at the desk writes down what its giver said."""
    if by.person is None:
        raise NotTheirs(_("A person says who may read a paper."))
    if cases.roles_in(case, by.person) & STAFF:
        return
    if by.person.pk != paper.given_by_id:
        raise NotTheirs(_("Only the one who gave a paper says who can read it."))


def _recorded(by: Acting, giver: Person) -> Acting:
    """The same footing, with the name of the one in whose name somebody else acts."""
    if by.person is None or by.person == giver:
        return by
    return replace(by, recorded_for=by.recorded_for or giver.name, on_behalf=giver.actor)


def _at_any_time(by: Acting, paper: Paper) -> Acting:
    """The footing for what is theirs to take back whenever they like: a closed case asks for no other reason."""
    by = _recorded(by, paper.given_by)
    closed = paper.case.stage == Stage.CLOSED and not by.reason
    return replace(by, reason=_("It is theirs to take back.")) if closed else by


def _shared(paper: Paper, reader: Reader) -> QuerySet[Share]:
    return paper.shares.filter(live(), **reader.columns)


def _end(paper: Paper, by: Acting, reader: Reader | None = None) -> None:
    """End one share of the paper, or all, at once."""
    for row in paper.shares.filter(live()):
        if reader is None or reader_of(row) == reader:
            row.to_on = max(by.day, row.from_on)
            row.save(update_fields=["to_on"])


def _words(paper: Paper) -> dict[str, str]:
    return {"title": paper.title, "giver": paper.given_by.actor}
