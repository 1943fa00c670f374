"""Deeds about certificates."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases import choosing, commands, queries
from commonground.cases.apply import Acting
from commonground.cases.each_holder import certificates_owed
from commonground.cases.models import Case
from commonground.cases.words import Act, Channel
from commonground.certificates import commands as certificates
from commonground.certificates.models import Certificate
from commonground.certificates.queries import certificates_of, unused_paper
from commonground.law import CertificateKind
from commonground.record.days import today
from commonground.web.components import forms
from commonground.web.desk.deeds.base import Deed, DeedForm, mediation
from commonground.web.desk.words import KINDS


class DeclareForm(DeedForm):
    """The adviser's own word for this case (R10)."""

    independent = forms.ChoiceField(
        label=_("Are you independent here?"),
        hint=_(
            "No council in England, no NHS board and not NHS England employs you, and you know nobody in this case."
        ),
        choices=[("yes", _("Yes, I am independent and have no conflict")), ("no", _("No, or I am not sure"))],
        if_empty=_("Choose yes or no"),
    )
    conflict = forms.TextareaField(
        label=_("What is the conflict?"), called=_("the conflict"), max_length=1000, rows=3, required=False
    )


class IssueForm(DeedForm):
    """What is issued, and to whom. A paper number is only for one written by hand."""

    kind = forms.ChoiceField(label=_("Which certificate?"), choices=list(KINDS.items()), if_empty=_("Choose which"))
    holder = forms.ChoiceField(label=_("To whom?"), choices=[], if_empty=_("Choose to whom"))
    paper_number = forms.SelectField(
        label=_("Number on the paper certificate"),
        hint=_("Only if it was written by hand from the paper pack."),
        choices=lambda: [(line.number, line.number) for line in unused_paper()],
        required=False,
    )
    paper_on = forms.DateField(
        label=_("Date on the paper certificate"),
        called=_("the date"),
        latest=today,
        if_later=_("That day has not come yet"),
        required=False,
    )

    from_address = ("holder",)

    def prepare(self, case: Case) -> None:
        holders, owed = list(queries.right_holders(case)), certificates_owed(queries.facts_of(case))
        self.fields["holder"].choices = [(str(p.pk), p.person.name) for p in holders]  # type: ignore[attr-defined]
        if owed:
            self.initial.setdefault("kind", owed[0].kind.value)
        waiting = [p for p in holders if str(p.person_id) in {due.holder for due in owed}]
        if len(waiting or holders) == 1:
            self.initial.setdefault("holder", str((waiting or holders)[0].pk))


class WishForm(DeedForm):
    """Whose certificate it is, and whether they want it: their own word."""

    holder = forms.ChoiceField(label=_("Whose certificate?"), choices=[], if_empty=_("Choose whose certificate it is"))
    wants = forms.ChoiceField(
        label=_("What did they say?"),
        choices=[("no", _("They do not want it")), ("yes", _("They want it after all"))],
        if_empty=_("Choose what they said"),
    )
    from_address = ("holder",)

    def prepare(self, case: Case) -> None:
        """Whoever holds the right; where only one does, the words are written down as theirs."""
        holders = list(queries.right_holders(case))
        self.fields["holder"].choices = [(str(p.pk), p.person.name) for p in holders]  # type: ignore[attr-defined]
        if len(holders) == 1:
            self.initial.setdefault("recorded_for", holders[0].person.name)

    @property
    def shows_footing(self) -> bool:
        """Always: whose words they are is what counts here."""
        return True


class WhichForm(DeedForm):
    """One of the case's certificates, and why."""

    certificate = forms.ChoiceField(label=_("Which certificate?"), choices=[], if_empty=_("Choose which"))
    because = forms.TextareaField(
        label=_("Why?"), called=_("the reason"), max_length=300, rows=2, if_empty=_("Say why")
    )

    def prepare(self, case: Case) -> None:
        live = [c for c in certificates_of(case) if c.withdrawn_on is None]
        self.fields["certificate"].choices = [(c.line.number, c.line.number) for c in live]  # type: ignore[attr-defined]
        if len(live) == 1:
            self.initial.setdefault("certificate", live[0].line.number)


