"""What is known of each council: who gives mediation advice there, free help near by, and what is published about it.

Facts alone, each with where it comes from. No council stands above another: the list is by name, and counts are counts.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.directory import queries as directory
from commonground.directory.models import LocalAuthority, PublishedFigures
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import EVERYONE, door
from commonground.web.public import services

FIGURES: tuple[tuple[str, Promise], ...] = (
    ("refused_to_assess", gettext_lazy("Times the council said no to an assessment")),
    ("mediation_refused_to_assess", gettext_lazy("Mediations about a no to an assessment")),
    ("appeal_after_mediation_refused_to_assess", gettext_lazy("Appeals after a mediation about an assessment")),
    ("refused_to_issue", gettext_lazy("Times the council said no to a plan")),
    ("mediation_refused_to_issue", gettext_lazy("Mediations about a no to a plan")),
    ("appeal_after_mediation_refused_to_issue", gettext_lazy("Appeals after a mediation about a plan")),
    ("mediation_other", gettext_lazy("Mediations about something else")),
    ("appeal_after_mediation_other", gettext_lazy("Appeals after a mediation about something else")),
)
"""Each count that is published, in words."""


class FindForm(forms.Form):
    """A council by its name."""

    q = forms.TextField(label=gettext_lazy("Find your council"), max_length=80)


@dataclass(frozen=True)
class Figures:
    """What is published of one council: the years, a row for each count, and the latest year in words."""

    years: list[int]
    rows: list[list[str]]
    sentences: list[str]


@door(EVERYONE)
def every(request: HttpRequest) -> HttpResponse:
    """All councils by name, or those that were searched for."""
    asked = str(request.GET.get("q", "")).strip()[:80]
    found = _shown(directory.find(asked, on=today()) if asked else directory.authorities(on=today()))
    lines = [{"name": council.short_name, "href": address_of(council)} for council in found]
    form = FindForm(initial={"q": asked})
    return render(request, "public/councils/every.html", {"form": form, "asked": asked, "lines": lines})


@door(EVERYONE)
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One council. Its code leads to its name."""
    council = directory.at_slug(slug)
    if council is None or (council.made_up and not settings.DEMO):
        raise Http404
    if slug != directory.slug_of(council):
        return redirect(address_of(council), permanent=True)
    context = {
        "council": council,
        "services": services.all_of(council.pk, today()),
        "advice": directory.advice_service(council),
        "figures": figures_of(council),
        "source": directory.FIGURES_SOURCE,
        "over": council.ends_on if council.ends_on and council.ends_on < today() else None,
    }
    return render(request, "public/councils/one.html", context)


def address_of(council: LocalAuthority) -> str:
    """Where the council's own page stands."""
    return reverse("public:council", kwargs={"slug": directory.slug_of(council)})


def figures_of(council: LocalAuthority) -> Figures | None:
    """The published counts of this council, or None where there are none."""
    years = list(directory.figures_of(council))
    if not years:
        return None
    rows = [[str(label), *(_count(getattr(year, name)) for year in years)] for name, label in FIGURES]
    return Figures([year.year for year in years], rows, _in_words(years[-1]))


def _in_words(figures: PublishedFigures) -> list[str]:
    """What families ask about most, of the latest year, where it is published."""
    asked = (
        (
            _("In %(year)d it said no to an assessment this many times: %(refused)s. Mediations about that: %(met)s."),
            figures.refused_to_assess,
            figures.mediation_refused_to_assess,
        ),
        (
            _("In %(year)d it said no to a plan this many times: %(refused)s. Mediations about that: %(met)s."),
            figures.refused_to_issue,
            figures.mediation_refused_to_issue,
        ),
    )
    return [
        sentence % {"year": figures.year, "refused": _count(refused), "met": _count(met)}
        for sentence, refused, met in asked
        if refused is not None and met is not None
    ]


def _count(number: int | None) -> str:
    return _("Not published") if number is None else f"{number:,}"


def _shown(found: QuerySet[LocalAuthority]) -> QuerySet[LocalAuthority]:
    """Made-up councils stand in the demo alone."""
    return found if settings.DEMO else found.filter(made_up=False)


urlpatterns: list[URLPattern] = [
    path("councils/", every, name="councils"),
    path("councils/<slug:slug>/", one, name="council"),
]
