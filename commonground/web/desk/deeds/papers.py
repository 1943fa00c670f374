"""Deeds about papers: what came by post is added for whoever sent it, and shared or taken back on their word."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonground.cases.apply import Acting
from commonground.cases.models import Case
from commonground.documents.kinds import Media
from commonground.papers import commands
from commonground.papers.models import Paper
from commonground.papers.queries import papers_in_use
from commonground.papers.readers import Reader, readers_of, who_could_read
from commonground.people.roles import ROLE_NAMES, Role
from commonground.web.components import forms
from commonground.web.desk.deeds.base import Deed, DeedForm
from commonground.web.desk.deeds.people import people

HOLDERS = frozenset({Role.FAMILY, Role.LA_OFFICER, Role.ICB_OFFICER, Role.SCHOOL})
"""Whose papers there can be. A supporter gives those of the person they help."""
SAID = _("It is written down as the word of whoever gave the paper. Below, say how it reached us.")


class GiveForm(DeedForm):
    """Photos or PDFs of somebody in the case."""

    participant = forms.ChoiceField(label=_("Whose paper is it?"), choices=[], if_empty=_("Choose whose paper it is"))
    title = forms.TextField(
        label=_("What is it?"), hint=_("In their words. Left empty, it is called as the file is."), max_length=150,
        called=_("what it is"), required=False,
    )  # fmt: skip
    copies = forms.FileField(
        label=_("Photos or a PDF"), accept=("image/jpeg", "image/png", "image/webp", Media.PDF.value), several=True,
        if_empty=_("Choose a photo or a PDF"),
    )  # fmt: skip

    def prepare(self, case: Case) -> None:
        self.fields["participant"].choices = [  # type: ignore[attr-defined]
            (str(p.pk), f"{p.person.name} ({ROLE_NAMES[Role(p.role)]})") for p in people(case) if p.role in HOLDERS
        ]


class PaperForm(DeedForm):
    """One of the papers that were not taken back."""

    nothing = _("There is no paper in this case yet.")

    paper = forms.ChoiceField(label=_("Which paper?"), choices=[], if_empty=_("Choose which paper"))

    def prepare(self, case: Case) -> None:
        papers = papers_in_use(case)
        self.fields["paper"].choices = [  # type: ignore[attr-defined]
            (str(paper.pk), f"{paper.title} ({paper.given_by.name})") for paper in papers
        ]


class RenameForm(PaperForm):
    """A paper, and what it is called from now on."""

    title = forms.TextField(
        label=_("What is it called from now on?"), hint=_("Whoever reads it sees this name."),
        max_length=commands.LONGEST_TITLE, called=_("what it is called"), if_empty=_("Write what it is called"),
    )  # fmt: skip


class ShareForm(PaperForm):
    """A paper, and who can read it from now on."""

    reader = forms.ChoiceField(label=_("Who can read it?"), choices=[], if_empty=_("Choose who can read it"))

    def prepare(self, case: Case) -> None:
        super().prepare(case)
        self.fields["reader"].choices = [  # type: ignore[attr-defined]
            (reader.code, _called(reader)) for reader in _readers(case, papers_in_use(case))
        ]


class StopForm(DeedForm):
    """A paper and one who can read it."""

    nothing = _("No paper of this case is shared with anybody.")

    share = forms.ChoiceField(label=_("Who can no longer read what?"), choices=[], if_empty=_("Choose one"))

    def prepare(self, case: Case) -> None:
        self.fields["share"].choices = [  # type: ignore[attr-defined]
            (f"{paper.pk} {reader.code}", f"{paper.title} ({paper.given_by.name}): {_called(reader)}")
            for paper in papers_in_use(case)
            for reader in readers_of(paper, who_could_read(case, paper.given_by))
        ]


def _called(reader: Reader) -> str:
    """A reader by name, a person with what they are in the case."""
    return f"{reader.name} ({ROLE_NAMES[Role(reader.role)]})" if reader.role else reader.name


def _readers(case: Case, papers: list[Paper]) -> list[Reader]:
    """Everybody with whom one of these papers could be shared, each once."""
    givers = {paper.given_by_id: paper.given_by for paper in papers}
    found = [reader for giver in givers.values() for reader in who_could_read(case, giver)]
    return list(dict.fromkeys(found))


def _give(case: Case, by: Acting, given: dict[str, Any]) -> None:
    who = case.participants.select_related("person").get(pk=int(given["participant"]))
    for upload in given["copies"]:
        commands.give(case, by=by, given_by=who.person, title=given["title"], upload=upload)
        # What the first one changed was not somebody else.
        by = replace(by, version=None)


def _paper(case: Case, key: str) -> Paper:
    return next(paper for paper in papers_in_use(case) if str(paper.pk) == key)


def _reader(case: Case, paper: Paper, code: str) -> Reader:
    """The reader of this code; where the case does not offer them for this paper, the command says so."""
    found = [*who_could_read(case, paper.given_by), *_readers(case, papers_in_use(case))]
    return next(reader for reader in found if reader.code == code)


def _share(case: Case, by: Acting, given: dict[str, Any]) -> Paper:
    paper = _paper(case, given["paper"])
    return commands.share(paper, by=by, reader=_reader(case, paper, given["reader"]))


def _stop(case: Case, by: Acting, given: dict[str, Any]) -> Paper:
    key, code = given["share"].split()
    paper = _paper(case, key)
    return commands.stop_sharing(paper, by=by, reader=_reader(case, paper, code))


def _rename(case: Case, by: Acting, given: dict[str, Any]) -> Paper:
    return commands.rename(_paper(case, given["paper"]), by=by, title=given["title"])


def _take_back(case: Case, by: Acting, given: dict[str, Any]) -> Paper:
    return commands.take_back(_paper(case, given["paper"]), by=by)


DEEDS = [
    Deed(
        "give-paper", _("Add a paper for somebody"), GiveForm, _give, group="papers",
        help=_("For example a letter that came by post. It is theirs: nobody else in the case can read it until they "
               "say so."),
    ),
    Deed("rename-paper", _("Call a paper something else"), RenameForm, _rename, group="papers", help=SAID),
    Deed("share-paper", _("Share a paper on its giver’s word"), ShareForm, _share, group="papers", help=SAID),
    Deed("unshare-paper", _("Stop sharing a paper"), StopForm, _stop, group="papers", help=SAID),
    Deed("take-back-paper", _("Take a paper back for its giver"), PaperForm, _take_back, group="papers", help=SAID),
]  # fmt: skip
