"""What somebody was sending when their session had run out: kept, and offered to them alone once they are back.

It lies in the session that took the old one's place, where whoever sits at the browser next cannot see it unless
they sign in as the same person.
"""

from dataclasses import dataclass

from django.http import HttpRequest

from commonground.people.models import Person

KEPT = "kept"
LARGEST = 100_000
"""Characters; more than any form of ours takes. Files are not kept."""

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Kept:
    """A form that was sent too late: where to, and every field of it but the mark against forgery."""

    path: str
    fields: Fields


def keep(request: HttpRequest, person: Person) -> None:
    """Keep the form of this request for `person`. Call it after the mark against forgery was checked."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    fields = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    if sum(len(name) + len(value) for name, value in fields) <= LARGEST:
        request.session[KEPT] = {"person": str(person.pk), "path": request.path, "fields": fields}


def kept_for(request: HttpRequest, person: Person) -> Kept | None:
    """What this person was sending, if anything was kept at this browser. Somebody else's is forgotten."""
    found = request.session.get(KEPT)
    if found is None:
        return None
    if found["person"] != str(person.pk):
        del request.session[KEPT]
        return None
    return Kept(path=found["path"], fields=[(name, value) for name, value in found["fields"]])


def forget(request: HttpRequest) -> None:
    """It was sent, or is no longer wanted."""
    request.session.pop(KEPT, None)