class WithdrawForm(WhichForm):
    """Which one, why, and what of the reason may be read by the one it was issued to."""

    told = forms.TextareaField(
        label=_("What may they read of the reason?"),
        hint=_("In plain words, on their own page. Name nobody else. Leave it empty to tell them yourself."),
        called=_("the reason they read"), max_length=300, rows=2, required=False,
    )  # fmt: skip


class ArrivalForm(WhichForm):
    """What became of it on the way."""

    because = None  # type: ignore[assignment]
    state = forms.ChoiceField(
        label=_("What happened?"),
        choices=[
            ("sent", _("I have posted it")),
            ("bounced", _("The message came back")),
            ("received", _("The family has it")),
        ],
        if_empty=_("Choose what happened"),
    )


class EarlierForm(DeedForm):
    """A certificate that somebody else has given (D6)."""

    issued_on = forms.DateField(
        label=_("Date of issue printed on it"),
        called=_("the date of issue"),
        if_empty=_("Tell us the date of issue"),
        latest=today,
        if_later=_("That day has not come yet"),
    )
    issuer = forms.TextField(
        label=_("Who gave it?"), called=_("who gave it"), max_length=200, if_empty=_("Say who gave it")
    )


def _issue(case: Case, by: Acting, given: dict[str, Any]) -> object:
    holder = queries.right_holders(case).get(pk=int(given["holder"]))
    issue = certificates.Issue(
        kind=CertificateKind(given["kind"]),
        holder=holder,
        paper_number=given["paper_number"],
        issued_on=given["paper_on"],
    )
    return certificates.issue(case, by=by, issue=issue)


def _one(case: Case, number: str) -> Certificate:
    return certificates_of(case).get(line__number=number)


def _arrival(case: Case, by: Acting, given: dict[str, Any]) -> object:
    number = given["certificate"]
    if given["state"] == "sent":
        return certificates.mark_sent(case, by=by, number=number, channel=Channel.POST)
    if given["state"] == "bounced":
        return certificates.mark_bounced(case, by=by, number=number)
    return certificates.mark_received(case, by=by, number=number)


DEEDS = [
    Deed(
        "declare",
        _("Say that you are independent here"),
        DeclareForm,
        lambda case, by, given: commands.declare(
            case, by=by, independent=given["independent"] == "yes", conflict=given["conflict"]
        ),
        shown=mediation,
        group="next",
        once="independence.declared",
    ),
    Deed(
        "certificate",
        _("Issue the certificate"),
        IssueForm,
        _issue,
        act=Act.ISSUE_CERTIFICATE,
        group="next",
        shown=lambda case, facts: bool(certificates_owed(facts)),
        help=_("It is dated today, numbered and signed. It says nothing of what was discussed."),
        done=_("The certificate is issued. The family has been told where to find it."),
    ),
    Deed(
        "certificate-wish",
        _("They do not want the certificate"),
        WishForm,
        lambda case, by, given: choosing.want_certificate(
            case, by=by, holder=int(given["holder"]), wants=given["wants"] == "yes"
        ),
        shown=lambda case, facts: bool(certificates_owed(facts) or facts.not_wanted),
        help=_("Only their own word counts: say below whose words these are. They can change their mind."),
    ),
    Deed(
        "earlier-certificate",
        _("Somebody else has given them a certificate"),
        EarlierForm,
        lambda case, by, given: commands.note_earlier_certificate(
            case, by=by, issued_on=given["issued_on"], issuer=given["issuer"]
        ),
        shown=mediation,
    ),
    Deed(
        "certificate-arrival",
        _("Certificate posted, came back or arrived"),
        ArrivalForm,
        _arrival,
        shown=lambda case, facts: bool(facts.live_certificates),
    ),
    Deed(
        "correct-certificate",
        _("Make a corrected copy"),
        WhichForm,
        lambda case, by, given: certificates.correct(_one(case, given["certificate"]), by=by, because=given["because"]),
        shown=lambda case, facts: bool(facts.live_certificates),
        help=_("With the names as they stand on the case now. Number and first date stay."),
    ),
    Deed(
        "withdraw-certificate",
        _("Withdraw a certificate"),
        WithdrawForm,
        lambda case, by, given: certificates.withdraw(
            _one(case, given["certificate"]), by=by, because=given["because"], told=given["told"]
        ),
        shown=lambda case, facts: bool(facts.live_certificates),
    ),
]
