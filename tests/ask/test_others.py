"""People beside who asks: a child in care, a helper and the family, another parent, somebody to help."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from commonground.cases.models import Case, Draft, Enquiry, Participant
from commonground.cases.words import Basis
from commonground.casework import in_their_name
from commonground.directory import commands as directory
from commonground.directory.models import LocalAuthority
from commonground.notices.models import Notice
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.web.public.ask.needs_questions import A_FEW_LINES, SUPPORT
from tests.ask.walk import Answer, Walk
from tests.components.shown import by_class, parsed, text_of
from tests.made_up import a_council, staff
from tests.signing_in import client_for

pytestmark = pytest.mark.django_db


def filled_in(page: str) -> dict[str, Any]:
    """What the form of this page would send as it stands."""
    given: dict[str, Any] = {}
    for field in parsed(page).iter():
        name, kind = field.get("name") or "", field.get("type")
        if field.tag == "select":
            given[name] = next((each.get("value") for each in field.iter("option") if "selected" in each.attrib), "")
        elif field.tag == "textarea":
            given[name] = (field.text or "").strip()
        elif field.tag == "input" and (kind not in {"radio", "checkbox"} or "checked" in field.attrib):
            given[name] = field.get("value") or ""
    return given


def by_a_helper(client: Client, **answers: Answer) -> Enquiry:
    """A request that Hal Helper sent for the family."""
    said = {"who": {"who": "helper"}, "council": {"council": a_council().gss_code}, **answers}
    Walk(client, strict=True).begin().through(said).send()
    return Enquiry.objects.get()


@pytest.mark.parametrize("who", ["social_worker", "foster_carer"])
def test_for_a_child_in_care_a_person_rings_and_the_desk_sees_why_first(client: Client, who: str) -> None:
    walk = Walk(client).begin().through({"who": {"who": who}}, until="/ask/in-care/")
    assert "a person here looks at it, and rings you" in client.get(walk.at).text
    done = walk.through({"who": {"who": who}}).send()
    assert "An adviser rings you" in done.text
    desk = client_for(staff(Role.ADVISER))
    assert "In care: who holds the right?" in desk.get("/desk/enquiries/").text
    page = desk.get(f"/desk/enquiries/{Enquiry.objects.get().reference}/").text
    assert page.index("Who holds the right: a person must look") < page.index("Reference")


def test_a_deputy_or_attorney_says_which_and_the_footing_is_that(client: Client) -> None:
    for given, basis in (("deputy", Basis.DEPUTY), ("attorney", Basis.ATTORNEY), ("not_sure", "")):
        said: dict[str, Answer] = {"who": {"who": "deputy"}, "deputy": {"deputy": given, "paper": "not_sure"}}
        Walk(client).begin().through(said).send()
        enquiry = Enquiry.objects.latest("arrived_at")
        assert (enquiry.standing, enquiry.answers["paper"]) == (basis, "not_sure")


@pytest.mark.feature(49)
def test_a_helper_with_permission_asks_for_the_family_whose_case_it_becomes(client: Client) -> None:
    enquiry = by_a_helper(client)
    assert (enquiry.name, enquiry.email, enquiry.standing) == ("Hal Helper", "hal@sendiass.example", Basis.PARENT)
    assert enquiry.safe_contact == "The family, safe: sam@family.example. After 6pm"
    told = {notice.to_email: notice.template for notice in Notice.objects.all()}
    assert told == {"hal@sendiass.example": "enquiry_received", "sam@family.example": "request_in_your_name"}
    desk = client_for(staff(Role.ADVISER))
    address = f"/desk/enquiries/{enquiry.reference}/open/"
    form = desk.get(address)
    given = filled_in(form.text) | {"route": "mediation"}
    assert (given["family_name"], given["family_email"]) == ("Sam Sample", "sam@family.example")
    assert desk.post(address, given).status_code == 302
    case = Case.objects.get()
    people = {row.person.name: (row.role, row.agreed) for row in case.participants.all()}
    assert people == {"Sam Sample": ("family", []), "Hal Helper": ("supporter", ["meeting", "speak"])}


@pytest.mark.feature(49)
def test_without_permission_nothing_is_refused_and_the_helper_is_rung(client: Client) -> None:
    said: dict[str, Answer] = {"permission": {"agreed": "not_yet"}, "child": {}}
    enquiry = by_a_helper(client, **said)
    assert (enquiry.child_name, enquiry.standing) == ("", "")
    assert [notice.to_email for notice in Notice.objects.all()] == ["hal@sendiass.example"]
    page = client_for(staff(Role.ADVISER)).get(f"/desk/enquiries/{enquiry.reference}/").text
    assert "No permission from the family yet. Ring the helper, tell the council nothing." in page
    assert "Until the family has agreed, we do nothing more" in client.get("/ask/sent/").text


def test_who_agreed_today_need_not_type_the_date(client: Client) -> None:
    given = {"given_by": "young_person", "given_name": "Robin Sample", "how": "together"}
    enquiry = by_a_helper(client, **{"permission-given": given})
    assert (enquiry.answers["family"]["on"], enquiry.standing) == (today().isoformat(), Basis.YOUNG_PERSON)


@pytest.mark.parametrize("contact", ["no", "not_sure"])
def test_a_family_that_we_may_not_contact_is_written_to_by_nobody(client: Client, contact: str) -> None:
    enquiry = by_a_helper(client, **{"family-contact": {"contact": contact, "email": "sam@family.example"}})
    assert not Notice.objects.filter(to_email="sam@family.example").exists()
    assert enquiry.safe_contact == "The family: only through Hal Helper. Do not use: sam@family.example."
    assert "sam@family.example" not in (enquiry.answers["family"]["email"], enquiry.email)


@pytest.mark.feature(49)
def test_the_family_stops_the_request_by_its_link_and_looking_changes_nothing(client: Client) -> None:
    enquiry = by_a_helper(client)
    address, family = f"/ask/stop/{in_their_name.code_of(enquiry)}/", Client()
    page = family.get(address).text
    assert "Hal Helper (Exampleshire SENDIASS) asked us for help in your name" in page
    assert "Robin" not in page
    assert family.post(address).status_code == 422
    enquiry.refresh_from_db()
    assert enquiry.answers["stopped"] is False
    assert "The request is stopped" in family.post(address, {"sure": "yes"}, follow=True).text
    assert "The request is stopped" in family.get(address).text
    assert "Stopped by the family" in client_for(staff(Role.ADVISER)).get("/desk/").text
    assert family.get(address[:-2] + "/").status_code == 404


def test_once_a_person_works_on_it_the_link_says_whom_to_call(client: Client) -> None:
    enquiry = by_a_helper(client)
    enquiry.closed_on, enquiry.closed_because = date(2026, 11, 25), "opened"
    enquiry.save()
    address = f"/ask/stop/{in_their_name.code_of(enquiry)}/"
    assert "Call us or write to us" in client.get(address).text
    assert client.post(address, {"sure": "yes"}).status_code == 422


@pytest.mark.feature(48, how="partly")
def test_what_is_said_of_the_other_parent_is_a_mark_at_the_desk_and_goes_on_to_the_case(client: Client) -> None:
    said: dict[str, Answer] = {"other-parent": {"shares": "yes"}, "council": {"council": a_council().gss_code}}
    Walk(client, strict=True).begin().through(said).send()
    enquiry = Enquiry.objects.get()
    desk = client_for(staff(Role.ADVISER))
    listed = desk.get("/desk/enquiries/").text
    for mark in ("Do not disclose", "Other parent does not know", "No contact with other parent", "Court order"):
        assert mark in listed, mark
    address = f"/desk/enquiries/{enquiry.reference}/open/"
    assert desk.post(address, filled_in(desk.get(address).text) | {"route": "mediation"}).status_code == 302
    row = Case.objects.get().participants.get(role="family")
    assert "They do not know of this. Not to be told: where they live." in row.do_not_disclose_to
    assert "Lee must stay away." in row.court_orders


def test_a_helper_is_asked_what_the_family_wants_and_reads_that_the_family_chooses(client: Client) -> None:
    asked: dict[str, Answer] = {"decision": {"decision": "plan_contents"}, "who": {"who": "helper"}}
    walk, found = Walk(client).begin(), {}
    for slug in ("wanted-by-section", "health", "earlier-certificate", "appeal", "want"):
        walk.through(asked, until=f"/ask/{slug}/")
        found[slug] = client.get(walk.at).text
    assert "What is wrong, and what would the family like instead?" in found["wanted-by-section"]
    assert "Is there health support that the family wants?" in found["health"]
    assert "Do they have a mediation certificate for this already?" in found["earlier-certificate"]
    assert "Do they want to appeal to the tribunal?" in found["appeal"]
    assert "What would the family like from us?" in found["want"]
    sent = walk.through(asked).send().text
    assert "They choose, then or later." in sent
    assert "You choose, then or later." not in sent


def test_a_parent_is_asked_what_they_want_themselves_and_finds_who_helps_where_they_live(client: Client) -> None:
    council = a_council("Sampleton")
    walk = Walk(client).begin().through({"council": {"council": council.gss_code}}, until="/ask/appeal/")
    assert "Do you want to appeal to the tribunal?" in client.get(walk.at).text
    sent = walk.through({"council": {"council": council.gss_code}}).send().text
    assert "You choose, then or later." in sent
    assert 'href="/councils/sampleton/"' in sent


@pytest.mark.feature(48, how="partly")
@pytest.mark.parametrize("given", [{}, {"shares": "rather_not"}, {"shares": "no"}])
def test_whoever_says_nothing_of_another_parent_goes_on_like_everybody(client: Client, given: Answer) -> None:
    walk = Walk(client).begin().through({"other-parent": given})
    assert "other-parent-more" not in walk.slugs
    walk.send()
    assert "other parent" not in client_for(staff(Role.ADVISER)).get("/desk/enquiries/").text


def test_another_parent_is_never_contacted_by_default(client: Client) -> None:
    Walk(client).begin().through({"other-parent": {"shares": "not_sure"}, "other-parent-more": {}}).send()
    assert "No contact with other parent" in client_for(staff(Role.ADVISER)).get("/desk/enquiries/").text


def test_changing_the_answer_about_another_parent_drops_what_was_said_of_them(client: Client) -> None:
    walk = Walk(client).begin().through({"other-parent": {"shares": "yes"}})
    walk.at = "/ask/other-parent/"
    walk.answer({"shares": "no"})
    walk.send()
    assert Enquiry.objects.get().answers["other_parent"]["hidden"] == []


@pytest.mark.feature(24)
def test_somebody_to_help_is_asked_for_in_the_request_and_told_only_when_the_case_is_open(client: Client) -> None:
    said: dict[str, Answer] = {"supporter": {"helped": "yes"}, "council": {"council": a_council().gss_code}}
    walk = Walk(client, strict=True).begin().through(said, until="/ask/supporter-who/")
    assert "You can stop it at any time." in client.get(walk.at).text
    walk.through(said).send()
    assert not Notice.objects.filter(to_email="ida@aunt.example").exists()
    desk = client_for(staff(Role.ADVISER))
    address = f"/desk/enquiries/{Enquiry.objects.get().reference}/open/"
    assert desk.post(address, filled_in(desk.get(address).text) | {"route": "mediation"}).status_code == 302
    assert Case.objects.get().participants.get(role="supporter").agreed == ["speak"]
    assert Notice.objects.filter(to_email="ida@aunt.example").count() == 1


@pytest.mark.feature(15)
def test_what_helps_is_asked_once_and_goes_with_the_person_into_the_case_in_plain_words(client: Client) -> None:
    said: dict[str, Answer] = {
        "council": {"council": a_council().gss_code},
        "interpreter": {"interpreter": "language", "language": "Urdu", "other_language": "Hindko"},
        "needs": {"support": ["quiet_room"]},
        "about-you": {"communicate": "Pictures.", "upsets": "Loud voices.", "good_meeting": "Short."},
    }
    Walk(client, strict=True).begin().through(said).send()
    desk = client_for(staff(Role.ADVISER))
    address = f"/desk/enquiries/{Enquiry.objects.get().reference}/open/"
    assert desk.post(address, filled_in(desk.get(address).text) | {"route": "mediation"}).status_code == 302
    needs = Case.objects.get().participants.get(role="family").needs
    assert needs.splitlines() == [
        "An interpreter; A quiet room.", "Language: Hindko.", "What helps when we talk: Pictures.",
        "What upsets, what calms: Loud voices.", "A good meeting: Short.",
    ]  # fmt: skip


@pytest.mark.feature(15, 16, how="partly")
def test_however_much_they_need_it_fits_where_the_needs_of_a_person_stand(client: Client) -> None:
    said: dict[str, Answer] = {
        "interpreter": {"interpreter": "language", "other_language": "x" * 60},
        "needs": {"support": [choice.value for choice in SUPPORT]},
        "about-you": dict.fromkeys(("communicate", "upsets", "good_meeting"), "w" * A_FEW_LINES),
    }
    Walk(client).begin().through(said).send()
    needs = Enquiry.objects.get().needs
    assert needs.count("w" * A_FEW_LINES) == 3
    assert len(needs) <= Participant._meta.get_field("needs").max_length


def test_a_request_that_was_begun_before_these_questions_is_asked_them_and_loses_nothing(client: Client) -> None:
    Walk(client).begin().through({})
    draft = Draft.objects.get()
    old = {
        slug: given for slug, given in draft.answers.items() if slug not in {"about-you", "supporter", "interpreter"}
    }
    draft.answers = old | {"needs": {"support": ["bsl"], "language": "Klingon", "access": "Pictures."}}
    draft.save()
    assert client.get("/ask/check/")["Location"] == "/ask/interpreter/"
    assert client.get("/ask/needs/").status_code == 200


@pytest.mark.feature(2)
def test_where_another_service_works_too_each_is_shown_alike_and_the_person_goes_on_here_or_there(
    client: Client,
) -> None:
    council = a_council("Sampleton")
    said: dict[str, Answer] = {"council": {"council": council.gss_code}}
    directory.set_other_provider(
        authority=council, name="Aardvark Mediation", telephone="01632 960401", website="https://aardvark.example",
        mediation=True, starts_on=today(), by="system:tests",
    )  # fmt: skip
    walk = Walk(client, strict=True).begin().through(said, until="/ask/choice-of-service/")
    page = client.get(walk.at).text
    titles = [text_of(each) for each in by_class(parsed(page), "cg-card__title")]
    assert titles == sorted(["Aardvark Mediation", settings.PROVIDER.name])
    assert 'href="https://aardvark.example"' in page
    assert "For mediation. It is free." in page
    walk.through(said)
    assert "choice-of-service" in walk.slugs
    walk.at = "/ask/council/"
    walk.answer(said["council"])
    assert walk.at == "/ask/choice-of-service/"


@pytest.mark.feature(1, 2)
def test_a_council_of_another_service_names_it(client: Client) -> None:
    council = LocalAuthority.objects.exclude(contracts__isnull=False).first()
    assert council is not None
    directory.set_other_provider(
        authority=council, name="Bridge House", telephone="01632 960402", information=True, starts_on=today(),
        by="system:tests",
    )  # fmt: skip
    walk = Walk(client, strict=True).begin().through(
        {"council": {"council": council.gss_code}}, until="/ask/other-service/"
    )  # fmt: skip
    page = client.get(walk.at).text
    assert "For information and certificates. It is free." in page
    assert 'href="tel:+441632960402"' in page
    assert settings.PROVIDER.name not in [text_of(each) for each in by_class(parsed(page), "cg-card__title")]


def test_a_council_of_ours_alone_is_not_asked_whom_to_choose(client: Client) -> None:
    walk = Walk(client).begin().through({"council": {"council": a_council().gss_code}})
    assert "choice-of-service" not in walk.slugs


def test_the_list_of_councils_begins_with_those_we_work_for(client: Client) -> None:
    ours = a_council("Zetland")
    walk = Walk(client, strict=True).begin().through({}, until="/ask/council/")
    groups = {each.get("label"): list(each) for each in parsed(client.get(walk.at).text).iter("optgroup")}
    assert list(groups) == ["Councils we work for", "Other councils"]
    assert ours.gss_code in [each.get("value") for each in groups["Councils we work for"]]
    assert len(groups["Other councils"]) > 100
