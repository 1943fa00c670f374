"""The pages of the desk: what a coordinator sees, what each costs, and who is kept out."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from commonground.cases import taking_part
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
from commonground.casework.intake import receive_enquiry
from commonground.notices import commands as notices
from commonground.notices.commands import Recipient
from commonground.notices.models import Channel, Notice, State
from commonground.people.models import Person
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.record.queries import entries_of
from commonground.web.components.forms.token import new_token
from tests.desk.working import boxes, do, faults, send, text_of
from tests.made_up import a_case, a_council, acting, certified, declined, fixed, informed, staff, told
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser."""
    return staff(name="Ada Adviser")


def at(case: Case) -> str:
    return f"/desk/cases/{case.reference}/"


@pytest.mark.feature(59)
def test_the_work_list_has_one_row_a_case_with_what_is_next_and_counts_that_are_doors(
    ada: Person, desk: Client
) -> None:
    declined(a_case(ada, child_name="Robin Sample"), ada)
    taking_part.stop_all_contact(told(a_case(ada, child_name="Alex Other"), ada), by=acting(ada))
    page = text_of(desk, "/desk/")
    for words in ("Robin Sample", "Issue the certificate", "Exampleshire", "Alex Other", "No contact", "Ada Adviser"):
        assert words in page
    for door in ("late", "today", "week", "councils", "unassigned", "mine", "urgent"):
        assert f"/desk/?show={door}" in page
        assert desk.get("/desk/", {"show": door}).status_code == 200
    assert 'data-key="/"' in page
    assert 'data-key="n"' in page


def test_a_door_shows_only_its_own_cases(ada: Person, desk: Client) -> None:
    a_case(ada, child_name="Robin Sample")
    case = a_case(ada, child_name="Alex Other")
    Case.objects.filter(pk=case.pk).update(next_duty_on=today() - timedelta(days=1))
    page = text_of(desk, "/desk/?show=late")
    assert "Alex Other" in page
    assert "Robin Sample" not in page


def test_who_says_that_they_are_independent_is_asked_first_and_others_can_say_it_later(
    ada: Person, desk: Client
) -> None:
    case = a_case(ada)
    link = f"{at(case)}do/declare/"
    before = text_of(desk, at(case))
    assert before.index(link) < before.index("Everything else you can do")
    after = text_of(desk, at(do(case, ada, "declare", independent="yes")))
    assert after.index(link) > after.index("Everything else you can do")


BAR = ("Robin Sample", "Whose right", "Sam Sample", "Exampleshire", "Refused an EHC needs assessment", "Letter sent",
       "Last day to appeal", "Contact")  # fmt: skip


@pytest.mark.feature(59)
def test_the_case_page_shows_the_bar_the_next_duty_with_its_law_and_the_act_that_meets_it(
    ada: Person, desk: Client
) -> None:
    case = declined(a_case(ada), ada)
    page = text_of(desk, at(case))
    for words in (*BAR, "Issue the certificate", "reg", "People", "Issues", "Meeting", "Messages we sent"):
        assert words in page
    assert f"{at(case)}do/certificate/" in page


def test_safety_marks_stand_in_the_bar_and_beside_the_person(ada: Person, desk: Client) -> None:
    case = a_case(ada)
    first = case.participants.order_by("id")[0].pk
    case = do(case, ada, "safe-contact", participant=first, safe_contact="Text first, never ring", address="1 Lane")
    case = do(case, ada, "safe-contact", participant=first, needs="Large print")
    person = case.participants.get(pk=first)
    assert (person.safe_contact, person.needs, person.address) == ("Text first, never ring", "Large print", "1 Lane")
    page = text_of(desk, at(case))
    assert "safe contact: see people" in page
    assert "Text first, never ring" in page
    do(case, ada, "stop-contact", participant="all")
    assert "No contact" in text_of(desk, at(case))


