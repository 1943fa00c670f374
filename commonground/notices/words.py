"""Codes as people read them in messages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonground.law.words import Decision

DECISIONS: dict[str, Promise] = {
    Decision.REFUSE_TO_ASSESS: _("not to carry out an EHC needs assessment"),
    Decision.REFUSE_TO_ISSUE: _("not to issue an EHC plan"),
    Decision.PLAN_CONTENTS: _("about what is in the EHC plan"),
    Decision.REFUSE_TO_REASSESS: _("not to re-assess"),
    Decision.REFUSE_TO_AMEND: _("not to change the EHC plan"),
    Decision.CEASE_TO_MAINTAIN: _("to end the EHC plan"),
    Decision.DRAFT_PLAN: _("about the draft EHC plan"),
    Decision.AMENDMENT_PROMISED: _("about changes promised to the EHC plan"),
    Decision.PERSONAL_BUDGET: _("about a personal budget"),
    Decision.SEN_SUPPORT: _("about SEN support"),
    Decision.HEALTH_OR_SOCIAL_CARE: _("about health or social care"),
    Decision.NOT_DELIVERED: _("about support that is not being given"),
    Decision.DELAY: _("about a delay"),
    Decision.OTHER_SEND: _("about another SEND matter"),
    Decision.DISCRIMINATION: _("about disability discrimination"),
    Decision.NOT_SURE: _("to be made clear with the family"),
}
MODES: dict[str, Promise] = {
    "online": _("online"),
    "in_person": _("in person"),
    "telephone": _("by telephone"),
    "hybrid": _("some people in the room, some online"),
}
ROOMS: dict[str, Promise] = {
    "joint": _("everyone together"),
    "private": _("in private rooms"),
    "both": _("together, with private rooms for breaks"),
}
WAYS: dict[str, Promise] = {
    "three_way": _("When we call, the interpreter is on the line with us."),
    "video_relay": _(
        "The call comes by video. You see the interpreter on your screen, and you sign to each other. "
        "The interpreter speaks with the adviser."
    ),
    "in_person": _("The interpreter comes to you in person, before the call begins."),
}
"""How an interpreter joins a call."""
CERTIFICATES: dict[str, Promise] = {
    "declined": _("you chose not to mediate"),
    "took_part": _("mediation took place"),
    "not_arranged": _("the council could not arrange mediation in time"),
}
