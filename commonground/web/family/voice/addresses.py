"""The addresses of the two places: alike below them, each behind its own door."""

from django.urls import URLPattern, path

from commonground.voice.words import Kind
from commonground.web.components.doors import FAMILY_CASE, OWN_SPACE, behind
from commonground.web.family.voice import pages, sharing
from commonground.web.family.voice.spaces import MY_SPACE, VIEWS, Space

WAYS = {
    "words": Kind.WORDS,
    "pictures": Kind.PICTURE,
    "faces": Kind.SCALE,
    "recording": Kind.RECORDING,
    "drawing": Kind.DRAWING,
}


def _below(start: str, space: Space) -> list[URLPattern]:
    own = {"space": space}
    one = f"{start}<uuid:saying>/"
    ways = [
        path(f"{start}{word}/", pages.way, {**own, "kind": kind}, name=f"{space.name}_{kind.value}")
        for word, kind in WAYS.items()
    ]
    return [
        path(start, pages.space, own, name=space.name),
        *ways,
        path(one, pages.one, own, name=f"{space.name}_one"),
        path(f"{one}change/", pages.change, own, name=f"{space.name}_change"),
        path(f"{one}take-away/", pages.take_away, own, name=f"{space.name}_take_away"),
        path(f"{one}file/", pages.file, own, name=f"{space.name}_file"),
        path(f"{one}share/", sharing.share, own, name=f"{space.name}_share"),
        path(f"{one}share/<int:share>/stop/", sharing.stop, own, name=f"{space.name}_stop"),
    ]


urlpatterns: list[URLPattern] = [
    *behind(OWN_SPACE, _below("<str:reference>/my-space/", MY_SPACE)),
    *behind(FAMILY_CASE, _below("<str:reference>/views/", VIEWS)),
]
