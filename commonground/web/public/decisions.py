"""Decisions, other matters and the sections of a plan, in a family's words, for every public page that asks."""

from django.utils.translation import gettext_lazy as _

from commonground.law import Decision
from commonground.web.components.forms import OR, Choice

DECISIONS = (
    Choice(Decision.REFUSE_TO_ASSESS, _("The council will not assess"), _("It refused an EHC needs assessment.")),
    Choice(Decision.REFUSE_TO_ISSUE, _("The council will not make a plan"), _("It assessed, and then refused a plan.")),
    Choice(Decision.PLAN_CONTENTS, _("What the final plan says"), _("Needs, support, or the school it names.")),
    Choice(Decision.REFUSE_TO_AMEND, _("The council will not change the plan"), _("After a review of the plan.")),
    Choice(Decision.REFUSE_TO_REASSESS, _("The council will not assess again"), _("There is a plan already.")),
    Choice(Decision.CEASE_TO_MAINTAIN, _("The council will end the plan")),
    Choice(Decision.DRAFT_PLAN, _("What a draft plan says"), _("The plan is not final yet.")),
    Choice(Decision.AMENDMENT_PROMISED, _("The council said it will change the plan, and has not")),
    Choice(Decision.NOT_DELIVERED, _("Support in the plan is not given")),
    Choice(Decision.PERSONAL_BUDGET, _("A personal budget or direct payment")),
    Choice(Decision.SEN_SUPPORT, _("SEN support at school or college"), _("Without a plan.")),
    Choice(Decision.HEALTH_OR_SOCIAL_CARE, _("Health or social care")),
    Choice(Decision.DELAY, _("The council is late")),
    Choice(Decision.DISCRIMINATION, _("Unfair treatment because of a disability")),
    Choice(Decision.OTHER_SEND, _("Something else about SEND")),
    OR,
    Choice(Decision.NOT_SURE, _("I am not sure"), _("That is fine. We find out together.")),
)
"""What it can be about: decisions of a council's letter first, then other matters, then `not_sure`."""

LABELS = {choice.value: choice.label for choice in DECISIONS if choice is not OR}
