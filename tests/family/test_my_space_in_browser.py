"""A young person's own space in a real browser: drawn and recorded in the page, and everything without JavaScript."""

import io
import wave
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Page

from commonground.documents.models import File
from commonground.voice.models import Saying
from tests.documents import made
from tests.family.test_my_space import space_of
from tests.travelling import Travelling, travelling
from tests.voice.worlds import young_world

__all__ = ["travelling"]

pytestmark = pytest.mark.browser
Axe = Callable[[Page], None]


@pytest.mark.feature(33)
def test_a_drawing_and_a_recording_made_in_the_page_are_kept_shared_and_stopped(
    travelling: Travelling, axe: Axe
) -> None:
    world = young_world()
    walker, page = travelling.walker, travelling.walker.page
    walker.sign_in(world.young)
    walker.go(space_of(world))
    axe(page)
    page.get_by_role("link", name="Draw").click()
    paper = page.locator("canvas")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box is not None
    page.get_by_label("Red").check()
    for height in (0.3, 0.6):
        page.mouse.move(box["x"] + 40, box["y"] + box["height"] * height)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] * height, steps=5)
        page.mouse.up()
    page.get_by_role("button", name="Undo").click()
    axe(page)
    page.get_by_label("What is it?").fill("A red road")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_selector("text=Kept. Nobody else can read it.")
    assert page.locator("img.cg-said__drawing").evaluate("i => i.decode().then(() => i.naturalWidth)") == 1200
    assert dots(bytes(File.objects.get().data)) == {"upper": "red", "lower": "white"}

    walker.go(f"{space_of(world)}recording/")
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_selector("[data-part=state]:has-text('Recording')")
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("text=Listen to it, then keep it")
    axe(page)
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_selector("text=Kept. Nobody else can read it.")
    with wave.open(io.BytesIO(bytes(File.objects.get(media="audio/wav").data))) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (16_000, 1, 2)
        assert sound.getnframes() > 10_000
        assert set(sound.readframes(sound.getnframes())) != {0}
    heard = "a => new Promise(done => { a.onloadedmetadata = () => done(a.duration); a.preload = 'auto'; a.load() })"
    assert page.locator("audio").evaluate(heard) > 0.5

    page.get_by_role("button", name="Show it to somebody").click()
    page.get_by_label("The people who work here").check()
    axe(page)
    page.get_by_role("button", name="Share it").click()
    page.wait_for_selector("text=Shared. You can stop it whenever you like.")
    axe(page)
    page.get_by_role("button", name="Stop sharing").click()
    page.wait_for_selector("text=Stopped. They cannot open it here any more.")


def dots(data: bytes) -> dict[str, str]:
    """The colour of the paper where each of two strokes was drawn."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    found = {}
    for name, height in (("upper", 0.3), ("lower", 0.6)):
        red, green, _blue = image.getpixel((image.width // 2, int(image.height * height)))  # type: ignore[misc]
        found[name] = "red" if red > 120 and green < 100 else "white" if green > 240 else f"{red} {green}"
    return found


@pytest.mark.feature(33, how="partly")
def test_without_javascript_faces_are_chosen_and_photos_and_recordings_sent(travelling: Travelling) -> None:
    world = young_world()
    browser = travelling.walker.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 740})
    walker = type(travelling.walker)(context.new_page(), travelling.walker.url)
    walker.sign_in(world.young)
    walker.go(space_of(world))
    walker.page.get_by_role("link", name="Choose faces").click()
    walker.page.get_by_role("group", name="Friends").get_by_label("Very good").check()
    walker.press("Keep it")
    for word, name, data in (("drawing", "a.png", made.photo("PNG")), ("recording", "a.wav", made.recording())):
        walker.go(f"{space_of(world)}{word}/")
        assert not walker.page.locator("canvas, [data-part=record]").locator("visible=true").count()
        walker.page.locator("[name=file]").set_input_files({"name": name, "mimeType": "x/y", "buffer": data})
        walker.press("Keep it")
    context.close()
    assert {saying.kind for saying in Saying.objects.all()} == {"scale", "drawing", "recording"}
    assert Saying.objects.get(kind="scale").data == {"friends": 5}
