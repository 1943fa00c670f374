"""Enquiries at the desk: writing one down from a call, looking at one, opening a case from it, putting it aside."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonground.calls.queries import calls_about
from commonground.cases import enquiries as commands
from commonground.cases import queries
from commonground.cases import request as asked
from commonground.cases.answers import AskAPerson
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Enquiry
from commonground.cases.opening import EARLIEST, NewCase
from commonground.cases.words import Basis, Channel, Route
from commonground.casework.intake import open_from, receive_enquiry
from commonground.conversations.queries import of_enquiry
from commonground.directory import queries as directory
from commonground.documents.queries import files_about
from commonground.law import Decision
from commonground.notices.numbers import mobile
from commonground.people.models import MessagesBy
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.components.doors import DESK, PersonRequest, door
from commonground.web.components.filters import day
from commonground.web.components.pages import form_page
from commonground.web.desk.doing import acting, arrival
from commonground.web.desk.marks import rows
from commonground.web.desk.to_ask import to_ask
from commonground.web.desk.words import DECISIONS, SECTIONS, WANTS, said

DECISION_CHOICES = [forms.Choice(value, words) for value, words in DECISIONS.items()]


class CallForm(forms.Form):
    """A call, e-mail or letter written down. Only a name and one way back are needed."""

    has_way_back = False
    """Whether there is a way back beside telephone and e-mail."""

    token = forms.SubmissionToken()
    came_by = forms.ChoiceField(
        label=gettext_lazy("How did it reach us?"),
        choices=[c for c in Channel.choices if c[0] != Channel.WEB],
        if_empty=gettext_lazy("Choose how it reached us"),
        inline=True,
        small=True,
    )
    arrived_on = forms.DateField(
        label=gettext_lazy("When did it arrive?"),
        hint=gettext_lazy(
            "Post and voicemail count from when they arrived, even when we were closed. Empty means today."
        ),
        called=gettext_lazy("the day"),
        latest=today,
        if_later=gettext_lazy("That day has not come yet"),
        required=False,
    )
    caller = forms.TextField(
        label=gettext_lazy("Who is it?"),
        called=gettext_lazy("the name"),
        max_length=200,
        if_empty=gettext_lazy("Tell us the name"),
    )
    telephone = forms.TelephoneField(label=gettext_lazy("Telephone"), required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    messages_by = forms.ChoiceField(
        label=gettext_lazy("How should our messages come?"),
        hint=gettext_lazy("Ask which way is safe. Without an answer it is by e-mail, if we have an address."),
        choices=MessagesBy.choices,
        required=False,
        inline=True,
        small=True,
    )
    safe_contact = forms.TextareaField(
        label=gettext_lazy("Safe ways and times to contact them"),
        hint=gettext_lazy("Where there is no number and no e-mail: the address to write to, or when they call again."),
        called=gettext_lazy("this answer"),
        max_length=1000,
        rows=2,
        required=False,
    )
    child_name = forms.TextField(
        label=gettext_lazy("Child or young person"),
        called=gettext_lazy("the child’s name"),
        max_length=200,
        required=False,
    )
    council = forms.SelectField(label=gettext_lazy("Council"), choices=directory.choices, required=False)
    decision = forms.SelectField(
        label=gettext_lazy("What did the council decide?"), choices=DECISION_CHOICES, required=False
    )
    letter_on = forms.DateField(
        label=gettext_lazy("Date on the letter"),
        called=gettext_lazy("the date on the letter"),
        earliest=EARLIEST,
        latest=today,
        if_later=gettext_lazy("The date on the letter must be today or in the past"),
        required=False,
    )
    happened_on = forms.DateField(
        label=gettext_lazy("About discrimination: the day it happened, or the last time"),
        called=gettext_lazy("the day it happened"),
        earliest=EARLIEST,
        latest=today,
        if_later=gettext_lazy("The day it happened must be today or in the past"),
        required=False,
    )
    message = forms.TextareaField(
        label=gettext_lazy("What they said"),
        called=gettext_lazy("what they said"),
        max_length=4000,
        rows=5,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        reached = self.has_way_back or given.get("telephone") or given.get("email") or given.get("safe_contact")
        if not reached and not self.errors:
            words = _("Tell us a telephone number or an e-mail address, or write below how to reach them")
            self.add_error("telephone", words)
        if given.get("messages_by") == MessagesBy.TEXT and not mobile(given.get("telephone") or ""):
            self.add_error("telephone", _("Texts need a mobile number"))
        if given.get("messages_by") == MessagesBy.CALL and not given.get("telephone") and not self.errors:
            self.add_error("telephone", _("Calls need a telephone number"))
        return given


class OpenForm(forms.Form):
    """What a case starts with, filled in from the enquiry."""

    route = forms.ChoiceField(label=gettext_lazy("Which way?"), choices=Route.choices, if_empty=gettext_lazy("Choose"))
    child_name = forms.TextField(
        label=gettext_lazy("Child or young person"),
        called=gettext_lazy("the child’s name"),
        max_length=200,
        if_empty=gettext_lazy("Tell us the child’s name"),
    )
    child_born = forms.DateField(
        label=gettext_lazy("Date of birth"),
        called=gettext_lazy("the date of birth"),
        latest=today,
        if_later=gettext_lazy("The date of birth must be in the past"),
        if_empty=gettext_lazy("Tell us the date of birth"),
    )
    family_name = forms.TextField(
        label=gettext_lazy("Who contacted us?"),
        called=gettext_lazy("the name"),
        max_length=200,
        if_empty=gettext_lazy("Tell us the name"),
    )
    basis = forms.SelectField(
        label=gettext_lazy("On what footing?"),
        choices=Basis.choices,
        if_empty=gettext_lazy("Choose on what footing"),
    )
    family_email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    family_telephone = forms.TelephoneField(label=gettext_lazy("Telephone"), required=False)
    council = forms.SelectField(
        label=gettext_lazy("Council"), choices=directory.choices, if_empty=gettext_lazy("Choose the council")
    )
    decision = forms.SelectField(
        label=gettext_lazy("What did the council decide?"),
        choices=DECISION_CHOICES,
        if_empty=gettext_lazy("Choose what the council decided"),
    )
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Sections of the plan in dispute"), choices=SECTIONS, required=False, inline=True, small=True
    )
    letter_on = forms.DateField(
        label=gettext_lazy("Date on the letter"),
        called=gettext_lazy("the date on the letter"),
        latest=today,
        if_later=gettext_lazy("The date on the letter must be today or in the past"),
        required=False,
    )
    sent_on = forms.DateField(
        label=gettext_lazy("Sent on, if that was another day"),
        called=gettext_lazy("the day it was sent"),
        latest=today,
        if_later=gettext_lazy("The letter cannot have been sent after today"),
        required=False,
    )
    detained = forms.ConfirmField(label=gettext_lazy("The child or young person is in custody"), required=False)
    lacks_capacity = forms.ConfirmField(
        label=gettext_lazy("The young person lacks capacity to decide this"), required=False
    )
    has_deputy = forms.ConfirmField(label=gettext_lazy("There is a deputy or attorney"), required=False)
    safe_contact = forms.TextareaField(
        label=gettext_lazy("Safe ways and times to contact them"),
        called=gettext_lazy("this answer"),
        max_length=1000,
        rows=2,
        required=False,
    )
    needs = forms.TextareaField(
        label=gettext_lazy("What do they need to take part?"),
        called=gettext_lazy("this answer"),
        max_length=1000,
        rows=2,
        required=False,
    )
    reason = forms.TextareaField(
        label=gettext_lazy("Why do you go on?"),
        called=gettext_lazy("the reason"),
        max_length=1000,
        rows=3,
        required=False,
    )


class AsideForm(forms.Form):
    """Why no case is opened."""

    why = forms.TextareaField(
        label=gettext_lazy("Why is no case opened?"),
        called=gettext_lazy("the reason"),
        max_length=300,
        rows=3,
        if_empty=gettext_lazy("Say why no case is opened"),
    )


@door(DESK)
def listed(request: PersonRequest) -> HttpResponse:
    """Every open enquiry, the first to be answered first."""
    context = {"enquiries": rows(queries.open_enquiries(on=today())[:200]), "today": today()}
    return render(request, "desk/enquiries.html", context)


@door(DESK)
def new(request: PersonRequest) -> HttpResponse:
    """Write down a call, e-mail or letter."""

    def done(form: CallForm) -> HttpResponse:
        given = form.cleaned_data
        assert request.person is not None
        enquiry = receive_enquiry(
            words_from(given),
            token=given["token"],
            by=request.person.actor,
            channel=Channel(given["came_by"]),
            arrived_at=arrival(given["arrived_on"]),
        )
        messages.success(request, _("Written down as %(reference)s.") % {"reference": enquiry.reference})
        return redirect("desk:enquiry", enquiry=enquiry.reference)

    return form_page(request, CallForm, "desk/new_enquiry.html", done, initial={"came_by": Channel.TELEPHONE})


def words_from(given: dict[str, Any]) -> EnquiryWords:
    """What somebody at the desk wrote down."""
    return EnquiryWords(
        name=given["caller"],
        email=given["email"],
        telephone=given["telephone"],
        messages_by=given["messages_by"],
        child_name=given["child_name"],
        authority=given["council"],
        decision=given["decision"],
        letter_on=given["letter_on"],
        happened_on=given["happened_on"],
        message=given["message"],
        safe_contact=given["safe_contact"],
    )


def _for_others(request: asked.Request) -> list[dict[str, str]]:
    """Who asks for a family, and by whose leave; empty where somebody asks for themselves."""
    if not request.by_helper:
        return []
    family = request.family
    how = asked.Permitted(family.how).label if family.how in asked.Permitted.values else ""
    yes = [family.name, str(how), day(family.day) if family.day else ""]
    return [
        {
            "key": _("Who asks"),
            "value": _("Somebody who helps the family: %(who)s") % {"who": request.helper.relationship},
        },
        {"key": _("The family’s yes"), "value": ", ".join(filter(None, yes)) if family.permitted else _("Not yet")},
    ]


@door(DESK)
def shown(request: PersonRequest, enquiry: str) -> HttpResponse:
    """One enquiry as it came in."""
    found = get_object_or_404(Enquiry.objects.select_related("authority"), reference=enquiry)
    context = {
        "enquiry": found,
        "marks": asked.marks(asked.of(found)),
        "for_others": _for_others(asked.of(found)),
        "decision": said(DECISIONS, found.decision) if found.decision else "",
        "wants": said(WANTS, found.wants),
        "basis": Basis(found.standing).label if found.standing else "",
        "channel": Channel(found.channel).label,
        "last_days": queries.last_days_of(found),
        "to_ask": to_ask(found) if found.closed_on is None else [],
        "alike": list(queries.enquiries_alike(found)[:5]),
        "signpost": directory.signpost(found.authority, found.arrived_on) if found.authority else None,
        "files": files_about(found.pk) if found.closed_because != "opened" else [],
        "calls": list(calls_about(found.pk)),
        "conversation": of_enquiry(found),
        "today": today(),
    }
    return render(request, "desk/enquiry.html", context)


@door(DESK)
def opened(request: PersonRequest, enquiry: str) -> HttpResponse:
    """Open a case from an enquiry."""
    found = get_object_or_404(Enquiry, reference=enquiry, closed_on=None)

    def done(form: OpenForm) -> HttpResponse | None:
        try:
            case = open_from(_new_case(found, form.cleaned_data), by=acting(request, form.cleaned_data))
        except AskAPerson as answer:
            form.add_error("reason", answer.sentence)
            return None
        messages.success(request, _("The case is open."))
        return redirect("desk:case", reference=case.reference)

    claim_by = next((each.date for each in queries.last_days_of(found) if each.what == "claim"), None)
    context = {"enquiry": found, "marks": asked.marks(asked.of(found)), "claim_by": claim_by}
    return form_page(request, OpenForm, "desk/open_case.html", done, context=context, initial=_first(found))


def _first(enquiry: Enquiry) -> dict[str, Any]:
    """The enquiry's own answers, as the form's first values."""
    wants_talk = enquiry.wants == "disagreement_resolution"
    request = asked.of(enquiry)
    family = request.family
    reach = (family.name, family.email, family.telephone) if request.by_helper else None
    name, email, telephone = reach or (enquiry.name, enquiry.email, enquiry.telephone)
    return {
        "route": Route.DISAGREEMENT_RESOLUTION if wants_talk else Route.MEDIATION,
        "child_name": enquiry.child_name,
        "child_born": enquiry.child_born,
        # Somebody who asks for a family helps in the case; the case is the family's.
        "family_name": name,
        # Whoever helps, or works for the council, has no footing of their own: somebody asks.
        "basis": enquiry.standing,
        "family_email": email,
        "family_telephone": telephone,
        "has_deputy": enquiry.standing in {Basis.DEPUTY, Basis.ATTORNEY},
        "council": enquiry.authority_id or "",
        "decision": enquiry.decision,
        "sections": [s for s in enquiry.sections.split(",") if s],
        "letter_on": enquiry.letter_on,
        "safe_contact": enquiry.safe_contact,
        "needs": enquiry.needs,
    }


def _new_case(enquiry: Enquiry, given: dict[str, Any]) -> NewCase:
    council = directory.authority(given["council"])
    assert council is not None
    return NewCase(
        route=Route(given["route"]),
        authority=council,
        decision=Decision(given["decision"]),
        child_name=given["child_name"],
        child_born=given["child_born"],
        family_name=given["family_name"],
        family_email=given["family_email"],
        family_telephone=given["family_telephone"],
        messages_by="" if asked.of(enquiry).by_helper else enquiry.messages_by,
        basis=Basis(given["basis"]),
        sections=frozenset(given["sections"]),
        letter_on=given["letter_on"],
        sent_on=given["sent_on"],
        detained=given["detained"],
        lacks_capacity=given["lacks_capacity"],
        has_deputy=given["has_deputy"],
        safe_contact=given["safe_contact"],
        needs=given["needs"],
        enquiry=enquiry,
    )


@door(DESK)
def put_aside(request: PersonRequest, enquiry: str) -> HttpResponse:
    """Close an enquiry without a case."""
    found = get_object_or_404(Enquiry, reference=enquiry, closed_on=None)

    def done(form: AsideForm) -> HttpResponse:
        assert request.person is not None
        commands.put_aside(found, by=request.person.actor, why=form.cleaned_data["why"])
        messages.success(request, _("Put aside."))
        return redirect("desk:enquiries")

    return form_page(request, AsideForm, "desk/put_aside.html", done, context={"enquiry": found})
