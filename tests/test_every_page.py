"""Every page of the service, found by itself, in the made-up world: strict HTML, no fault that axe finds, and no page
wider than the smallest phone; those of families and of everybody go by keyboard too, and in forced colours."""

import re
from collections.abc import Callable, Iterable, Iterator

import pytest
from django.urls import get_resolver
from playwright.sync_api import Error, Page

from commonground.cases.issues import issues_of
from commonground.cases.models import Case, Enquiry
from commonground.cases.queries import facts_of
from commonground.conversations.codes import code_of
from commonground.conversations.models import Conversation
from commonground.demo import places
from commonground.notices.models import Notice
from commonground.people.models import Person
from commonground.safekeeping.commands import place_hold
from commonground.safekeeping.models import Reason
from commonground.voice.models import Saying
from commonground.web.components.doors import addresses, door_of
from commonground.web.desk.deeds import DEEDS
from tests.components.shown import by_class, by_id, parsed
from tests.signing_in import client_for
from tests.travelling import Travelling, travelling

__all__ = ["travelling"]

pytestmark = pytest.mark.browser

SMALLEST = {"width": 320, "height": 640}
STOPS = """async colours => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(each => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({visibilityProperty: true}))
  const shown = each => {
    const label = each.matches('.govuk-radios__input, .govuk-checkboxes__input') && each.nextElementSibling
    const look = label ? getComputedStyle(label, '::before') : getComputedStyle(each)
    const outline = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0 ? look.outline : ''
    return colours ? outline : outline + look.boxShadow
  }
  const named = each => each.outerHTML.slice(0, 90)
  const faults = all.filter(each => each.tabIndex > 0).map(each => `out of order: ${named(each)}`)
  for (const each of all) {
    document.activeElement.blur()
    const before = shown(each)
    each.focus()
    if (document.activeElement !== each) continue  // one of a group of radios, or closed since
    const box = each.getBoundingClientRect()
    if (shown(each) === before) faults.push(`focus not seen: ${named(each)}`)
    if (!box.width || box.bottom < 0 || box.top > innerHeight) faults.push(`focused out of sight: ${named(each)}`)
  }
  return faults
}"""
"""What is wrong with the stops of the Tab key, with usual colours (false) or forced ones (true)."""
TAKES = re.compile(r"<(?:\w+:)?(\w+)>")


def routes(face: str) -> list[str]:
    """The addresses of a face, as they are written in its list."""
    found = {route for route, pattern in addresses(get_resolver().url_patterns) if door_of(pattern.callback)}
    starts = {"desk": "desk/", "family": "case/", "demo": "demo/", "office": "office/"}
    if face in starts:
        return sorted(route for route in found if route.startswith(starts[face]))
    return sorted(route for route in found if not route.startswith((*starts.values(), "api/", "__")))


def filled(route: str, values: dict[str, str]) -> str | None:
    """The address with these values, or None where it takes something that they do not have."""
    wanted = TAKES.findall(route)
    if "^" in route or not set(wanted) <= set(values):
        return None
    return "/" + TAKES.sub(lambda found: values[found[1]], route)


def public_pages() -> Iterator[str]:
    """Pages that ask nobody who they are, empty and with an answer."""
    yield from (address for route in routes("public") if (address := filled(route, {})))
    sent = "sent-day=1&sent-month=7&sent-year=2026"
    council = places.council("Exampleshire").gss_code
    yield f"/check-your-dates/?council={council}&decision=refuse_to_assess&{sent}"
    yield f"/check-your-dates/?council={council}&decision=plan_contents&{sent}"
    yield "/certificates/check/?code=nothing"
    values = {"code": code_of(Conversation.objects.all()[0])}
    yield from (address for route in routes("public") if "write-to-us" in route and (address := filled(route, values)))


ALL_IN = "Wren Hollow"
"""The case in which each of the family's pages is looked at that every case has."""


def family_pages(case: Case, person: Person) -> Iterator[str]:
    """The pages of one family's case: all of them in one case, elsewhere those that only such a case has."""
    yield f"/case/{case.reference}/"
    values = {"reference": case.reference}
    for name, rows in (
        ("issue", issues_of(case, person)),
        ("supporter", case.participants.filter(helps__person=person)),
        ("paper", case.papers.filter(given_by=person)),
        ("saying", Saying.objects.filter(case=case, person=person)),
    ):
        if rows:
            values[name] = str(rows[0].pk)
    for route in routes("family"):
        address = filled(route, values)
        if address and (case.child.name == ALL_IN or "my-space" in route or route.count("<") > 1):
            yield address
    for saying in Saying.objects.filter(case=case, person=person):
        yield f"/case/{case.reference}/my-space/{saying.pk}/"


