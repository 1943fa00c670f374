"""Every message the service sends: who reads it, which words it needs, and made-up words to try it with.

The words themselves stand in `templates/notices/<name>.txt`: the subject on the first line, then the letter.
The HTML is made from that same text, so the two cannot differ (`render.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from commonground.notices.kinds import DAY, LINES, LINK, MOMENT, NUMBER, TEXT, Kind, maybe, one_of
from commonground.notices.models import Lane
from commonground.notices.words import CERTIFICATES, DECISIONS, MODES, ROOMS, WAYS

SITE = "https://notices.example.org"
"""The site of the samples; whoever renders them puts the real one in its place."""


class Reader(StrEnum):
    """Whom a message is written for. Only `COUNCIL`, `NHS` and `PARTY` may read which child it is about."""

    FAMILY = "family"
    COUNCIL = "council"
    NHS = "nhs"
    PARTY = "party"
    SENDIASS = "sendiass"


@dataclass(frozen=True)
class Spec:
    """One message: `keys` it needs, `may` what may be left out, `sample` to try it with.

    `encloses` says what goes into the envelope when it is posted. `fresh` is a secret that runs out after
    its `minutes` and is made anew, never sent a second time. `opens` says that whoever reads it gets at what its
    reader has not sent us yet: nobody here is to read it, nor to send it elsewhere.
    """

    name: str
    reader: Reader
    sample: Mapping[str, Any]
    keys: Mapping[str, Kind]
    may: Mapping[str, Kind] = field(default_factory=dict)
    lane: Lane = Lane.NORMAL
    fresh: bool = False
    opens: bool = False
    encloses: str = ""


_CASE = {"reference": TEXT, "council": TEXT, "case_url": LINK}
_CASE_SAMPLE = {"reference": "CG-4F7K-2M", "council": "Exampleshire", "case_url": f"{SITE}/case/CG-4F7K-2M/"}
_LAST_DAYS = {"contact_by": maybe(DAY), "appeal_by": maybe(DAY)}
_LAST_DAYS_SAMPLE = {"contact_by": date(2026, 12, 18), "appeal_by": date(2027, 1, 4)}
_MEETING = {
    "starts_at": MOMENT,
    "place": TEXT,
    "mode": one_of([*MODES, ""]),
    "rooms": one_of([*ROOMS, ""]),
    "mediator": TEXT,
}
_MEETING_SAMPLE = {
    "starts_at": datetime(2027, 1, 12, 10, 30, tzinfo=UTC),
    "place": "Exampleshire Library, Market Street",
    "mode": "in_person",
    "rooms": "both",
    "mediator": "Robin Example",
}
_CALL_SAMPLE = {"starts_at": datetime(2026, 11, 26, 10, 0, tzinfo=UTC), "url": f"{SITE}/case/"}
_REQUEST = {"reference": TEXT, "child": TEXT}
_REQUEST_SAMPLE = {"reference": "CG-4F7K-2M", "child": "Alex Sample"}


def _family(
    name: str,
    *,
    keys: Mapping[str, Kind] | None = None,
    sample: Mapping[str, Any] | None = None,
    may: Mapping[str, Kind] | None = None,
    encloses: str = "",
) -> Spec:
    """A message to the family about their case. Nothing in it can name the child or a need."""
    return Spec(
        name,
        Reader.FAMILY,
        keys={**_CASE, **(keys or {})},
        may=may or {},
        sample={**_CASE_SAMPLE, **(sample or {})},
        encloses=encloses,
    )


_SPECS = (
    Spec(
        "sign_in_code",
        Reader.FAMILY,
        keys={"code": TEXT, "minutes": NUMBER},
        sample={"code": "482 913", "minutes": 15},
        lane=Lane.URGENT,
        fresh=True,
    ),
    Spec(
        "number_code",
        Reader.FAMILY,
        keys={"code": TEXT, "minutes": NUMBER},
        sample={"code": "482 913", "minutes": 15},
        lane=Lane.URGENT,
        fresh=True,
    ),
    Spec(
        "request_saved",
        Reader.FAMILY,
        keys={"url": LINK, "code": TEXT, "until": DAY},
        sample={
            "url": f"{SITE}/ask/come-back/4F7K-2MXR-9BCD/",
            "code": "4F7K-2MXR-9BCD",
            "until": date(2026, 12, 2),
        },
        lane=Lane.URGENT,
        opens=True,
    ),
    Spec(
        "your_dates",
        Reader.FAMILY,
        keys={"url": LINK, "worked_out_on": DAY, "late": one_of(["yes", "no"])},
        may={**_LAST_DAYS, "claim_by": maybe(DAY), "moves": one_of(["yes", "no", ""])},
        sample={
            "url": f"{SITE}/check-your-dates/?council=not_sure&decision=refuse_to_assess&sent=2026-10-18",
            "worked_out_on": date(2026, 11, 25),
            "late": "no",
            "moves": "yes",
            **_LAST_DAYS_SAMPLE,
        },
        lane=Lane.URGENT,
    ),
    Spec(
        "enquiry_received",
        Reader.FAMILY,
        keys={"reference": TEXT, "answer_by": DAY},
        may={
            "url": maybe(LINK),
            "call_at": maybe(MOMENT),
            "interpreter": TEXT,
            "council_letter": one_of(["", "later"]),
            "claim_by": maybe(DAY),
            **_LAST_DAYS,
        },
        sample={
            "reference": "EN-7Q2M-4K",
            "answer_by": date(2026, 11, 25),
            "call_at": None,
            "interpreter": "",
            "council_letter": "later",
            "url": f"{SITE}/sign-in/",
            **_LAST_DAYS_SAMPLE,
        },
    ),
    Spec(
        "call_booked",
        Reader.FAMILY,
        keys={"starts_at": MOMENT, "url": maybe(LINK)},
        may={"interpreter": TEXT},
        sample={**_CALL_SAMPLE, "interpreter": "Urdu"},
        lane=Lane.URGENT,
    ),
    Spec(
        "interpreter_confirmed",
        Reader.FAMILY,
        keys={"starts_at": MOMENT, "url": maybe(LINK), "interpreter": TEXT, "way": one_of(WAYS)},
        may={"joining": TEXT},
        sample={**_CALL_SAMPLE, "interpreter": "BSL", "way": "video_relay", "joining": "Open the relay’s app at 10am."},
        lane=Lane.URGENT,
    ),
    Spec(
        "interpreter_not_had",
        Reader.FAMILY,
        keys={"starts_at": MOMENT, "url": maybe(LINK), "interpreter": TEXT},
        sample={**_CALL_SAMPLE, "interpreter": "Urdu"},
        lane=Lane.URGENT,
    ),
    Spec(
        "call_cancelled",
        Reader.FAMILY,
        keys={"starts_at": MOMENT, "url": maybe(LINK)},
        sample=_CALL_SAMPLE,
        lane=Lane.URGENT,
    ),
    Spec(
        "request_in_your_name",
        Reader.FAMILY,
        keys={"helper": TEXT, "reference": TEXT, "url": LINK},
        sample={"helper": "Hal Helper", "reference": "EN-7Q2M-4K", "url": f"{SITE}/ask/stop/4f7k2m:mxr/"},
    ),
    Spec(
        "written_answer",
        Reader.FAMILY,
        keys={"url": LINK},
        sample={"url": f"{SITE}/write-to-us/4F7K-2MXR-9BCD-HJKM/"},
    ),
    Spec(
        "text_answer",
        Reader.FAMILY,
        keys={"text": TEXT},
        sample={"text": "Yes, you can bring your sister. Ring us about the day."},
        lane=Lane.URGENT,
    ),
    Spec(
        "written_link",
        Reader.FAMILY,
        keys={"url": LINK},
        sample={"url": f"{SITE}/write-to-us/4F7K-2MXR-9BCD-HJKM/"},
        lane=Lane.URGENT,
    ),
    _family(
        "case_opened",
        keys={"adviser": TEXT, **_LAST_DAYS},
        sample={"adviser": "Sam Example", **_LAST_DAYS_SAMPLE},
    ),
    _family(
        "choice_reminder",
        keys=_LAST_DAYS,
        may={"adviser": TEXT, "call_on": maybe(DAY)},
        sample={"adviser": "Sam Example", "call_on": date(2026, 12, 9), **_LAST_DAYS_SAMPLE},
    ),
    _family(
        "undecided",
        keys=_LAST_DAYS,
        may={"adviser": TEXT, "call_on": maybe(DAY)},
        sample={"adviser": "Sam Example", "call_on": date(2026, 12, 9), **_LAST_DAYS_SAMPLE},
    ),
    _family(
        "not_reached",
        keys=_LAST_DAYS,
        may={"adviser": TEXT, "tried_on": LINES},
        sample={
            "adviser": "Sam Example",
            "tried_on": ["telephone, Monday 23 November 2026"],
            **_LAST_DAYS_SAMPLE,
        },
    ),
    _family(
        "choice_recorded",
        keys={"choice": one_of(["declined", "mediation", "withdrew"]), "certificate_by": maybe(DAY)},
        may={"appeal_by": maybe(DAY), "whose": one_of(["own", "another"])},
        sample={"choice": "declined", "certificate_by": date(2026, 11, 27), "appeal_by": date(2027, 1, 4)},
    ),
    _family(
        "certificate_issued",
        keys={"number": TEXT, "kind": one_of(CERTIFICATES)},
        may={"appeal_by": maybe(DAY)},
        sample={"number": "2026-000123", "kind": "declined", "appeal_by": date(2027, 1, 4)},
        encloses="certificate",
    ),
    _family(
        "certificate_corrected",
        keys={"number": TEXT},
        sample={"number": "2026-000123"},
        encloses="certificate",
    ),
    _family("certificate_withdrawn", keys={"number": TEXT}, may=_LAST_DAYS, sample={"number": "2026-000123"}),
    _family(
        "meeting_fixed",
        keys=_MEETING,
        sample=_MEETING_SAMPLE,
    ),
    _family(
        "meeting_called_off",
        keys={"starts_at": MOMENT},
        sample={"starts_at": _MEETING_SAMPLE["starts_at"]},
    ),
    _family(
        "not_arranged",
        keys={"certificate_by": maybe(DAY)},
        may={"appeal_by": maybe(DAY)},
        sample={"certificate_by": date(2026, 11, 27), "appeal_by": date(2027, 1, 4)},
    ),
    _family("day30_silent", may={"appeal_by": maybe(DAY)}, sample={"appeal_by": date(2027, 1, 4)}),
    _family(
        "party_said_no",
        keys={"party": TEXT, "why": TEXT, **_LAST_DAYS},
        sample={"party": "Example Primary School", "why": "", **_LAST_DAYS_SAMPLE},
    ),
    _family("supporter_invited", keys={"helped": TEXT}, sample={"helped": "Sam Sample"}),
    _family("supporter_ended"),
    _family("reached_elsewhere"),
    _family("your_own_case"),
    _family("paper_shared"),
    _family("question_answered", keys={"asked_on": DAY}, sample={"asked_on": date(2026, 11, 24)}),
    _family("closed"),
    _family("reopened"),
    Spec(
        "la_mediation_request",
        Reader.COUNCIL,
        keys={
            **_REQUEST,
            "decision": one_of(DECISIONS),
            "decision_sent_on": maybe(DAY),
            "issues": LINES,
            "health_wanted": LINES,
            "told_on": maybe(DAY),
            "arrange_by": maybe(DAY),
        },
        may={"icb_told_by": maybe(DAY)},
        sample={
            **_REQUEST_SAMPLE,
            "decision": "plan_contents",
            "decision_sent_on": date(2026, 11, 2),
            "issues": ["Section B: how needs are described", "Section F: the support"],
            "health_wanted": ["An assessment"],
            "told_on": date(2026, 11, 24),
            "arrange_by": date(2026, 12, 24),
            "icb_told_by": date(2026, 11, 27),
        },
    ),
    Spec(
        "la_health_reminder",
        Reader.COUNCIL,
        keys={"reference": TEXT, "icb_told_by": maybe(DAY)},
        sample={"reference": "CG-4F7K-2M", "icb_told_by": date(2026, 11, 27)},
    ),
    Spec(
        "icb_mediation_request",
        Reader.NHS,
        keys={**_REQUEST, "council": TEXT, "health_wanted": LINES, "told_by": maybe(DAY)},
        may={"arrange_by": maybe(DAY)},
        sample={
            **_REQUEST_SAMPLE,
            "council": "Exampleshire",
            "health_wanted": ["An assessment"],
            "told_by": date(2026, 11, 27),
            "arrange_by": date(2026, 12, 24),
        },
    ),
    Spec(
        "meeting_fixed_la",
        Reader.COUNCIL,
        keys={"reference": TEXT, **_MEETING},
        sample={"reference": "CG-4F7K-2M", **_MEETING_SAMPLE},
    ),
    Spec(
        "no_meeting",
        Reader.COUNCIL,
        keys={"reference": TEXT, "starts_at": maybe(MOMENT)},
        sample={"reference": "CG-4F7K-2M", "starts_at": _MEETING_SAMPLE["starts_at"]},
    ),
    Spec(
        "pattern_passed_on",
        Reader.COUNCIL,
        keys={"council": TEXT, "families": NUMBER, "text": TEXT},
        sample={"council": "Exampleshire Council", "families": 4, "text": "Meetings are called off the day before."},
    ),
    Spec(
        "sendiass_request",
        Reader.SENDIASS,
        keys={"reference": TEXT, "name": TEXT, "reach": TEXT, "text": TEXT, "asked_on": DAY},
        sample={
            "reference": "CG-4F7K-2M",
            "name": "Sam Sample",
            "reach": "01632 960001, after six",
            "text": "I would like somebody to come to the meeting with me.",
            "asked_on": date(2026, 11, 25),
        },
    ),
    Spec(
        "party_asked",
        Reader.PARTY,
        keys={**_REQUEST, "party": TEXT},
        may={"answer_by": maybe(DAY)},
        sample={**_REQUEST_SAMPLE, "party": "Example Primary School", "answer_by": date(2026, 12, 1)},
    ),
)

SPECS: Mapping[str, Spec] = {spec.name: spec for spec in _SPECS}
