"""Files are chosen with the browser's own control, and reach the form as they were sent."""

from typing import Any
from xml.etree.ElementTree import Element

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from commonground.web.components import forms
from commonground.web.components.pages import form_page
from tests.components.shown import by_id, fragment


class Copies(forms.Form):
    copies = forms.FileField(
        label="Photo or PDF",
        hint="You can send it later",
        accept=("image/jpeg", "application/pdf"),
        several=True,
        required=False,
    )
    one = forms.FileField(label="One file", if_empty="Choose the file")


def sent(**files: list[str]) -> Copies:
    made = {name: [SimpleUploadedFile(each, b"x") for each in names] for name, names in files.items()}
    return Copies({}, MultiValueDict(made))


def drawn(form: forms.Form, name: str) -> Element:
    return by_id(fragment(form[name]), f"f-{name}")


def test_it_is_the_browsers_own_control() -> None:
    control = drawn(Copies(), "copies")
    assert control.get("type") == "file"
    assert control.get("accept") == "image/jpeg,application/pdf"
    assert control.get("multiple") is not None
    assert control.get("aria-describedby") == "f-copies-hint"
    assert drawn(Copies(), "one").get("multiple") is None


def test_everything_that_was_chosen_arrives_in_order() -> None:
    form = sent(copies=["a.jpg", "b.jpg"], one=["c.pdf"])
    assert form.is_valid()
    assert [each.name for each in form.cleaned_data["copies"]] == ["a.jpg", "b.jpg"]
    assert [each.name for each in form.cleaned_data["one"]] == ["c.pdf"]


def test_of_a_field_for_one_file_one_is_taken() -> None:
    form = sent(one=["a.jpg", "b.jpg"])
    assert form.is_valid()
    assert [each.name for each in form.cleaned_data["one"]] == ["b.jpg"]


def test_none_is_no_answer() -> None:
    form = sent()
    assert form.errors == {"one": ["Choose the file"]}
    assert form.cleaned_data["copies"] == []
    assert "aria-describedby" in drawn(form, "one").attrib


def test_words_in_place_of_a_file_are_no_file() -> None:
    form = Copies({"copies": "a.jpg", "one": "a.jpg"}, MultiValueDict())
    assert form.errors == {"one": ["Choose the file"]}


def test_a_page_takes_the_files_that_were_sent_with_it() -> None:
    taken: list[Any] = []

    def done(form: Copies) -> HttpResponse:
        taken.extend(form.cleaned_data["copies"])
        return HttpResponse("kept")

    files = {"copies": [SimpleUploadedFile("a.jpg", b"x")], "one": SimpleUploadedFile("b.pdf", b"y")}
    request = RequestFactory().post("/", files)
    assert form_page(request, Copies, "components/gallery.html", done).content == b"kept"
    assert [each.name for each in taken] == ["a.jpg"]
