"""How cases are read. Everything personal starts from `visible_to`: the cases this person may see."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Func, OuterRef, Q, QuerySet, Value

from commonground import law
from commonground.cases.facts import Facts, Holding, fold
from commonground.cases.gathering import people_of
from commonground.cases.models import Case, Duty, Enquiry, Participant
from commonground.cases.words import Basis, FactKind, OwedBy, PartyKind, Route, Stage
from commonground.directory.models import LocalAuthority
from commonground.law import Decision, Holder, LastDay
from commonground.people.keys import name_key, telephone_key
from commonground.people.models import MessagesBy, Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import CASE_ROLES, Role
from commonground.record.days import today

DESK = frozenset({Role.ADVISER, Role.COORDINATOR})
OF_THE_SERVICE = DESK | {Role.ADMINISTRATOR, Role.SAFEGUARDING_LEAD, Role.COMMISSIONER}
"""Roles that do not depend on taking part in a case."""
DIGITS_OF_A_NUMBER = 6
"""Fewer digits than these are no telephone number to look for."""
BEFORE_CHOICE = (
    Stage.ENQUIRY, Stage.NOT_REACHED, Stage.INFORMED, Stage.UNDECIDED, Stage.NOT_NEEDED, Stage.ASKED,
)  # fmt: skip
"""Until the family has chosen and the council was told, the council sees nothing."""


def current() -> Q:
    """Participations that have not ended."""
    return Q(to_on=None) | Q(to_on__gt=today())


def visible_to(person: Person) -> QuerySet[Case]:
    """The cases this person may open: the desk sees all, a mediator theirs, others those they take part in.

    A council's or NHS officer sees a case only after the family chose mediation and the council was told, or was
    asked to a disagreement resolution. Ended consent ends at once.
    """
    roles = staff_roles_of(person)
    if roles & DESK:
        return Case.objects.all()
    mine = Participant.objects.filter(current(), person=person)
    family = mine.filter(role__in=[Role.FAMILY, Role.SUPPORTER])
    officers = mine.filter(role__in=[Role.LA_OFFICER, Role.ICB_OFFICER, Role.SCHOOL])
    told = Q(pk__in=officers.values("case")) & (Q(facts__kind="la_told") | Q(facts__kind="party_asked"))
    seen = Q(pk__in=family.values("case")) | told
    if Role.MEDIATOR in roles:
        seen |= Q(mediator=person)
    return Case.objects.filter(seen).distinct()


def family_cases(person: Person) -> QuerySet[Case]:
    """The cases this person is in as family or supporter today; not those in which they speak for somebody else."""
    mine = Participant.objects.filter(current(), person=person, role__in=CASE_ROLES)
    return Case.objects.filter(pk__in=mine.values("case"))


def enquiries_of(person: Person) -> QuerySet[Enquiry]:
    """Enquiries sent from the address or the telephone that this person signs in by, and no case has taken over yet."""
    if person.proves_email:
        theirs = Q(email_key=person.email_key)
    elif person.gets_texts:
        theirs = Q(telephone=person.telephone, messages_by=MessagesBy.TEXT)
    else:
        return Enquiry.objects.none()
    return Enquiry.objects.filter(theirs, closed_on=None).order_by("-arrived_at")


def as_participant(case: Case | OuterRef, person: Person) -> QuerySet[Participant, str]:
    """The codes of the roles this person holds in the case as a participant today."""
    return Participant.objects.filter(current(), case=case, person=person).values_list("role", flat=True)


def roles_in(case: Case, person: Person, *, held: Iterable[str] | None = None) -> frozenset[Role]:
    """The roles this person can act in on this case: the service's own, and those held as a participant today.

    A mediator is one only in the cases that are theirs to lead; an officer of a council, board or school only where
    they take part. `held`: what `as_participant` answers, where that is known already.
    """
    if held is None:
        held = as_participant(case, person)
    theirs = {Role.MEDIATOR} if case.mediator_id == person.pk else set()
    return (staff_roles_of(person) & (OF_THE_SERVICE | theirs)) | {Role(role) for role in held}


def participant(case: Case, person: Person) -> Participant | None:
    """This person's place in the case today, if they have one."""
    found = Participant.objects.filter(current(), case=case, person=person)
    return found.select_related("party", "helps__person").first()


