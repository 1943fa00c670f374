"""A field that takes files: the browser's own, which works on every telephone and with every screen reader."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from .base import Bound, Params, Piece, Words


class _Chooser(forms.FileInput):
    """Everything that was chosen, in order."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name, [])


class FileField(Piece):
    """Files to send. The cleaned value is the list of those that were chosen, unopened.

    `accept`: what the browser offers, as content types; whatever comes, a command decides. Its form is sent with
    `enctype="multipart/form-data"`.
    """

    component = "file-upload"
    widget: ClassVar[type[forms.Widget]] = _Chooser  # type: ignore[misc]
    usually_called: ClassVar[Words] = gettext_lazy("the file")

    def __init__(self, *, accept: Sequence[str] = (), several: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.accept = ",".join(accept)
        self.several = several

    def to_python(self, value: Any) -> "list[UploadedFile[Any]]":
        found = [each for each in value or () if isinstance(each, UploadedFile)]
        return found if self.several else found[-1:]

    def params(self, bound: Bound) -> Params:
        return {"multiple": self.several, "attributes": {"accept": self.accept} if self.accept else {}}