def test_a_note_is_added_without_leaving_and_the_timeline_can_be_filtered(ada: Person, desk: Client) -> None:
    case = do(a_case(ada), ada, "note", text="They rang at nine.")
    assert "They rang at nine." in text_of(desk, at(case))
    assert "They rang at nine." in text_of(desk, f"{at(case)}?show=talks")
    assert "They rang at nine." not in text_of(desk, f"{at(case)}?show=people")


def test_a_line_of_the_record_ends_each_thing_with_one_full_stop(ada: Person, desk: Client) -> None:
    case = do(told(a_case(ada), ada), ada, "chase", channel="email", text="They look for a date.")
    page = text_of(desk, at(case))
    assert "They look for a date. " in page
    assert ".." not in page[page.index("Council asked again") :][:200]


def test_the_button_of_a_deed_says_what_it_does(ada: Person, desk: Client) -> None:
    case = declined(a_case(ada), ada)
    for deed, words in (("certificate", "Issue the certificate"), ("appeal-wish", "Save")):
        button = text_of(desk, f"{at(case)}do/{deed}/").rpartition("</button>")[0].rpartition("<button")[2]
        assert button.rpartition(">")[2].strip() == words


def test_what_the_stage_makes_impossible_is_not_offered(ada: Person, desk: Client) -> None:
    """Each was a button that ended in a refusal."""
    declined_it = Case.objects.get(pk=certified(declined(a_case(ada), ada), ada).case_id)
    council_knows = told(a_case(ada, child_name="Alex Other"), ada)
    meeting_ahead = fixed(a_case(ada, child_name="Kit Other"), ada)
    for case, deed, other in (
        (declined_it, "fix-meeting", "mediation"),
        (council_knows, "tell-council", "fix-meeting"),
        (meeting_ahead, "held", "did-not-happen"),
    ):
        page = text_of(desk, at(case))
        assert f"{at(case)}do/{deed}/" not in page
        assert f"{at(case)}do/{other}/" in page


def test_what_is_written_down_for_somebody_says_for_whom_by_whom_and_how_it_came(ada: Person, desk: Client) -> None:
    case = informed(a_case(ada), ada)
    case = do(case, ada, "no-mediation", recorded_for="Sam Sample", came_by="telephone")
    page = text_of(desk, at(case))
    assert "Recorded for: Sam Sample" in page
    assert "by Ada Adviser" in page


def test_who_looked_is_shown_with_their_role(ada: Person, desk: Client) -> None:
    case = a_case(ada)
    client_for(staff(Role.COORDINATOR, "Cora Coordinator")).get(at(case))
    page = text_of(desk, f"{at(case)}who-looked/")
    assert "Cora Coordinator" in page
    assert "Ada Adviser" in page


# The three answers of a command that is not carried out.


def test_what_the_law_forbids_is_refused_with_its_source(ada: Person) -> None:
    reply = send(a_case(ada, child_name="Alex Other"), ada, "no-certificate")
    assert reply.status_code == 422
    case = informed(a_case(ada), ada)
    holder = case.participants.get().pk
    reply = send(case, ada, "certificate", kind="took_part", holder=holder)
    assert reply.status_code == 422
    assert "There is something to put right" in reply.content.decode()
    assert not case.certificates.exists()


def test_where_a_person_must_decide_a_reason_is_asked_for_and_goes_on_the_record(ada: Person) -> None:
    case = a_case(ada)
    answers = {"to": a_council("Sampleton").gss_code, "on": today()}
    reply = send(case, ada, "move", **answers)
    assert reply.status_code == 422
    assert "Why do you go on?" in reply.content.decode()
    assert Case.objects.get(pk=case.pk).authority.short_name == "Exampleshire"
    case = do(case, ada, "move", **answers, reason="Both councils agreed on Monday.")
    assert case.authority.short_name == "Sampleton"
    assert "Both councils agreed on Monday." in str(entries_of(case.pk)[-1].words)


