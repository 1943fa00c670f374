"""One case with something in every room, all of it in words of its own, and what the whole database says."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from commonground.calls.models import Arranging, Call, InterpreterBooking, Outcome, Way
from commonground.cases import choosing, commands, drafts, issues, questions, taking_part
from commonground.cases import helping as supporters
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Participant
from commonground.cases.words import About, Agreed, Basis, Channel, PartyKind
from commonground.cases.words import Outcome as Ended
from commonground.casework import arranging, closing
from commonground.casework.intake import receive_draft
from commonground.certificates import commands as certificates
from commonground.conversations import commands as conversations
from commonground.feedback import commands as feedback
from commonground.feedback.models import Pattern
from commonground.law import CertificateKind, Decision
from commonground.meetings import commands as meetings
from commonground.meetings.commands import Came
from commonground.notices import commands as notices
from commonground.notices.models import Notice
from commonground.papers import commands as papers
from commonground.papers.readers import who_could_read
from commonground.people.codes import make_code
from commonground.people.models import Person, StaffRole
from commonground.people.roles import Role
from commonground.record import commands as record
from commonground.record.days import now, today
from commonground.record.models import Access
from commonground.record.personal import Kept, Personal
from commonground.safekeeping import commands as safekeeping
from commonground.safekeeping.models import Reason
from commonground.voice import commands as voice
from commonground.voice.words import Kind, With
from tests.documents import made
from tests.made_up import EVERYTHING, a_case, a_council, acting, an_arrangement, fixed, staff
from tests.signing_in import session_of

KEPT_ELSEWHERE = {Kept.EMPLOYMENT, Kept.CONTRACT, Kept.LEDGER}
"""Of staff, of councils' contracts, and the ledger itself: no case's to erase."""


class Staff:
    """Who works on it. They stay, whatever is erased."""

    def __init__(self) -> None:
        self.ada = staff()
        self.cora = staff(Role.COORDINATOR, name="Cora Coordinator")
        self.mo = staff(Role.MEDIATOR, name="Mo Mediator")


def fresh(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)


def full_case(word: str, by: Staff, *, pattern_on: date) -> Case:
    """A case in which every room keeps something, each with `word` in it, and which could be closed now."""
    case = _opened(word, by)
    _people(case, word, by)
    _words(case, word, by)
    _calls(case, word, by)
    _met(case, word, by)
    _papers_and_voice(case, word)
    _messages(case, word, by)
    _signed_in(case, word)
    _pattern(case, word, by, pattern_on)
    return fresh(case)


def _opened(word: str, by: Staff) -> Case:
    draft = drafts.begin({"name": {"name": f"{word} drafted"}})
    drafts.add_file(draft, made.upload(made.pdf(f"{word} letter"), f"{word} letter.pdf"), by="system:web")
    words = EnquiryWords(
        name=f"Sam {word}", email=f"sam@{word}.example", telephone="0131 496 0101", messages_by="email",
        child_name=f"Robin {word}", child_born=date(2016, 5, 4), authority=a_council().pk,
        decision=Decision.REFUSE_TO_ASSESS, letter_on=today() - timedelta(days=10), message=f"{word} message",
        safe_contact=f"{word} safe", needs=f"{word} needs",
        answers={"issues": [{"section": "F", "what": f"{word} issue", "health": f"{word} therapy"}]},
    )  # fmt: skip
    enquiry = receive_draft(draft, words_of=lambda answers: words, by="system:web")
    talk = conversations.start(text=f"{word} wrote", token=uuid4().hex, name=f"{word} writer", reply_to=words.email)
    talk = conversations.became(talk, enquiry)
    conversations.answer(talk, by=by.ada, text=f"{word} answered", token=uuid4().hex)
    return a_case(
        by.ada, enquiry=enquiry, child_name=words.child_name, family_name=words.name, family_email=words.email,
        family_telephone=words.telephone, safe_contact=words.safe_contact, needs=words.needs,
        relationship=f"{word} aunt",
    )  # fmt: skip


def _sam(case: Case) -> Participant:
    return case.participants.filter(role=Role.FAMILY).order_by("id")[0]


def _people(case: Case, word: str, by: Staff) -> None:
    sam = _sam(case)
    supporters.bring_in(
        fresh(case), by=acting(by.ada, recorded_for=sam.person.name), helps=sam.pk, name=f"Suki {word}",
        email=f"suki@{word}.example", relationship=f"{word} friend", agreed=[Agreed.SPEAK],
    )  # fmt: skip
    taking_part.add_party(
        fresh(case), by=acting(by.ada), kind=PartyKind.SCHOOL, name=f"{word} School", email=f"head@{word}.example"
    )
    for role, name, basis in (
        (Role.FAMILY, f"Olaf {word}", Basis.PARENT), (Role.SCHOOL, f"Hedda {word}", Basis.OFFICE),
    ):  # fmt: skip
        taking_part.add_participant(
            fresh(case), by=acting(by.ada), role=role, name=name, basis=basis,
            email=f"{name.split()[0].lower()}@{word}.example", telephone="0131 496 0102",
        )  # fmt: skip
    Participant.objects.create(
        case=case, person=case.child, party=sam.party, role=Role.FAMILY, basis=Basis.YOUNG_PERSON, from_on=today()
    )
    taking_part.record_authority(
        fresh(case), by=acting(by.ada), participant=sam.pk, basis=Basis.PARENT, evidence=f"{word} evidence",
        seen_on=today(), court_orders=f"{word} order",
    )  # fmt: skip


def _words(case: Case, word: str, by: Staff) -> None:
    sam = _sam(case).person
    commands.declare(fresh(case), by=acting(by.ada), independent=True, conflict=f"{word} none")
    commands.record_information(fresh(case), by=acting(by.ada), told=EVERYTHING, how=Channel.TELEPHONE)
    issues.add_issue(
        fresh(case), by=acting(sam), what=f"{word} dispute", wanted=f"{word} wanted", section="F", is_health=False
    )
    question = questions.ask(
        fresh(case), by=acting(sam), asked_by=sam, about=About.QUESTION, text=f"{word} asks", token=uuid4().hex
    )
    questions.answer(question, by=acting(by.ada), text=f"{word} reply", how=Channel.EMAIL)
    commands.note(fresh(case), by=acting(by.ada), text=f"{word} note")


def _calls(case: Case, word: str, by: Staff) -> None:
    at = now() - timedelta(days=len(word))
    call = Call.objects.create(
        about=case.pk, person=_sam(case).person, name=f"{word} caller", telephone="0131 496 0101", adviser=by.ada,
        during=DateTimeTZRange(at, at + timedelta(minutes=30)), on=at.date(), interpreter=f"{word}ish",
        notes=f"{word} notes", token=uuid4().hex, made_on=today(), held_on=today(), outcome=Outcome.SPOKE,
    )  # fmt: skip
    InterpreterBooking.objects.create(
        call=call, language=f"{word}ish", way=Way.THREE_WAY, with_whom=f"{word} agency", their_reference=f"{word} 7",
        joining=f"{word} line", state=Arranging.CONFIRMED, recorded_by=by.ada, recorded_at=now(),
    )  # fmt: skip


def _met(case: Case, word: str, by: Staff) -> None:
    case = choosing.ask_mediation(fresh(case), by=acting(by.ada, reason=f"{word} reason"))
    case = arranging.tell_authority(case, by=acting(by.ada))
    starts = an_arrangement(today()).starts_at + timedelta(hours=len(word))
    case = fixed(
        case, by.ada, on=today(), starts_at=starts, mediator=by.mo, place=f"{word} hall", notice_waived_by=f"Sam {word}"
    )
    came = (Came(f"Sam {word}", PartyKind.FAMILY), Came(f"Olly {word}", PartyKind.AUTHORITY, could_decide=True))
    case = meetings.conclude(case, by=acting(by.ada), came=came, outcome=Ended.AGREED, agreed_in_writing=True)
    issue = certificates.Issue(kind=CertificateKind.TOOK_PART, holder=_sam(case))
    certificate = certificates.issue(case, by=acting(by.ada), issue=issue)
    certificates.correct(certificate, by=acting(by.ada), because=f"{word} spelling")


def _papers_and_voice(case: Case, word: str) -> None:
    sam = _sam(case).person
    paper = papers.give(
        fresh(case),
        by=acting(sam),
        given_by=sam,
        title=f"{word} report",
        upload=made.upload(made.pdf(f"{word} report")),
    )
    reader = next(one for one in who_could_read(fresh(case), sam) if one.name.startswith("Suki"))
    papers.share(paper, by=acting(sam), reader=reader)
    child = case.child
    said = voice.say(
        fresh(case),
        by=acting(child),
        kind=Kind.WORDS,
        token=uuid4().hex,
        text=f"{word} maths",
        data={"hard": f"{word} noise"},
    )
    picture = made.upload(made.photo(size=(200 + len(word), 150)), f"{word}.jpg")
    voice.say(fresh(case), by=acting(child), kind=Kind.DRAWING, token=uuid4().hex, upload=picture)
    voice.share(said, by=acting(child), with_whom=With.PARTICIPANT, participant=_sam(case).pk)


def _messages(case: Case, word: str, by: Staff) -> None:
    sent = Notice.objects.filter(about=case.pk, person=_sam(case).person_id, fresh=False).order_by("created_at")[0]
    Notice.objects.filter(pk=sent.pk).update(state="sent", sent_at=now())
    notices.came_back(notice=sent.pk, by=by.ada.actor, detail=f"{word} unknown")
    notices.send_again(
        notice=sent.pk, to=notices.to_person(_sam(case).person, address=f"1 {word} Street"), by=by.ada.actor
    )
    suki = case.participants.get(role=Role.SUPPORTER).person
    notices.hold(about=case.pk, person=suki.pk, by=by.ada.actor)
    hold = safekeeping.place_hold(case.pk, by=by.cora, reason=Reason.APPEAL, note=f"{word} appeal")
    safekeeping.end_hold(hold, by=by.cora)
    # Who looked yesterday, whose digest is in the record, and who looks today.
    hour = now().replace(minute=0, second=0, microsecond=0) - timedelta(days=1)
    Access.objects.create(case=case.pk, person=suki.pk, as_role="supporter", hour=hour, on=today() - timedelta(days=1))
    record.digest_access(day=today() - timedelta(days=1))
    record.note_access(case=case.pk, by=suki.actor, as_role="supporter")


def _signed_in(case: Case, word: str) -> None:
    sam = _sam(case).person
    session_of(sam)
    make_code(sam.email, known=True)
    EmailAddress.objects.create(user=sam, email=sam.email)
    Authenticator.objects.create(user=sam, type=Authenticator.Type.TOTP, data={"secret": f"{word} secret"})
    notices.queue("sign_in_code", to=notices.to_person(sam), context={"code": "123456", "minutes": 15})


def _pattern(case: Case, word: str, by: Staff, on: date) -> None:
    suki = case.participants.get(role=Role.SUPPORTER).person
    pattern = feedback.raise_pattern(
        by=suki, authority=case.authority, text=f"{word} pattern", families=3, token=uuid4().hex
    )
    feedback.pass_on(pattern, by=by.ada, text=f"{word} passed")
    feedback.record_reply(pattern, by=by.ada, text=f"{word} replied")
    Pattern.objects.filter(pk=pattern.pk).update(raised_on=on)


def closed(case: Case, word: str, by: Staff) -> Case:
    """It is over."""
    return closing.close(fresh(case), by=acting(by.ada, reason=f"{word} why"), outcome_words=f"{word} outcome")


def personal_models() -> list[type[models.Model]]:
    """Every model that says that something in it is about people, and that a case or a person must not leave behind."""
    return [
        model for model in apps.get_models()
        if isinstance(answer := model.__dict__.get("personal"), Personal) and answer.fields
        and answer.kept not in KEPT_ELSEWHERE
    ]  # fmt: skip


def keys() -> dict[type[models.Model], set[Any]]:
    """The keys of all rows of those models; of people, those who were never staff."""
    found = {model: set(model._default_manager.values_list("pk", flat=True)) for model in personal_models()}
    found[Person] -= set(StaffRole.objects.values_list("person", flat=True))
    return found


def fill_up(rows: dict[type[models.Model], set[Any]], word: str) -> None:
    """Words in every personal field for words that the commands left empty, where the database lets them stand."""
    for model, wanted in rows.items():
        for field in model._meta.get_fields():
            words = isinstance(field, models.CharField | models.TextField) and not field.choices
            if words and field.name in model.personal.fields and model._meta.app_label != "record":  # type: ignore[attr-defined]
                for key in wanted:
                    _put(model, key, field.name, f"{word} {model._meta.model_name} {field.name}")


def _put(model: type[models.Model], key: Any, field: str, words: str) -> None:
    try:
        with transaction.atomic():
            most = model._meta.get_field(field).max_length  # type: ignore[union-attr]
            model._default_manager.filter(pk=key, **{field: ""}).update(**{field: words[:most]})
    except Exception:
        return  # a constraint says that it is empty


def said_in(rows: dict[type[models.Model], set[Any]]) -> set[str]:
    """Every word, address, number, birthday and file that personal fields of these rows hold."""
    found: set[str] = set()
    for model, wanted in rows.items():
        for row in model._default_manager.filter(pk__in=wanted):
            for name in model.personal.fields:  # type: ignore[attr-defined]
                found.update(_strings(getattr(row, name, None)))
    return {text for text in found if len(text) > 4 and not re.fullmatch(r"(person:|system:)?[0-9a-f-]{36}", text)}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from {value, *value.splitlines()}
    elif isinstance(value, bytes | memoryview):
        yield bytes(value).hex()
    elif isinstance(value, date) and not isinstance(value, datetime):
        yield value.isoformat()
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def tables() -> dict[str, list[str]]:
    """Every row of every table of the database as text, the bytes of a file as hex digits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1"
        )
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{name}" t')
            found[name] = sorted(text for (text,) in cursor.fetchall())
        return found


def mentions(words: set[str], everywhere: dict[str, list[str]] | None = None) -> list[tuple[str, str]]:
    """Where in the whole database any of these stands, now or in an older look at it: table and word."""
    whole = {table: "\n".join(rows) for table, rows in (everywhere or tables()).items()}
    spelled = {word: json.dumps(word, ensure_ascii=False)[1:-1] for word in words}
    return [(table, word) for table, text in whole.items() for word, shown in spelled.items() if shown in text]
