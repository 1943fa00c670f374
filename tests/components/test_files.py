"""Files arrive in memory up to a limit, and go out as something to save and never as a page."""

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory, override_settings
from django.test.client import Client

from commonground.documents.models import File
from commonground.web.components import csp
from commonground.web.components.files import file_response


def a_file(**changes: object) -> File:
    return File(**{"name": "letter.pdf", "media": "application/pdf", "data": b"%PDF-1.7", **changes})


def test_a_file_is_saved_and_never_shown() -> None:
    response = file_response(a_file())
    assert response.content == b"%PDF-1.7"
    assert {name: response[name] for name in response.headers} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="letter.pdf"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    csp.SecurityHeaders(lambda _request: response)(RequestFactory().get("/"))  # type: ignore[arg-type]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_name_in_another_script_is_kept_and_cannot_break_out_of_its_line() -> None:
    assert file_response(a_file(name="خط.pdf"))["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert '\\"' in file_response(a_file(name='a"; x=".pdf'))["Content-Disposition"]


@pytest.mark.parametrize("media", ["text/html", "image/svg+xml", "application/javascript", ""])
def test_what_we_did_not_make_is_not_served(media: str) -> None:
    with pytest.raises(ValueError, match="is not a valid Media"):
        file_response(a_file(media=media))


def test_a_large_file_is_held_in_memory_alone() -> None:
    request = RequestFactory().post("/", {"copy": SimpleUploadedFile("a.jpg", bytes(20_000_000))})
    found = request.FILES["copy"]
    assert isinstance(found, InMemoryUploadedFile)
    assert found.size == 20_000_000


@pytest.mark.django_db
@override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_more_than_we_take_at_once_gets_a_page_that_says_so() -> None:
    response = Client().post("/ask/", {"copy": SimpleUploadedFile("a.jpg", bytes(2000))})
    assert response.status_code == 413
    assert "too large" in response.text