# Two people at one case.


@pytest.mark.feature(78, how="partly")
def test_the_second_of_two_is_shown_what_the_first_did_and_loses_nothing_typed(ada: Person) -> None:
    case = a_case(ada)
    cora = staff(Role.COORDINATOR, "Cora Coordinator")
    address = f"{at(case)}do/issue/"
    first, second = client_for(ada), client_for(cora)
    version = case.version
    assert first.get(address).status_code == second.get(address).status_code == 200
    assert first.post(address, {"version": version, "what": "Speech therapy", "section": "F"}).status_code == 302
    typed = {"version": version, "what": "Transport to school", "section": "I", "wanted": "A taxi each day"}
    reply = second.post(address, typed)
    page = reply.content.decode()
    assert reply.status_code == 422
    for words in ("What changed meanwhile", "Speech therapy", "Ada Adviser", "Transport to school", "A taxi each day"):
        assert words in page
    assert Case.objects.get(pk=case.pk).issues.count() == 1
    now = Case.objects.get(pk=case.pk).version
    assert f'name="version" value="{now}"' in page
    assert second.post(address, {**typed, "version": now}).status_code == 302
    assert Case.objects.get(pk=case.pk).issues.count() == 2


# What people type.

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("undecided", {"next_contact_on-day": "31", "next_contact_on-month": "2", "next_contact_on-year": "2027"}, "31"),
    ("undecided", {"next_contact_on-day": "1", "next_contact_on-month": "1", "next_contact_on-year": "1999"}, "1999"),
    ("note", {"text": "x" * 10_001}, "x" * 100),
    ("note", {"text": ""}, "Write the note"),
    ("issue", {"what": "", "wanted": "<script>alert(1)</script>"}, "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("issue", {"what": "", "wanted": "Größe 👩‍👧 “quoted”"}, "Größe 👩‍👧 “quoted”"),
    ("add-person", {"role": "wizard", "name": "Ann O’Neill-Çelik", "basis": "consent"}, "Ann O’Neill-Çelik"),
    ("safe-contact", {"participant": "999999", "safe_contact": "Only by text"}, "Only by text"),
]


@pytest.mark.parametrize(("slug", "typed", "kept"), BAD)
def test_bad_input_is_said_in_a_sentence_and_what_was_typed_stays(
    ada: Person, desk: Client, slug: str, typed: dict[str, Any], kept: str
) -> None:
    case = informed(a_case(ada), ada)
    before = len(entries_of(case.pk))
    reply = desk.post(f"{at(case)}do/{slug}/", {"version": case.version, **typed})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "There is something to put right" in page
    assert kept in page
    assert "<script>alert" not in page
    assert len(entries_of(case.pk)) == before


@pytest.mark.parametrize(
    "text", ["👩‍👧 said “yes” – naïve", "<script>alert(1)</script>", "{{ 7 * 7 }} {% if %}", "x" * 9_999]
)
def test_anything_can_be_written_down_and_comes_back_as_it_was_typed(ada: Person, desk: Client, text: str) -> None:
    case = do(a_case(ada), ada, "note", text=text)
    page = text_of(desk, at(case))
    assert text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page


# Enquiries.


