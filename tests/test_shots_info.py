from pathlib import Path
import pytest
from commonground.directory.loading import load_directory
from commonground.demo import places
from tests.made_up import a_case, staff
from tests.family.worlds import parent_of
from tests.travelling import Travelling, travelling  # noqa

SHOTS = Path("/tmp/info/shots"); SHOTS.mkdir(exist_ok=True)

def test_shots(travelling: Travelling, axe, settings) -> None:
    settings.DEMO = True
    load_directory()
    for name in places.COUNCILS: places.council(name)
    case = a_case(staff(name="Maya Adviser"))
    w = travelling.walker; page = w.page
    def shot(name, address):
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            w.go(address)
            page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        axe(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    shot("home", "/")
    shot("information", "/information/")
    shot("cards", "/prompt-cards/")
    shot("councils", "/councils/")
    shot("council-barnet", "/councils/barnet/")
    shot("council-ex", "/councils/exampleshire/")
    shot("council-sampleton", "/councils/sampleton/")
    shot("mediation", "/mediation/")
    shot("easy", "/for-young-people/easy-read/")
    w.sign_in(parent_of(case))
    c = f"/case/{case.reference}/"
    shot("case-before", c)
    shot("start", c + "information/")
    shot("part", c + "information/certificate/?read=mediation+free")
    shot("part-easy", c + "information/certificate/?easy=1")
    shot("dates", c + "information/dates/")
    shot("read", c + "information/read/?read=mediation+free")
    w.press("I have read this")
    shot("case-after", c)