def desk_pages() -> Iterator[str]:
    """The pages of the desk that are about no case, with one enquiry, message and conversation."""
    enquiry, notice = Enquiry.objects.filter(closed_on=None).first(), Notice.objects.first()
    assert enquiry is not None
    assert notice is not None
    conversation = Conversation.objects.all()[0]
    values = {"enquiry": enquiry.reference, "notice": str(notice.pk), "conversation": str(conversation.pk)}
    yield from (address for route in routes("desk") if (address := filled(route, values)))


def desk_cases() -> Iterator[str]:
    """Each case at the desk."""
    yield from (f"/desk/cases/{case.reference}/" for case in Case.objects.all())


def desk_forms() -> Iterator[str]:
    """Each form of the desk, at the first case where it is offered."""
    forms: set[str] = set()
    for case in Case.objects.select_related("child", "authority"):
        facts = facts_of(case)
        for slug, deed in DEEDS.items():
            if slug not in forms and deed.offered(case, facts):
                forms.add(slug)
                yield f"/desk/cases/{case.reference}/do/{slug}/"


def by_keyboard(page: Page) -> None:
    """The first stop leads past the menu, all stops follow the text and show that one is there, in any colours."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link", "the first stop is no skip link"
    assert page.evaluate(STOPS, False) == []
    page.emulate_media(forced_colors="active")
    assert page.evaluate(STOPS, True) == []
    page.emulate_media(forced_colors="none")


def opened(page: Page, address: str) -> str | None:
    """The page of this address as it was sent; None where it is a file, or leads elsewhere, or is not there now."""
    try:
        answer = page.goto(address)
    except Error as fault:
        if "Download is starting" in str(fault):
            return None
        raise
    assert answer is not None
    assert answer.status < 500, address
    elsewhere = answer.request.redirected_from is not None
    if elsewhere or answer.status != 200 or not answer.headers["content-type"].startswith("text/html"):
        return None
    return answer.body().decode()


def look_at(
    at: Travelling, axe: Callable[[Page], None], person: Person | None, pages: Iterable[str], *, keys: bool = False
) -> int:
    """Open each page in the browser as this person, read it strictly and look at it; gives how many there were."""
    page = at.walker.page
    page.set_viewport_size(SMALLEST)  # type: ignore[arg-type]
    if person is not None:
        at.walker.sign_in(person)
    seen, faults = 0, []
    for address in dict.fromkeys(pages):
        html = opened(page, f"{at.walker.url}{address}")
        if html is None:
            continue
        seen += 1
        try:
            parsed(html)
            axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= SMALLEST["width"], f"{wide} pixels wide"
            if keys:
                by_keyboard(page)
        except Exception as fault:
            faults.append(f"{address}: {fault}")
    assert faults == [], "\n".join(faults)
    return seen


@pytest.fixture
def template(made_up_world: str) -> str:
    """The service of these tests has the made-up world in it."""
    return made_up_world


@pytest.mark.parametrize("half", [0, 1])
def test_pages_for_everybody(travelling: Travelling, axe: Callable[[Page], None], half: int) -> None:
    assert look_at(travelling, axe, None, list(public_pages())[half::2], keys=True) > 12


def test_pages_of_the_demo(travelling: Travelling, axe: Callable[[Page], None]) -> None:
    notice = Notice.objects.first()
    pages = (
        address for route in routes("demo") if (address := filled(route, {"notice": str(getattr(notice, "pk", ""))}))
    )
    # The message as a mail program shows it is no page of ours.
    assert look_at(travelling, axe, None, (each for each in pages if not each.endswith("/page/"))) > 3


FAMILIES = {
    "Robin Sample": 1,
    "Alma Meadow": 6,
    "Kit Lark": 1,
    ALL_IN: 20,
    "Finn Brook": 1,
    "Ezra Young": 14,
    "Jem Birch": 1,
    "Tam Rivers": 1,
    "Eli Wood": 1,
}
"""A case at each of the stages at which a family's page looks another way, and how many pages it has at least."""