@pytest.mark.feature(58, how="partly")
def test_a_call_is_written_down_becomes_a_case_and_is_found_again(desk: Client) -> None:
    council = a_council().gss_code
    call = {"token": new_token(), "came_by": "telephone", "caller": "Sam Sample", "telephone": "01632 960123",
            "child_name": "Robin Sample", "council": council, "decision": "refuse_to_assess",
            "message": "The letter came today.", **boxes({"letter_on": today() - timedelta(days=3)})}  # fmt: skip
    reply = desk.post("/desk/enquiries/new/", call)
    assert reply.status_code == 302, faults(reply)
    assert desk.post("/desk/enquiries/new/", call).status_code == 302
    enquiry = Enquiry.objects.get()
    page = text_of(desk, f"/desk/enquiries/{enquiry.reference}/")
    assert "The letter came today." in page
    assert "Robin Sample" in text_of(desk, "/desk/search/?q=robin")
    opening = {"route": "mediation", "child_name": "Robin Sample", "family_name": "Sam Sample", "basis": "parent",
               "family_telephone": "01632 960123", "council": council, "decision": "refuse_to_assess",
               **boxes({"child_born": today() - timedelta(days=3000),
                        "letter_on": today() - timedelta(days=3)})}  # fmt: skip
    reply = desk.post(f"/desk/enquiries/{enquiry.reference}/open/", opening)
    assert reply.status_code == 302, faults(reply)
    case = Case.objects.get()
    assert reply["Location"] == at(case)
    assert desk.get("/desk/search/", {"q": case.reference.lower()})["Location"] == at(case)
    for asked in ("sample", "01632 960123"):
        assert case.reference in text_of(desk, f"/desk/search/?q={asked}")


def test_an_enquiry_shows_every_answer_that_was_given_on_the_web(desk: Client) -> None:
    said = EnquiryWords(name="Sam Sample", email="sam@family.example")
    enquiry = receive_enquiry(said, token="t" * 22, by="system:tests")
    Enquiry.objects.filter(pk=enquiry.pk).update(answers={"said": [["A question of later", "<b>An answer</b>"]]})
    page = text_of(desk, f"/desk/enquiries/{enquiry.reference}/")
    assert "A question of later" in page
    assert "&lt;b&gt;An answer&lt;/b&gt;" in page


def test_an_enquiry_is_put_aside_with_a_reason(desk: Client) -> None:
    enquiry = receive_enquiry(EnquiryWords(name="Sam", email="s@family.example"), token="u" * 22, by="system:tests")
    address = f"/desk/enquiries/{enquiry.reference}/put-aside/"
    assert desk.post(address, {"why": ""}).status_code == 422
    assert desk.post(address, {"why": "They rang the wrong service."}).status_code == 302
    assert "They rang the wrong service." in text_of(desk, f"/desk/enquiries/{enquiry.reference}/")


# Post and paper.


@pytest.mark.feature(72)
def test_a_letter_for_a_family_without_e_mail_is_printed_and_marked_as_posted(ada: Person, desk: Client) -> None:
    case = informed(a_case(ada, family_email="", family_telephone="01632 960123"), ada)
    letter = Notice.objects.filter(about=case.pk, channel=Channel.LETTER, state=State.QUEUED).first()
    assert letter is not None
    page = text_of(desk, "/desk/post/")
    assert letter.subject in page
    assert "No address yet" in page
    for address in ("/desk/post/letters.pdf", f"/desk/post/{letter.pk}/letter.pdf"):
        paper = desk.get(address)
        assert paper.content.startswith(b"%PDF")
    assert desk.post("/desk/post/", {}).status_code == 422
    assert desk.post("/desk/post/", {"letters": [str(letter.pk)]}).status_code == 302
    letter.refresh_from_db()
    assert letter.state == State.SENT
    assert letter.text.splitlines()[0] in text_of(desk, f"/desk/post/{letter.pk}/")


@pytest.mark.parametrize(
    ("page", "answers"),
    [
        ("seen-to", {"how": "Rang and read it out."}),
        ("send-again", {"email": "sam@new.example"}),
        ("send-again", {"telephone": "07700 900982"}),
        ("send-again", {"address": "1 Sample Street"}),
    ],
)
def test_a_message_that_came_back_is_seen_to_or_sent_again(
    ada: Person, desk: Client, page: str, answers: dict[str, str]
) -> None:
    case = a_case(ada)
    notice = Notice.objects.filter(about=case.pk, channel=Channel.EMAIL).first()
    assert notice is not None
    Notice.objects.filter(pk=notice.pk).update(state=State.SENT, sent_at=notice.created_at, sent_by="smtp")
    notices.came_back(notice=notice.pk, by="system:tests", detail="No such address")
    listed = text_of(desk, "/desk/post/")
    assert "No such address" in listed
    address = f"/desk/post/{notice.pk}/{page}/"
    text_of(desk, address)
    assert desk.post(address, answers).status_code == 302
    assert "No such address" not in text_of(desk, "/desk/post/")
    assert desk.get(address).status_code == 404


