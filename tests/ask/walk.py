"""A family that goes through the request by Django's client, page by page as the pages lead."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.test import Client

from tests.components.shown import parsed

Answer = dict[str, Any]

PARENT: dict[str, Answer] = {
    "who": {"who": "parent"},
    "child": {"child_name": "Robin Sample", "child_born-day": "4", "child_born-month": "5", "child_born-year": "2016"},
    "council": {"council": "not_sure"},
    "decision": {"decision": "refuse_to_assess"},
    "letter-copy": {},
    "letter": {"later": "yes"},
    "wanted": {"wanted": "They say Robin copes. Robin does not."},
    "earlier-certificate": {"earlier": "no"},
    "appeal": {"appeal": "not_sure"},
    "want": {"want": "talk"},
    "interpreter": {"interpreter": "language", "language": "Urdu"},
    "reach": {"your_name": "Sam Sample", "telephone": "01632 960001", "email": "sam@family.example"},
    "safe-contact": {"reads": "no", "ways": ["call", "email"], "times": "After 6pm"},
    "other-parent": {"shares": "no"},
    "supporter": {"helped": "no"},
    "needs": {"support": ["breaks"]},
    "about-you": {"communicate": "Robin likes pictures."},
    "more": {"more": ""},
}
"""Where a page is not named here, it is sent as `OTHERS` says."""
OTHERS: dict[str, Answer] = {
    "young-person": {"child_name": "Robin Sample", "child_born-day": "4", "child_born-month": "5",
                     "child_born-year": "2008"},
    "sections": {"sections": ["B", "F"]},
    "wanted-by-section": {"section_B": "Dyslexia is missing.", "section_F": "Two hours a week."},
    "health": {"health": "yes", "health_wanted": "Speech therapy"},
    "happened": {"unsure": "yes"},
    "letter-dates": {"found_on": "none"},
    "other-service": {},
    "choice-of-service": {},
    "last-days": {},
    "call": {"when": "soon"},
    "in-care": {},
    "deputy": {"deputy": "deputy", "paper": "yes"},
    "helper": {"helper_name": "Hal Helper", "relationship": "Exampleshire SENDIASS", "email": "hal@sendiass.example"},
    "permission": {"agreed": "yes"},
    "permission-given": {"given_by": "parent", "given_name": "Sam Sample", "how": "voice", "given_on-day": "2",
                         "given_on-month": "11", "given_on-year": "2026", "may": ["speak", "meeting"]},
    "family-contact": {"contact": "yes", "email": "sam@family.example", "times": "After 6pm"},
    "other-parent-more": {"knows": "no", "contact": "no", "untold": ["address"], "order": "yes",
                          "order_words": "Lee must stay away."},
    "supporter-who": {"supporter_name": "Ida Aunt", "relationship": "My aunt", "email": "ida@aunt.example",
                      "may": ["speak"]},
}  # fmt: skip


def token_of(page: str) -> str:
    """The token that the page carries."""
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, "the page carries no token"
    return unescape(found[1])


def code_shown_to(client: Client) -> str:
    """The code on the page that keeps a request."""
    found = re.search(r'<p class="govuk-heading-m">([A-Z0-9-]{14})</p>', client.get("/ask/saved/").text)
    assert found
    return found[1]


@dataclass
class Walk:
    """Where somebody has been, and the client they went with."""

    client: Client
    strict: bool = False  # read each page as strictly as HTML can be read
    slugs: list[str] = field(default_factory=list)
    at: str = ""
    token: str = ""
    """The draft's own, which is on each of its pages."""

    def begin(self, **query: str) -> "Walk":
        """Press "Start now"; `query` is what a link brought along."""
        self.at, self.token = self.client.post("/ask/", query)["Location"], ""
        return self

    def answer(self, given: Answer) -> Any:
        """Look at the page and send these answers; goes where it leads if they are right."""
        page = self.client.get(self.at)
        assert page.status_code == 200, (self.at, page.status_code)
        self.looked_at(page.text)
        self.token = token_of(page.text)
        return self._sends(given)

    def _sends(self, given: Answer) -> Any:
        sent = self.client.post(self.at, {**given, "token": self.token})
        if sent.status_code == 302:
            self.slugs.append(self.at.strip("/").split("/")[-1])
            self.at = sent["Location"]
        return sent

    def through(self, answers: dict[str, Answer], *, until: str = "/ask/check/") -> "Walk":
        """Answer every page that comes, up to the page `until`.

        The first is looked at. The others only where somebody reads what they say: strict walks and those of how
        they read look at each.
        """
        reads = self.strict or type(self).looked_at is not Walk.looked_at
        for _step in range(30):
            if self.at == until:
                return self
            slug = self.at.strip("/").split("/")[-1]
            given = {**OTHERS, **PARENT, **answers}[slug]
            sent = self._sends(given) if self.token and not reads else self.answer(given)
            assert sent.status_code == 302, f"{slug}: {sent.status_code}"
        raise AssertionError(f"never came to {until}, but to {self.slugs}")

    def send(self) -> Any:
        """Press "Send" and look at the page it leads to."""
        page = self.client.get("/ask/check/")
        self.looked_at(page.text)
        done = self.client.post("/ask/check/", {"token": token_of(page.text)}, follow=True)
        self.looked_at(done.text)
        return done

    def looked_at(self, page: str) -> None:
        """A page they came to."""
        if self.strict:
            parsed(page)
