"""The letter itself can be sent with the request, now or later, and its dates are offered and never taken."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonground.cases.models import Draft, Enquiry
from commonground.documents.models import File
from commonground.notices.models import Notice
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.record.models import Access
from commonground.web.components.filters import day
from tests.ask.walk import Walk, token_of
from tests.components.shown import by_class, parsed, text_of
from tests.documents import made
from tests.made_up import a_case, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db
HERE = "/ask/letter-copy/"
SENT = today() - timedelta(days=10)


def dated(text: str = "") -> bytes:
    """A letter sent ten days ago, about a meeting the month before."""
    before = SENT - timedelta(days=30)
    return made.pdf(f"Exampleshire Council{text}\n{SENT.day} {SENT:%B %Y}\nWe met you on {before:%d/%m/%Y}.")


def at_letter(client: Client) -> Walk:
    """Somebody who has come to the page."""
    return Walk(client).begin().through({}, until=HERE)


def add(walk: Walk, *files: SimpleUploadedFile, button: str = "add") -> Any:
    """Choose these files and press a button; Continue has no name."""
    token = token_of(walk.client.get(HERE).text)
    return walk.client.post(HERE, {"token": token, "copies": list(files), **({button: "yes"} if button else {})})


def added(walk: Walk) -> list[str]:
    """What the page says has been added."""
    lists = by_class(parsed(walk.client.get(HERE).text), "cg-files")
    return [text_of(next(each.iter("span"))) for found in lists for each in found.iter("li")]


@pytest.mark.feature(10, 11)
def test_a_letter_is_added_its_date_chosen_and_both_reach_the_desk(client: Client) -> None:
    walk = at_letter(client)
    assert add(walk, made.upload(dated(), "My letter.pdf"))["Location"] == HERE
    assert added(walk) == ["My letter.pdf, 1 page"]

    walk.answer({})
    assert walk.at == "/ask/letter-dates/"
    page = client.get(walk.at).text
    assert "Which of these is the date on the letter?" in page
    assert page.index(day(SENT)) < page.index(day(SENT - timedelta(days=30))) < page.index("None of these")
    assert "checked" not in page
    walk.answer({"found_on": SENT.isoformat()})
    walk.through({})
    assert "letter" not in walk.slugs
    check = client.get("/ask/check/").text
    assert "My letter.pdf" in check
    assert day(SENT) in check
    walk.send()

    enquiry = Enquiry.objects.get()
    assert enquiry.letter_on == SENT
    file = File.objects.get()
    assert file.about == enquiry.pk
    adviser = client_for(staff(Role.ADVISER))
    desk = adviser.get(f"/desk/enquiries/{enquiry.reference}/").text
    address = f"/desk/enquiries/{enquiry.reference}/files/{file.pk}/"
    assert address in desk
    assert "My letter.pdf" in desk
    saved = adviser.get(address)
    assert saved.content == bytes(file.data)
    assert saved["Content-Disposition"] == 'attachment; filename="My letter.pdf"'
    assert saved["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (saved["X-Content-Type-Options"], saved["Cache-Control"]) == ("nosniff", "no-store")
    assert adviser.get(f"/desk/enquiries/{enquiry.reference}/files/{uuid4()}/").status_code == 404
    assert client.get(address).status_code == 302


def test_no_date_is_taken_that_nobody_chose(client: Client) -> None:
    walk = at_letter(client)
    add(walk, made.upload(dated()))
    walk.answer({})
    assert walk.answer({}).status_code == 422
    walk.answer({"found_on": "none"})
    assert walk.at == "/ask/letter/"
    walk.through({}).send()
    assert Enquiry.objects.get().letter_on is None


def test_who_has_typed_a_date_is_not_asked_to_choose_one(client: Client) -> None:
    walk = Walk(client).begin(decision="refuse_to_assess", sent="2026-09-01").through({}, until=HERE)
    add(walk, made.upload(dated()))
    walk.through({})
    assert "letter-dates" not in walk.slugs


def test_other_dates_are_asked_about_anew(client: Client) -> None:
    walk = at_letter(client)
    add(walk, made.upload(dated()))
    walk.answer({})
    walk.answer({"found_on": SENT.isoformat()})
    add(walk, made.upload(made.pdf("3 March 2025"), "older.pdf"))
    walk.at = HERE
    walk.answer({})
    assert walk.at == "/ask/letter-dates/"
    assert date(2025, 3, 3) in [
        date.fromisoformat(each) for each in Draft.objects.get().answers["letter-copy"]["dates"]
    ]


def test_several_photos_are_added_at_once_and_one_taken_away(client: Client) -> None:
    walk = at_letter(client)
    photos = [SimpleUploadedFile(f"page {n}.jpg", made.photo(size=(300 + n, 200))) for n in (1, 2, 3)]
    add(walk, *photos)
    assert added(walk) == ["page 1.jpg", "page 2.jpg", "page 3.jpg"]
    gone = File.objects.get(name="page 2.jpg")
    token = token_of(client.get(HERE).text)
    assert client.post(HERE, {"token": token, "remove": str(gone.pk)})["Location"] == HERE
    assert added(walk) == ["page 1.jpg", "page 3.jpg"]
    assert Draft.objects.get().answers["letter-copy"]["copies"] == "page 1.jpg and page 3.jpg"


@pytest.mark.parametrize("key", ["11111111-2222-4333-8444-555555555555", "x", "", "1 OR 1=1"])
def test_a_file_that_is_not_theirs_cannot_be_taken_away(client: Client, key: str) -> None:
    walk = at_letter(client)
    add(walk, made.upload(made.pdf("x")))
    token = token_of(client.get(HERE).text)
    client.post(HERE, {"token": token, "remove": key})
    assert added(walk) == ["letter.pdf, 1 page"]


def test_another_familys_letter_is_neither_seen_nor_taken_away(client: Client) -> None:
    mine, theirs = at_letter(client), at_letter(Client())
    add(theirs, made.upload(made.pdf("theirs"), "theirs.pdf"))
    assert added(mine) == []
    token = token_of(client.get(HERE).text)
    client.post(HERE, {"token": token, "remove": str(File.objects.get().pk)})
    assert added(theirs) == ["theirs.pdf, 1 page"]


def test_chosen_and_sent_with_continue_it_is_added_too(client: Client) -> None:
    walk = at_letter(client)
    assert add(walk, made.upload(made.pdf("x")), button="")["Location"] == "/ask/letter/"
    assert added(walk) == ["letter.pdf, 1 page"]


def test_chosen_and_kept_for_later_it_is_there_when_they_come_back(client: Client) -> None:
    walk = at_letter(client)
    assert add(walk, made.upload(made.pdf("x")), button="save")["Location"] == "/ask/saved/"
    assert added(walk) == ["letter.pdf, 1 page"]


@pytest.mark.feature(10)
def test_what_is_not_taken_is_said_in_a_sentence_and_the_others_are_kept(client: Client) -> None:
    walk = at_letter(client)
    files = [
        made.upload(made.program(), "../../letter.pdf"),
        made.upload(made.zip_bomb(), "letters.zip"),
        made.upload(made.scripted_pdf(), "scripts.pdf"),
        SimpleUploadedFile("home.jpg", made.photo(turned=True)),
    ]
    response = add(walk, *files)
    assert response.status_code == 422
    page = parsed(response.text)
    told = text_of(by_class(page, "govuk-error-summary")[0])
    assert "“letter.pdf” is not a photo or a PDF." in told
    assert "“letters.zip” holds other files" in told
    assert [text_of(next(each.iter("span"))) for each in by_class(page, "cg-files")[0].iter("li")] == added(walk)
    assert added(walk) == ["scripts.pdf, 1 page", "home.jpg"]
    kept = b"".join(bytes(data) for data in File.objects.values_list("data", flat=True))
    assert b"JavaScript" not in kept
    assert b"Telephone" not in kept


def test_a_photo_of_twenty_megabytes_can_be_sent(client: Client) -> None:
    walk = at_letter(client)
    add(walk, SimpleUploadedFile("large.jpg", made.large_photo(20)))
    assert added(walk) == ["large.jpg"]


def test_nothing_is_added_once_the_request_was_sent(client: Client) -> None:
    walk = at_letter(client)
    token = token_of(client.get(HERE).text)
    walk.through({}).send()
    response = client.post(HERE, {"token": token, "copies": made.upload(made.pdf("x"))})
    assert response["Location"] == "/ask/sent/?again=yes"
    assert not File.objects.exists()


def test_nobody_adds_to_a_request_that_they_do_not_have(client: Client) -> None:
    assert client.post(HERE, {"copies": made.upload(made.pdf("x"))})["Location"] == "/ask/none/"
    assert client.get(HERE)["Location"] == "/ask/none/"


def test_what_comes_without_a_letter_has_no_such_page(client: Client) -> None:
    walk = Walk(client).begin().through({"decision": {"decision": "sen_support"}})
    assert "letter-copy" not in walk.slugs
    assert client.get(HERE)["Location"] == "/ask/check/"


def test_deleting_the_request_deletes_the_letter(client: Client) -> None:
    walk = at_letter(client)
    add(walk, made.upload(made.pdf("x")))
    client.post("/ask/delete/")
    assert not File.objects.exists()


def test_once_the_case_is_open_its_letter_is_saved_there_and_who_looked_is_noted(client: Client) -> None:
    walk = at_letter(client)
    add(walk, made.upload(made.pdf("x")))
    walk.through({}).send()
    enquiry, file, adviser = Enquiry.objects.get(), File.objects.get(), staff(Role.ADVISER)
    case = a_case(adviser, enquiry=enquiry)
    desk = client_for(adviser)
    paper = case.papers.get()
    address = f"/desk/cases/{case.reference}/papers/{paper.pk}/"
    assert desk.get(f"/desk/enquiries/{enquiry.reference}/files/{file.pk}/")["Location"] == address
    assert address in desk.get(f"/desk/cases/{case.reference}/").text
    assert desk.get(address).content == bytes(file.data)
    assert (paper.title, paper.given_by) == ("The council’s letter", case.participants.get().person)
    assert list(Access.objects.values_list("case", "person")) == [(case.pk, adviser.pk)]
    other = a_case(adviser, child_name="Alex Other")
    assert desk.get(f"/desk/cases/{other.reference}/papers/{paper.pk}/").status_code == 404
    assert desk.get(f"/desk/enquiries/{enquiry.reference}/files/{uuid4()}/").status_code == 404


@pytest.mark.feature(10)
def test_whoever_sent_no_letter_is_told_how_to_send_it_later_and_nobody_else(client: Client) -> None:
    done = Walk(client).begin().through({}).send().text
    receipt = Notice.objects.get(template="enquiry_received").text
    assert f"write to {settings.PROVIDER.email} with a photo or a PDF" in done
    assert "reply to this message with a photo or a PDF" in " ".join(receipt.split())
    Walk(client).begin().through({"decision": {"decision": "sen_support"}}).send()
    assert "You can send it to us later" not in client.get("/ask/sent/").text
    receipts = [notice.text for notice in Notice.objects.filter(template="enquiry_received")]
    assert ["photo or a PDF" in " ".join(text.split()) for text in receipts].count(True) == 1
