"""Supporters: whom they help, what they may do because that person agreed, and the end of it at once (R26)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from commonground.cases import leaving, queries
from commonground.cases.answers import AskAPerson, Impossible, NotTheirs
from commonground.cases.apply import Acting, change
from commonground.cases.models import Case, Participant
from commonground.cases.stages import FAMILY_OR_STAFF, STAFF
from commonground.cases.telling import tell
from commonground.cases.words import Agreed, Basis
from commonground.people.commands import add_person
from commonground.people.keys import email_key, name_key
from commonground.people.models import Person
from commonground.people.queries import staff_roles_of
from commonground.people.roles import Role


@transaction.atomic
def bring_in(
    case: Case, *, by: Acting, helps: int, name: str, email: str = "", telephone: str = "", relationship: str = "",
    agreed: Iterable[Agreed] = (),
) -> Participant:  # fmt: skip
    """Somebody may help one of the family from now on, because that person agreed (R26). Returns the supporter.

    `helps` is the number of the participant they help, `agreed` what they may do beside reading the case and its
    dates. Whom they help says it, or a member of staff who says whose word they write down. One supporter needs
    nobody's leave; whether more may come to the meeting is asked there. They are told by e-mail. Sent twice, it is one
    supporter. Raises NotTheirs for somebody else's help, AskAPerson where nobody's consent is named.
    """
    there = _helping_already(case, helps, name, email)
    if there is not None:
        return there
    agreed_to = sorted({Agreed(one).value for one in agreed})
    made: list[Participant] = []

    def check(locked: Case) -> None:
        _theirs_to_say(locked, by, _family_member(locked, helps))
        _consent_is_named(by)

    def also(locked: Case) -> None:
        helped = _family_member(locked, helps)
        person = _known(name, email) or add_person(name=name, email=email, telephone=telephone)
        row = Participant.objects.create(
            case=locked, person=person, party=helped.party, role=Role.SUPPORTER, relationship=relationship,
            basis=Basis.CONSENT, helps=helped, agreed=agreed_to, from_on=by.day,
        )  # fmt: skip
        made.append(row)
        words["participant"] = row.pk

    words: dict[str, object] = {"role": Role.SUPPORTER, "name": name, "helps": helps, "agreed": agreed_to}
    case = change(case, by=by, what="supporter.joined", who=FAMILY_OR_STAFF, words=words, check=check, also=also)
    if email:
        tell(case, made[0], "supporter_invited", {"helped": _family_member(case, helps).person.name})
    return made[0]


def change_agreed(case: Case, *, by: Acting, supporter: int, agreed: Iterable[Agreed]) -> Case:
    """What a supporter may do from now on, as the person they help says. Raises NotTheirs and Impossible."""
    agreed_to = sorted({Agreed(one).value for one in agreed})

    def check(locked: Case) -> None:
        _theirs_to_say(locked, by, _helped(_supporter(locked, supporter)))
        _consent_is_named(by)

    def also(locked: Case) -> None:
        row = _supporter(locked, supporter)
        row.agreed = agreed_to
        row.save(update_fields=["agreed"])

    words = {"participant": supporter, "agreed": agreed_to}
    return change(case, by=by, what="supporter.changed", who=FAMILY_OR_STAFF, words=words, check=check, also=also)


@transaction.atomic
def end_help(case: Case, *, by: Acting, supporter: int) -> Case:
    """They see nothing of this case from this moment on. Whom they help ends it, they themselves, or the desk."""
    who = FAMILY_OR_STAFF | {Role.SUPPORTER}

    def check(locked: Case) -> None:
        row = _supporter(locked, supporter)
        if by.person is None or by.person.pk != row.person_id:
            _theirs_to_say(locked, by, _helped(row))

    def also(locked: Case) -> None:
        leaving.end(locked, _supporter(locked, supporter), by=by)

    ended = _supporter(case, supporter)
    words = {"participant": supporter}
    case = change(case, by=by, what="supporter.ended", who=who, words=words, check=check, also=also, own=True)
    if ended.person.email or ended.person.gets_texts or ended.person.by_call_only:
        tell(case, ended, "supporter_ended")
    return case


def _helping_already(case: Case, helps: int, name: str, email: str) -> Participant | None:
    Case.objects.select_for_update().get(pk=case.pk)
    rows = case.participants.filter(queries.current(), helps=helps, person__name_key=name_key(name))
    return rows.filter(person__email_key=email_key(email)).select_related("person").first()


def _known(name: str, email: str) -> Person | None:
    """Somebody of this name and address who helps in another case: one sign-in then leads to all their families."""
    if not email_key(email):
        return None
    helps = Participant.objects.filter(role=Role.SUPPORTER).values("person")
    known = Person.objects.filter(pk__in=helps, email_key=email_key(email), name_key=name_key(name))
    return next((person for person in known if person.proves_email), None)


def _theirs_to_say(case: Case, by: Acting, helped: Participant) -> None:
    if by.person is None or by.person.pk == helped.person_id or queries.roles_in(case, by.person) & STAFF:
        return
    raise NotTheirs(_("Only the person who is helped can say this. Call us about somebody else."))


def _consent_is_named(by: Acting) -> None:
    """A member of staff who writes it down says who agreed."""
    if by.person is not None and staff_roles_of(by.person) and not (by.recorded_for or by.reason):
        raise AskAPerson(_("Write down who agreed to it, under “Whose words do you write down?”, or say why not."))


def _family_member(case: Case, key: int) -> Participant:
    found = case.participants.filter(queries.current(), pk=key, role=Role.FAMILY)
    row = found.select_related("person", "party").first()
    if row is None:
        raise Impossible(_("Choose which of the family they help."))
    return row


def _supporter(case: Case, key: int) -> Participant:
    found = case.participants.filter(queries.current(), pk=key, role=Role.SUPPORTER)
    row = found.select_related("person", "helps__person").first()
    if row is None:
        raise Impossible(_("This person does not help in this case."))
    return row


def _helped(row: Participant) -> Participant:
    assert row.helps is not None, "the database holds that every supporter helps somebody"
    return row.helps
