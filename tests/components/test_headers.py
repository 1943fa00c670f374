"""What a browser is told our pages may do."""

import base64
import hashlib
import re
from pathlib import Path

import govuk_frontend_jinja
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from commonground.web.components import csp
from tests.components.shown import desk, gallery

TEMPLATE = Path(govuk_frontend_jinja.__file__).parent / "templates" / "template.html"


def answered(response: HttpResponse) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return response

    return csp.SecurityHeaders(view)(RequestFactory().get("/"))


def test_the_one_inline_script_is_allowed_by_the_hash_of_the_installed_template() -> None:
    (script,) = re.findall(r"<script[^>]*>(.*?)</script>", TEMPLATE.read_text(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"sha256-{digest}" == csp.GOVUK_SCRIPT


@pytest.mark.parametrize("page", [gallery, desk])
def test_a_page_has_no_other_inline_script_or_style(page: object) -> None:
    html = page()  # type: ignore[operator]
    assert len(re.findall(r"<script(?![^>]* src=)", html)) == 1
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)


def test_the_policy_lets_in_nothing_of_others() -> None:
    policy = answered(HttpResponse())["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert part in policy


def test_every_answer_carries_the_headers() -> None:
    response = answered(HttpResponse(status=404))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_a_view_may_set_a_policy_of_its_own() -> None:
    response = answered(HttpResponse(headers={"Content-Security-Policy": "default-src 'self'"}))
    assert response["Content-Security-Policy"] == "default-src 'self'"
