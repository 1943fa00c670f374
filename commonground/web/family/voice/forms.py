"""The five ways to say something, each a form of its own; of none has every question to be answered."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from commonground.voice.models import Saying
from commonground.voice.words import (
    FACES,
    FEELING_FACES,
    LEVELS,
    PICTURES,
    PROMPTS,
    SCALES,
    Feeling,
    Kind,
)
from commonground.web.components import forms
from commonground.web.components.forms.base import Params
from commonground.web.components.forms.choices import Choice
from commonground.web.components.sayings import drawn


class FacesField(forms.ChoiceField):
    """One face of several, each with its word below it."""

    def __init__(self, *, faces: Mapping[str, str], **options: Any) -> None:
        super().__init__(required=False, **options)
        self.faces = faces
        self.classes = f"cg-faces cg-faces--{len(faces)}"

    def item(self, choice: Choice, chosen: Sequence[str]) -> Params:
        face = drawn(self.faces[choice.value])
        html = format_html('<span class="cg-faces__face">{}</span><span>{}</span>', face, choice.label)
        return super().item(choice, chosen) | {"html": html}


class WayForm(forms.Form):
    """What all ways share: one sending is one thing, however often it arrives."""

    mark_optional = False
    token = forms.SubmissionToken()
    kind: ClassVar[Kind]

    def said(self) -> str:
        """The words."""
        return str(self.cleaned_data.get("text") or "")

    def chosen(self) -> dict[str, Any]:
        """What was chosen or answered beside."""
        return {}

    def upload(self) -> "UploadedFile[Any] | None":
        """The recording or drawing."""
        found = self.cleaned_data.get("file") or []
        return found[-1] if found else None

    @classmethod
    def initial_of(cls, saying: Saying) -> dict[str, Any]:
        """What stands in the form where something is changed."""
        return {"text": saying.text}


def _answer(label: "str | Promise") -> forms.TextareaField:
    return forms.TextareaField(label=label, called=_("this answer"), required=False, rows=3, max_length=1000)


class WordsForm(WayForm):
    """Words, as many or as few as somebody likes."""

    kind = Kind.WORDS
    text = forms.TextareaField(
        label=_("What do you want people to know?"), called=_("what you write"), required=False, rows=6
    )
    good = _answer(PROMPTS["good"])
    hard = _answer(PROMPTS["hard"])
    help = _answer(PROMPTS["help"])

    def chosen(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in PROMPTS if self.cleaned_data[key]}

    @classmethod
    def initial_of(cls, saying: Saying) -> dict[str, Any]:
        return {"text": saying.text, **saying.data}


class _ChoosingForm(WayForm):
    """Faces to choose from, and room for a word more."""

    keys: ClassVar[Sequence[str]] = ()
    text = _answer(_("Do you want to say more?"))

    def topics(self) -> list[tuple[str, forms.Bound]]:
        """Each thing that is asked about, with its field."""
        return [(key, self[f"about_{key}"]) for key in self.keys]  # type: ignore[misc]

    @classmethod
    def initial_of(cls, saying: Saying) -> dict[str, Any]:
        return {"text": saying.text, **{f"about_{key}": str(value) for key, value in saying.data.items()}}


class PicturesForm(_ChoosingForm):
    """Pictures of what a day is made of, each with three faces."""

    kind = Kind.PICTURE
    keys = tuple(PICTURES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key, label in PICTURES.items():
            self.fields[f"about_{key}"] = FacesField(label=label, faces=FEELING_FACES, choices=Feeling.choices)
        self.order_fields([name for name in self.fields if name != "text"])

    def chosen(self) -> dict[str, Any]:
        return {key: value for key in self.keys if (value := self.cleaned_data[f"about_{key}"])}


class ScalesForm(_ChoosingForm):
    """Six things, each with five faces."""

    kind = Kind.SCALE
    keys = tuple(SCALES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        faces = {str(level): face for level, face in FACES.items()}
        for key, label in SCALES.items():
            choices = [(str(level), word) for level, word in LEVELS.items()]
            self.fields[f"about_{key}"] = FacesField(label=label, faces=faces, choices=choices)
        self.order_fields([name for name in self.fields if name != "text"])

    def chosen(self) -> dict[str, Any]:
        return {key: int(value) for key in self.keys if (value := self.cleaned_data[f"about_{key}"])}


class RecordingForm(WayForm):
    """A recording, made in the page or sent as a file."""

    kind = Kind.RECORDING
    file = forms.FileField(
        label=_("Your recording (a WAV file)"), accept=("audio/wav", ".wav"), called=_("your recording"),
        if_empty=_("Record something first, or choose a file"),
    )  # fmt: skip
    text = forms.TextField(label=_("Do you want to give it a name?"), called=_("the name"), required=False)


class DrawingForm(WayForm):
    """A drawing, made in the page or sent as a photo."""

    kind = Kind.DRAWING
    file = forms.FileField(
        label=_("A photo of your drawing"), accept=("image/jpeg", "image/png", "image/webp"),
        called=_("your drawing"), if_empty=_("Draw something first, or choose a photo"),
    )  # fmt: skip
    text = forms.TextField(label=_("What is it? You can tell us"), called=_("what it is"), required=False)


FORMS: dict[Kind, type[WayForm]] = {
    form.kind: form for form in (WordsForm, PicturesForm, ScalesForm, RecordingForm, DrawingForm)
}
