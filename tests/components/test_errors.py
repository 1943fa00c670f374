"""Pages for when something went wrong say what to do next."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse

from commonground.web.components import errors
from tests.components.shown import parsed, request, text_of

PAGES = [
    (lambda: errors.bad_request(request(), SuspiciousOperation()), 400, "try once more"),
    (lambda: errors.bad_request(request(), RequestDataTooBig()), 413, "send less at once"),
    (lambda: errors.forbidden(request(), PermissionDenied()), 403, "tell us who you are"),
    (lambda: errors.not_found(request(), Http404()), 404, "sign in first"),
    (lambda: errors.too_large(request()), 413, "by e-mail or post"),
    (lambda: errors.too_many(request(), retry_after=60), 429, "try again in a minute"),
    (lambda: errors.too_many(request(), retry_after=600), 429, "in 10 minutes"),
    (lambda: errors.server_error(request()), 500, "It was not you"),
    (lambda: errors.csrf_failure(request()), 403, "back button"),
]


@pytest.mark.parametrize(("answer", "status", "words"), PAGES)
def test_an_error_page_says_what_to_do_next(answer: Callable[[], HttpResponse], status: int, words: str) -> None:
    response = answer()
    page = parsed(response.content.decode())
    assert response.status_code == status
    assert words in text_of(page)
    assert len(list(page.iter("h1"))) == 1
    assert any((each.get("href") or "").startswith("tel:") for each in page.iter("a"))


def test_the_wait_is_told_to_browsers_too() -> None:
    assert errors.too_many(request(), retry_after=90)["Retry-After"] == "90"


def test_a_fault_of_ours_is_told_without_database_session_or_person() -> None:
    """pytest-django refuses the database here; a request that has nothing but an address must do."""
    from django.http import HttpRequest

    bare = HttpRequest()
    bare.path = "/case/CG-1/"
    assert errors.server_error(bare).status_code == 500


def test_a_form_that_came_too_late_leads_back_to_its_own_page() -> None:
    page = parsed(errors.csrf_failure(request("/ask/letter/"), "CSRF cookie not set.").content.decode())
    assert "/ask/letter/" in [each.get("href") for each in page.iter("a")]
    assert "cookie not set" not in text_of(page)


def test_the_way_back_never_leads_to_another_site() -> None:
    strange = request("/")
    strange.path = "//example.org/"
    page = errors.csrf_failure(strange).content.decode()
    assert 'href="//' not in page
