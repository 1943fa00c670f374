"""Guidance pages: each is there, whole, good HTML, leads on, and costs no query."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from commonground.guidance import library
from commonground.guidance.schema import Audience
from commonground.web.public import reading
from tests.components.shown import by_class, parsed, text_of
from tests.guidance.copies import forget
from tests.guidance.test_content import WITHOUT_EASY_READ

pytestmark = pytest.mark.django_db
ADDRESSES = [page.path for page in library.pages()] + [f"/{easy.slug}/easy-read/" for easy in library.easy_reads()]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_of_guidance_is_there_in_good_html_and_asks_the_database_nothing(
    client: Client, django_assert_num_queries: Any, address: str
) -> None:
    with django_assert_num_queries(0):
        page = client.get(address)
    assert page.status_code == 200
    document = parsed(page.text)
    assert document.findtext(".//title")
    assert len(document.findall(".//h1")) == 1
    assert "{" not in text_of(document.find(".//main"))
    assert not page.cookies


def test_every_page_that_a_page_leads_to_is_there(client: Client) -> None:
    inside = {
        link.get("href", "").split("#")[0].split("?")[0]
        for address in ["/", *ADDRESSES]
        for link in parsed(client.get(address).text).iter("a")
    }
    missing = [link for link in sorted(inside) if link.startswith("/") and client.get(link).status_code >= 400]
    assert missing == []


def test_every_page_but_the_small_print_can_be_reached_from_every_other(client: Client) -> None:
    nav = by_class(parsed(client.get("/mediation/").text), "cg-read__others")[0]
    titles = {page.title for page in library.pages() if page.audience is not Audience.SERVICE}
    assert all(title in text_of(nav) for title in titles)
    assert set(reading.ORDER) <= set(library.slugs())


@pytest.mark.feature(8, how="partly")
@pytest.mark.feature(17, how="partly")
def test_an_easy_read_version_stands_beside_its_page_with_a_picture_to_each_line(client: Client) -> None:
    for easy in library.easy_reads():
        assert f'href="/{easy.slug}/easy-read/"' in client.get(f"/{easy.slug}/").text
        page = client.get(f"/{easy.slug}/easy-read/").text
        lines = by_class(parsed(page), "cg-easy__line")
        assert len(lines) == len(easy.lines)
        assert all(line.find(".//{http://www.w3.org/2000/svg}svg") is not None for line in lines)


@pytest.mark.feature(16, how="partly")
@pytest.mark.parametrize(
    "address",
    [
        "/", "/check-your-dates/", "/ask/", "/councils/", "/certificates/check/", "/sign-in/",
        *(page.path for page in library.pages()), *(f"/{easy.slug}/easy-read/" for easy in library.easy_reads()),
    ],
)  # fmt: skip
def test_every_page_offers_an_interpreter_in_ten_languages(client: Client, address: str) -> None:
    lines = by_class(parsed(client.get(address).text), "cg-languages__lines")[0]
    offered = [(line.get("lang"), line.get("dir")) for line in lines]
    assert offered == [(offer.lang, offer.dir) for offer in library.offers()]
    assert len(offered) == 10


def test_there_is_no_page_that_nobody_wrote(client: Client) -> None:
    assert client.get("/no-such-page/").status_code == 404
    assert client.get("/for-councils/easy-read/").status_code == 404


def test_a_word_from_settings_stands_where_the_text_leaves_room(client: Client, settings: Any) -> None:
    page = client.get("/complaints/").text
    assert re.search(r"Call 01632 960123", page)
    assert settings.PROVIDER.email in page


@pytest.mark.feature(17, 18, how="partly")
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/ask/",
        "/mediation/",
        "/mediation/easy-read/",
        "/check-your-dates/",
        "/check-your-dates/?council=not_sure&decision=draft_plan",
    ],
)
def test_a_page_can_be_read_large_and_calm_and_the_way_leads_there_and_back(client: Client, address: str) -> None:
    usual = without_tokens(client.get(address).text)
    (there,) = (link.get("href", "") for link in parsed(usual).iter("a") if text_of(link) == "Large and calm")
    calm = client.get(there).text
    (back,) = (link.get("href", "") for link in parsed(calm).iter("a") if text_of(link) == "Usual size")
    assert "cg-calm" not in usual
    assert "cg-calm" in calm
    assert without_tokens(client.get(back).text.replace("&amp;view=usual", "")) == usual


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.feature(18, how="partly")
def test_large_and_calm_stays_on_every_page_until_it_is_taken_back(client: Client) -> None:
    client.get("/mediation/?view=calm")
    for address in ("/", "/ask/", "/dates/", "/dates/easy-read/", "/certificates/check/", "/sign-in/"):
        page = client.get(address).text
        assert "cg-calm" in page, address
        (back,) = (link.get("href") for link in parsed(page).iter("a") if text_of(link) == "Usual size")
        assert back == f"{address}?view=usual"
    client.get("/mediation/?view=usual")
    assert "cg-calm" not in client.get("/dates/").text
    client.get("/mediation/?view=grand")
    assert "cg-calm" not in client.get("/dates/").text


@pytest.mark.feature(8, 17, how="partly")
def test_each_page_and_easy_read_can_be_had_as_a_pdf_of_the_size_that_is_said(client: Client) -> None:
    for address, name in (("/mediation/", "Large print"), ("/mediation/easy-read/", "Easy Read")):
        page = client.get(address).text
        (link,) = (each for each in parsed(page).iter("a") if text_of(each) == name and each.get("type"))
        answer = client.get(link.get("href", ""))
        assert answer["Content-Type"] == link.get("type") == "application/pdf"
        assert f"{name}</a> (PDF, {round(len(answer.content) / 1024)} KB)" in page
        assert answer["Cache-Control"] == "public, max-age=3600"
        assert client.get(link.get("href", ""), headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get("/for-councils/easy-read.pdf").status_code == 404
    assert client.get("/nothing/large-print.pdf").status_code == 404


@pytest.mark.feature(17, 18, how="partly")
@pytest.mark.parametrize("slug", sorted(set(library.slugs()) - WITHOUT_EASY_READ))
def test_every_key_page_can_be_had_in_easy_read_in_large_print_aloud_and_through_an_interpreter(
    client: Client, slug: str
) -> None:
    pages = {address: client.get(address) for address in (f"/{slug}/", f"/{slug}/easy-read/")}
    for address, page in pages.items():
        assert page.status_code == 200, address
        aloud = [each for each in parsed(page.text).iter() if each.get("data-module") == "cg-aloud"]
        assert len(aloud) == 1, address
        assert "Do you use British Sign Language (BSL)?" in text_of(parsed(page.text).find(".//main")), address
    ways = {link.get("href") for link in parsed(pages[f"/{slug}/"].text).iter("a")}
    assert {f"/{slug}/easy-read/", f"/{slug}/easy-read.pdf", f"/{slug}/large-print.pdf"} <= ways
    for paper in ("easy-read", "large-print"):
        assert client.get(f"/{slug}/{paper}.pdf")["Content-Type"] == "application/pdf"


@pytest.mark.feature(17, how="partly")
def test_a_film_in_sign_language_that_somebody_checked_is_shown_with_its_signer_and_played_in_parts(
    client: Client, a_copy: Path
) -> None:
    assert "signed.mp4" not in client.get("/mediation/").text
    assert client.get("/mediation/signed.mp4").status_code == 404
    folder = a_copy / "signed"
    folder.mkdir(exist_ok=True)
    (folder / "mediation.mp4").write_bytes(bytes(range(250)) * 10_000)
    (folder / "mediation.toml").write_text(
        'film = "mediation.mp4"\nsigner = "Ira Sample"\nsigned_on = 2026-11-20\nminutes = 4\n'
        'reviewed_by = "Ana Sample"\nreviewed_on = 2026-11-24\nreview_again_on = 2027-11-24\n'
    )
    forget()
    page = client.get("/mediation/").text
    assert 'src="/mediation/signed.mp4"' in page
    assert "Signed by Ira Sample on Friday 20 November 2026. 4 minutes, 2 MB." in " ".join(
        text_of(parsed(page)).split()
    )
    whole = client.get("/mediation/signed.mp4", headers={"accept-encoding": "gzip"})
    assert (whole["Content-Type"], whole["Content-Length"]) == ("video/mp4", "2500000")
    assert b"".join(whole) == bytes(range(250)) * 10_000  # type: ignore[arg-type]
    part = client.get("/mediation/signed.mp4", headers={"range": "bytes=2-4", "accept-encoding": "gzip"})
    assert (part.status_code, part.content, part["Content-Range"]) == (206, b"\2\3\4", "bytes 2-4/2500000")
    rest = client.get("/mediation/signed.mp4", headers={"range": "bytes=0-"})
    assert (len(rest.content), rest["Content-Range"]) == (1_000_000, "bytes 0-999999/2500000")
    assert client.get("/mediation/signed.mp4", headers={"range": "bytes=2500000-"}).status_code == 416


@pytest.mark.parametrize("language", ["pl", "..", "xx", "en"])
def test_a_language_in_which_nobody_has_checked_the_page_is_neither_offered_nor_there(
    client: Client, language: str
) -> None:
    assert "/mediation/in/" not in client.get("/mediation/").text
    found = client.get(f"/mediation/in/{language}/").status_code
    assert found == (200 if language == "en" else 404)


@pytest.mark.feature(16, how="partly")
def test_a_page_that_somebody_checked_in_another_language_is_offered_by_its_own_name(
    client: Client, a_copy: Path
) -> None:
    arabic = a_copy / "content" / "ar"
    arabic.mkdir()
    text = (a_copy / "content/en/mediation.md").read_text().replace('title = "Mediation"', 'title = "الوساطة"')
    unsigned = 'reviewed_by = ""\nreviewed_on = ""'
    (arabic / "mediation.md").write_text(text.replace(unsigned, 'reviewed_by = "Ana Sample"\nreviewed_on = 2026-11-24'))
    forget()
    (offered,) = (each for each in parsed(client.get("/mediation/").text).iter("a") if each.get("hreflang"))
    assert (text_of(offered), offered.get("lang"), offered.get("href")) == ("العربيّة", "ar", "/mediation/in/ar/")
    page = client.get("/mediation/in/ar/").text
    assert '<div lang="ar" dir="rtl">' in page
    assert "الوساطة" in page
    assert "Checked by Ana Sample on Tuesday 24 November 2026." in page
