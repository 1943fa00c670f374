"""The law over HTTP: the same answers as in code, open to every site, plain about bad input, and not to be worn out."""

from typing import Any

import pytest
from django.test import Client

from commonground import law
from commonground.api import limits
from tests.law.cases import ASKED, fits

pytestmark = pytest.mark.django_db

CONTACT = "/api/v1/law/contact-by"
OPENED = ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy")


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "A_MINUTE", 1_000_000)


@pytest.mark.feature(3, 4, 5)
@pytest.mark.usefixtures("unlimited")
def test_every_worked_case_is_answered_as_in_code(client: Client) -> None:
    for case in ASKED:
        response = client.get(f"/api/v1/law/{case['question']}", case["given"])
        if case.get("error"):
            assert response.status_code == 422
            assert set(response.json()) == {"error"}
            continue
        assert response.status_code == 200
        assert fits(case["answer"], response.json()["answer"]), case
        assert response.json() == law.ask(case["question"], case["given"])


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (CONTACT, "contact-by needs `sent`: a date such as 2026-09-01, from 2014-09-01 to 2099-12-31."),
        (f"{CONTACT}?sent=soon", "`sent` takes a date such as 2026-09-01, from 2014-09-01 to 2099-12-31."),
        (f"{CONTACT}?sent=2026-07-01&sent=2026-07-02", "`sent` is given twice."),
        (
            f"{CONTACT}?sent=2026-07-01&name=Sam",
            "`name` is not known here; contact-by takes sent, decision, sections, decided.",
        ),
        (
            "/api/v1/law/nonsense?sent=2026-07-01",
            "There is no such question; the questions are routes, right-holder, contact-by, certificate-by, "
            "arrange-by, icb-told-by, notice-by, appeal-by, agreed-action-by, claim-by.",
        ),
    ],
)
def test_bad_input_is_422_and_one_plain_sentence(client: Client, address: str, sentence: str) -> None:
    response = client.get(address)
    assert response.status_code == 422
    assert response.json() == {"error": sentence}
    assert response["Access-Control-Allow-Origin"] == "*", "a page elsewhere can read the sentence too"


def test_long_and_hostile_values_come_back_as_data(client: Client) -> None:
    for value in ("x" * 10_000, "<script>alert(1)</script>", "\U0001f600", "%00", "\x00"):
        response = client.get(CONTACT, {"sent": value})
        assert response.status_code == 422
        assert value not in response.json()["error"]
        assert response["Content-Type"].startswith("application/json")


def test_any_site_may_read_an_answer(client: Client) -> None:
    response = client.get(CONTACT, {"sent": "2026-07-01"}, headers={"Origin": "https://council.example"})
    assert response.status_code == 200
    assert [response[name] for name in OPENED] == ["*", "cross-origin"]
    assert "Set-Cookie" not in response
    assert "Access-Control-Allow-Credentials" not in response


def test_a_browser_that_asks_first_is_told_yes(client: Client) -> None:
    response = client.options(CONTACT, headers={"Origin": "https://council.example"})
    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, OPTIONS"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_but_asking_is_possible(client: Client, method: str) -> None:
    response = getattr(client, method)(f"{CONTACT}?sent=2026-07-01")
    assert response.status_code == 405


def test_one_address_is_asked_to_wait_and_another_goes_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "A_MINUTE", 3)

    def ask(peer: str, path: str = CONTACT) -> Any:
        return client.get(path, {"sent": "2026-07-01"}, REMOTE_ADDR=peer)

    assert [ask("192.0.2.1").status_code for _ in range(3)] == [200, 200, 200]
    refused = ask("192.0.2.1")
    assert refused.status_code == 429
    assert refused.json()["error"].startswith("You have asked more than 3 questions in a minute")
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert ask("192.0.2.1", "/api/v1/law/nonsense").status_code == 429, "bad questions count as well"
    assert ask("192.0.2.2").status_code == 200


def test_who_forges_a_forwarding_header_is_counted_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "A_MINUTE", 1)
    forged = [{"X-Forwarded-For": f"198.51.100.{n}"} for n in range(3)]
    codes = [client.get(CONTACT, {"sent": "2026-07-01"}, headers=header).status_code for header in forged]
    assert codes == [200, 429, 429]


def test_an_answer_costs_little(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get(CONTACT, {"sent": "2026-07-01"})
    with django_assert_max_num_queries(3):
        client.get(CONTACT, {"sent": "2026-07-01"})