def test_a_text_stands_at_the_desk_as_it_reached_the_telephone(ada: Person, desk: Client) -> None:
    case = a_case(ada, family_email="", family_telephone="+447700900982", messages_by="text")
    notice = Notice.objects.get(about=case.pk, template="case_opened")
    page = text_of(desk, f"/desk/post/{notice.pk}/")
    assert "Sam Sample, 07700 900982" in page
    assert "Common Ground Mediation: Your case is open." in page
    assert "Dear Sam Sample" not in page


def test_a_sign_in_code_that_never_went_is_seen_at_the_desk_until_another_goes(ada: Person, desk: Client) -> None:
    to = Recipient(person=None, name="Sam Sample", email="sam@family.example")
    code = {"code": "482 913", "minutes": 15}
    lost = notices.queue("sign_in_code", to=to, context=code)
    Notice.objects.filter(pk=lost.pk).update(state=State.DROPPED, text="", html="")
    page = text_of(desk, "/desk/post/")
    assert "Sign-in codes that did not go in time" in page
    assert "sam@family.example" in page
    newer = notices.queue("sign_in_code", to=to, context=code)
    Notice.objects.filter(pk=newer.pk).update(state=State.SENT, sent_at=newer.created_at)
    assert "sam@family.example" not in text_of(desk, "/desk/post/")


def test_a_day_without_computers_has_its_work_list_and_blank_certificates_on_paper(ada: Person, desk: Client) -> None:
    a_case(ada)
    assert desk.get("/desk/work-list.pdf").content.startswith(b"%PDF")
    pack = desk.post("/desk/register/blank-pack/", {"how_many": "5", "who": "Ada"})
    assert pack.content.startswith(b"%PDF")
    page = text_of(desk, "/desk/register/")
    assert "P-" in page or "P0" in page or ">P" in page
    assert desk.get("/desk/register/void/").status_code == 200


def test_certificate_and_letter_open_as_pdf_and_stand_on_the_register(ada: Person, desk: Client) -> None:
    certificate = certified(declined(a_case(ada), ada), ada)
    number = certificate.line.number
    assert number in text_of(desk, "/desk/register/")
    for paper in ("certificate", "letter"):
        address = f"{at(certificate.case)}certificates/{number}/{paper}.pdf"
        assert address in text_of(desk, at(certificate.case))
        assert desk.get(address).content.startswith(b"%PDF")
    assert desk.get(f"{at(certificate.case)}certificates/{number}/secret.pdf").status_code == 404


ADDRESSES = ("/desk/", "/desk/post/", "/desk/register/", "/desk/enquiries/", "/desk/search/", "/desk/work-list.pdf")


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ADVISER, 200), (Role.COORDINATOR, 200), (Role.MEDIATOR, 403), (Role.ADMINISTRATOR, 403)],
)
def test_only_advisers_and_coordinators_work_at_the_desk(ada: Person, role: Role, status: int) -> None:
    case = a_case(ada)
    client = client_for(staff(role))
    addresses = [*ADDRESSES, at(case), f"{at(case)}who-looked/", f"{at(case)}do/note/"]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, status)


def test_a_family_is_kept_out_of_the_desk(ada: Person) -> None:
    case = a_case(ada)
    family = client_for(case.participants.order_by("id")[0].person)
    for address in (*ADDRESSES, at(case), f"{at(case)}do/note/"):
        assert family.get(address).status_code in {403, 404}