def family_of(case: Case) -> set[UUID]:
    """The people of the family who take part today, young person included, supporters not."""
    return set(case.participants.filter(current(), role=Role.FAMILY).values_list("person", flat=True))


def speaks_for(case: Case, person: Person) -> set[UUID]:
    """Whose words somebody may read and write here: their own, and for a supporter those of whom they help."""
    rows = case.participants.filter(current(), person=person, role__in=CASE_ROLES)
    return {row.helps.person_id if row.helps else row.person_id for row in rows.select_related("helps")}


def right_holders(case: Case) -> QuerySet[Participant]:
    """Whose right it is in this case today (R8): usually one; two parents may both act (D21)."""
    found = case.participants.filter(current(), holds_right=True)
    return found.select_related("person").order_by("id")


def holder_of(case: Case, on: date) -> law.RightHolder | None:
    """What the law says about whose right it is on a day (R8, R9); None while the date of birth is not known."""
    born = case.child.born
    if born is None:
        return None
    return law.right_holder(born, on, lacks_capacity=case.lacks_capacity, deputy=case.has_deputy)


def has_lost_the_right(case: Case, actor: str, *, on: date) -> bool:
    """Whether this parent held the right in this case and the law has given it to another since (R8, R9).

    `actor` is the opaque id of a person. A supporter is asked about as the one they help. False while the date of
    birth is not known: then a person finds out.
    """
    holder = holder_of(case, on)
    if holder is None or holder.holder == Holder.PARENT:
        return False
    found = case.participants.filter(current(), role__in=CASE_ROLES).select_related("person", "helps__person")
    mine = [row.helps or row for row in found if row.person.actor == actor]
    return bool(mine) and all(parted_from_the_right(case, row, on=on) for row in mine)


def parted_from_the_right(case: Case, row: Participant, *, on: date) -> bool:
    """Whether somebody of the family is here as a parent in a case whose choices are the young person's (R8, R9).

    They read what they had until the young person decides; a supporter by the young person's consent is no parent here.
    """
    holder = holder_of(case, on)
    if row.role != Role.FAMILY or holder is None or holder.holder == Holder.PARENT:
        return False
    return not footing_fits(holder, Basis(row.basis), has_deputy=case.has_deputy)


def taking_part_as(case: Case, said: str) -> list[Participant]:
    """Those who take part today and go by this name; “Name (who they are)” tells two of one name apart."""
    rows = list(case.participants.filter(current()).select_related("person"))
    plain = [row for row in rows if name_key(row.person.name) == name_key(said)]
    full = [row for row in rows if name_key(f"{row.person.name} ({row.relationship})") == name_key(said)]
    return plain or full


def footing_fits(holder: law.RightHolder | None, basis: Basis, *, has_deputy: bool) -> bool:
    """Whether this footing is the one the law gives the right to; a deputy or attorney comes before a parent (R8).

    `holder` None, an unknown age: the parent, until a person asks.
    """
    young = {Basis.YOUNG_PERSON}
    others = {Basis.DEPUTY, Basis.ATTORNEY} | (set() if has_deputy else {Basis.PARENT_OF_YOUNG_PERSON})
    parents = {Basis.PARENT, Basis.PARENTAL_RESPONSIBILITY, Basis.CARE_OF_CHILD}
    if holder is None or holder.holder == Holder.PARENT:
        return basis in parents
    if holder.holder == Holder.YOUNG_PERSON:
        return basis in young
    if holder.holder == Holder.ALTERNATIVE_PERSON:
        return basis in others
    return basis in young | others


