"""The made-up enquiries that wait for an answer: three in few words, three by the request's own pages."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Enquiry
from commonground.casework import intake
from commonground.demo import places
from commonground.demo.telling import ago, at
from commonground.web.public.ask.telling import words_of

BY = "system:demo"
ENQUIRIES = (
    ("demo-enquiry-1", 0, EnquiryWords(
        name="Hari Copse", email="hari.copse@family.example", telephone="01632 960201", child_name="Dev Copse",
        decision="refuse_to_assess", wants="talk", message="The letter came in half-term. I do not know what to do.",
    ), 58),
    ("demo-enquiry-2", 1, EnquiryWords(
        name="Tess Glade", email="tess.glade@family.example", child_name="Ori Glade", decision="sen_support",
        wants="disagreement_resolution", message="The school says there is no money for the teaching assistant.",
    ), None),
    ("demo-enquiry-3", 2, EnquiryWords(
        name="Ned Moss", telephone="01632 960202", safe_contact="Not before 6pm.", child_name="Amy Moss",
        decision="plan_contents", sections=frozenset("BF"), wants="mediation",
    ), 20),
)  # fmt: skip
"""Token, days ago, words, and how many days ago the letter was sent."""

HELPER = {
    "who": {"who": "helper"},
    "decision": {"decision": "refuse_to_assess"},
    "appeal": {"appeal": "not_sure"},
    "want": {"want": "talk"},
}
REQUESTS: tuple[tuple[str, int, int, Mapping[str, Mapping[str, Any]]], ...] = (
    ("demo-request-1", 1, 14, {
        **HELPER,
        "helper": {"helper_name": "Gil Teacher", "relationship": "Head of year at Example High School",
                   "email": "gil.teacher@school.example", "telephone": "01632 960204"},
        "permission": {"agreed": "not_yet"},
        "wanted": {"wanted": "A mother at our school had a letter and does not know whom to ask."},
        "interpreter": {"interpreter": "language", "language": "Polish"},
    }),
    ("demo-request-2", 0, 12, {
        **HELPER,
        "helper": {"helper_name": "Sia Adviser", "relationship": "Exampleshire SENDIASS",
                   "email": "sia@sendiass.example", "telephone": "01632 960411"},
        "permission": {"agreed": "yes"},
        "permission-given": {"given_by": "parent", "given_name": "Wyn Heron", "how": "voice", "given_on": 2,
                             "may": ["speak", "meeting"]},
        "child": {"child_name": "Cai Heron", "child_born": "2015-02-11"},
        "wanted": {"wanted": "An assessment. Cai has not been at school since Easter."},
        "family-contact": {"contact": "yes", "email": "wyn.heron@family.example", "times": "In the mornings."},
    }),
    ("demo-request-3", 0, 9, {
        "who": {"who": "parent"},
        "child": {"child_name": "Isla Dell", "child_born": "2014-10-03"},
        "decision": {"decision": "refuse_to_issue"},
        "wanted": {"wanted": "A plan. The help at school ends when her teacher leaves."},
        "appeal": {"appeal": "yes"},
        "want": {"want": "mediation"},
        "reach": {"your_name": "Orla Dell", "telephone": "01632 960205", "email": "orla.dell@family.example"},
        "safe-contact": {"reads": "not_sure", "ways": ["call"], "times": "Between 9am and 3pm. Leave no message."},
        "other-parent": {"shares": "yes"},
        "other-parent-more": {"knows": "no", "contact": "no", "untold": ["address", "contact"], "order": "yes",
                              "order_words": "He may not come to the house."},
        "needs": {"support": ["breaks"]},
    }),
)  # fmt: skip
"""Token, days ago, how many days ago the letter was sent, and what was answered on each page of the request."""


def enquire() -> None:
    """Send each of them that has not been sent."""
    council = places.council("Exampleshire").gss_code
    for token, days, words, letter in ENQUIRIES:
        said = {**vars(words), "authority": council, "letter_on": None if letter is None else ago(letter)}
        _receive(EnquiryWords(**said), token=token, days=days, minutes=9)
    for token, days, letter, pages in REQUESTS:
        more = {"council": {"council": council}, "letter": {"letter_on": ago(letter).isoformat()}}
        _receive(words_of({**_dated(pages), **more}), token=token, days=days, minutes=21)


def _dated(pages: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The answers, with the day on which a family agreed, so many days ago, as the request keeps it."""
    page, field = "permission-given", "given_on"
    if page not in pages:
        return dict(pages)
    return {**pages, page: {**pages[page], field: ago(pages[page][field]).isoformat()}}


def _receive(words: EnquiryWords, *, token: str, days: int, minutes: int) -> None:
    if not Enquiry.objects.filter(token=token).exists():
        arrived = at(days, 8) - timedelta(minutes=minutes)
        intake.receive_enquiry(words, token=token, by=BY, arrived_at=arrived)
