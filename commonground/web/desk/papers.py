"""Papers at the desk: certificates and letters as files, the register, blank certificates, the printed work list."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.cases import queries
from commonground.certificates import register as numbers
from commonground.certificates.queries import certificates_of, unused_paper
from commonground.certificates.queries import register as register_lines
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import DESK, DESK_CASE, CaseRequest, PersonRequest, door
from commonground.web.components.pages import form_page
from commonground.web.components.pdf import pdf_response
from commonground.web.desk.printing import blank_certificates, printed_work_list

PAPERS = {"certificate": "certificate_pdf", "letter": "letter_pdf"}


@door(DESK_CASE)
def certificate(request: CaseRequest, reference: str, number: str, paper: str) -> HttpResponse:
    """A certificate or its letter, the newest copy; of a withdrawn one too, whose name then says so.

    A page says so where its copies were erased.
    """
    found = certificates_of(request.case).filter(line__number=number).first()
    if found is None or paper not in PAPERS:
        raise Http404
    copy = found.copies.last()
    if copy is None:
        context = {"case": request.case, "certificate": found}
        return render(request, "desk/certificate_erased.html", context, status=410)
    name = f"withdrawn-{paper}-{number}.pdf" if found.withdrawn_on else f"{paper}-{number}.pdf"
    return pdf_response(bytes(getattr(copy, PAPERS[paper])), name)


class PackForm(forms.Form):
    """How many blanks, and who takes them."""

    how_many = forms.ChoiceField(
        label=gettext_lazy("How many blank certificates?"),
        choices=[(str(n), str(n)) for n in (5, 10, 20, 50)],
        if_empty=gettext_lazy("Choose how many"),
        inline=True,
    )
    who = forms.TextField(
        label=gettext_lazy("Who takes them?"), called=gettext_lazy("the name"), max_length=200,
        if_empty=gettext_lazy("Say who takes them"),
    )  # fmt: skip


class VoidForm(forms.Form):
    """A paper number that was spoilt or lost."""

    number = forms.SelectField(
        label=gettext_lazy("Which number?"), if_empty=gettext_lazy("Choose the number"),
        choices=lambda: [(line.number, line.number) for line in unused_paper()],
    )  # fmt: skip
    why = forms.TextField(
        label=gettext_lazy("What happened to it?"), called=gettext_lazy("what happened"), max_length=300,
        if_empty=gettext_lazy("Say what happened to it"),
    )  # fmt: skip


@door(DESK)
def register(request: PersonRequest) -> HttpResponse:
    """Every number that was given, newest first."""
    return render(request, "desk/register.html", {"lines": list(register_lines()[:200]), "gaps": numbers.gaps()})


@door(DESK)
def blank_pack(request: PersonRequest) -> HttpResponse:
    """Blank certificates with numbers of their own series, for a day without computers."""

    def done(form: PackForm) -> HttpResponse:
        given = form.cleaned_data
        lines = numbers.give_paper_numbers(int(given["how_many"]), on=today(), to=given["who"])
        return pdf_response(blank_certificates([line.number for line in lines]), "blank-certificates.pdf")

    return form_page(request, PackForm, "desk/blank_pack.html", done, initial={"how_many": "10"})


@door(DESK)
def void(request: PersonRequest) -> HttpResponse:
    """Make an unused paper number void."""

    def done(form: VoidForm) -> HttpResponse:
        numbers.void(form.cleaned_data["number"], on=today(), why=form.cleaned_data["why"])
        messages.success(request, _("The number is void and stays on the register."))
        return redirect("desk:register")

    return form_page(request, VoidForm, "desk/void.html", done)


@door(DESK)
def work_list(request: PersonRequest) -> HttpResponse:
    """The work list on paper, for a day without computers."""
    assert request.person is not None
    cases = list(queries.work_list(on=today())[:500])
    return pdf_response(printed_work_list(cases, by=request.person), "work-list.pdf")