def deciding_council(case: Case) -> LocalAuthority:
    """The council that made the decision: the first one, where the child has moved to another's area since (D23)."""
    moved = case.facts.filter(kind=FactKind.MOVED_AUTHORITY).first()
    return LocalAuthority.objects.get(pk=moved.data["from"]) if moved else case.authority


def facts_of(case: Case, *, as_of: date | None = None) -> Facts:
    """Everything the law asks of this case, as of a day (today when left out). Five queries at most."""
    day = as_of or today()
    holder = holder_of(case, day)
    health = [i.is_health for i in case.issues.all() if i.dropped_on is None]
    parties = case.parties.all() if case.route == Route.DISAGREEMENT_RESOLUTION else ()  # only they are asked
    start = Facts(
        route=Route(case.route),
        stage=Stage(case.stage),
        decision=Decision(case.decision),
        sections=case.section_set,
        sent_on=case.sent_on,
        letter_on=case.letter_on,
        holder_now=holder.holder if holder else Holder.ASK_A_PERSON,
        holder_changes_on=holder.changes_on if holder else None,
        as_of=day,
        opened_on=case.opened_on,
        detained=case.detained,
        health=any(health),
        only_health=bool(health) and all(health),
        holders=tuple(Holding(str(row.person_id), row.from_on) for row in people_of(case) if row.holds_right),
        parties_waiting=sum(1 for p in parties if p.answer == "waiting" and p.kind != PartyKind.FAMILY),
    )
    return fold(start, case.facts.all())


def same_decision(*, child: Person, authority: str, decision: str, sent_on: date | None) -> QuerySet[Case]:
    """Cases about the same child, council, decision and letter: a likely duplicate."""
    alike = Q(child=child) | Q(child__name_key=child.name_key, child__born=child.born)
    return Case.objects.filter(alike, authority=authority, decision=decision, sent_on=sent_on)


def work_list(*, on: date) -> QuerySet[Case]:
    """Open cases with a next duty, in order of its day: an index scan. What we owe comes before what others owe us."""
    found = Case.objects.filter(closed_on=None, next_duty_on__isnull=False)
    return found.select_related("child", "authority", "adviser").order_by("next_duty_on", "id")


def parts_of_the_work(person: Person, *, on: date) -> dict[str, Q]:
    """The parts of the work list that somebody at the desk looks at alone, by name, each as a condition for it."""
    return {
        "urgent": Q(urgent_from__lte=on),
        "late": Q(next_duty_on__lt=on),
        "today": Q(next_duty_on=on),
        "week": Q(next_duty_on__gte=on, next_duty_on__lte=on + timedelta(days=7)),
        "councils": Q(other_owes__in=[OwedBy.AUTHORITY, OwedBy.ICB]),
        "mine": Q(adviser=person),
        "unassigned": Q(adviser=None),
    }


def sizes_of_the_work(person: Person, *, on: date) -> dict[str, int]:
    """How many cases of the work list are in each of its parts, in one query."""
    counts = {name: Count("pk", filter=part) for name, part in parts_of_the_work(person, on=on).items()}
    return work_list(on=on).order_by().aggregate(**counts)


def urgent(*, on: date) -> QuerySet[Case]:
    """Open cases in which a last day of the family has passed or is within five working days."""
    found = Case.objects.filter(closed_on=None, urgent_from__lte=on)
    return found.select_related("child", "authority", "adviser").order_by("urgent_from", "id")


def open_enquiries(*, on: date) -> QuerySet[Enquiry]:
    """Enquiries nobody has opened a case from or put aside: the urgent first, then the first to be answered."""
    found = Enquiry.objects.filter(closed_on=None).select_related("authority")
    urgent = Q(urgent_from__isnull=False, urgent_from__lte=on)
    return found.annotate(urgent=urgent).order_by("-urgent", "answer_by", "arrived_at")


def case_called(reference: str) -> Case | None:
    """The case with this reference, however it was typed, or None."""
    return Case.objects.filter(reference=_typed(reference)).first()