@pytest.mark.parametrize(("child", "more_than"), FAMILIES.items())
def test_pages_of_families(travelling: Travelling, axe: Callable[[Page], None], child: str, more_than: int) -> None:
    case = Case.objects.get(child__name=child)
    holder = case.participants.filter(role="family").order_by("id").first()
    assert holder is not None
    assert look_at(travelling, axe, holder.person, family_pages(case, holder.person), keys=True) >= more_than


def test_pages_of_who_helps_and_of_who_holds_the_right_since(
    travelling: Travelling, axe: Callable[[Page], None]
) -> None:
    sia = Person.objects.get(email="sia@sendiass.example")
    helped = Case.objects.filter(participants__person=sia, closed_on=None)[0]
    contact = f"/case/{helped.reference}/contact/"
    assert look_at(travelling, axe, sia, ["/case/", "/case/patterns/", contact, "/signed-in/"], keys=True) == 4
    jem = Person.objects.get(email="jem.birch@family.example")
    case = Case.objects.get(child=jem)
    mother = case.participants.get(person__name="Faye Birch")
    here = f"/case/{case.reference}/"
    assert look_at(travelling, axe, jem, [here, f"{here}people/{mother.pk}/may-see/"], keys=True) == 2


@pytest.mark.parametrize(("pages", "more_than"), [(desk_pages, 6), (desk_cases, 12), (desk_forms, 20)])
def test_pages_of_the_desk(
    travelling: Travelling, axe: Callable[[Page], None], pages: Callable[[], Iterator[str]], more_than: int
) -> None:
    ada = Person.objects.get(email="ada@commonground.example")
    assert look_at(travelling, axe, ada, pages()) > more_than


def erasing_pages() -> Iterator[str]:
    """What coordinators see of erasing: the list, each page of an open case that is kept longer and a closed one."""
    cora = Person.objects.get(email="cora@commonground.example")
    held, closed = (Case.objects.filter(closed_on__isnull=no)[0] for no in (True, False))
    values = {"hold": str(place_hold(held.pk, by=cora, reason=Reason.APPEAL, note="Ask Cora").pk)}
    for case in (held, closed):
        here = {**values, "reference": case.reference}
        yield from (at for route in routes("desk") if "keeping/" in route and (at := filled(route, here)))


def test_pages_of_erasing(travelling: Travelling, axe: Callable[[Page], None]) -> None:
    cora = Person.objects.get(email="cora@commonground.example")
    assert look_at(travelling, axe, cora, erasing_pages()) == 8


def office_pages() -> Iterator[str]:
    """The pages of the office, those of one council with whatever stands there, and the list narrowed."""
    council = places.council("Sampleton")
    values = {
        "code": council.pk, "purpose": "commissioner", "service": str(council.other_providers.get().pk),
        "contract": str(council.contracts.get().pk),
    }  # fmt: skip
    yield from (address for route in routes("office") if (address := filled(route, values)))
    exampleshire = places.council("Exampleshire")
    yield f"/office/councils/{exampleshire.pk}/"
    yield f"/office/councils/{exampleshire.pk}/nhs/{exampleshire.icbs.get().pk}/"
    yield "/office/councils/?show=no-sendiass&q=north"
    yield "/office/councils/?q=nowhere"


def test_pages_of_the_office(travelling: Travelling, axe: Callable[[Page], None]) -> None:
    olu = Person.objects.get(email="olu@commonground.example")
    assert look_at(travelling, axe, olu, office_pages()) > 15


@pytest.mark.usefixtures("committing")
def test_a_page_with_a_fault_in_its_form_says_so_first() -> None:
    """In its title, which a screen reader reads first, and in a box that the page's script puts the focus on."""
    case = Case.objects.get(child__name="Wren Hollow")
    holder = case.participants.filter(role="family").order_by("id")[0].person
    ada, olu = (Person.objects.get(email=f"{name}@commonground.example") for name in ("ada", "olu"))
    seen = 0
    for person, pages in (
        (None, public_pages()), (holder, family_pages(case, holder)), (ada, desk_forms()), (olu, office_pages()),
    ):  # fmt: skip
        for address in list(dict.fromkeys(pages)):
            answer = client_for(person).post(address.partition("?")[0], {})
            if answer.status_code != 422:
                continue
            seen += 1
            document = parsed(answer.content.decode())
            title, main = document.findtext("head/title") or "", by_id(document, "main-content")
            assert title.strip().startswith("Error: "), address
            (summary,) = by_class(main, "govuk-error-summary")
            assert summary.get("data-module") == "govuk-error-summary", address
    assert seen > 25
