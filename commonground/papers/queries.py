"""How papers are read. Everything starts from one person in one case: nothing here lists a case's papers for nobody."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from commonground.cases.models import Case, Enquiry, Participant
from commonground.cases.queries import DESK, current, visible_to
from commonground.cases.words import Agreed
from commonground.documents.kinds import Media
from commonground.documents.models import File
from commonground.documents.names import safe_name
from commonground.documents.queries import file_about, files_named
from commonground.papers.models import Paper, Share
from commonground.papers.readers import live
from commonground.people.keys import name_key
from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import Role

OFFICERS = (Role.LA_OFFICER, Role.ICB_OFFICER, Role.SCHOOL)


def papers_for(case: Case, person: Person) -> QuerySet[Paper]:
    """The papers of this case that this person may read today, the first given first, with who gave each.

    The desk reads all. Whoever takes part reads their own, and what is shared with them, with the party they work for
    or, for the mediator whose case it is, for the meeting. A part that ended, a share that was stopped and a paper
    that was taken back end it at once; of their own, people see those that they took back too.
    """
    seen = Paper.objects.filter(case__in=visible_to(person).filter(pk=case.pk)).select_related("given_by")
    if staff_roles_of(person) & DESK:
        return seen
    mine = Participant.objects.filter(current(), case=case, person=person)
    own = Q(given_by=person) & Exists(mine.exclude(role=Role.SUPPORTER))
    shared = Share.objects.filter(live(), _with(case, person, mine), paper=OuterRef("pk"))
    return seen.filter(own | (Q(taken_back_on=None) & Exists(shared)))


def _with(case: Case, person: Person, mine: QuerySet[Participant]) -> Q:
    """The shares by which this person reads: the same that `readers.who_could_read` offers a giver."""
    # What kept somebody safe holds after they have left: all that the giver is and was counts.
    giver = Participant.objects.filter(case=case, person=OuterRef("paper__given_by"))
    hidden = Exists(giver.filter(role=Role.FAMILY)) & (
        ~Q(participant__do_not_disclose_to="") | Exists(giver.exclude(do_not_disclose_to=""))
    )
    helping = Q(participant__in=mine.filter(role=Role.SUPPORTER).values("pk")) & Exists(
        giver.filter(current(), pk=OuterRef("participant__helps"))
    )
    family = Q(participant__in=mine.filter(role=Role.FAMILY).values("pk")) & ~hidden
    found = helping | family | Q(party__in=mine.filter(role__in=OFFICERS).values("party"))
    leads = case.mediator_id == person.pk and Role.MEDIATOR in staff_roles_of(person)
    return found | Q(for_meeting=True) if leads else found


def own_papers(case: Case, person: Person) -> QuerySet[Paper]:
    """The papers that this person gave, as they may see them, each with its shares for `readers.readers_of`."""
    return with_shares(papers_for(case, person).filter(given_by=person))


def shared_papers(case: Case, person: Person) -> QuerySet[Paper]:
    """The papers of others that this person may read; with whom else they are shared is not theirs to know."""
    return papers_for(case, person).exclude(given_by=person)


def papers_at_the_desk(case: Case) -> list[Paper]:
    """Every paper of a case, with who gave each and its shares: for the desk, whose doors let nobody else in."""
    return list(with_shares(Paper.objects.filter(case=case).select_related("given_by")))


def papers_in_use(case: Case) -> list[Paper]:
    """Those of them that were not taken back."""
    return [paper for paper in papers_at_the_desk(case) if paper.taken_back_on is None]


def paper_of_file(case: UUID, file: UUID) -> Paper | None:
    """The first paper that has this file of the case with this id: for the desk, like the two above."""
    return Paper.objects.filter(case=case, file=file).first()


def with_shares(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """The same papers with their live shares, in one query more."""
    rows = Share.objects.filter(live()).select_related("participant__person", "party").order_by("id")
    return papers.prefetch_related(Prefetch("shares", queryset=rows))


def files_of(case: Case, papers: Iterable[Paper]) -> dict[UUID, File]:
    """What is known of the files of papers that somebody may read, by the paper's id; without bytes, in one query."""
    found = list(papers)
    files = {file.pk: file for file in files_named(case.pk, [paper.file for paper in found])}
    return {paper.pk: files[paper.file] for paper in found if paper.file in files}


def gives_for(place: Participant) -> Person | None:
    """In whose name somebody with this place in a case gives papers; None where they give none.

    Their own; whoever helps one of the family, those of that person, where it was agreed.
    """
    if place.helps is None:
        return place.person
    return place.helps.person if Agreed.SPEAK in place.agreed else None


def paper_for(case: Case, person: Person, paper: UUID) -> Paper | None:
    """One of the papers that this person may read, or None: one that is not theirs is as one that is not there."""
    return papers_for(case, person).filter(pk=paper).first()


def file_of(paper: Paper) -> File | None:
    """The file of a paper that somebody may read, with its bytes, named as the giver calls the paper."""
    found = file_about(paper.case_id, paper.file)
    if found is not None:
        found.name = file_name(paper, found)
    return found


def file_name(paper: Paper, file: File) -> str:
    """What its file is called when somebody saves it: as the giver calls the paper, not as another who sent it too."""
    return safe_name(paper.title.replace("’", "'"), ending=Media(file.media).ending)


def request_of(case: Case, person: Person) -> Enquiry | None:
    """The request that this person sent and the case was opened from; None where there is none, or it is another's.

    Several people may share an e-mail address, so the name must be theirs too.
    """
    found = Enquiry.objects.filter(pk=case.pk).first()
    if found is None or name_key(found.name) != person.name_key:
        return None
    return found if found.email_key == person.email_key else None
