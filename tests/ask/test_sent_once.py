"""One journey, one enquiry: whatever is pressed twice, killed or come back to."""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.db import connections
from django.test import Client

from commonground.cases.models import Enquiry
from commonground.notices.models import Notice
from tests.ask.walk import OTHERS, PARENT, Walk, token_of
from tests.service import Service


def test_two_tabs_of_one_request_sent_at_the_same_moment_are_one_enquiry(committing: str) -> None:
    client = Client()
    Walk(client).begin().through({})
    token = token_of(client.get("/ask/check/").text)

    def send(_number: int) -> str:
        tab = Client()
        tab.cookies = client.cookies
        try:
            return str(tab.post("/ask/check/", {"token": token})["Location"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, range(4))) == {"/ask/sent/"}
    assert Enquiry.objects.count() == 1
    assert Notice.objects.filter(template="enquiry_received").count() == 1


class Browser:
    """A plain HTTP client with cookies: what a browser without JavaScript is to the running service."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> tuple[str, str]:
        """The page and the address it was found at in the end."""
        with self.opener.open(self.service.url + path, timeout=20) as answer:
            return answer.read().decode(), answer.url.removeprefix(self.service.url)

    def post(self, path: str, page: str, **given: object) -> tuple[str, str]:
        """Send the form of this page."""
        mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert mark
        data = {**given, "csrfmiddlewaretoken": mark[1]}
        if 'name="token"' in page:
            data["token"] = token_of(page)
        sent = urlencode(data, doseq=True).encode()
        with self.opener.open(self.service.url + path, sent, timeout=20) as answer:
            return answer.read().decode(), answer.url.removeprefix(self.service.url)

    def to_the_last_page(self) -> str:
        """Begin a request and answer everything."""
        page, at = self.post("/ask/", self.get("/ask/")[0])
        while at != "/ask/check/":
            page, at = self.post(at, page, **{**OTHERS, **PARENT}[at.strip("/").split("/")[-1]])
        return page


@pytest.mark.service
@pytest.mark.parametrize("after", [0.0, 0.03, 0.1])
def test_web_killed_between_send_and_answer_leaves_one_enquiry_or_none_and_sending_again_makes_one(
    service: Service, after: float
) -> None:
    browser = Browser(service)
    before = Enquiry.objects.count()
    page = browser.to_the_last_page()
    answered: list[str] = []

    def send() -> None:
        with suppress(OSError, HTTPException):
            answered.append(browser.post("/ask/check/", page)[1])

    sending = threading.Thread(target=send)
    sending.start()
    time.sleep(after)
    service.kill("web")
    sending.join()
    written = Enquiry.objects.count() - before
    assert written in ({1} if answered else {0, 1})
    service.start("web")
    done, at = browser.post("/ask/check/", page)
    assert at == "/ask/sent/"
    assert Enquiry.objects.count() - before == 1
    enquiry = Enquiry.objects.order_by("-arrived_at")[0]
    assert enquiry.reference in done
    assert Notice.objects.filter(template="enquiry_received", about=enquiry.pk).count() == 1
