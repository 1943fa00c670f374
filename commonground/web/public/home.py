"""The first page: what this is for, the dates at once, the two ways, a person to ask, and the other doors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.web.components.doors import EVERYONE, door
from commonground.web.public.date_questions import ShortDatesForm


@door(EVERYONE)
def home(request: HttpRequest) -> HttpResponse:
    """The first page. Its form leads to the dates by its address."""
    return render(request, "public/home.html", {"form": ShortDatesForm()})
