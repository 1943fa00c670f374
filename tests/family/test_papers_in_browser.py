"""A parent on a small phone adds a paper, lets the council read it, takes that back and takes everything away."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from commonground.papers.models import Share
from tests.documents import made
from tests.papers.world import a_world
from tests.travelling import Travelling, travelling

__all__ = ["travelling"]

pytestmark = pytest.mark.browser


@pytest.mark.feature(46)
@pytest.mark.feature(31, how="partly")
def test_a_paper_from_the_phone_to_the_council_and_back(travelling: Travelling, axe: Callable[[Page], None]) -> None:
    world, walker = a_world(), travelling.walker
    page = walker.page
    page.set_viewport_size({"width": 375, "height": 700})
    walker.sign_in(world.sam)

    walker.go(f"/case/{world.case.reference}/")
    page.get_by_role("link", name="Papers: add them, and say who can read them").click()
    axe(page)
    page.get_by_role("button", name="Add a paper").click()
    axe(page)
    page.get_by_label("What is it?").fill("Report from school")
    page.set_input_files(
        "[name=copies]", [{"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": made.photo(size=(1200, 900))}]
    )
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("We have “Report from school”.").wait_for()
    axe(page)

    page.get_by_role("link", name="Change who can read it").click()
    axe(page)
    page.get_by_label("Exampleshire Council").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("you, the people who work here, and: Exampleshire Council").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save it to read it").click()
    assert saved.value.suggested_filename == "Report from school.jpg"

    page.get_by_role("link", name="Change who can read it").click()
    page.get_by_label("Exampleshire Council").uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved.").wait_for()
    assert not Share.objects.filter(to_on=None).exists()

    page.get_by_role("link", name="Download everything of yours").click()
    axe(page)
    with page.expect_download() as whole:
        page.get_by_role("button", name="Download everything").click()
    found = zipfile.ZipFile(io.BytesIO(Path(whole.value.path()).read_bytes()))
    assert "papers/01 Report from school.jpg" in found.namelist()