def cases_about(keys: Iterable[UUID | None]) -> dict[UUID, Case]:
    """The cases with these ids, by id, in one query: what a list of messages or calls is about."""
    return {case.pk: case for case in Case.objects.filter(pk__in=[k for k in keys if k]).select_related("child")}


def safe_contacts(cases: Iterable[UUID | None], people: Iterable[UUID | None]) -> dict[tuple[UUID, UUID], str]:
    """What was written down of how each of these people is reached safely in each of these cases, in one query."""
    where = {"case__in": [key for key in cases if key], "person__in": [key for key in people if key]}
    found = Participant.objects.filter(**where).exclude(safe_contact="")
    return {(case, person): words for case, person, words in found.values_list("case", "person", "safe_contact")}


def to_reach_them(cases: Iterable[UUID]) -> QuerySet[Duty]:
    """What we still owe the families of these cases, and their last days; of certificates, those issued too.

    A certificate is to reach the family by the day on which it was to be issued (R5).
    """
    kinds = ["give_information", "confirm_information", "certify", "give_notice", "confirm_certificate"]
    still = Q(kind__in=[*kinds, "contact", "appeal"], settled_on=None)
    return Duty.objects.filter(still | Q(kind="certify"), case__in=list(cases)).order_by("due_on", "id")


def search(asked: str) -> QuerySet[Case]:
    """Cases in which a child's or participant's name has these words, or whose number or address this is.

    The newest first. What has no letter and no number in it finds nothing.
    """
    found = Q(pk__in=[])
    if key := name_key(asked):
        found |= Q(participants__person__name_key__contains=key) | Q(child__name_key__contains=key)
    if number := telephone_key(asked):
        found |= Q(participants__person__telephone_key=number)
    if "@" in asked:
        found |= Q(participants__person__email_key=asked.strip().casefold())
    return Case.objects.filter(found).select_related("child", "authority", "adviser").distinct().order_by("-opened_on")


def search_enquiries(asked: str, *, on: date) -> QuerySet[Enquiry]:
    """Open enquiries with this reference, e-mail address or telephone, or with these words in a name.

    The child's name is found without accents and capitals, the name of whoever wrote without capitals.
    """
    found = Q(reference=_typed(asked))
    if key := name_key(asked):
        found |= Q(child_key__contains=key) | Q(name__icontains=" ".join(asked.split()))
    if len(number := telephone_key(asked).removeprefix("0")) >= DIGITS_OF_A_NUMBER:
        found |= Q(digits__endswith=number)
    if "@" in asked:
        found |= Q(email_key=asked.strip().casefold())
    digits = Func(F("telephone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
    return open_enquiries(on=on).annotate(digits=digits).filter(found)


def enquiries_alike(enquiry: Enquiry) -> QuerySet[Enquiry]:
    """Other open enquiries about a child of the same name: likely the same family again. None without a name."""
    if not enquiry.child_key:
        return Enquiry.objects.none()
    return Enquiry.objects.filter(child_key=enquiry.child_key, closed_on=None).exclude(pk=enquiry.pk)


def last_days_of(enquiry: Enquiry) -> tuple[LastDay, ...]:
    """The family's last days by what the enquiry says (R11, R42, R51); none where it lacks the date they count from."""
    if not enquiry.decision:
        return ()
    decision, sections = Decision(enquiry.decision), frozenset(filter(None, enquiry.sections.split(",")))
    return law.last_days(enquiry.letter_on, decision=decision, sections=sections, act=enquiry.happened_on)


def _typed(reference: str) -> str:
    """A reference as it is kept: CG-4F7K-2M for “cg 4f7k 2m”."""
    return reference.strip().upper().replace(" ", "-")


def case_by_id(case_id: UUID) -> Case:
    """The case with this id. Raises Case.DoesNotExist."""
    return Case.objects.get(pk=case_id)
